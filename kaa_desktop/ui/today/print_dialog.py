"""Save the work list as a PDF: its password, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.work_list import WorkFilter
from kaa_desktop.domain.work_prints import WorkPrint
from kaa_desktop.services.work_prints import write_work_list
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.tokens import Tone


class PrintDialog(FormDialog):
    """The list as it is filtered; protected people are left out and counted."""

    def __init__(self, parent: QWidget, context: UiContext, wanted: WorkFilter) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Save the list as PDF"),
            submit=_("Choose a place …"),
            introduction=_("Names, phone numbers and next steps of the people in the list, to take along."),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._wanted = context, wanted
        self._password = ExportPassword(context.icons, context.translator)
        self.body.addWidget(self._password)
        self.on_submit(self._ask)

    def _ask(self) -> None:
        _ = self._context.translator.gettext
        chosen = self._password.check()
        if chosen is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _("Work list {day}").format(day=self._context.workspace.today.isoformat())
        ask_for_place(
            self,
            title=_("Save the list as PDF"),
            kinds=_("PDF documents (*.pdf)"),
            suggested=Path(folder) / f"{name}.pdf",
            then=lambda path: self._write(path, chosen.password),
        )

    def _write(self, path: Path, password: str | None) -> None:
        context, wanted = self._context, self._wanted
        workspace, translator = context.workspace, context.translator
        self.set_busy(True)
        context.tasks.run(
            lambda: write_work_list(workspace, wanted, path, translator, password=password),
            lambda printed: self._done(path, printed),
            self._refuse,
            owner=self,
        )

    def _done(self, path: Path, printed: WorkPrint) -> None:
        translator = self._context.translator
        said = [translator.gettext("The list is saved as {name}.").format(name=path.name)]
        if printed.left_out:
            left_out = translator.ngettext(
                "{n} person with protected personal data is left out.",
                "{n} people with protected personal data are left out.",
                printed.left_out,
            )
            said.append(left_out.format(n=translator.number(printed.left_out)))
        self._context.messages.say(
            " ".join(said),
            Tone.SUCCESS,
            action=translator.gettext("Open the folder"),
            act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
        )
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self.set_busy(False)
        self.messages.say(self._context.error_text(error), Tone.DANGER)
