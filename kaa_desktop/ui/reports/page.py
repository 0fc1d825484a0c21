"""The page of reports: choose one, look at it and its figures, save or print it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.i18n import Translator
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.scrolling import readable
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, button, title
from kaa_desktop.ui.reports.actions import ACTIONS
from kaa_desktop.ui.reports.asked import AskedFigure
from kaa_desktop.ui.reports.building import Built, build_report
from kaa_desktop.ui.reports.choices import ReportChoice, ReportChoices
from kaa_desktop.ui.reports.figures_dialog import FiguresDialog
from kaa_desktop.ui.reports.headlines import Headlines
from kaa_desktop.ui.reports.people_dialog import FigurePeopleDialog
from kaa_desktop.ui.reports.preview import PdfPreview
from kaa_desktop.ui.reports.quarter_card import QuarterCard
from kaa_desktop.ui.reports.report_saving import ReportSaving

_SIDE = 300


class ReportsPage(QWidget):
    """Half-year and quarter.

    Signals:
        person_wanted: the id of somebody whose page the user wants to see.
    """

    person_wanted = Signal(str)

    def __init__(
        self, context: UiContext, settings: LocalSettingsStore, load_translator: Callable[[str], Translator]
    ) -> None:
        super().__init__()
        self._context = context
        self._load_translator = load_translator
        self._pdf = b""
        self._shown: tuple[ReportChoice, FigureSet] | None = None
        self._building = False
        self._settings = settings
        self._choices = ReportChoices(context, settings)
        self.setFocusProxy(self._choices)
        self._headlines = Headlines(context.translator)
        self._quarter = QuarterCard(context, settings)
        self._saving = ReportSaving(self, context, settings)
        self._stale = MessageBar(context.icons, context.translator)
        self.preview = PdfPreview(context, settings.load().report_zoom)
        actions = build_actions(
            ACTIONS,
            {
                "report.save": self._save,
                "report.print": self._print,
                **self.preview.handlers(),
            },
            owner=self,
            context=context,
        )
        self.preview.show_tools(actions)
        self._printing, self._keeping, self._charts = self._buttons()
        self._lay_out()
        self.preview.zoomed.connect(self._keep_zoom)
        self._choices.changed.connect(self._build)
        self._headlines.opened.connect(self._open_figure)
        self._headlines.all_wanted.connect(self._open_all)
        context.feed.changed.connect(self._note_change)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the first report when somebody looks."""
        super().showEvent(event)
        if not self._pdf:
            self._build()

    def _buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        """To print, to save, and to save the charts."""
        _, icons = self._context.translator.gettext, self._context.icons
        return (
            button(_("Print …"), self._print, icons=icons, icon="printer"),
            button(_("Save as PDF …"), self._save, kind=ButtonKind.PRIMARY, icons=icons, icon="save"),
            button(_("Save charts …"), self._save_charts, icons=icons, icon="image"),
        )

    def _lay_out(self) -> None:
        context = self._context
        _ = context.translator.gettext
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(title(_("Reports")), 1)
        top.addWidget(self._printing)
        top.addWidget(self._keeping)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._side())
        middle.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 24)
        layout.setSpacing(14)
        layout.addLayout(top)
        layout.addWidget(self._stale)
        layout.addLayout(middle, 1)

    def _side(self) -> QWidget:
        _ = self._context.translator.gettext
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self._choices)
        column.addWidget(self._charts)
        column.addWidget(self._quarter)
        column.addWidget(self._headlines)
        column.addStretch()
        side = QWidget()
        side.setProperty("ground", "none")
        side.setLayout(column)
        scroll = readable(side, _("Choices and figures"))
        scroll.setFixedWidth(_SIDE)
        return scroll

    def _build(self) -> None:
        if self._building:
            return
        _ = self._context.translator.gettext
        self._wait(building=True)
        self._stale.clear()
        workspace, choice = self._context.workspace, self._choices.choice()
        self._quarter.show_for(choice)
        translator = self._load_translator(choice.language)
        self._context.tasks.run_long(
            lambda progress: build_report(workspace, choice, translator, progress),
            self._show,
            self._fail,
            owner=self,
            dialog=ProgressDialog(
                self.window(), self._context.translator, title=_("Making the report"), changes_nothing=True
            ),
            cancelled=self._stopped,
        )

    def _show(self, built: Built) -> None:
        self._wait(building=False)
        self._pdf, counted, choice = built
        self._shown = choice, counted
        self._headlines.show_figures(counted)
        self.preview.show_pdf(self._pdf)
        if self._choices.choice() != choice:
            self._build()

    def _open_figure(self, figure: str) -> None:
        if self._shown is None:
            return
        choice, _counted = self._shown
        name = self._context.translator.gettext(BY_ID[figure].title)
        asked = AskedFigure(FigurePart(figure=figure), choice.period, choice.known_on, name)
        dialog = FigurePeopleDialog(self, self._context, asked)
        dialog.opened.connect(self.person_wanted)
        dialog.open()

    def _open_all(self) -> None:
        if self._shown is None:
            return
        choice, counted = self._shown
        dialog = FiguresDialog(self, self._context, counted, choice.known_on)
        dialog.opened.connect(self.person_wanted)
        dialog.open()

    def _wait(self, *, building: bool) -> None:
        """What is on its way can be neither saved nor printed."""
        self._building = building
        for one in (self._printing, self._keeping, self._charts):
            one.setEnabled(not building)

    def _stopped(self) -> None:
        self._wait(building=False)

    def _fail(self, error: Exception) -> None:
        self._wait(building=False)
        self._context.messages.say(self._context.error_text(error), Tone.DANGER)

    def _note_change(self, changes: Changes) -> None:
        _ = self._context.translator.gettext
        del changes
        if not self._pdf:
            return
        if self.isVisible():
            text = _("The register has changed since the report was made.")
            self._stale.say(text, Tone.INFO, action=_("Make it again"), act=self._build)
        else:
            self._pdf = b""

    def _keep_zoom(self, percent: int) -> None:
        self._settings.change(report_zoom=percent)

    def _save(self) -> None:
        if self._pdf and self._shown and not self._building:
            self._saving.ask(self._pdf, self._shown[0])

    def _save_charts(self) -> None:
        if self._shown and not self._building:
            choice, _counted = self._shown
            self._saving.ask_for_charts(choice, self._load_translator(choice.language))

    def _print(self) -> None:
        if not self._pdf or self._building:
            return
        from kaa_desktop.ui.common.printing import print_with_dialog

        _ = self._context.translator.gettext
        messages, done = self._context.messages, _("The report has gone to the printer.")
        print_with_dialog(
            self,
            self._context.tasks,
            self._pdf,
            done=lambda: messages.say(done, Tone.SUCCESS),
            failed=self._fail,
        )
