"""How many came and went, month by month, as bars; arrows go from bar to bar, Enter shows the people."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kaa_desktop.domain.lead import FlowFigure, LeadPart, MonthFlow
from kaa_desktop.i18n.lead_labels import figure_title, part_title, short_month
from kaa_desktop.reports.charts import BarPlace, ChartData, Series, bar_places, grouped_bars
from kaa_desktop.ui.common.chart_painting import ChartPainter, screen_measure
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.message_bar import announce

_FIGURES = tuple(FlowFigure)
_POINT = 9.0
"""The size of text in the drawing that becomes the size of text on the screen."""


class FlowChart(QWidget):
    """`chosen` carries the `LeadPart` of a bar."""

    chosen = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._months: tuple[MonthFlow, ...] = ()
        self._bar = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(context.translator.gettext("Registered and deregistered by month"))
        context.theme.changed.connect(self.update)

    def show_months(self, months: tuple[MonthFlow, ...]) -> None:
        """Draw other numbers; the keyboard begins at the newest month."""
        if len(months) != len(self._months):
            self._bar = max(0, len(months) - 1) * len(_FIGURES)
        self._months = months
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, and as high as text and bars need."""
        return QSize(480, round(140 * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, and a ring around the bar that the keyboard is on."""
        del event
        if not self._months:
            return
        painter = QPainter(self)
        painter.scale(self._scale, self._scale)
        width, height = self.width() / self._scale, self.height() / self._scale
        drawing = grouped_bars(self._data(), width, height - 2, screen_measure(self.font()))
        ChartPainter(painter, self._context.theme.tokens.colours, self.font()).paint(drawing)
        if self.hasFocus():
            place = list(bar_places(self._data(), width))[self._bar]
            painter.setPen(QPen(QColor(self._context.theme.tokens.colours.focus), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place.x, 22, place.width, height - 38), 2, 2)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from bar to bar, Up and Down from month to month, Enter shows the people."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -len(_FIGURES),
            Qt.Key.Key_Down: len(_FIGURES),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._go(self._bar + steps[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(0 if key == Qt.Key.Key_Home else len(self._months) * len(_FIGURES) - 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._months:
            self.chosen.emit(self._part(self._bar))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the keyboard is."""
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without a ring."""
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the bar below the pointer counts."""
        bar = self._bar_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if bar is None else Qt.CursorShape.PointingHandCursor)
        if bar is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), self._text(bar), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a bar shows the people behind it."""
        super().mousePressEvent(event)
        bar = self._bar_at(event.position())
        if bar is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(bar)
            self.chosen.emit(self._part(bar))

    @property
    def _scale(self) -> float:
        return self._context.theme.tokens.metrics.small / _POINT

    def _data(self) -> ChartData:
        translator = self._context.translator
        return ChartData(
            tuple(short_month(flow.month.first, translator) for flow in self._months),
            tuple(
                Series(figure_title(figure, translator), tuple(flow.counts[figure] for flow in self._months))
                for figure in _FIGURES
            ),
            translator.number,
        )

    def _bar_at(self, point: QPointF) -> int | None:
        if not self._months:
            return None
        x = point.x() / self._scale
        places: list[BarPlace] = list(bar_places(self._data(), self.width() / self._scale))
        return next((bar for bar, at in enumerate(places) if at.x <= x < at.x + at.width), None)

    def _part(self, bar: int) -> LeadPart:
        month, series = divmod(bar, len(_FIGURES))
        return LeadPart(_FIGURES[series], month=self._months[month].month)

    def _text(self, bar: int) -> str:
        month, series = divmod(bar, len(_FIGURES))
        translator = self._context.translator
        number = translator.number(self._months[month].counts[_FIGURES[series]])
        return f"{part_title(self._part(bar), '', translator)}: {number}"

    def _go(self, bar: int) -> None:
        if self._months and 0 <= bar < len(self._months) * len(_FIGURES) and bar != self._bar:
            self._bar = bar
            self._tell()
            announce(self, self._text(bar))
            self.update()

    def _tell(self) -> None:
        if self._months:
            self.setAccessibleDescription(self._text(self._bar))
