"""Packed rows of sources: blobs of columns in the encrypted register; see migration step 10.

Imported where sources are read or written: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import UnreadableSourcesError
from kaa_desktop.storage.at_hand import rows_at_hand, state_of
from kaa_desktop.storage.staged_format import enveloped, taken_out
from kaa_desktop.storage.staged_numbers import NUMBER, shortened, stored, whole

_ROW = "row"
_BYTES = pl.col(pl.String).cast(pl.Binary)
"""Texts lie as bytes: to look through letters takes longer than all else, and few are asked for."""
_TEXTS = pl.col(pl.Binary).cast(pl.String)
_PACKERS = 2

ROWS = 65_536
"""How many rows a blob holds at most."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What is packed under a name; the first columns are those that most readers ask for.

    Attributes:
        source: the kind of the files that it comes from.
    """

    name: str
    columns: Mapping[str, type[pl.DataType]]
    source: str


RESIDENTS = Packed(
    "residents",
    {
        "number": pl.String,
        "row": pl.Int32,
        "birth_date": pl.Date,
        "home_municipality": pl.String,
        "moved_in_on": pl.Date,
    },
    "population",
)
DETAILS = Packed(
    "details",
    dict.fromkeys(("first_name", "last_name", "street", "postal_code", "city"), pl.String),
    "population",
)
"""In the order of `RESIDENTS`."""
ENROLMENTS = Packed(
    "enrolments",
    {
        "key": pl.Int64,
        "row": pl.Int32,
        "first": pl.Date,
        "last": pl.Date,
        **dict.fromkeys(("programme", "school", "organiser"), pl.String),
    },
    "enrolment",
)
EXAMS = Packed(
    "exams",
    {"key": pl.Int64, "row": pl.Int32, "kind": pl.String, "taken_on": pl.Date},
    "exams",
)
_ALL = {packed.name: packed for packed in (RESIDENTS, DETAILS, ENROLMENTS, EXAMS)}


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Rows that are packed and wait to be written.

    Attributes:
        size: how many they are.
        parts: their blobs, by the name of what is packed.
        rows: what they hold, by the same name.
    """

    size: int
    parts: Mapping[str, Sequence[bytes]]
    rows: Mapping[str, pl.DataFrame]


def columns_of(packed: Packed, frame: pl.DataFrame) -> pl.DataFrame:
    """What is packed of rows."""
    return frame.select(pl.col(name).cast(kind) for name, kind in packed.columns.items())


