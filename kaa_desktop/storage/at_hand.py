"""Rows of sources that need not be unpacked: whoever reconciles has often just taken them in.

They go by the state of their file in the register, so that nothing stands here for what lies there no more.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection

if TYPE_CHECKING:
    from polars import DataFrame

    from kaa_desktop.storage.staged_joins import Joined

AT_HAND = "kaa_at_hand"
"""Execution option of the connections of a register."""

LIMIT = 256 * 1024 * 1024
"""Bytes; a country takes a fifth of it."""

_STATE = (
    "SELECT number, batch_id, (SELECT count(*) FROM staged_hidden h WHERE h.file = f.number)"
    " FROM staged_file f WHERE number = ?"
)


class FileState(NamedTuple):
    """A file as it lies in the register: its rows are written once, and leave it only to be sealed."""

    number: int
    batch_id: str
    hidden: int


States = tuple[FileState, ...]


class RowsAtHand:
    """Rows in memory until the register is closed, or the sources are erased.

    Args:
        limit: how many bytes they take at most; what came first goes first.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._kept: dict[FileState, Mapping[str, DataFrame]] = {}
        self._sizes: dict[FileState, int] = {}
        self._joined: tuple[States, Future[Joined]] | None = None
        self._open = True
        self._changing = threading.Lock()

    def keep(self, state: FileState, rows: Mapping[str, DataFrame]) -> None:
        """Keep the rows of a file, by the name of what is packed."""
        size = _size(rows)
        with self._changing:
            if self._open:
                self._kept[state], self._sizes[state] = rows, size
            while sum(self._sizes.values()) > self._limit:
                first = next(iter(self._kept))
                del self._kept[first], self._sizes[first]

    def rows(self, state: FileState, name: str) -> DataFrame | None:
        """All that is packed under a name; None where it has to be unpacked."""
        with self._changing:
            return self._kept.get(state, {}).get(name)

    def holds(self, state: FileState) -> bool:
        """Whether nothing of the file has to be unpacked."""
        with self._changing:
            return state in self._kept

    def join_beside(self, states: States, join: Callable[[], Joined]) -> None:
        """Work out what files say together while something else is being done."""
        worker = ThreadPoolExecutor(1)
        self._keep_joined(states, worker.submit(join))
        worker.shutdown(wait=False)

    def joined(self, states: States, join: Callable[[], Joined]) -> Joined:
        """What files say together; worked out once."""
        with self._changing:
            known = self._joined
        if known and known[0] == states and known[1].exception() is None:
            return known[1].result()
        found: Future[Joined] = Future()
        found.set_result(join())
        self._keep_joined(states, found)
        return found.result()

    def forget(self) -> None:
        """Let go of all rows."""
        with self._changing:
            self._kept.clear()
            self._sizes.clear()
            self._joined = None

    def close(self) -> None:
        """Let go of all rows, for good."""
        with self._changing:
            self._open = False
        self.forget()

    def _keep_joined(self, states: States, found: Future[Joined]) -> None:
        with self._changing:
            if self._open:
                self._joined = states, found


def rows_at_hand(connection: Connection) -> RowsAtHand:
    """Those of the register that is read or written; none of a connection that is not of one."""
    found = connection.get_execution_options().get(AT_HAND)
    return found if isinstance(found, RowsAtHand) else RowsAtHand(0)


def state_of(connection: Connection, file: int) -> FileState:
    """A file of the sources as it lies in the register now."""
    found = connection.exec_driver_sql(_STATE, (file,)).first()
    return FileState(*found) if found else FileState(file, "", 0)


def _size(rows: Mapping[str, DataFrame]) -> int:
    return sum(int(one.estimated_size()) for one in rows.values())
