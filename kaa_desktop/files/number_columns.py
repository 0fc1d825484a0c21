"""Further columns that are headed as the identity number is: another kind of number, or a second table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kaa_desktop.files.cells import Cell, identity_text, text_of
from kaa_desktop.files.headers import Column, Header, find_header, normalise

_NUMBER = re.compile(r"(?:\d\d)?\d{6}[-+ ]?\d{4}")
_FEW = 3


def more_numbers(header: Header, number: Column) -> tuple[int, ...]:
    """Where further columns stand that may hold the number, such as one for coordination numbers."""
    first = header.positions.get(number.key)
    if first is None:
        return ()
    titled = ((place, title) for place, title in enumerate(header.titles) if title and place != first)
    return tuple(place for place, title in titled if find_header([[title]], (number,)).positions)


def stands_twice(header: Header, number: Column, more: Sequence[int], rows: Iterable[Sequence[Cell]]) -> bool:
    """Whether a column of the very same header holds other numbers: two tables stand side by side."""
    first = header.positions.get(number.key, 0)
    same = [place for place in more if normalise(header.titles[place]) == normalise(header.titles[first])]
    return any(
        len(cells) > place and is_number(cells[place]) and _differ(cells[place], cells[first])
        for cells in rows
        for place in same
    )


def holds_numbers(rows: Iterable[Sequence[Cell]]) -> bool:
    """Whether several rows hold what looks like an identity number."""
    return sum(any(map(is_number, cells)) for cells in rows) >= _FEW


def is_number(cell: Cell) -> bool:
    """Whether the cell looks like an identity number."""
    return bool(_NUMBER.fullmatch(identity_text(cell)))


def _differ(one: Cell, other: Cell) -> bool:
    return bool(text_of(other)) and identity_text(one) != identity_text(other)
