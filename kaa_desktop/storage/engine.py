"""The connection to the encrypted file: key, pragmas, explicit transactions and the log's SQL functions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from kaa_desktop.domain.phonetics import sound_index
from kaa_desktop.storage.at_hand import AT_HAND, RowsAtHand
from kaa_desktop.storage.changelog import values_hash

BUSY_SECONDS = 5.0
CACHE_KIB = 40 * 1024
"""Of each connection; those of the window's two threads fill theirs in a day."""
WAL_PAGES = 4000
"""Of four kilobytes; what a country's files come to is moved into the register later, while nobody waits."""
WRITES = "kaa_writes"
"""Execution option of connections that begin with the write lock held."""


def connect(path: Path, key: bytes, *, create: bool = False) -> dbapi2.Connection:
    """Open the file with its raw key; pragmas are set here, outside any transaction.

    `foreign_keys` is silently ignored inside one, so the driver's own transactions are switched off.
    """
    mode = "rwc" if create else "rw"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=256,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # trouble is told in our own words
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


class Engines:
    """An engine for each thread that reads or writes, with connections of its own.

    A connection keeps the pages that it has decrypted until another one writes. Where connections went from
    thread to thread, each would begin anew whenever the other one had written.

    Args:
        make: another one.
    """

    def __init__(self, make: Callable[[], Engine]) -> None:
        self._make = make
        self._made: dict[int, Engine] = {}

    def mine(self) -> Engine:
        """That of the thread that asks."""
        thread = threading.get_ident()
        engine = self._made.get(thread)
        if engine is None:
            engine = self._made[thread] = self._make()
        return engine

    def dispose(self) -> None:
        """Close the connections of all threads."""
        for engine in tuple(self._made.values()):
            engine.dispose()


def register_engine(
    path: Path,
    key: bytes,
    operation_number: Callable[[], int],
    check_open: Callable[[], None],
    at_hand: RowsAtHand,
    *,
    create: bool = False,
) -> Engine:
    """An engine whose connections log every change under the running operation.

    Args:
        path: the register.
        key: of the file.
        operation_number: the running operation's.
        check_open: raises where the register has been let go of.
        at_hand: rows of sources that need not be unpacked.
        create: make the file.
    """

    def creator() -> dbapi2.Connection:
        check_open()
        connection = connect(path, key, create=create)
        connection.create_function("kaa_operation", 0, operation_number)
        connection.create_function("kaa_sounds", 1, sound_index, deterministic=True)
        connection.create_function("kaa_values_hash", 3, values_hash, deterministic=True)
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
        pool_use_lifo=True,  # each connection has a cache of its own; the fullest is used again
        execution_options={AT_HAND: at_hand},
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "rollback", lambda _: at_hand.forget())
    return engine


def _begin(connection: Connection) -> None:
    """Writers take the lock at once, so that two of them wait instead of failing half-way."""
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN")


def plain_rows(connection: Connection, statement: str, parameters: Sequence[object]) -> list[Any]:
    """All rows of a statement that runs at every keystroke, straight from the driver.

    SQLAlchemy's own cursor takes as long as the statement does.
    """
    driver: Any = connection.connection.driver_connection
    rows: list[Any] = driver.execute(statement, parameters).fetchall()
    return rows


def named_rows(connection: Connection, statement: str, parameters: Sequence[object]) -> list[Any]:
    """As `plain_rows`, each row with its columns by name: for the few rows of one person."""
    return list(iter_named(connection, statement, parameters))


def iter_named(
    connection: Connection, statement: str, parameters: Sequence[object] | Mapping[str, object]
) -> Iterator[Any]:
    """The same one after the other: for many rows that are not kept."""
    driver: Any = connection.connection.driver_connection
    cursor = driver.execute(statement, parameters)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield SimpleNamespace(**dict(zip(names, row, strict=True)))
