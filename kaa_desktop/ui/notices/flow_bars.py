"""Draws the share of a stream as a calm bar beside its figure."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.theme import Theme
from kaa_desktop.ui.notices.flow_lines import FlowLine

Index = QModelIndex | QPersistentModelIndex
_FIGURE = 58
_HEIGHT = 12
_LINE = 4
"""The other cells leave this much to the line below them."""


class ShareDelegate(QStyledItemDelegate):
    """The figure stands to the left; streams that nobody answers for are drawn in the colour of a warning."""

    def __init__(self, rows: PagedTableModel[FlowLine], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the empty cell, then figure and bar."""
        line = self._rows.row(index.row())
        self.initStyleOption(option, index)
        figure, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if line is not None:
            self._bar(painter, QRectF(option.rect).adjusted(8, 0, -12, -_LINE), figure, line)

    def _bar(self, painter: QPainter, cell: QRectF, figure: str, line: FlowLine) -> None:
        colours = self._theme.tokens.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.text))
        left = QRectF(cell.left(), cell.top(), _FIGURE, cell.height())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), figure)
        track = QRectF(left.right() + 12, cell.center().y() - _HEIGHT / 2, 0, _HEIGHT)
        track.setRight(cell.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sunken))
        painter.drawRoundedRect(track, 3, 3)
        filled = QRectF(track)
        filled.setWidth(max(3.0, track.width() * line.share))
        painter.setBrush(QColor(colours.warning.text if line.lost else colours.accent))
        painter.drawRoundedRect(filled, 3, 3)
        painter.restore()
