"""Blocks of text: headings, paragraphs, lists, and a row of key numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.fonts import break_lines
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.structure import Element
from kaa_desktop.reports.styles import (
    ACCENT,
    BODY,
    HEADINGS,
    KEY_LABEL,
    KEY_NOTE,
    KEY_NUMBER,
    TextStyle,
)

_FEWEST_LINES = 2  # of a paragraph, at the foot and at the head of a page
_BULLET_INDENT = 14
_COLUMN_GAP = 12


class Heading(Block):
    """A heading of level 1 to 3; it stands in the bookmarks and never last on a page."""

    keep_with_next = True

    def __init__(self, level: int, text: str, style: TextStyle | None = None) -> None:
        self._level = level
        self._text = text
        self._style = style or HEADINGS[level]
        self.space_before = self._style.space_before
        self.space_after = self._style.space_after

    def height(self, width: float) -> float:
        """As many lines as the text needs."""
        return len(break_lines(self._text, self._style, width)) * self._style.leading

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the heading and its bookmark."""
        canvas.outline(self._text, self._level - 1, top)
        with canvas.mark(canvas.root.new(f"H{self._level}")):
            canvas.lines(break_lines(self._text, self._style, width), x, top, self._style)


class Paragraph(Block):
    """Running text; its halves on two pages stay one element."""

    def __init__(self, text: str, style: TextStyle = BODY, *, keep_with_next: bool = False) -> None:
        self._text = text
        self._style = style
        self._lines: Sequence[str] | None = None
        self._element = Element("P")
        self.space_before = style.space_before
        self.space_after = style.space_after
        self.keep_with_next = keep_with_next

    def height(self, width: float) -> float:
        """As many lines as the text needs."""
        return len(self._broken(width)) * self._style.leading

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        with canvas.mark(canvas.root.attach(self._element)):
            canvas.lines(self._broken(width), x, top, self._style)

    def split(self, width: float, available: float, *, forced: bool) -> tuple[Block, Block] | None:
        """Between two lines, at least two on each page."""
        lines = self._broken(width)
        fewest = 1 if forced else _FEWEST_LINES
        fitting = min(int(available // self._style.leading), len(lines) - fewest)
        if fitting < fewest:
            return None
        return self._part(lines[:fitting]), self._part(lines[fitting:])

    def _part(self, lines: Sequence[str]) -> Paragraph:
        part = Paragraph(self._text, self._style)
        part._lines = lines
        part._element = self._element
        return part

    def _broken(self, width: float) -> Sequence[str]:
        return break_lines(self._text, self._style, width) if self._lines is None else self._lines


class BulletList(Block):
    """A short list that stands on one page."""

    space_before = 2
    space_after = 10

    def __init__(self, items: Sequence[str], style: TextStyle = BODY) -> None:
        self._items = items
        self._style = style
        self._gap = style.leading * 0.25

    def height(self, width: float) -> float:
        """All items."""
        return sum(self._item_height(item, width) for item in self._items)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw bullets and texts."""
        element = canvas.root.new("L")
        for item in self._items:
            entry = element.new("LI")
            with canvas.mark(entry.new("Lbl")):
                canvas.lines(["•"], x + 2, top, self._style)
            with canvas.mark(entry.new("LBody")):
                canvas.lines(self._lines(item, width), x + _BULLET_INDENT, top, self._style)
            top += self._item_height(item, width)

    def _lines(self, item: str, width: float) -> list[str]:
        return break_lines(item, self._style, width - _BULLET_INDENT)

    def _item_height(self, item: str, width: float) -> float:
        return len(self._lines(item, width)) * self._style.leading + self._gap


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One headline figure: what it is, its number, and lines of remark such as the number before."""

    label: str
    number: str
    notes: tuple[str, ...] = ()


class KeyNumbers(Block):
    """Headline figures in a row; for those who hear the document, a list."""

    space_before = 14
    space_after = 18

    def __init__(self, numbers: Sequence[KeyNumber]) -> None:
        self._numbers = numbers

    def height(self, width: float) -> float:
        """Rule, label, number and remark."""
        labels, notes = self._label_height(width), self._note_height(width)
        return 7 + labels + KEY_NUMBER.leading + notes

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the columns; the numbers stand on one line."""
        step = self._column(width) + _COLUMN_GAP
        with canvas.artifact():
            for index in range(len(self._numbers)):
                canvas.rule(x + index * step, top, self._column(width), colour=ACCENT, thickness=1.6)
        element = canvas.root.new("L")
        for index, number in enumerate(self._numbers):
            body = element.new("LI").new("LBody")
            self._draw_one(canvas, body, number, (x + index * step, top + 7, width))

    def _draw_one(
        self, canvas: TaggedCanvas, body: Element, number: KeyNumber, place: tuple[float, float, float]
    ) -> None:
        x, top, width = place
        column = self._column(width)
        with canvas.mark(body.new("P")):
            canvas.lines(break_lines(number.label, KEY_LABEL, column), x, top, KEY_LABEL)
        top += self._label_height(width)
        with canvas.mark(body.new("P")):
            canvas.lines([number.number], x, top, KEY_NUMBER)
        if number.notes:
            with canvas.mark(body.new("P")):
                canvas.lines(_note_lines(number, column), x, top + KEY_NUMBER.leading, KEY_NOTE)

    def _column(self, width: float) -> float:
        return (width - _COLUMN_GAP * (len(self._numbers) - 1)) / len(self._numbers)

    def _label_height(self, width: float) -> float:
        return self._tallest([number.label for number in self._numbers], KEY_LABEL, width)

    def _note_height(self, width: float) -> float:
        column = self._column(width)
        return max(len(_note_lines(number, column)) for number in self._numbers) * KEY_NOTE.leading

    def _tallest(self, texts: Sequence[str], style: TextStyle, width: float) -> float:
        return max(len(break_lines(text, style, self._column(width))) for text in texts) * style.leading


def _note_lines(number: KeyNumber, width: float) -> list[str]:
    """Each remark on its own lines; the space at the end keeps them apart for programs that read."""
    broken = [line for note in number.notes for line in break_lines(note, KEY_NOTE, width)]
    return [line if line.endswith(" ") else line + " " for line in broken]
