"""Cells that draw a bar beside their figure."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kaa_desktop.ui.common.table_model import PagedTableModel, Row
from kaa_desktop.ui.common.theme import Theme
from kaa_desktop.ui.common.tokens import Colours

Index = QModelIndex | QPersistentModelIndex
_LINE = 4
"""The other cells leave this much to the line below them."""


class BarDelegate(QStyledItemDelegate, Generic[Row]):
    """The figure stands to the left, the bar takes the rest.

    Args:
        rows: what the table shows.
        theme: for the colours.
        parent: owns it.
        room: of the figure, in device-independent pixels.
    """

    def __init__(self, rows: PagedTableModel[Row], theme: Theme, parent: QWidget, *, room: int) -> None:
        super().__init__(parent)
        self._rows = rows
        self._theme = theme
        self._room = room

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the empty cell, then figure and bar."""
        row = self._rows.row(index.row())
        self.initStyleOption(option, index)
        figure, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if row is None:
            return
        cell, colours = QRectF(option.rect).adjusted(8, 0, -12, -_LINE), self._theme.tokens.colours
        left = QRectF(cell.left(), cell.top(), self._room, cell.height())
        painter.save()
        painter.setPen(QColor(colours.text))
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), figure)
        cell.setLeft(left.right())
        self.draw_bar(painter, cell, row, colours)
        painter.restore()

    @abstractmethod
    def draw_bar(self, painter: QPainter, room: QRectF, row: Row, colours: Colours) -> None:
        """Draw the bar of a row into the room beside the figure."""
