"""What the readers of the sources share: whom a row means, and what becomes of a row that says too little."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import DateOrder, Reading
from kaa_desktop.domain.personal_number import (
    PersonalNumber,
    PersonalNumberKind,
    parse_personal_number,
)
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.files.cells import Cell, date_of, identity_text, text_of
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.headers import Column
from kaa_desktop.files.problems import ProblemList
from kaa_desktop.files.tables import Source, Table, read_table

_REMEMBERED = 50_000
_Record = TypeVar("_Record")


def tells_number(cell: Cell) -> bool:
    """Whether the cell is a sound identity number, of whatever kind."""
    try:
        parse_personal_number(identity_text(cell), today=date.max, allowed=frozenset(PersonalNumberKind))
    except InvalidInputError:
        return False
    return True


NUMBER_COLUMN = Column(
    "number",
    "Personnummer",
    (
        *("Personnr", "Person-id", "Persnr", "Pnr", "P-nr", "Person-/samordningsnummer"),
        *("Personnummer/samordningsnummer", "Personnummer eller samordningsnummer", "Identitetsnummer"),
        *("Identitetsbeteckning", "ID-nummer", "Elevens personnummer", "Elevens personnr", "Elevens pnr"),
        *("Elev personnummer", "Elev personnr", "Personnummer elev", "Personal number", "Civic number"),
        *("Folkbokföringsnummer", "Personbeteckning", "ID-nr", "Identitetsnr", "Elevens personnr/T-nr"),
        *("Personnummer/T-nummer", "Elev pnr", "Person- och samordningsnummer", "Samordningsnummer"),
    ),
    group="number",
    pattern=(
        r"(?:elev(?:en)?s?|ungdom(?:en)?s?)?"
        r"(?:pers(?:on)?|p|fodelse|id(?:entitets?)?)(?:(?:och|eller)?samordnings?)?(?:nummer|num|nr|id)"
        r"(?:(?:och|eller)?(?:t|samordnings?)(?:nummer|nr))?(?:elev(?:en)?)?(?:1[02])?"
        r"|perssonn(?:umme)?r|ssn|(?:personal|national|civic|social)(?:identity|id|registration|security)?"
        r"(?:number|no|code|nr|id)"
    ),
    told=tells_number,
    never=(
        r"vardnad|^vh|malsman|foralder|^(?:mor|far)(?!tal)|anhorig|handlagg|mentor|larare|kontakt|rektor|syv"
        r"|skapad|andrad|registrera|guardian|parent|teacher|contact"
    ),
)
"""The first column of every source."""


@dataclass(frozen=True, slots=True)
class SourceFile(Generic[_Record]):
    """What a file held.

    Attributes:
        problems: rows that were left out, cells that could not be read, and sheets that were not.
        skipped_empty: rows without any text.
        skipped_totals: total lines, and headers that came again.
    """

    source: Source
    records: list[_Record]
    problems: list[RowProblem]
    skipped_empty: int
    skipped_totals: int = 0


class UnusableRowError(Exception):
    """A row lacks what it is there to say; `column` is the key of the cell that is to blame."""

    def __init__(self, column: str, code: str, cell: Cell) -> None:
        super().__init__(code)
        self.column = column
        self.code = code
        self.cell = cell


class NothingToldError(UnusableRowError):
    """A row says only that there is nothing to take in, which is no trouble."""

    def __init__(self) -> None:
        super().__init__("", "row.nothing_told", "")


class Identities:
    """Reads the identity number of each row; one that cannot be read is a problem of its row."""

    def __init__(
        self,
        table: Table,
        problems: ProblemList,
        *,
        today: date,
        allowed: Collection[PersonalNumberKind],
    ) -> None:
        self._position = table.position("number")
        self._more = table.more_numbers
        self._problems = problems
        self._today = today
        self._allowed = allowed
        self._refused: dict[str, str] = {}

    def read(self, row: Row) -> PersonalNumber | None:
        """The number, or None where the row was left out."""
        cell = row.cells[self._position]
        if self._more and not text_of(cell):
            cell = next((row.cells[place] for place in self._more if text_of(row.cells[place])), cell)
        if row.beyond:
            self._problems.add(row.number, "", "row.too_wide", row.beyond, fatal=True)
            return None
        text = identity_text(cell)
        code = self._refused.pop(text, "")
        if not code:
            try:
                return parse_personal_number(text, today=self._today, allowed=self._allowed)
            except InvalidInputError as error:
                code = error.code
        self._problems.add(row.number, "number", code, cell, fatal=True)
        return None

    def number_in(self, cell: Cell) -> str:
        """The number that a row will be taken to mean; empty where it tells none: `read` notes that."""
        text = identity_text(cell)
        try:
            return parse_personal_number(text, today=self._today, allowed=self._allowed).value
        except InvalidInputError as error:
            if len(self._refused) < _REMEMBERED:
                self._refused[text] = error.code
            return ""


RecordBuilder = Callable[[Row, PersonalNumber], _Record]
"""Makes the record of a row; raises `UnusableRowError` where the row lacks what it is there to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReader(Generic[_Record]):
    """Reads one kind of source, where several rows on one person are normal.

    Attributes:
        columns: what it asks for.
        builder: makes the records of a table, whose columns it has looked up once.
        content: what a record says apart from its row; the same again is a duplicate.
    """

    columns: Sequence[Column]
    builder: Callable[[Table], RecordBuilder[_Record]]
    content: Callable[[_Record], Hashable]

    def read(
        self,
        path: Path,
        *,
        today: date,
        allowed_kinds: Collection[PersonalNumberKind],
        reading: Reading,
        progress: Progress = UNWATCHED,
    ) -> SourceFile[_Record]:
        """Read every row.

        Raises:
            InvalidInputError: a code that begins with `file.`.
        """
        table = read_table(path, self.columns, reading, progress)
        problems = ProblemList(table)
        identities = Identities(table, problems, today=today, allowed=allowed_kinds)
        taking = Taking(self.builder(table), self.content, problems, identities)
        for row in table.rows:
            taking.one(row)
        return source_file(table, taking.records, problems)


