"""Draws a caseload as a bar beside its number; the part that is not known is hatched."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kaa_desktop.domain.lead import LeadFigure, WorkerLoad
from kaa_desktop.ui.common.chart_painting import series_brush
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_FIGURE, _HEIGHT, _LINE = 52, 14, 4
_KNOWN, _NOT_KNOWN = 0, 1
"""Series of the charts, whose colours and patterns the parts have."""


class LoadDelegate(QStyledItemDelegate):
    """Bars share one scale: that of the largest caseload."""

    def __init__(self, rows: PagedTableModel[WorkerLoad], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._theme = theme
        self._largest = 1

    def set_largest(self, caseload: int) -> None:
        """The caseload whose bar is as long as the column."""
        self._largest = max(1, caseload)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the empty cell, then number and bar."""
        load = self._rows.row(index.row())
        self.initStyleOption(option, index)
        figure, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if load is not None:
            self._bar(painter, QRectF(option.rect).adjusted(8, 0, -12, -_LINE), figure, load)

    def _bar(self, painter: QPainter, cell: QRectF, figure: str, load: WorkerLoad) -> None:
        colours = self._theme.tokens.colours
        painter.save()
        painter.setPen(QColor(colours.text))
        left = QRectF(cell.left(), cell.top(), _FIGURE, cell.height())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), figure)
        begin = left.right() + 10
        scale = max(0.0, cell.right() - begin) / self._largest
        not_known = load.counts[LeadFigure.NOT_KNOWN]
        known = load.counts[LeadFigure.CASELOAD] - not_known
        top = cell.center().y() - _HEIGHT / 2
        for series, people in ((_KNOWN, known), (_NOT_KNOWN, not_known)):
            place = QRectF(begin, top, people * scale, _HEIGHT)
            colour, hatch = series_brush(series, colours)
            painter.fillRect(place, colour)
            if hatch is not None and people:
                painter.fillRect(place, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
                painter.setPen(QPen(hatch, 1))
                painter.drawRect(place)
            begin = place.right()
        painter.restore()
