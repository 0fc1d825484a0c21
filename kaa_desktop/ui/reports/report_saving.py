"""Puts a report where the user wants it, and remembers the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.services.report_files import write_report
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.reports.choices import ReportChoice
from kaa_desktop.ui.reports.table_saving import documents


class ReportSaving:
    """Asks for a place and writes there."""

    def __init__(self, parent: QWidget, context: UiContext, settings: LocalSettingsStore) -> None:
        self._parent = parent
        self._context = context
        self._settings = settings

    def ask(self, pdf: bytes, choice: ReportChoice) -> None:
        """Ask under which name, beginning where the last report went."""
        _ = self._context.translator.gettext
        last = self._settings.load().report_folder
        folder = Path(last) if last and Path(last).is_dir() else documents()
        name = _("Activity responsibility {period}").format(period=choice.period.code)
        if choice.published:
            name = _("Activity responsibility {period}, for publication").format(period=choice.period.code)
        ask_for_place(
            self._parent,
            title=_("Save the report"),
            kinds=_("PDF documents (*.pdf)"),
            suggested=folder / f"{name}.pdf",
            then=lambda path: self._write(pdf, path),
        )

    def _write(self, pdf: bytes, path: Path) -> None:
        _ = self._context.translator.gettext
        try:
            write_report(path, pdf)
        except InvalidInputError:
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