class Taking(Generic[_Record]):
    """Takes the rows of one table; the same again is a duplicate."""

    def __init__(
        self,
        build: RecordBuilder[_Record],
        content: Callable[[_Record], Hashable],
        problems: ProblemList,
        identities: Identities,
    ) -> None:
        self._build = build
        self._content = content
        self._problems = problems
        self._identities = identities
        self.number_in = identities.number_in
        self._seen: set[Hashable] = set()
        self.records: list[_Record] = []

    def one(self, row: Row) -> None:
        """Take a row."""
        number = self._identities.read(row)
        if number is None:
            return
        try:
            record = self._build(row, number)
        except NothingToldError:
            return
        except UnusableRowError as error:
            self._problems.add(row.number, error.column, error.code, error.cell, fatal=True)
            return
        content = self._content(record)
        if content in self._seen:
            self._problems.add(row.number, "number", "row.duplicate", number.formatted, fatal=True)
            return
        self._seen.add(content)
        self.records.append(record)


def source_file(table: Table, records: list[_Record], problems: ProblemList) -> SourceFile[_Record]:
    """What a table held, once all its rows are read."""
    return SourceFile(
        source=table.source,
        records=records,
        problems=problems.items,
        skipped_empty=table.rows.skipped.empty,
        skipped_totals=table.rows.skipped.totals + table.rows.skipped.headers,
    )


class Texts(dict[Cell, str]):
    """Texts of one line by cell; a column that says the same few things over and over is read once."""

    def __missing__(self, cell: Cell) -> str:
        """Read a cell that was not met before."""
        text = self[cell] = text_of(cell)
        return text


class Days(dict[Cell, date | None]):
    """Days of one column by cell; a file has far more rows than days."""

    def __init__(self, column: str, order: DateOrder) -> None:
        super().__init__()
        self._column = column
        self._order = order

    def __missing__(self, cell: Cell) -> date | None:
        """Read a cell that was not met before; a formula without a result leaves a 0.

        Raises:
            UnusableRowError: the cell is no date.
        """
        if not cell:
            return None
        try:
            day = self[cell] = date_of(cell, self._order)
        except InvalidInputError as error:
            raise UnusableRowError(self._column, error.code, cell) from error
        return day

    def required(self, cell: Cell) -> date:
        """The day in a cell that may not be empty.

        Raises:
            UnusableRowError: the cell is empty or no date.
        """
        day = self[cell]
        if day is None:
            raise UnusableRowError(self._column, "cell.missing", cell)
        return day
