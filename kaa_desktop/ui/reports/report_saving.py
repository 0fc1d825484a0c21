"""Puts a report or its charts where the user wants them, and remembers the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.i18n import Translator
from kaa_desktop.services.chart_files import write_charts, write_quarter_charts
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_folder, ask_for_place, documents
from kaa_desktop.ui.common.save_dialog import say_in_folder
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.reports.choices import ReportChoice, ReportKind


class ReportSaving:
    """Asks for a place and writes there."""

    def __init__(self, parent: QWidget, context: UiContext, settings: LocalSettingsStore) -> None:
        self._parent = parent
        self._context = context
        self._settings = settings

    def ask(self, pdf: bytes, choice: ReportChoice) -> None:
        """Ask under which name, beginning where the last report went."""
        _ = self._context.translator.gettext
        name = _("Activity responsibility {period}").format(period=choice.period.code)
        if choice.published:
            name = _("Activity responsibility {period}, for publication").format(period=choice.period.code)
        ask_for_place(
            self._parent,
            title=_("Save the report"),
            kinds=_("PDF documents (*.pdf)"),
            suggested=self._folder() / f"{name}.pdf",
            then=lambda path: self._write(pdf, path),
        )

    def ask_for_charts(self, choice: ReportChoice, translator: Translator) -> None:
        """Ask for a folder, and put every chart there in both forms."""
        _ = self._context.translator.gettext
        ask_for_folder(
            self._parent,
            title=_("Where the charts go"),
            folder=self._folder(),
            then=lambda path: self._write_charts(choice, translator, path),
        )

    def _folder(self) -> Path:
        """Where the last report went."""
        last = self._settings.load().report_folder
        return Path(last) if last and Path(last).is_dir() else documents()

    def _write_charts(self, choice: ReportChoice, translator: Translator, folder: Path) -> None:
        context = self._context
        context.tasks.run(
            lambda: _charts_of(context.workspace, choice, folder, translator),
            lambda written: self._tell_charts(folder, len(written)),
            lambda error: context.messages.say(context.error_text(error), Tone.DANGER),
            owner=self._parent,
        )

    def _tell_charts(self, folder: Path, files: int) -> None:
        translator = self._context.translator
        if not files:
            self._context.messages.say(translator.gettext("There are no figures to make charts of."))
            return
        text = translator.ngettext(
            "One file with a chart is saved.", "{n} files with charts are saved, as SVG and PNG.", files
        )
        self._settings.change(report_folder=str(folder))
        say_in_folder(self._context, text.format(n=files), folder)

    def _write(self, pdf: bytes, path: Path) -> None:
        _ = self._context.translator.gettext
        try:
            write_report(path, pdf)
        except InvalidInputError:
            text = _("The report could not be written in {folder}. Choose another folder.")
            self._context.messages.say(text.format(folder=path.parent), Tone.DANGER)
            return
        self._settings.change(report_folder=str(path.parent))
        say_in_folder(self._context, _("The report is saved as {name}.").format(name=path.name), path.parent)


def _charts_of(
    workspace: Workspace, choice: ReportChoice, folder: Path, translator: Translator
) -> list[Path]:
    period, known_on = choice.period, choice.known_on
    if choice.kind is ReportKind.QUARTER:
        return write_quarter_charts(workspace, period, folder, translator, known_on=known_on)
    return write_charts(
        workspace, period, folder, translator, for_everybody=choice.published, known_on=known_on
    )
