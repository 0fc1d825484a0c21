"""Columns that a reader asks for, and the row of a file that names them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kaa_desktop.files.cells import Cell, text_of

_HINT = re.compile(
    r"\(.*?\)|\[.*?\]|\b1[02] ?siffror\b|\b(?:å{2}|å{4}|y{2}|y{4})[-/.]?mm[-/.]?dd\b",
    re.DOTALL | re.IGNORECASE,
)

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
        group: one column of each named group has to be there; empty for a column that may be left out.
    """

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    group: str = ""


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
    return bare(_HINT.sub("", header))


def bare(text: str) -> str:
    """Only the letters and digits of a text, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in plain if not unicodedata.combining(c)))


def find_header(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> Header:
    """The row that names most of the columns; the first of several."""
    names: dict[str, tuple[str, int]] = {}
    for column in columns:
        for rank, alias in enumerate((column.title, *column.aliases)):
            names.setdefault(normalise(alias), (column.key, rank))
    best = Header(index=-1)
    for index, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
        positions = _positions(row, names)
        if len(positions) > len(best.positions):
            best = Header(index, tuple(text_of(cell) for cell in row), positions)
    return Header(best.index, best.titles, best.positions, _missing(best.positions, columns))


def _positions(row: Sequence[Cell], names: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    positions: dict[str, tuple[int, int]] = {}
    for position, cell in enumerate(row):
        if isinstance(cell, str) and cell and (named := names.get(normalise(cell))):
            key, rank = named
            positions[key] = min(positions.get(key, (rank, position)), (rank, position))
    return {key: position for key, (_, position) in positions.items()}


def _missing(positions: Mapping[str, int], columns: Sequence[Column]) -> tuple[str, ...]:
    titles: dict[str, str] = {}
    for column in columns:
        if column.group:
            titles.setdefault(column.group, column.title)
    found = {column.group for column in columns if column.key in positions}
    return tuple(title for group, title in titles.items() if group not in found)
