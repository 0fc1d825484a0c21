"""Texts of widgets that draw themselves: broken into lines where they have no room, measured once."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QTextLayout, QTextOption

_SLACK = 1.05
"""Signs beside each other can take a little more than each by itself."""
_LATIN = "\u024f"


class _Widths(dict[str, float]):
    """What each sign takes by itself, measured once; signs that may join with others are not known."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(font)

    def __missing__(self, sign: str) -> float:
        width = self[sign] = self._metrics.horizontalAdvance(sign) if sign <= _LATIN else math.inf
        return width


class Lettering:
    """A font and its measures."""

    def __init__(self, font: QFont, *, pixels: int = 0, strong: bool = False) -> None:
        self.font = QFont(font)
        if pixels:
            self.font.setPixelSize(pixels)
        if strong:
            self.font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(self.font)
        self._metrics = metrics
        self._widths = _Widths(self.font)
        self.ascent, self.height = metrics.ascent(), metrics.height()

    def width(self, text: str) -> int:
        """What it takes on one line."""
        return self._metrics.horizontalAdvance(text)

    def fits(self, text: str, room: int) -> bool:
        """Whether it needs one line; most are so short that nothing has to be measured."""
        return _SLACK * sum(map(self._widths.__getitem__, text)) <= room or self.width(text) <= room

    def elided(self, text: str, room: int) -> str:
        """Its beginning, and dots."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def lay(self, text: str, room: int) -> DrawnText:
        """The text in that width; most texts need one line, which costs a tenth of several."""
        if "\n" not in text and self.fits(text, room):
            return DrawnText(self, text, self.height)
        layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return DrawnText(self, text, round(height), layout)


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text as it is drawn.

    Attributes:
        layout: of several lines; None for one.
    """

    lettering: Lettering
    text: str
    height: int
    layout: QTextLayout | None = None

    @property
    def width(self) -> int:
        """What it takes of the room."""
        if self.layout is None:
            return self.lettering.width(self.text)
        lines = (self.layout.lineAt(number) for number in range(self.layout.lineCount()))
        return round(max((line.naturalTextWidth() for line in lines), default=0.0))

    def draw(self, painter: QPainter, left: int, top: int) -> None:
        """In the colour of the painter's pen."""
        if self.layout is not None:
            self.layout.draw(painter, QPointF(left, top))
        else:
            painter.setFont(self.lettering.font)
            painter.drawText(QPointF(left, top + self.lettering.ascent), self.text)
