"""The rows of several sheets with the same headers, one sheet after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kaa_desktop.files.cells import Cell
from kaa_desktop.files.data_rows import DataRows, NumberedCells


class SheetRows(NamedTuple):
    """The rows of a sheet beneath its header, and where the known columns stand in it."""

    sheet: str
    positions: Mapping[str, int]
    rows: DataRows


class JoinedSheets:
    """Rows as the first of the sheets would have them; `sheet` is the one that the last row came from."""

    def __init__(self, sheets: Sequence[SheetRows]) -> None:
        self.sheet = sheets[0].sheet
        self._sheets = sheets

    def rows(self, titles: tuple[str, ...], key: int) -> DataRows:
        """Them all; what holds no record is counted together."""
        joined = DataRows((), self._rows(), titles, key)
        for part in self._sheets:
            joined.skipped.empty += part.rows.skipped.empty
            joined.skipped.totals += part.rows.skipped.totals
            joined.skipped.headers += part.rows.skipped.headers
            part.rows.skipped = joined.skipped
        return joined

    def _rows(self) -> Iterator[NumberedCells]:
        first = self._sheets[0].positions
        for part in self._sheets:
            self.sheet = part.sheet
            for row in part.rows:
                same = part.positions == first
                yield row.number, row.cells if same else _moved(row.cells, part.positions, first)


def _moved(cells: Sequence[Cell], found: Mapping[str, int], wanted: Mapping[str, int]) -> list[Cell]:
    moved: list[Cell] = [""] * (max(wanted.values()) + 1)
    for key, place in wanted.items():
        moved[place] = cells[found[key]]
    return moved
