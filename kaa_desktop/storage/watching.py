"""Statements that take long ask while they run whether anybody still waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import CancelledError

_BETWEEN = 5000
"""So many instructions of the database's machine, some tens of microseconds."""


class Watch:
    """Repeats the step that was told last; a step that is cancelled stops the statement, once.

    What cleans up afterwards runs to its end.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = (0, 1)
        self.cancelled = False

    def step(self, done: int, total: int) -> None:
        """Report progress.

        Raises:
            CancelledError: as the progress that is watched for.
        """
        self._last = (done, total)
        self._progress.step(done, total)

    def stops(self) -> bool:
        """Whether the running statement is to end."""
        if self.cancelled:
            return False
        try:
            self._progress.step(*self._last)
        except CancelledError:
            self.cancelled = True
        return self.cancelled


@contextmanager
def watched(connection: Connection, progress: Progress) -> Iterator[Watch]:
    """Let statements of the connection be cancelled; steps are told to what is given.

    Raises:
        CancelledError: in place of what the database says of a statement that was stopped.
    """
    watch = Watch(progress)
    if progress is UNWATCHED:
        yield watch
        return
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(watch.stops, _BETWEEN)
    try:
        yield watch
    except DBAPIError:
        if watch.cancelled:
            raise CancelledError from None
        raise
    finally:
        driver.set_progress_handler(None, _BETWEEN)
