"""What a file of a source held, by columns: a country has half a million rows.

Imported when a file is read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

import polars as pl

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.personal_number import PersonalNumberKind
from kaa_desktop.domain.register_history import PopulationRecord, RowProblem
from kaa_desktop.domain.sources import EnrolmentRecord, ExamRecord
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.lanes import CarefulRows, UsualRows, read_rows
from kaa_desktop.files.problems import ProblemList
from kaa_desktop.files.source_files import Identities, RecordBuilder, Taking
from kaa_desktop.files.tables import Source, Table

_STEP = 1000
_GARBLED = "Ã[¥¤¶…„–©‰\u0080-\u009f]"
_Record = TypeVar("_Record", bound=PopulationRecord | EnrolmentRecord | ExamRecord)


@dataclass(frozen=True, slots=True)
class Shape(Generic[_Record]):
    """A record by columns.

    Attributes:
        columns: its fields in order, and how they lie in a frame; the first is `row`, the second `number`.
        make: the record of a row of the frame.
    """

    columns: Mapping[str, type[pl.DataType]]
    make: Callable[[tuple[Any, ...]], _Record]

    def frame(self, records: Collection[tuple[Any, ...]]) -> pl.DataFrame:
        """Records by columns."""
        columns = zip(*records, strict=True) if records else ((),) * len(self.columns)
        kinds = self.columns.items()
        return pl.DataFrame(
            [pl.Series(n, _plain(v), dtype=k) for (n, k), v in zip(kinds, columns, strict=True)]
        )


def _plain(values: Collection[Any]) -> list[Any]:
    """Codes are stored as the texts that they are."""
    return [str(value) if isinstance(value, str) else value for value in values]


@dataclass(frozen=True, slots=True)
class ColumnFile(Generic[_Record]):
    """What a file held.

    Attributes:
        frame: the fields of the records by columns, in the order of the file.
        problems: rows that were left out, cells that could not be read, and sheets that were not.
        skipped_empty: rows without any text.
        skipped_totals: total lines, and headers that came again.
    """

    source: Source
    shape: Shape[_Record] = field(repr=False)
    frame: pl.DataFrame
    problems: list[RowProblem]
    skipped_empty: int
    skipped_totals: int = 0

    @property
    def records(self) -> list[_Record]:
        """One for each row of the frame."""
        return list(map(self.shape.make, self.frame.iter_rows()))

    def only(self, rows: pl.Series) -> ColumnFile[_Record]:
        """Some of the rows."""
        return replace(self, frame=self.frame.filter(rows))


def column_file(
    table: Table, shape: Shape[_Record], frame: pl.DataFrame, problems: ProblemList
) -> ColumnFile[_Record]:
    """What a table held, once all its rows are read."""
    if table.source.kind is not TableKind.TEXT:
        _note_garbled(frame, problems)
    return ColumnFile(
        source=table.source,
        shape=shape,
        frame=frame,
        problems=problems.items,
        skipped_empty=table.rows.skipped.empty,
        skipped_totals=table.rows.skipped.totals + table.rows.skipped.headers,
    )


def _note_garbled(frame: pl.DataFrame, problems: ProblemList) -> None:
    """The letters of a workbook may have been garbled before it was written; a text has been looked at."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    found = frame.filter(pl.any_horizontal(pl.col(*texts).str.contains(_GARBLED))).head(1)
    for row in found.iter_rows(named=True):
        text = next(row[name] for name in texts if "Ã" in (row[name] or ""))
        problems.add(row["row"], "", "file.garbled_letters", text)


def read_closely(table: Table, careful: CarefulRows, progress: Progress) -> pl.DataFrame:
    """The records of every row, read one by one."""
    for done, row in enumerate(table.rows):
        if done % _STEP == 0:
            progress.step(0, 1)
        careful.one(row)
    return careful.frame().drop("place")


class Rules(NamedTuple):
    """By what the rows of a source are judged."""

    today: date
    allowed_kinds: Collection[PersonalNumberKind]
    progress: Progress


def read_source(
    table: Table,
    shape: Shape[_Record],
    usual: UsualRows,
    build: RecordBuilder[_Record],
    rules: Rules,
    *,
    closely: bool = False,
) -> ColumnFile[_Record]:
    """Read a source in which several rows on one person are normal; the same again is a duplicate.

    Args:
        table: whose rows have not been read yet.
        shape: of its records.
        usual: reads whole columns.
        build: makes the record of a row.
        rules: by which rows are judged.
        closely: row by row, since columns are told that are not read as a whole.
    """
    problems = ProblemList(table)
    identities = Identities(table, problems, today=rules.today, allowed=rules.allowed_kinds)
    careful = _Careful(shape, Taking(build, itemgetter(slice(1, None)), problems, identities))
    if closely:
        frame = read_closely(table, careful, rules.progress)
    else:
        frame = read_rows(table, usual, careful, rules.today, rules.progress)
    return column_file(table, shape, frame, problems)


class _Careful(Generic[_Record]):
    """Rows one by one."""

    def __init__(self, shape: Shape[_Record], taking: Taking[_Record]) -> None:
        self._shape = shape
        self._taking = taking
        self.one = taking.one
        self.number_in = taking.number_in

    def numbers(self) -> set[str]:
        """The numbers of all records so far."""
        return {record.number for record in self._taking.records}

    def frame(self) -> pl.DataFrame:
        """All records, with the row by which they are ordered as `place`."""
        return self._shape.frame(self._taking.records).with_columns(place=pl.col("row"))


def said_twice(records: pl.DataFrame) -> pl.Series:
    """The numbers of records that say the same but for their row."""
    said = records.drop("row")
    return said.filter(said.is_duplicated())["number"]