def pack(frame: pl.DataFrame, progress: Progress) -> list[bytes]:
    """The blobs of rows; needs no register."""
    starts = range(0, frame.height, ROWS)
    with ThreadPoolExecutor(_PACKERS) as packers:
        work = [packers.submit(lambda start: _packed(frame.slice(start, ROWS)), start) for start in starts]
        try:
            for start in starts:
                progress.step(start, frame.height)
                work[start // ROWS].result()
        finally:
            packers.shutdown(cancel_futures=True)
    return [blob.result() for blob in work]


def write_parts(connection: Connection, file: int, rows: PackedRows) -> None:
    """Keep packed rows."""
    for name, blobs in rows.parts.items():
        for part, content in enumerate(blobs):
            connection.exec_driver_sql(
                "INSERT INTO staged_part VALUES (?, ?, ?, ?)", (file, name, part, content)
            )


@dataclass(frozen=True, slots=True)
class Part:
    """One of the blobs of a file, wherever it lies.

    Attributes:
        table: `staged_part`, or `shelved_part` while its import is undone.
    """

    table: str
    file: int
    number: int

    def read(self, connection: Connection, packed: Packed, columns: Collection[str] = ()) -> pl.DataFrame:
        """Its rows, or some of their columns.

        Raises:
            UnreadableSourcesError: they lie in another format, or are damaged.
        """
        statement = f"SELECT content FROM {self.table} WHERE file = ? AND holds = ? AND part = ?"
        found = connection.exec_driver_sql(statement, (self.file, packed.name, self.number))
        with _readable(packed):
            return _unpacked(_opened(found.scalar_one(), packed), list(columns or packed.columns)).collect()

    def change(self, connection: Connection, packed: Packed, frame: pl.DataFrame) -> None:
        """Pack other rows in their place."""
        rows_at_hand(connection).forget()
        connection.exec_driver_sql(
            f"UPDATE {self.table} SET content = ? WHERE file = ? AND holds = ? AND part = ?",
            (_packed(frame), self.file, packed.name, self.number),
        )

    def wipe(self, connection: Connection) -> None:
        """Keep nothing of its file but that there was something, which cannot be read."""
        rows_at_hand(connection).forget()
        connection.exec_driver_sql(f"UPDATE {self.table} SET content = x'' WHERE file = ?", (self.file,))


def parts_in(connection: Connection, table: str, packed: Packed) -> list[Part]:
    """All that a table holds of a kind."""
    statement = f"SELECT file, part FROM {table} WHERE holds = ? ORDER BY file, part"
    return [Part(table, *place) for place in connection.exec_driver_sql(statement, (packed.name,))]


def read_parts(
    connection: Connection, files: Collection[int], packed: Packed, columns: Collection[str] = ()
) -> pl.DataFrame:
    """All rows of some files, or some of their columns.

    Raises:
        UnreadableSourcesError: they lie in another format, or are damaged.
    """
    wanted = list(columns or packed.columns)
    found = [_rows(connection, file, packed, wanted) for file in files]
    return pl.concat(found) if found else _nobody(packed, wanted)


def read_what_can_be(
    connection: Connection, files: Collection[int], packed: Packed, columns: Collection[str]
) -> pl.DataFrame:
    """The same; nothing where they cannot be read, for readers who may do without."""
    try:
        return read_parts(connection, files, packed, columns)
    except UnreadableSourcesError:
        return _nobody(packed, list(columns))


def is_readable(connection: Connection, file: int) -> bool:
    """Whether all that is packed of a file can be read; the rows themselves are not unpacked."""
    found = connection.exec_driver_sql("SELECT holds, content FROM staged_part WHERE file = ?", (file,))
    try:
        for name, kept in found:
            packed = _ALL[name]
            with _readable(packed):
                rows = pl.scan_ipc(_opened(kept, packed)).select(stored(list(packed.columns)))
                rows.collect_schema()
    except UnreadableSourcesError:
        return False
    return True


def _rows(connection: Connection, file: int, packed: Packed, columns: Sequence[str]) -> pl.DataFrame:
    at_hand = _at_hand(connection, file, packed)
    if at_hand is not None:
        return at_hand.select(columns)
    contents = _contents(connection, file, packed)
    if not contents:
        return _nobody(packed, columns)
    with _readable(packed):
        if _ROW not in columns:
            rows = pl.scan_ipc(contents).select(stored(columns)).with_columns(_TEXTS)
            return whole(rows, columns).collect(engine="streaming")
        return pl.concat([_unpacked(content, columns) for content in contents]).collect()


def _nobody(packed: Packed, columns: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(schema={name: packed.columns[name] for name in columns})


def _at_hand(connection: Connection, file: int, packed: Packed) -> pl.DataFrame | None:
    return rows_at_hand(connection).rows(state_of(connection, file), packed.name)


def _contents(connection: Connection, file: int, packed: Packed) -> list[bytes]:
    statement = "SELECT content FROM staged_part WHERE file = ? AND holds = ? ORDER BY part"
    found = connection.exec_driver_sql(statement, (file, packed.name)).scalars()
    return [_opened(kept, packed) for kept in found]


def _opened(kept: bytes, packed: Packed) -> bytes:
    content = taken_out(kept)
    if content is None:
        raise UnreadableSourcesError([packed.source])
    return content


@contextmanager
def _readable(packed: Packed) -> Iterator[None]:
    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableSourcesError([packed.source]) from error


def read_places(
    connection: Connection, file: int, packed: Packed, columns: Sequence[str], places: pl.Series
) -> pl.DataFrame:
    """Some of the rows of a file, by where they stand among all; of the other parts nothing is unpacked.

    Raises:
        UnreadableSourcesError: they lie in another format, or are damaged.
    """
    at_hand = _at_hand(connection, file, packed)
    if at_hand is not None:
        return at_hand.select(columns)[places]
    with _readable(packed):
        return _places(_contents(connection, file, packed), packed, columns, places)


def _places(
    contents: Iterable[bytes], packed: Packed, columns: Sequence[str], places: pl.Series
) -> pl.DataFrame:
    wanted, first = [], 0
    for content in contents:
        size = pl.scan_ipc(content).select(pl.len()).collect().item()
        here = places.filter(places.is_between(first, first + size, closed="left")) - first
        if not here.is_empty():
            wanted.append((content, here))
        first += size
    if not wanted:
        return _nobody(packed, columns)
    with ThreadPoolExecutor(_PACKERS) as readers:
        found: Iterable[pl.DataFrame] = readers.map(
            lambda part: pl.read_ipc(part[0], columns=stored(columns))[part[1]], wanted
        )
        return whole(pl.concat(found, rechunk=True).with_columns(_TEXTS), columns)


def _packed(frame: pl.DataFrame) -> bytes:
    """Rows mostly follow each other: what lies between them takes a hundredth of the room."""
    steps = pl.col(_ROW) - pl.col(_ROW).shift(1, fill_value=0)
    told = frame.with_columns(steps) if _ROW in frame.columns else frame
    told = shortened(told) if NUMBER in frame.columns else told
    written = told.with_columns(_BYTES).rechunk().write_ipc(None, compression="zstd")
    return enveloped(written.getvalue())


def _unpacked(content: bytes, columns: Sequence[str]) -> pl.LazyFrame:
    rows = pl.scan_ipc(content).select(stored(columns)).with_columns(_TEXTS)
    return whole(rows.with_columns(pl.col(_ROW).cum_sum()) if _ROW in columns else rows, columns)
