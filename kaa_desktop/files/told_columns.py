"""Columns whose cells tell what they hold, where nobody knows the header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kaa_desktop.domain.import_mappings import Reading
from kaa_desktop.files.cells import Cell, text_of
from kaa_desktop.files.headers import HEADER_SEARCH_ROWS, Column, Header, bare, missing_titles, read_header

_LEAST = 3
_SHARE = 0.9
_RECORD = 2
"""A record has more than one cell; a title or a total may have one only."""


def header_of(
    rows: Sequence[tuple[int, Sequence[Cell]]],
    columns: Sequence[Column],
    reading: Reading,
    more: Sequence[Sequence[Cell]] = (),
) -> Header:
    """The header row of numbered rows, with the columns that only their cells tell.

    Args:
        rows: the first ones of the table.
        columns: what the reader asks for.
        reading: what the user says about the file; where that names a column, nothing else is looked for.
        more: rows beneath those.
    """
    header = read_header(rows[:HEADER_SEARCH_ROWS], columns, reading)
    sought = [column for column in columns if column.told and column.key not in header.positions]
    if header.index < 0 or not header.positions or reading.columns or not sought:
        return header
    below = [cells for cells in (*(c for _, c in rows[header.index + 1 :]), *more) if _is_record(cells)]
    positions = dict(header.positions)
    for column in sought:
        free = [place for place in range(len(header.titles)) if place not in positions.values()]
        found = [place for place in free if _tell(below, place, column, header.titles[place])]
        if len(found) == 1:  # of several nobody knows which
            positions[column.key] = found[0]
    return replace(header, positions=positions, missing=missing_titles(positions, columns))


def _is_record(cells: Sequence[Cell]) -> bool:
    return sum(1 for cell in cells if text_of(cell)) >= _RECORD


def _tell(rows: Sequence[Sequence[Cell]], place: int, column: Column, title: str) -> bool:
    """Whether nearly all cells beneath a header say what the column is there to say."""
    if column.told is None or not title or re.search(column.never, bare(title)):
        return False
    filled = [cells[place] for cells in rows if place < len(cells) and text_of(cells[place])]
    fitting = sum(map(column.told, filled))
    if column.rare:
        return fitting > 0
    return fitting >= max(1, min(_LEAST, len(rows))) and fitting >= _SHARE * len(filled)
