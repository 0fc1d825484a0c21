"""A number large enough to be seen from across the room; pressing it shows the people behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from kaa_desktop.ui.common.theme import Theme

_WIDTH, _EDGE, _RADIUS = 150, 14, 10


class FigureTile(QPushButton):
    """Number, what it counts, and a line of remark."""

    def __init__(self, theme: Theme, title: str, rule: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._number, self._remark = "–", ""
        self._hovered = False
        self.setToolTip(rule)
        self.setAccessibleName(title)
        self.setAccessibleDescription(rule)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_number(self, number: str, remark: str = "") -> None:
        """Show a number; those who hear the window hear it with its name."""
        self._number, self._remark = number, remark
        told = f"{self._title}: {number}" + (f", {remark}" if remark else "")
        self.setAccessibleName(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the number, two lines of title, and the remark."""
        metrics = self._theme.tokens.metrics
        words = max(
            (QFontMetrics(self._small()).horizontalAdvance(word) for word in self._title.split()), default=0
        )
        width = max(
            _WIDTH, words + 2 * _EDGE, QFontMetrics(self._small()).horizontalAdvance(self._remark) + 2 * _EDGE
        )
        return QSize(width, metrics.title * 2 + metrics.body * 3 + 2 * _EDGE - 8)

    def minimumSizeHint(self) -> QSize:
        """As large as it wants to be."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """As before."""
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a card with its texts."""
        del event
        tokens = self._theme.tokens
        colours, metrics = tokens.colours, tokens.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.focus if self.hasFocus() else colours.accent if self._hovered else colours.edge
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        inside = self.rect().adjusted(_EDGE, _EDGE - 4, -_EDGE, -_EDGE + 4)
        large = QFont(self.font())
        large.setPixelSize(metrics.title + 4)
        large.setWeight(QFont.Weight.DemiBold)
        painter.setFont(large)
        painter.setPen(QColor(colours.text))
        number = QFontMetrics(large).height()
        painter.drawText(inside.adjusted(0, 0, 0, number - inside.height()), _LEFT, self._number)
        painter.setFont(self._small())
        wrapped = int(_LEFT | Qt.TextFlag.TextWordWrap)
        painter.drawText(inside.adjusted(0, number, 0, 0), wrapped, self._title)
        painter.setPen(QColor(colours.muted))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), self._remark)
        painter.end()

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.tokens.metrics.small)
        font.setWeight(QFont.Weight.Normal)
        return font


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
