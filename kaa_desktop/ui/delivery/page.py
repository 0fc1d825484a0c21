"""The page of the statutory delivery: what would be refused, the form of the file, and what was sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.delivery_profiles import DeliveryProfile
from kaa_desktop.domain.delivery_templates import TemplateReading
from kaa_desktop.domain.periods import Period, half_year_of, parse_period
from kaa_desktop.services.delivery_checks import DeliveryCheck, check_delivery
from kaa_desktop.services.delivery_profiles import delivery_profile, load_template
from kaa_desktop.services.delivery_protocols import delivery_protocol_pdf
from kaa_desktop.services.report_files import write_report
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_file, ask_for_place, documents
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.half_years import EARLIER, OFFERED, half_year_label, half_years
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.page_head import PageHead
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.scrolling import scrolled
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, button, title
from kaa_desktop.ui.delivery.form_card import FormCard
from kaa_desktop.ui.delivery.form_dialog import DeliveryFormDialog
from kaa_desktop.ui.delivery.found_panel import FoundPanel
from kaa_desktop.ui.delivery.made_panel import MadePanel
from kaa_desktop.ui.delivery.make_dialog import MakeDeliveryDialog

_NARROW = 700
_SETTLED_MONTHS = 2
"""Just after a half-year, its delivery is what is worked on."""


class DeliveryPage(QWidget):
    """Controls run whenever the page is looked at after a change.

    Signals:
        person_wanted: somebody is to be mended; carries the id.
    """

    person_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._operations = Operations(context, self)
        self._profile: DeliveryProfile | None = None
        self._stale = True
        self._running = False
        self._period = ChoiceField(_choices(context), value=_worked_on(context).code)
        self.setFocusProxy(self._period)
        self._form = FormCard(context, load=self._load_template, change=self._change_form)
        self._found = FoundPanel(context, self.person_wanted.emit)
        self._made = MadePanel(context, self._operations)
        self._head = self._make_head()
        self._lay_out()
        self._period.activated.connect(self._look)
        context.feed.changed.connect(self._note_change)

    def showEvent(self, event: QShowEvent) -> None:
        """Run the controls when somebody looks."""
        super().showEvent(event)
        if self._stale:
            self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons below the title where there is no room beside."""
        super().resizeEvent(event)
        self._head.set_narrow(narrow=self.width() < _NARROW)

    def _make_head(self) -> PageHead:
        context = self._context
        _ = context.translator.gettext
        name, ways = QHBoxLayout(), QHBoxLayout()
        name.addWidget(title(_("Statutory delivery")))
        ways.setSpacing(8)
        ways.addWidget(button(_("Control protocol …"), self._protocol, icons=context.icons, icon="file-text"))
        ways.addWidget(
            button(
                _("Make the delivery …"),
                self._make,
                kind=ButtonKind.PRIMARY,
                icons=context.icons,
                icon="send",
            )
        )
        head = PageHead(name, ways)
        head.setContentsMargins(0, 0, 8, 0)  # in line with the other pages; the scroll bar is beside it
        return head

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        choice = Form()
        choice.add(_("Half-year"), self._period)
        choice.setMaximumWidth(480)
        content = QWidget()
        content.setProperty("ground", "none")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(choice)
        column.addWidget(self._form)
        column.addWidget(self._found)
        column.addWidget(self._made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 16, 16)
        layout.setSpacing(14)
        layout.addLayout(self._head)
        layout.addWidget(scrolled(content), 1)

    @property
    def period(self) -> Period:
        """The half-year that is chosen."""
        return parse_period(self._period.value())

    def _look(self) -> None:
        if self._running:
            return
        self._running, self._stale = True, False
        workspace, period = self._context.workspace, self.period
        self._made.show_period(period)

        def work(progress: Progress) -> tuple[DeliveryProfile, DeliveryCheck]:
            return delivery_profile(workspace, period), check_delivery(workspace, period, progress)

        _ = self._context.translator.gettext
        self._context.tasks.run_long(
            work,
            self._show,
            self._fail,
            owner=self,
            dialog=ProgressDialog(self.window(), self._context.translator, title=_("Running the controls")),
            cancelled=self._stopped,
        )

    def _show(self, told: tuple[DeliveryProfile, DeliveryCheck]) -> None:
        self._running = False
        self._profile, checked = told
        self._form.show_profile(self._profile)
        self._found.show_check(checked)
        if checked.period != self.period or self._stale:
            self._look()

    def _stopped(self) -> None:
        self._running, self._stale = False, True

    def _fail(self, error: Exception) -> None:
        self._running = False
        self._operations.explain(error)

    def _note_change(self, changes: Changes) -> None:
        del changes
        self._stale = True
        if self.isVisible():
            self._look()

    def _make(self) -> None:
        MakeDeliveryDialog(
            self.window(), self._context, self._operations, self.period, errors=self._found.errors
        ).open()

    def _load_template(self) -> None:
        _ = self._context.translator.gettext
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        ask_for_file(
            self,
            title=_("The authority's template or file description"),
            kinds=_("Workbooks (*.xlsx *.xls *.ods)"),
            folder=folder,
            then=self._read_template,
        )

    def _read_template(self, path: Path) -> None:
        workspace, period = self._context.workspace, self.period
        self._context.tasks.run(
            lambda: load_template(workspace, period, path),
            self._settle_template,
            self._operations.explain,
            owner=self,
        )

    def _settle_template(self, reading: TemplateReading) -> None:
        DeliveryFormDialog(self.window(), self._context, self._operations, reading.profile).open()

    def _change_form(self) -> None:
        if self._profile is not None:
            own = self._profile.for_period(self.period.code)
            DeliveryFormDialog(self.window(), self._context, self._operations, own).open()

    def _protocol(self) -> None:
        _ = self._context.translator.gettext
        name = _("Control protocol {period}").format(period=self.period.code)
        ask_for_place(
            self,
            title=_("Save the control protocol"),
            kinds=_("PDF documents (*.pdf)"),
            suggested=documents() / f"{name}.pdf",
            then=self._write_protocol,
        )

    def _write_protocol(self, path: Path) -> None:
        workspace, period, t = self._context.workspace, self.period, self._context.translator
        text = t.gettext("The control protocol is saved as {name}.").format(name=path.name)

        def work(progress: Progress) -> None:
            write_report(path, delivery_protocol_pdf(workspace, period, t, progress))

        self._context.tasks.run_long(
            work,
            lambda _none: self._context.messages.say(text, Tone.SUCCESS),
            self._operations.explain,
            owner=self,
            dialog=ProgressDialog(self.window(), t, title=t.gettext("Making the control protocol")),
        )


def _choices(context: UiContext) -> tuple[tuple[str, str], ...]:
    today = context.workspace.today
    periods = half_years(today, OFFERED + EARLIER)
    return tuple((own.code, half_year_label(own, today, context.translator)) for own in periods)


def _worked_on(context: UiContext) -> Period:
    running = half_year_of(context.workspace.today)
    months = (context.workspace.today - running.first).days / 30
    return running.previous() if months < _SETTLED_MONTHS else running
