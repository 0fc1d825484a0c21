"""Draws a caseload as a bar beside its number; the part that is not known is hatched."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.lead import LeadFigure, WorkerLoad
from kaa_desktop.ui.common.bar_cells import BarDelegate
from kaa_desktop.ui.common.chart_painting import series_brush
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.theme import Theme
from kaa_desktop.ui.common.tokens import Colours

_FIGURE, _GAP, _HEIGHT = 52, 10, 14
_KNOWN, _NOT_KNOWN = 0, 1
"""Series of the charts, whose colours and patterns the parts have."""


class LoadDelegate(BarDelegate[WorkerLoad]):
    """Bars share one scale: that of the largest caseload."""

    def __init__(self, rows: PagedTableModel[WorkerLoad], theme: Theme, parent: QWidget) -> None:
        super().__init__(rows, theme, parent, room=_FIGURE)
        self._largest = 1

    def set_largest(self, caseload: int) -> None:
        """The caseload whose bar is as long as the column."""
        self._largest = max(1, caseload)

    def draw_bar(self, painter: QPainter, room: QRectF, row: WorkerLoad, colours: Colours) -> None:
        """Draw what is known, and after it what is not."""
        begin = room.left() + _GAP
        scale = max(0.0, room.right() - begin) / self._largest
        not_known = row.counts[LeadFigure.NOT_KNOWN]
        known = row.counts[LeadFigure.CASELOAD] - not_known
        top = room.center().y() - _HEIGHT / 2
        for series, people in ((_KNOWN, known), (_NOT_KNOWN, not_known)):
            place = QRectF(begin, top, people * scale, _HEIGHT)
            colour, hatch = series_brush(series, colours)
            painter.fillRect(place, colour)
            if hatch is not None and people:
                painter.fillRect(place, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
                painter.setPen(QPen(hatch, 1))
                painter.drawRect(place)
            begin = place.right()
