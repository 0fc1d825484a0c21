"""One home visit on paper: who and where, boxes to tick, and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaa_desktop.domain.home_visits import Visit, VisitResult
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.visit_labels import age_text, result_label
from kaa_desktop.reports.canvas import TaggedCanvas
from kaa_desktop.reports.fonts import break_lines, text_width
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.styles import BODY, BOLD, INK, MUTED, REGULAR, SEMIBOLD, TextStyle

_NAME = TextStyle(SEMIBOLD, 12.5, 17)
_LARGE_NAME = TextStyle(BOLD, 20, 26)
_LARGE_ADDRESS = TextStyle(REGULAR, 14, 20)
_LABEL = TextStyle(REGULAR, 9, 12, MUTED)
_BOX, _BOX_GAP, _CHOICE_GAP = 9.0, 4.0, 12.0
_WRITING = 24.0
"""The distance between two lines that are written on by hand."""


@dataclass(frozen=True, slots=True)
class _Field:
    """Something to fill in: what, and how many lines there are for it."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class _Choice:
    text: str
    x: float
    row: int


class VisitEntry(Block):
    """A visit; `roomy` fills most of a page, so that each stands on its own."""

    space_before = 18
    space_after = 18

    def __init__(self, number: int, visit: Visit, translator: Translator, *, roomy: bool) -> None:
        _ = translator.gettext
        age = age_text(visit.age, translator)
        self._title = f"{number}. {visit.name}" + (f", {age}" if age else "")
        self._address = visit.address.text or _("No address")
        self._choices = [result_label(result, translator) for result in VisitResult]
        self._name, self._body = (_LARGE_NAME, _LARGE_ADDRESS) if roomy else (_NAME, BODY)
        self._fields = tuple(_roomy_fields(translator) if roomy else _short_fields(translator))

    def height(self, width: float) -> float:
        """Name, address, boxes and lines."""
        return self._text_height(width) + self._choice_height(width) + self._field_height()

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it; boxes and lines are for the pen, and nothing to those who hear the document."""
        canvas.outline(self._title, 2, top)
        name = break_lines(self._title, self._name, width)
        with canvas.mark(canvas.root.new("H3")):
            canvas.lines(name, x, top, self._name)
        with canvas.mark(canvas.root.new("P")):
            address = break_lines(self._address, self._body, width)
            canvas.lines(address, x, top + len(name) * self._name.leading, self._body)
        top += self._text_height(width)
        self._draw_choices(canvas, x, top, width)
        self._draw_fields(canvas, x, top + self._choice_height(width), width)

    def _draw_choices(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        placed = _in_rows(self._choices, width)
        with canvas.artifact():
            for choice in placed:
                y = canvas.y(top + choice.row * _WRITING + _BOX + 1)
                canvas.pdf.setStrokeColor(INK)
                canvas.pdf.setLineWidth(0.8)
                canvas.pdf.rect(x + choice.x, y, _BOX, _BOX, stroke=1, fill=0)
        element = canvas.root.new("L")
        for choice in placed:
            with canvas.mark(element.new("LI").new("LBody")):
                left = x + choice.x + _BOX + _BOX_GAP
                canvas.lines([choice.text + " "], left, top + choice.row * _WRITING - 1.5, BODY)

    def _draw_fields(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        for field in self._fields:
            with canvas.mark(canvas.root.new("P")):
                canvas.lines([field.label], x, top, _LABEL)
            top += _LABEL.leading
            with canvas.artifact():
                for _line in range(field.lines):
                    top += _WRITING
                    canvas.rule(x, top, width, colour=MUTED, thickness=0.5)
            top += _LABEL.leading / 2

    def _text_height(self, width: float) -> float:
        name = len(break_lines(self._title, self._name, width)) * self._name.leading
        return name + len(break_lines(self._address, self._body, width)) * self._body.leading + 8

    def _choice_height(self, width: float) -> float:
        return (_in_rows(self._choices, width)[-1].row + 1) * _WRITING

    def _field_height(self) -> float:
        return sum(field.lines * _WRITING + _LABEL.leading * 1.5 for field in self._fields)


def _short_fields(translator: Translator) -> Iterator[_Field]:
    yield _Field(translator.gettext("Does now, new address, agreed"), 2)


def _roomy_fields(translator: Translator) -> Iterator[_Field]:
    _ = translator.gettext
    yield _Field(_("Time of the visit"), 1)
    yield _Field(_("What the young person does now"), 2)
    yield _Field(_("New address"), 2)
    yield _Field(_("What was agreed, and the next step"), 12)
    yield _Field(_("Write nothing on health, family, belief or crime."), 0)


def _in_rows(texts: Sequence[str], width: float) -> list[_Choice]:
    """Choices side by side, as many in a row as there is room for."""
    placed: list[_Choice] = []
    x, row = 0.0, 0
    for text in texts:
        wide = _BOX + _BOX_GAP + text_width(text, BODY.font, BODY.size)
        if placed and x + wide > width:
            x, row = 0.0, row + 1
        placed.append(_Choice(text, x, row))
        x += wide + _CHOICE_GAP
    return placed
