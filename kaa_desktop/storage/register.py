"""The open register: transactions, operations of the change log, and who is at work."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import uuid_utils
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import NotAllowedError, RegisterError
from kaa_desktop.storage import changelog, search
from kaa_desktop.storage.at_hand import RowsAtHand
from kaa_desktop.storage.clock import next_clock
from kaa_desktop.storage.engine import WRITES, Engines, register_engine
from kaa_desktop.storage.errors import explained
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.source_shelf import clear_shelf

CHANGED_SINCE = "facts.changed_since"


@dataclass(frozen=True, slots=True)
class OperationScope:
    """A running operation: its session, and its number in the change log."""

    session: Session
    number: int
    id: str

    @property
    def connection(self) -> Connection:
        """The connection beneath, for statements past the ORM."""
        return self.session.connection()

    def set_details(self, details: Mapping[str, Any]) -> None:
        """Say what could not be counted before."""
        self.connection.exec_driver_sql(
            "UPDATE operation SET details = ? WHERE number = ?", (_as_text(details), self.number)
        )


@dataclass(frozen=True, slots=True)
class _Intent:
    """What an operation is called and what it takes back."""

    name: str
    details: Mapping[str, Any]
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Transaction:
    """Operations one after the other, of which all are kept or none."""

    connection: Connection
    _perform: Callable[[_Intent], AbstractContextManager[OperationScope]]

    def operation(
        self, name: str, details: Mapping[str, Any] | None = None, *, undoes: int | None = None
    ) -> AbstractContextManager[OperationScope]:
        """One of them; see `Register.operation`."""
        return self._perform(_Intent(name, details or {}, undoes))


class Register:
    """One register, unlocked by one user on one device."""

    def __init__(
        self, path: Path, keys: OpenedKeys, *, clock: Callable[[], datetime], create: bool = False
    ) -> None:
        self.path = path
        self.keys = keys
        self._clock = clock
        self._running: int | None = None
        self._writing = threading.Lock()
        self._closed = False
        self._at_hand = RowsAtHand()
        self._engines = Engines(
            lambda: register_engine(
                path, keys.file_key, self._operation_number, self._check_open, self._at_hand, create=create
            )
        )
        self._device = ""
        self._own: set[int] = set()
        self._others = 0
        self._looked_at = 0

    @property
    def actor(self) -> str:
        """The user who unlocked it."""
        return self.keys.user

    @property
    def device(self) -> str:
        """This copy of the register, as its chain of changes names it."""
        if not self._device:
            self._device = self.meta("device")
        return self._device

    def now(self) -> datetime:
        """The moment, with zone."""
        return self._clock()

    def today(self) -> date:
        """The day where the user is."""
        return self._clock().astimezone().date()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view of the register."""
        with explained(), self._engines.mine().connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def maintenance(self) -> Iterator[Connection]:
        """A transaction outside the change log, for tables that it does not follow."""
        with explained(), self._writing:
            options = self._engines.mine().execution_options(**{WRITES: True})
            with options.connect() as connection, connection.begin():
                yield connection

    @contextmanager
    def operation(
        self,
        name: str,
        details: Mapping[str, Any] | None = None,
        *,
        undoes: int | None = None,
        keep: bool = True,
    ) -> Iterator[OperationScope]:
        """One user intent in one transaction: all of it is kept, with its trace, or nothing.

        Args:
            name: stable name such as `contact.log`; history and undo show it in words.
            details: numbers and codes for that sentence, no names.
            undoes: the operation that this one takes back.
            keep: False for a trial, of which nothing stays.

        Raises:
            NotAllowedError: `facts.changed_since` where somebody else has removed what it refers to, or has
                added the same.
        """
        with (
            self.transaction(keep=keep) as transaction,
            transaction.operation(name, details, undoes=undoes) as scope,
        ):
            yield scope

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[Transaction]:
        """What takes more than one operation, each with its own sentence and its own undo.

        Args:
            keep: False for a trial, of which nothing stays.

        Raises:
            NotAllowedError: as `operation`.
        """
        kept: list[int] = []
        with _references_told(), self.maintenance() as connection:
            yield Transaction(connection, lambda intent: self._perform(connection, intent, kept, keep=keep))
            if keep:
                self._own.update(kept)
            elif begun := connection.get_transaction():
                begun.rollback()

    def changes(self, scope: OperationScope) -> Changes:
        """What the operation has touched so far."""
        scope.session.flush()
        return changelog.touched(scope.connection, scope.number, scope.id)

    def meta(self, key: str) -> str:
        """A fact about the register itself; empty where there is none."""
        with self.read() as connection:
            row = connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (key,)).first()
        return str(row[0]) if row else ""

    def data_version(self) -> int:
        """A number that grows when somebody else, in another program, has changed something.

        SQLite's own number of that name differs from one connection to the next, and counts one's own
        changes as well.
        """
        with self.read() as connection:
            later = connection.exec_driver_sql(
                "SELECT number FROM operation WHERE number > ?", (self._looked_at,)
            ).scalars()
            numbers = set(later)
        self._others += len(numbers - self._own)
        self._looked_at = max(numbers, default=self._looked_at)
        self._own -= numbers
        return self._others

    def close(self) -> None:
        """Let go of the file and its key, for good: who comes late gets `register.closed`."""
        self._closed = True
        self._at_hand.close()
        self._engines.dispose()

    def _check_open(self) -> None:
        """A connection that is made now would keep the key in memory after the register is locked."""
        if self._closed:
            raise RegisterError("register.closed")

    def _operation_number(self) -> int:
        if self._running is None:
            raise RuntimeError("a change outside an operation")
        return self._running

    @contextmanager
    def _perform(
        self, connection: Connection, intent: _Intent, kept: list[int], *, keep: bool
    ) -> Iterator[OperationScope]:
        with Session(bind=connection) as session:
            number, operation_id = self._begin_operation(connection, intent)
            self._running = number
            try:
                yield OperationScope(session, number, operation_id)
                session.flush()
                if not keep:
                    session.expunge_all()
                elif changelog.seal_operation(connection, number):
                    search.forget_erased(connection, number)
                    if intent.undoes is None:
                        clear_shelf(connection, number)
                    kept.append(number)
            finally:
                self._running = None

    def _begin_operation(self, connection: Connection, intent: _Intent) -> tuple[int, str]:
        device = str(connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'device'").scalar_one())
        last = connection.exec_driver_sql("SELECT max(clock) FROM operation").scalar()
        now = self._clock()
        operation_id = new_id()
        row = (
            operation_id,
            intent.name,
            _as_text(intent.details),
            self.actor,
            device,
            next_clock(last or "", now, device),
            now.astimezone(UTC).isoformat(timespec="milliseconds"),
            intent.undoes,
        )
        result = connection.exec_driver_sql(
            "INSERT INTO operation(id, name, details, actor, device, clock, made_at, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            row,
        )
        return int(result.scalar_one()), operation_id


def _as_text(details: Mapping[str, Any]) -> str:
    return json.dumps(details, sort_keys=True)


@contextmanager
def _references_told() -> Iterator[None]:
    """Two people at work on the same facts is nobody's bug; any other broken constraint is ours."""
    try:
        yield
    except IntegrityError as error:
        if not str(error.orig).startswith(("FOREIGN KEY", "UNIQUE")):
            raise
        raise NotAllowedError(CHANGED_SINCE) from error


def new_id() -> str:
    """A primary key: UUID version 7, so that rows of one time lie together."""
    return str(uuid_utils.uuid7())
