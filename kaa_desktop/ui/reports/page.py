"""The page of reports: choose the half-year, look at the report, save or print it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.domain.periods import Period, parse_period
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figures import figures
from kaa_desktop.services.half_year import half_year_report
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.actions import build_actions, icon_button
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.half_years import EARLIER, OFFERED, half_year_label, half_years
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label, title
from kaa_desktop.ui.reports.actions import ACTIONS
from kaa_desktop.ui.reports.headlines import Headlines
from kaa_desktop.ui.reports.preview import PdfPreview

Built = tuple[bytes, FigureSet]
_ON_THE_WAY = 3
_ROOM_FOR_ZOOM = 700


class ReportsPage(QWidget):
    """The statutory half-year report."""

    def __init__(
        self, context: UiContext, settings: LocalSettingsStore, load_translator: Callable[[str], Translator]
    ) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._settings = settings
        self._load_translator = load_translator
        self._pdf = b""
        self._shown: Period | None = None
        self._building = False
        self._period = ChoiceField()
        self._language = ChoiceField(
            (("sv", "Svenska"), ("en", "English")), value=context.translator.language
        )
        self._headlines = Headlines(context.translator)
        self._stale = MessageBar(context.icons, context.translator)
        self.preview = PdfPreview(context)
        self._zoom = label("", TextRole.MUTED)
        self._offer(OFFERED)
        self._actions = build_actions(
            ACTIONS,
            {
                "report.save": self._save,
                "report.print": self._print,
                "report.zoom_in": self.preview.zoom_in,
                "report.zoom_out": self.preview.zoom_out,
                "report.fit": lambda: self.preview.set_zoom(0),
            },
            owner=self,
            icons=context.icons,
            translator=context.translator,
        )
        zooms = ("report.zoom_out", "report.zoom_in", "report.fit")
        self._zooms = [icon_button(self._actions[action]) for action in zooms]
        self._lay_out()
        self.preview.zoomed.connect(self._show_zoom)
        self._period.activated.connect(self._choose)
        self._language.activated.connect(self._build)
        context.feed.changed.connect(self._note_change)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the first report when somebody looks."""
        super().showEvent(event)
        if not self._pdf:
            self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The shortcuts are enough for zooming where there is no room for buttons."""
        super().resizeEvent(event)
        for zoom in self._zooms:
            zoom.setVisible(event.size().width() >= _ROOM_FOR_ZOOM)

    def _lay_out(self) -> None:
        context = self._context
        _ = context.translator.gettext
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(title(_("Half-year report")), 1)
        for zoom in self._zooms:
            top.addWidget(zoom)
        top.addWidget(self._zoom)
        top.addSpacing(8)
        top.addWidget(button(_("Print …"), self._print, icons=context.icons, icon="printer"))
        save = button(
            _("Save as PDF …"), self._save, kind=ButtonKind.PRIMARY, icons=context.icons, icon="save"
        )
        top.addWidget(save)
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
        form = Form()
        form.add(_("Half-year"), self._period)
        form.add(_("Language of the report"), self._language)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(form)
        column.addWidget(self._headlines)
        column.addStretch()
        side = QWidget()
        side.setProperty("ground", "none")
        side.setLayout(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFixedWidth(288)
        scroll.setAccessibleName(_("Choices and figures"))
        scroll.setWidget(side)
        return scroll

    def _offer(self, count: int) -> None:
        _ = self._context.translator.gettext
        today = self._context.workspace.today
        periods = half_years(today, count)
        choices = [(own.code, half_year_label(own, today, self._context.translator)) for own in periods]
        if count == OFFERED:
            choices.append(("", _("Earlier half-years …")))
        self._period.offer(tuple(choices), value=self._period.value() or choices[0][0])

    def _choose(self) -> None:
        if not self._period.value():
            self._offer(OFFERED + EARLIER)
            self._period.setCurrentIndex(OFFERED)
            self._period.showPopup()
        self._build()

    def _build(self) -> None:
        if self._building:
            return
        _ = self._context.translator.gettext
        self._building = True
        self._stale.clear()
        workspace = self._context.workspace
        period = parse_period(self._period.value())
        translator = self._load_translator(self._language.value())

        def work(progress: Progress) -> Built:
            progress.step(0, _ON_THE_WAY)
            counted = figures(workspace, period)
            progress.step(1, _ON_THE_WAY)
            pdf = half_year_report(workspace, period, translator)
            progress.step(_ON_THE_WAY, _ON_THE_WAY)
            return pdf, counted

        self._context.tasks.run_long(
            work,
            self._show,
            self._fail,
            owner=self,
            dialog=ProgressDialog(self.window(), self._context.translator, title=_("Making the report")),
            cancelled=self._stopped,
        )

    def _show(self, built: Built) -> None:
        self._building = False
        self._pdf, counted = built
        self._shown = counted.period
        self._headlines.show_figures(counted)
        self.preview.show_pdf(self._pdf)
        if self._period.value() != counted.period.code:
            self._build()

    def _stopped(self) -> None:
        self._building = False

    def _fail(self, error: Exception) -> None:
        self._building = False
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

    def _show_zoom(self, percent: int) -> None:
        self._zoom.setText(self._context.translator.percent(percent / 100) if percent else "")

    def _save(self) -> None:
        if not self._pdf or self._shown is None:
            return
        _ = self._context.translator.gettext
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = self._settings.load().report_folder
        folder = Path(last) if last and Path(last).is_dir() else Path(usual)
        name = _("Activity responsibility {period}").format(period=self._shown.code)
        ask_for_place(
            self,
            title=_("Save the report"),
            kinds=_("PDF documents (*.pdf)"),
            suggested=folder / f"{name}.pdf",
            then=self._write,
        )

    def _write(self, path: Path) -> None:
        _ = self._context.translator.gettext
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            temporary.write_bytes(self._pdf)
            temporary.replace(path)
        except OSError:
            text = _("The report could not be written in {folder}. Choose another folder.")
            self._context.messages.say(text.format(folder=path.parent), Tone.DANGER)
            return
        self._settings.change(report_folder=str(path.parent))
        self._context.messages.say(
            _("The report is saved as {name}.").format(name=path.name),
            Tone.SUCCESS,
            action=_("Open the folder"),
            act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
        )

    def _print(self) -> None:
        if not self._pdf:
            return
        from kaa_desktop.ui.reports.printing import print_with_dialog

        _ = self._context.translator.gettext
        messages, done = self._context.messages, _("The report has gone to the printer.")
        print_with_dialog(
            self,
            self._context.tasks,
            self._pdf,
            done=lambda: messages.say(done, Tone.SUCCESS),
            failed=self._fail,
        )
