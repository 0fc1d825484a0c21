"""Draws the share of a stream as a calm bar beside its figure."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from kaa_desktop.ui.common.bar_cells import BarDelegate
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.theme import Theme
from kaa_desktop.ui.common.tokens import Colours
from kaa_desktop.ui.notices.flow_lines import FlowLine

_FIGURE, _GAP, _HEIGHT = 58, 12, 12


class ShareDelegate(BarDelegate[FlowLine]):
    """The figure stands to the left; streams that nobody answers for are drawn in the colour of a warning."""

    def __init__(self, rows: PagedTableModel[FlowLine], theme: Theme, parent: QWidget) -> None:
        super().__init__(rows, theme, parent, room=_FIGURE)

    def draw_bar(self, painter: QPainter, room: QRectF, row: FlowLine, colours: Colours) -> None:
        """Draw the whole, and the share on it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(room.left() + _GAP, room.center().y() - _HEIGHT / 2, 0, _HEIGHT)
        track.setRight(room.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sunken))
        painter.drawRoundedRect(track, 3, 3)
        filled = QRectF(track)
        filled.setWidth(max(3.0, track.width() * row.share))
        painter.setBrush(QColor(colours.warning.text if row.lost else colours.accent))
        painter.drawRoundedRect(filled, 3, 3)
