"""Settings that the municipality has decided; they belong to the register and are changed with a trace."""

from __future__ import annotations

import calendar
from dataclasses import replace

from babel.dates import get_month_names
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.services.settings import change_settings
from kaa_desktop.system.municipalities import municipality_names
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.draft_fields import put_texts, texts_of, watch
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.municipality_field import MunicipalityField
from kaa_desktop.ui.common.number_field import NumberField
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.settings.logo_field import LogoField
from kaa_desktop.ui.settings.sections import section
from kaa_desktop.ui.settings.sheet_frame import SheetFrame

_LEAP_YEAR = 2024
_LONGEST_LINE = 120


class MunicipalitySheet(QWidget):
    """A form of everything; one button saves what differs, and undo takes it back."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._saved = RegisterSettings()
        self._code = MunicipalityField(municipality_names(), context.translator)
        self._name = QLineEdit()
        self._name.setPlaceholderText(_("As it shall stand on prints"))
        self._freshness = NumberField(1, 730)
        self._interim = QCheckBox(_("Keep interim and T numbers"))
        months = get_month_names("wide", locale=context.translator.locale)
        self._month = ChoiceField(tuple((str(number), str(months[number])) for number in range(1, 13)))
        self._day = NumberField(1, 31)
        self._secrecy = QLineEdit()
        self._secrecy.setMaxLength(_LONGEST_LINE)
        self._logo = LogoField(context.icons, context.translator)
        self._typed = self._by_name()
        self._shown = texts_of(self._typed)
        self._frame = SheetFrame(
            self,
            context,
            verb=_("Save"),
            save=self.save,
            read=self._half_written,
            put=lambda texts: put_texts(self._typed, texts),
            show_saved=self._show_saved,
        )
        self._lay_out()
        self._connect()
        context.feed.changed.connect(self._note_change)
        self.refresh()

    def refresh(self) -> None:
        """Show what the register holds."""
        workspace = self._context.workspace
        self._context.tasks.run(workspace.settings, self._take, self._fail, owner=self, key="settings.read")

    def save(self) -> None:
        """Write what differs."""
        _ = self._context.translator.gettext
        self._form.clear_errors()
        if not self._code.code():
            self._form.set_error(self._code, _("Choose a municipality from the list."))
            return
        workspace, settings = self._context.workspace, self._filled_in()
        self._frame.allow_saving(allowed=False)
        self._context.tasks.run(
            lambda: change_settings(workspace, settings), self._tell, self._fail, owner=self
        )

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        self._form = Form(columns=2)
        self._form.add(_("Municipality"), self._code)
        self._form.add(_("Name on prints"), self._name)
        known = Form()
        known.add(
            _("An occupation is known for so many days"),
            self._freshness,
            hint=_("After that it counts as not known, on every screen and in every report."),
        )
        school = Form(columns=2)
        school.add(_("Month"), self._month)
        school.add(_("Day"), self._day)
        remark = _(
            "The ordinance (2006:39) names personal identity numbers and coordination numbers, not interim "
            "numbers. Ask the municipality's lawyer before you keep them."
        )
        paper = Form()
        paper.add(_("Secrecy line"), self._secrecy, hint=_("Stands at the foot of each printed page."))
        paper.add(_("Logo"), self._logo, hint=_("PNG or JPEG of at most 512 kB, at the top of reports."))
        cards = (
            section(_("The municipality"), "", self._form),
            section(_("What is known"), "", known),
            section(_("Identity numbers"), "", self._interim, label(remark, TextRole.CAPTION, wrap=True)),
            section(
                _("The last day of compulsory schooling"),
                _("In the year in which the young person turns 16, where no other source says otherwise."),
                school,
            ),
            section(_("Prints"), "", paper),
        )
        self._frame.lay_out(_("Settings of the municipality"), cards)

    def _connect(self) -> None:
        watch(self._typed, self._look)
        self._logo.changed.connect(self._look)
        self._code.code_changed.connect(self._suggest_name)
        self._month.currentIndexChanged.connect(self._limit_day)

    def _filled_in(self) -> RegisterSettings:
        return replace(
            self._saved,
            municipality_code=self._code.code(),
            municipality_name=self._name.text().strip(),
            freshness_days=self._freshness.value(),
            allow_interim=self._interim.isChecked(),
            schooling_ends_month=int(self._month.value()),
            schooling_ends_day=self._day.value(),
            secrecy_line=self._secrecy.text().strip(),
            logo=self._logo.logo(),
        )

    def _take(self, settings: RegisterSettings) -> None:
        dirty = self._filled_in() != self._saved and self._saved.municipality_code
        if not dirty:
            self._frame.leave()
        self._saved = settings
        if not dirty:
            self._frame.begin("settings.municipality")
        self._look()

    def _by_name(self) -> dict[str, QWidget]:
        return {
            "code": self._code,
            "name": self._name,
            "freshness": self._freshness,
            "interim": self._interim,
            "month": self._month,
            "day": self._day,
            "secrecy": self._secrecy,
        }

    def _half_written(self) -> dict[str, str]:
        """Only what was touched, so that what others decide meanwhile is not taken back."""
        texts = texts_of(self._typed)
        return {name: text for name, text in texts.items() if text != self._shown[name]}

    def _show_saved(self) -> None:
        saved = self._saved
        self._code.set_code(saved.municipality_code)
        self._freshness.set_value(saved.freshness_days)
        self._interim.setChecked(saved.allow_interim)
        self._month.setCurrentIndex(saved.schooling_ends_month - 1)
        self._day.set_value(saved.schooling_ends_day)
        self._secrecy.setText(saved.secrecy_line)
        self._logo.set_logo(saved.logo)
        self._name.setText(saved.municipality_name)
        self._shown = texts_of(self._typed)
        self._form.clear_errors()
        self._look()

    def _look(self) -> None:
        self._frame.touched(differs=self._filled_in() != self._saved)

    def _suggest_name(self) -> None:
        if self._code.name() and self._code.code() != self._saved.municipality_code:
            self._name.setText(self._code.name())

    def _limit_day(self) -> None:
        month = int(self._month.value())
        self._day.set_most(calendar.monthrange(_LEAP_YEAR, month)[1])

    def _tell(self, changes: Changes) -> None:
        _ = self._context.translator.gettext
        self._saved = self._filled_in()
        self._frame.discard()  # sets the texts anew, so that Ctrl+Z in a field undoes the saving
        self._context.messages.say(_("The settings are saved."), Tone.SUCCESS)
        self._context.feed.announce(changes, self)

    def _note_change(self, changes: Changes) -> None:
        if changes.everyone or "setting" in changes.kinds:
            self.refresh()

    def _fail(self, error: Exception) -> None:
        self._look()
        self._context.messages.say(self._context.error_text(error), Tone.DANGER)
