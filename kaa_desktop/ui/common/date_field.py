"""A field for a day: typed as people write days, or chosen in a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidgetAction

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.date_text import parse_day
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.widgets import without_state

_LOCALES = {"sv": QLocale(QLocale.Language.Swedish), "en": QLocale("en_GB")}


class DateField(QLineEdit):
    """Holds a day, nothing, or a text that is no day.

    Up and down move a day, Alt+Down or the button opens the calendar. `day_changed` carries the day or None.
    """

    day_changed = Signal(object)

    def __init__(
        self,
        icons: Icons,
        translator: Translator,
        *,
        today: Callable[[], dt.date],
        day: dt.date | None = None,
    ) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._icons = icons
        self._today = today
        self._shown: dt.date | None = None
        self.setPlaceholderText(_("yyyy-mm-dd"))
        self.setToolTip(_("Type a day such as 2026-09-30, 30/9, today or -3. Alt+Down opens the calendar."))
        self.setMinimumWidth(150)
        button = QAction(_("Open the calendar"), self)
        icons.set(button, "calendar", "muted")
        button.triggered.connect(without_state(self._open_calendar))
        self.addAction(button, QLineEdit.ActionPosition.TrailingPosition)
        self.set_day(day)

    def day(self) -> dt.date | None:
        """The day that is meant by what stands there, or None."""
        return self._parse(self.text())

    def is_valid(self) -> bool:
        """Whether it is empty or a day."""
        return not self.text().strip() or self.day() is not None

    def set_day(self, day: dt.date | None) -> None:
        """Show a day or nothing."""
        self.setText(self._translator.date(day))
        self._tell(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move a day; Alt+Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._open_calendar()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not event.modifiers():
            step = 1 if event.key() == Qt.Key.Key_Up else -1
            self.set_day((self.day() or self._today()) + dt.timedelta(days=step))
        else:
            super().keyPressEvent(event)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the day out in full when leaving."""
        super().focusOutEvent(event)
        self._settle()

    def _parse(self, text: str) -> dt.date | None:
        if not text:
            return None
        if self._shown is not None and text == self._translator.date(self._shown):
            return self._shown
        return parse_day(text, today=self._today())

    def _settle(self) -> None:
        day = self.day()
        if day is not None:
            self.setText(self._translator.date(day))
        self._tell(day)

    def _tell(self, day: dt.date | None) -> None:
        if day != self._shown:
            self._shown = day
            self.day_changed.emit(day)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = self._calendar()
        calendar.activated.connect(lambda chosen: self._choose(chosen, menu))
        calendar.clicked.connect(lambda chosen: self._choose(chosen, menu))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        calendar.setFocus()

    def _calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget()
        calendar.setLocale(_LOCALES[self._translator.language])
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setAccessibleName(self._translator.gettext("Calendar"))
        calendar.setMinimumSize(320, 280)
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(self._icons.colour("muted")))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, weekend)
        day = self.day() or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        return calendar

    def _choose(self, chosen: QDate, menu: QMenu) -> None:
        self.set_day(dt.date(chosen.year(), chosen.month(), chosen.day()))
        menu.close()
        self.setFocus()
