"""One page of a document on the screen, with what was found on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from kaa_desktop.ui.common.pdf_pages import Hit

PAPER_EDGE = "#8a979d"
_FOUND, _CURRENT, _CURRENT_EDGE = "#ffe58f", "#ffb74a", "#7a4a00"


class Sheet(QLabel):
    """White until its picture is there; a picture of another size is stretched meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QImage | None = None
        self._width = 0
        self._hits: list[Hit] = []
        self._current: Hit | None = None

    def drawn_at(self, width: int) -> bool:
        """Whether there is a picture of that width."""
        return self._picture is not None and self._width == width

    def show_picture(self, picture: QImage | None, width: int = 0) -> None:
        """Show a picture, made for a width; None forgets it."""
        self._picture, self._width = picture, width
        self.update()

    def mark(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Show what was found on this page; one of them is the one the user has got to."""
        self._hits, self._current = list(hits), current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, content, marks, edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        if self._picture is not None:
            painter.drawImage(self.rect(), self._picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for hit in self._hits:
            colour = QColor(_CURRENT if hit is self._current else _FOUND)
            for place in hit.places:
                painter.fillRect(self._on_sheet(place), colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._current in self._hits and self._current is not None:
            painter.setPen(QPen(QColor(_CURRENT_EDGE), 1.5))
            for place in self._current.places:
                painter.drawRect(self._on_sheet(place))
        painter.setPen(QColor(PAPER_EDGE))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _on_sheet(self, place: QRectF) -> QRectF:
        """With a little room around the letters."""
        wide, high = self.width(), self.height()
        own = QRectF(place.x() * wide, place.y() * high, place.width() * wide, place.height() * high)
        return own.adjusted(-2, -2, 2, 2)
