"""Columns that a reader asks for, and the row of a file that names them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, zip_longest

from kaa_desktop.domain.import_mappings import NO_HEADER, Reading, place_of
from kaa_desktop.files.cells import Cell, text_of

_HINT = re.compile(
    r"^\s*\d{1,2}[.)]\s|"
    r"\(.*?\)|\[.*?\]|\b1[02] ?siffror\b|\b(?:å{2}|å{4}|y{2}|y{4})[-/.]?mm[-/.]?dd(?:[-/.]?[nxkc]{4})?\b",
    re.DOTALL | re.IGNORECASE,
)

_GARBLED = "Ã"
_DIGITS = re.compile(r"\d{5}")
_LONGEST_HEADER = 60

HEADER_SEARCH_ROWS = 50
"""How far down the header may stand beneath titles."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a reader knows.

    Attributes:
        key: what the reader calls it.
        title: the header as the product writes it.
        aliases: other headers for the same thing; case, accents, spaces and signs do not matter. Where
            a file has several of them, the title is taken before them and the first before the later.
        pattern: what the bare letters of other likely headers match; taken after all of those.
        group: one column of each named group has to be there; empty for a column that may be left out.
        guards: an empty cell lets somebody out or shows somebody, so a line may not end before it.
        told: whether a cell says what the column is there to say; asked where no header is known.
        rare: one such cell is enough, since most are empty.
        never: what the bare letters of a header hold whose cells look the same but mean something else.
    """

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    pattern: str = ""
    guards: bool = False
    told: Callable[[Cell], bool] | None = None
    rare: bool = False
    never: str = "^$"


@dataclass(frozen=True, slots=True)
class Header:
    """The header row that was found.

    Attributes:
        index: its place among the rows that were searched.
        positions: column keys and where they stand.
        missing: titles of required columns that are not there.
    """

    index: int
    titles: tuple[str, ...] = ()
    positions: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def normalise(header: str) -> str:
    """The bare letters and digits of a header, without what stands in brackets and how to write a cell."""
    if _GARBLED in header:
        header = _mended(header)
    return bare(_HINT.sub("", unicodedata.normalize("NFC", header)))


def _mended(header: str) -> str:
    """With its letters, where UTF-8 was read as the Windows encoding or Latin-1 before."""
    for encoding in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return header.encode(encoding).decode()
    return header


def bare(text: str) -> str:
    """Only the letters and digits of a text, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in plain if not unicodedata.combining(c)))


def read_header(
    rows: Sequence[tuple[int, Sequence[Cell]]], columns: Sequence[Column], reading: Reading
) -> Header:
    """The header row of numbered rows: found, or where and what the user says."""
    if reading.header_row is None and not reading.columns:
        return find_header([cells for _, cells in rows], columns)
    found = _stated_header(rows, columns, reading)
    positions = {key: place for key, place in found.positions.items() if key not in reading.columns}
    stated = _stated_positions(found.titles, reading)
    positions = {key: place for key, place in positions.items() if place not in stated.values()} | stated
    return Header(found.index, found.titles, positions, missing_titles(positions, columns))


def _stated_header(
    rows: Sequence[tuple[int, Sequence[Cell]]], columns: Sequence[Column], reading: Reading
) -> Header:
    """The row, with the columns that are known by their headers."""
    if reading.header_row == NO_HEADER:
        width = max((len(cells) for _, cells in rows), default=0)
        return Header(-1, tuple(map(column_letters, range(width))))
    stated = [
        Column(key, reference)
        for key, reference in reading.columns.items()
        if reference and place_of(reference) is None
    ]
    among = [(i, cells) for i, (number, cells) in enumerate(rows) if reading.header_row in (None, number)]
    if not among:
        return Header(-1)
    found = find_header([cells for _, cells in among], (*stated, *columns))
    place, cells = among[max(found.index, 0)]
    return Header(place, tuple(text_of(cell) for cell in cells), found.positions)


def _stated_positions(titles: Sequence[str], reading: Reading) -> dict[str, int]:
    """Where the columns stand that the user names; those that the file lacks are left out."""
    bare_titles = [bare(title) for title in titles]
    stated: dict[str, int] = {}
    for key, reference in reading.columns.items():
        place = place_of(reference)
        if place is None and reference:
            place = bare_titles.index(bare(reference)) if bare(reference) in bare_titles else None
        if place is not None and place < len(titles):
            stated[key] = place
    return stated


def column_letters(place: int) -> str:
    """The letters that a spreadsheet shows above a column, counted from 0."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return letters


def find_header(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> Header:
    """The row that names most of the columns; the first of several."""
    names = _Names(columns)
    best = Header(index=-1)
    for index, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
        positions = _positions(row, names)
        if len(positions) > len(best.positions):
            best = Header(index, tuple(text_of(cell) for cell in row), positions)
    missing = missing_titles(best.positions, columns)
    joined = _in_two_lines(rows, columns, names) if missing else None
    return joined or Header(best.index, best.titles, best.positions, missing)


def _in_two_lines(
    rows: Sequence[Sequence[Cell]], columns: Sequence[Column], names: Mapping[str, tuple[str, int]]
) -> Header | None:
    """A header that is written over two lines and names what no single line does."""
    for index, (upper, lower) in enumerate(pairwise(rows[:HEADER_SEARCH_ROWS]), 1):
        if not all(isinstance(cell, str) and not _DIGITS.search(cell) for cell in (*upper, *lower)):
            continue
        cells = [(text_of(one), text_of(two)) for one, two in zip_longest(upper, lower, fillvalue="")]
        titles = tuple(next((t for t in _readings(*c) if names[normalise(t)][0]), " ".join(c)) for c in cells)
        positions = _positions(titles, names)
        if positions and not missing_titles(positions, columns):
            return Header(index, tuple(map(str.strip, titles)), positions)
    return None


def _readings(upper: str, lower: str) -> tuple[str, ...]:
    return f"{upper}{lower}", lower, upper


@cache
def _known(columns: tuple[Column, ...]) -> Mapping[str, tuple[str, int]]:
    """The headers of a kind of file, read once: a file is tried with every separator."""
    known = {"": ("", 0)}
    for column in columns:
        for rank, alias in enumerate((column.title, *column.aliases)):
            known.setdefault(normalise(alias), (column.key, rank))
    return known


class _Names(dict[str, tuple[str, int]]):
    """Columns by their headers, each with its rank; an empty key for a text that is no header."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(_known(tuple(columns)))
        self._likely = [(re.compile(column.pattern), column.key) for column in columns if column.pattern]
        self._last = len(self)

    def __missing__(self, header: str) -> tuple[str, int]:
        """Look at the likely ones, which come after all that are known."""
        short = header[:_LONGEST_HEADER]
        found = next((key for pattern, key in self._likely if pattern.fullmatch(short)), "")
        self[header] = found, self._last
        return self[header]


def _positions(row: Sequence[Cell], names: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    positions: dict[str, tuple[int, int]] = {}
    for position, cell in enumerate(row):
        if isinstance(cell, str) and cell and (named := names[normalise(cell)])[0]:
            key, rank = named
            positions[key] = min(positions.get(key, (rank, position)), (rank, position))
    return {key: position for key, (_, position) in positions.items()}


def missing_titles(positions: Mapping[str, int], columns: Sequence[Column]) -> tuple[str, ...]:
    """The titles of required columns that are not there, one of each group."""
    titles: dict[str, str] = {}
    for column in columns:
        if column.group:
            titles.setdefault(column.group, column.title)
    found = {column.group for column in columns if column.key in positions}
    return tuple(title for group, title in titles.items() if group not in found)
