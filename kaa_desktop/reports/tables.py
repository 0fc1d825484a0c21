"""Tables with caption, heading cells, and rows that never break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.fonts import break_lines
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.structure import Element
from kaa_desktop.reports.styles import (
    ACCENT,
    RULE,
    TABLE_CAPTION,
    TABLE_CELL,
    TABLE_HEAD,
    TABLE_TOTAL,
    TextStyle,
)

_PADDING = 3.2
_GUTTER = 10
_CAPTION_GAP = 3
_FEWEST_ROWS = 3  # on each page of a table that is split
_KEPT_WHOLE = 400.0  # points; a higher table may be split between two pages


class Align(StrEnum):
    """Words to the left, figures to the right."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        width: in points; nought for an equal part of what the others leave.
    """

    title: str
    width: float = 0
    align: Align = Align.RIGHT


@dataclass(frozen=True, slots=True)
class Row:
    """A row; the first cell names it. A total stands out."""

    cells: tuple[str, ...]
    total: bool = False

    @property
    def style(self) -> TextStyle:
        """The style of its cells."""
        return TABLE_TOTAL if self.total else TABLE_CELL


class _Cell(NamedTuple):
    lines: list[str]
    column: Column
    left: float
    right: float


class Table(Block):
    """A table; on later pages its heading row is repeated for the eye only."""

    space_before = 12
    space_after = 16

    def __init__(self, caption: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        self._caption = caption
        self._columns = columns
        self._rows = rows
        self._element = Element("Table")
        self._body = Element("TBody")
        self._broken: dict[tuple[tuple[str, ...], TextStyle, float], list[_Cell]] = {}
        self._continued = False

    def height(self, width: float) -> float:
        """Caption, heading and all rows."""
        return self._head_height(width) + sum(self._row_height(row, width) for row in self._rows)

    def split(self, width: float, available: float, *, forced: bool) -> tuple[Block, Block] | None:
        """Between two rows; short tables move to the next page instead."""
        if not forced and self.height(width) <= _KEPT_WHOLE:
            return None
        left = available - self._head_height(width)
        fitting = 0
        while (
            fitting < len(self._rows) and (left := left - self._row_height(self._rows[fitting], width)) >= 0
        ):
            fitting += 1
        fitting = min(fitting, len(self._rows) - _FEWEST_ROWS)
        if fitting < (1 if forced else _FEWEST_ROWS):
            return None
        return self._part(self._rows[:fitting], self._continued), self._part(self._rows[fitting:], True)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw caption, heading and rows."""
        canvas.root.attach(self._element)
        self._draw_rules(canvas, x, top, width)
        if self._continued:
            with canvas.artifact(margin=True):
                self._draw_cells(canvas, None, self._head_cells(width), (x, top), TABLE_HEAD)
        else:
            self._draw_caption_and_head(canvas, x, top, width)
        top += self._head_height(width)
        self._element.attach(self._body)
        for row in self._rows:
            cells = self._cells(row.cells, row.style, width)
            self._draw_cells(canvas, self._body.new("TR"), cells, (x, top), row.style)
            top += self._row_height(row, width)

    def _part(self, rows: Sequence[Row], continued: bool) -> Table:  # noqa: FBT001 - private
        part = Table(self._caption, self._columns, rows)
        part._element, part._body, part._broken = self._element, self._body, self._broken
        part._continued = continued
        return part

    def _draw_caption_and_head(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        with canvas.mark(self._element.new("Caption")):
            canvas.lines(break_lines(self._caption, TABLE_CAPTION, width), x, top, TABLE_CAPTION)
        row = self._element.new("THead").new("TR")
        top += self._caption_height(width)
        self._draw_cells(canvas, row, self._head_cells(width), (x, top), TABLE_HEAD)

    def _draw_cells(
        self,
        canvas: TaggedCanvas,
        row: Element | None,
        cells: Sequence[_Cell],
        place: tuple[float, float],
        style: TextStyle,
    ) -> None:
        """Draw one row; without an element the caller has marked it."""
        tallest = max(len(cell.lines) for cell in cells)
        for index, cell in enumerate(cells):
            x, top = place[0], place[1] + _PADDING
            if style is TABLE_HEAD:  # short titles stand on the last line, next to their figures
                top += (tallest - len(cell.lines)) * style.leading
            if row is None:
                _draw_cell(canvas, cell, (x, top), style)
            else:
                scope = "Column" if style is TABLE_HEAD else "" if index else "Row"
                with canvas.mark(row.new("TH" if scope else "TD", scope=scope)):
                    _draw_cell(canvas, cell, (x, top), style)

    def _draw_rules(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        with canvas.artifact():
            top += self._head_height(width)
            canvas.rule(x, top, width, colour=ACCENT, thickness=0.9)
            for index, row in enumerate(self._rows):
                if row.total and index:
                    canvas.rule(x, top, width, colour=ACCENT, thickness=0.9)
                top += self._row_height(row, width)
                if index + 1 == len(self._rows) or not self._rows[index + 1].total:
                    canvas.rule(x, top, width, colour=RULE, thickness=0.5)

    def _caption_height(self, width: float) -> float:
        if self._continued:
            return 0
        return len(break_lines(self._caption, TABLE_CAPTION, width)) * TABLE_CAPTION.leading + _CAPTION_GAP

    def _head_height(self, width: float) -> float:
        return self._caption_height(width) + _tallest(self._head_cells(width), TABLE_HEAD)

    def _head_cells(self, width: float) -> list[_Cell]:
        titles = tuple(column.title for column in self._columns)
        return self._cells(titles, TABLE_HEAD, width)

    def _row_height(self, row: Row, width: float) -> float:
        return _tallest(self._cells(row.cells, row.style, width), row.style)

    def _cells(self, texts: tuple[str, ...], style: TextStyle, width: float) -> list[_Cell]:
        """The cells of a row with their broken lines; kept, since a row is measured before it is drawn."""
        key = (texts, style, width)
        if key not in self._broken:
            self._broken[key] = self._break_cells(texts, style, width)
        return self._broken[key]

    def _break_cells(self, texts: tuple[str, ...], style: TextStyle, width: float) -> list[_Cell]:
        """Columns from the left; the outer edges have no gutter."""
        cells: list[_Cell] = []
        edge = 0.0
        for text, column, span in zip(texts, self._columns, self._widths(width), strict=True):
            left = edge + _GUTTER if cells else 0.0
            edge += span
            cells.append(_Cell(break_lines(text, style, edge - left), column, left, edge))
        return cells

    def _widths(self, width: float) -> list[float]:
        fixed = sum(column.width for column in self._columns)
        free = sum(1 for column in self._columns if not column.width)
        return [column.width or (width - fixed) / free for column in self._columns]


def _tallest(cells: Sequence[_Cell], style: TextStyle) -> float:
    return max(len(cell.lines) for cell in cells) * style.leading + 2 * _PADDING


def _draw_cell(canvas: TaggedCanvas, cell: _Cell, place: tuple[float, float], style: TextStyle) -> None:
    x, top = place
    if cell.column.align is Align.RIGHT:
        canvas.lines_right(cell.lines, x + cell.right, top, style)
    else:
        canvas.lines(cell.lines, x + cell.left, top, style)
