"""What a report is made of: kind, period, version, day of knowledge and language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.periods import Period, parse_period
from kaa_desktop.domain.quarter_report import quarter_of
from kaa_desktop.i18n import Translator
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.half_years import EARLIER, OFFERED, half_year_label, half_years

_PUBLISHED = "published"


class ReportKind(StrEnum):
    """The reports of a period."""

    HALF_YEAR = "half-year"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """What was chosen.

    Attributes:
        published: without small numbers.
        known_on: as the register stood at the end of that day; None for now.
    """

    kind: ReportKind
    period: Period
    published: bool
    known_on: date | None
    language: str


class ReportChoices(QWidget):
    """The form beside the preview; `changed` tells that another report is wanted."""

    changed = Signal()

    def __init__(self, context: UiContext, settings: LocalSettingsStore) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._settings = settings
        last = settings.load()
        self._kind = ChoiceField(
            (
                (ReportKind.HALF_YEAR, _("Half-year, for the board")),
                (ReportKind.QUARTER, _("Quarter, for the team")),
            ),
            value=last.report_kind,
        )
        self.setFocusProxy(self._kind)
        self._period = ChoiceField()
        self._version = ChoiceField(
            (("", _("Internal, with all numbers")), (_PUBLISHED, _("For publication"))),
            value=_PUBLISHED if last.report_published else "",
        )
        self._version.setToolTip(
            _("For publication, numbers below 5 and what would give them away are hidden.")
        )
        self._known_on = DateField(context.icons, context.translator, today=lambda: context.workspace.today)
        self._language = ChoiceField(
            (("sv", "Svenska"), ("en", "English")),
            value=last.report_language or context.translator.language,
        )
        self._form = Form()
        self._form.add(_("Report"), self._kind)
        self._form.add(_("Period"), self._period)
        self._versions = self._form.add(_("Version"), self._version)
        self._form.add(_("As known on"), self._known_on, hint=_("Empty: as the register stands now."))
        self._form.add(_("Language of the report"), self._language)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        self._offer(OFFERED)
        self._connect()

    def _connect(self) -> None:
        self._kind.activated.connect(self._choose_kind)
        self._period.activated.connect(self._choose_period)
        self._version.activated.connect(self._remember)
        self._language.activated.connect(self._remember)
        self._known_on.day_changed.connect(lambda _day: self._choose_day())

    @property
    def kind(self) -> ReportKind:
        """Which report."""
        return ReportKind(self._kind.value())

    def choice(self) -> ReportChoice:
        """What is chosen now."""
        return ReportChoice(
            kind=self.kind,
            period=parse_period(self._period.value()),
            published=self.kind is ReportKind.HALF_YEAR and self._version.value() == _PUBLISHED,
            known_on=self._known_on.day(),
            language=self._language.value(),
        )

    def _choose_kind(self) -> None:
        self._period.clear()
        self._offer(OFFERED)
        self._remember()

    def _remember(self) -> None:
        """The next time begins with the same kind, version and language."""
        self._settings.change(
            report_kind=self.kind.value,
            report_published=self._version.value() == _PUBLISHED,
            report_language=self._language.value(),
        )
        self.changed.emit()

    def _choose_period(self) -> None:
        if not self._period.value():
            self._offer(OFFERED + EARLIER)
            self._period.setCurrentIndex(OFFERED)
            self._period.showPopup()
        self.changed.emit()

    def _choose_day(self) -> None:
        """Half a day typed, or one to come, makes no report."""
        _ = self._context.translator.gettext
        day = self._known_on.day()
        if not self._known_on.is_valid() or (day and day > self._context.workspace.today):
            self._form.set_error(self._known_on, _("Choose a day that has been."))
            return
        self._form.clear_errors()
        self.changed.emit()

    def _offer(self, count: int) -> None:
        """Offer the newest periods of the kind; only the half-year has a version."""
        translator, today = self._context.translator, self._context.workspace.today
        _ = translator.gettext
        if self.kind is ReportKind.QUARTER:
            own = [(one.code, quarter_label(one, today, translator)) for one in quarters(today, count)]
            earlier = _("Earlier quarters …")
        else:
            own = [(one.code, half_year_label(one, today, translator)) for one in half_years(today, count)]
            earlier = _("Earlier half-years …")
        self._versions.setVisible(self.kind is ReportKind.HALF_YEAR)
        if count == OFFERED:
            own.append(("", earlier))
        self._period.offer(tuple(own), value=self._period.value() or own[0][0])


def quarters(today: date, count: int) -> tuple[Period, ...]:
    """The newest quarters, the running one first."""
    found = [quarter_of(today)]
    while len(found) < count:
        found.append(found[-1].previous())
    return tuple(found)


def quarter_label(period: Period, today: date, translator: Translator) -> str:
    """A quarter in words."""
    _ = translator.gettext
    number = (period.first.month + 2) // 3
    label = _("Quarter {number} of {year}").format(number=number, year=period.first.year)
    return _("{period} (running)").format(period=label) if today <= period.last else label
