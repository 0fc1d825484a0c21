"""Paints the shapes of a chart on the screen, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from kaa_desktop.reports.drawing import (
    FILLS,
    Anchor,
    Box,
    Drawing,
    Fill,
    Label,
    Line,
    Marker,
    MarkerShape,
    Measure,
)
from kaa_desktop.reports.styles import ACCENT, INK, MUTED, RULE
from kaa_desktop.ui.common.tokens import Colours

_MARKER = 3.2
_WHITE = "#FFFFFF"


def screen_measure(font: QFont) -> Measure:
    """Widths of texts in the font of the screen."""

    def measure(text: str, size: float) -> float:
        return QFontMetricsF(_sized(font, size)).horizontalAdvance(text)

    return measure


class ChartPainter:
    """Draws with a painter that is scaled already; lightness, outline and pattern as on paper."""

    def __init__(self, painter: QPainter, colours: Colours, font: QFont) -> None:
        self._painter = painter
        self._font = font
        self._inks = _inks(colours)
        self._ground = colours.surface
        self._on_accent = colours.accent_text

    def paint(self, drawing: Drawing) -> None:
        """Draw all shapes."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in drawing.shapes:
            match shape:
                case Box():
                    self._box(shape)
                case Line():
                    self._line(shape)
                case Marker():
                    self._marker(shape)
                case Label():
                    self._label(shape)

    def _ink(self, colour: str) -> QColor:
        return QColor(self._inks.get(colour, colour))

    def _box(self, box: Box) -> None:
        place = QRectF(box.x, box.y, box.width, box.height)
        fill = QColor(self._ground) if box.fill.colour == _WHITE else self._ink(box.fill.colour)
        self._painter.fillRect(place, fill)
        if box.fill.hatch:
            self._painter.fillRect(place, QBrush(self._ink(box.fill.hatch), Qt.BrushStyle.BDiagPattern))
        if box.fill.outline:
            self._painter.setPen(QPen(self._ink(box.fill.outline), 0.8))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(place)

    def _line(self, line: Line) -> None:
        pen = QPen(self._ink(line.colour), line.width)
        if line.dash:
            pen.setDashPattern([part / line.width for part in line.dash])
        self._painter.setPen(pen)
        self._painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line.points]))

    def _marker(self, marker: Marker) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._ink(marker.colour))
        x, y, size = marker.x, marker.y, _MARKER
        if marker.shape is MarkerShape.CIRCLE:
            self._painter.drawEllipse(QPointF(x, y), size, size)
        elif marker.shape is MarkerShape.SQUARE:
            self._painter.drawRect(QRectF(x - size, y - size, 2 * size, 2 * size))
        else:
            corners = [QPointF(x - size, y + size), QPointF(x, y - size), QPointF(x + size, y + size)]
            self._painter.drawPolygon(QPolygonF(corners))

    def _label(self, label: Label) -> None:
        font = _sized(self._font, label.size)
        if label.bold:
            font.setWeight(QFont.Weight.DemiBold)
        width = QFontMetricsF(font).horizontalAdvance(label.text)
        before = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[label.anchor]
        colour = QColor(self._on_accent) if label.colour == _WHITE else self._ink(label.colour)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        self._painter.drawText(QPointF(label.x - before, label.y), label.text)


def series_brush(series: int, colours: Colours) -> tuple[QColor, QColor | None]:
    """The colour of a series, and that of its pattern if it has one; the same as in the charts."""
    inks, fill = _inks(colours), _fill(series)
    return QColor(inks[fill.colour]), QColor(inks[fill.hatch]) if fill.hatch else None


def _fill(series: int) -> Fill:
    return FILLS[series % len(FILLS)]


def _inks(colours: Colours) -> Mapping[str, str]:
    """The colours of paper, as this theme has them."""
    accent, light, grey = FILLS
    return {
        ACCENT: colours.accent,
        INK: colours.text,
        MUTED: colours.muted,
        RULE: colours.edge,
        accent.colour: colours.accent,
        light.colour: colours.warning.fill,
        light.outline: colours.warning.text,
        light.hatch: colours.warning.text,
        grey.colour: colours.neutral.fill,
        grey.outline: colours.muted,
    }


def _sized(font: QFont, size: float) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(max(1, round(size)))
    return sized
