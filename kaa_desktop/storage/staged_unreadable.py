"""Files whose rows cannot be read any more: which they are, and room for what is imported again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from kaa_desktop.domain.errors import UnreadableSourcesError
from kaa_desktop.domain.reconcile_decisions import SOURCE_FILES, SourceKind
from kaa_desktop.storage.at_hand import rows_at_hand, state_of
from kaa_desktop.storage.source_files import NO_FILE, erase_file, files_in_force, newest_population


def erase_unreadable(connection: Connection, kind: str) -> None:
    """Erase the files of a kind that cannot be read, so that the very same ones may be taken in anew.

    Those of other kinds stay, and the next reconciliation asks for them: it would err without them.
    """
    for file in _unreadable(connection, files_in_force(connection, kind)):
        erase_file(connection, file)


def unreadable_sources(connection: Connection) -> tuple[SourceKind, ...]:
    """The kinds of source of which something that counts cannot be read."""
    return tuple(
        kind
        for kind in SOURCE_FILES
        if any(True for _ in _unreadable(connection, _counting(connection, kind)))
    )


@contextmanager
def told_together(connection: Connection) -> Iterator[None]:
    """Whoever comes upon one that cannot be read is told of them all.

    Raises:
        UnreadableSourcesError: with every kind that has to be imported again.
    """
    try:
        yield
    except UnreadableSourcesError as error:
        found = {*error.sources, *unreadable_sources(connection)}
        raise UnreadableSourcesError(kind for kind in SOURCE_FILES if kind in found) from error


def _counting(connection: Connection, kind: SourceKind) -> list[int]:
    """Of population files the newest alone counts."""
    if kind is not SourceKind.POPULATION:
        return files_in_force(connection, kind)
    newest = newest_population(connection)
    return [] if newest == NO_FILE else [newest]


def _unreadable(connection: Connection, files: Iterable[int]) -> Iterator[int]:
    at_hand = rows_at_hand(connection)
    for file in files:
        if at_hand.holds(state_of(connection, file)):
            continue
        from kaa_desktop.storage.staged_parts import is_readable

        if not is_readable(connection, file):
            yield file
