"""Texts of widgets that draw themselves: broken into lines where they have no room, measured once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption


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
        self.ascent, self.height = metrics.ascent(), metrics.height()

    def lay(self, text: str, room: int) -> DrawnText:
        """The text in that width; most texts need one line, which costs a tenth of several."""
        if "\n" not in text:
            needed = self._metrics.horizontalAdvance(text)
            if needed <= room:
                return DrawnText(self, text, needed, self.height)
        layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = width = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, height))
            height += line.height()
            width = max(width, line.naturalTextWidth())
        layout.endLayout()
        return DrawnText(self, text, round(width), round(height), layout)


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text as it is drawn.

    Attributes:
        width: what it takes of the room.
        layout: of several lines; None for one.
    """

    lettering: Lettering
    text: str
    width: int
    height: int
    layout: QTextLayout | None = None

    def draw(self, painter: QPainter, left: int, top: int) -> None:
        """In the colour of the painter's pen."""
        if self.layout is not None:
            self.layout.draw(painter, QPointF(left, top))
        else:
            painter.setFont(self.lettering.font)
            painter.drawText(QPointF(left, top + self.lettering.ascent), self.text)
