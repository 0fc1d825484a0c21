"""How a file is read where its headers do not tell: columns, header line, encoding, order of dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.sources import FileKind

NO_HEADER = 0
NAME_LIMIT = 60
_PLACE = "#"


class DateOrder(StrEnum):
    """How days such as 3/4/2026 are meant; without it they are not guessed."""

    UNSTATED = ""
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the user says about a file; whatever is left out is found out from the file.

    Attributes:
        columns: fields of the reader, and the header of their column or its place such as `#3`; empty for
            a field that the file lacks. A field not named here is recognised by its header.
        header_row: row number of the headers; None where they are to be found, `NO_HEADER` for a file
            that begins with its first record.
        listed_on: the day on which a list of pupils without days of its own was true; never kept.
        password: of the workbook; never kept.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    separator: str = ""
    dates: DateOrder = DateOrder.UNSTATED
    header_row: int | None = None
    listed_on: date | None = None
    password: str = field(default="", repr=False)


AS_FOUND = Reading()
"""Everything is found out from the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMapping:
    """A way to read the files of one source, under a name.

    Attributes:
        headers: the header line of the file that it was made for, by which the next one is known again; for
            a file without headers as many empty texts as it has columns.
    """

    kind: FileKind
    name: str
    reading: Reading
    headers: tuple[str, ...] = ()


def place_of(reference: str) -> int | None:
    """The column that a reference such as `#3` means, counted from 0; None for a header."""
    digits = reference.removeprefix(_PLACE)
    if digits == reference or not digits.isdecimal() or int(digits) < 1:
        return None
    return int(digits) - 1


def reference_to(place: int) -> str:
    """How a column is named by its place, counted from 0."""
    return f"{_PLACE}{place + 1}"


def checked_name(name: str) -> str:
    """A name that a mapping may have.

    Raises:
        InvalidInputError: `mapping.name_missing` or `mapping.name_long`.
    """
    name = " ".join(name.split())
    if not name:
        raise InvalidInputError("mapping.name_missing")
    if len(name) > NAME_LIMIT:
        raise InvalidInputError("mapping.name_long", limit=NAME_LIMIT)
    return name
