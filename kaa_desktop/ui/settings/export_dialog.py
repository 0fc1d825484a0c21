"""Writes the whole register as a workbook, and the empty one to fill in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kaa_desktop.services.register_exports import RegisterExport, export_register
from kaa_desktop.services.register_files import write_template
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialog_draft import keep_dialog_draft
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.service_dialog import FormScroll
from kaa_desktop.ui.common.tokens import Tone


class RegisterExportDialog(FormDialog):
    """Everybody with their history; protected people only for a reason, and with the right."""

    def __init__(self, parent: QWidget, context: UiContext) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Export the register"),
            submit=_("Choose a place …"),
            introduction=_(
                "A workbook with everybody, their registrations, contacts and measures, that can be "
                "imported again. That you export it is logged."
            ),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._password = ExportPassword(context.icons, context.translator)
        self._reason = QLineEdit()
        content = QWidget()
        fields = QVBoxLayout(content)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(14)
        fields.addWidget(self._password)
        if context.workspace.register.keys.protected_key is not None:
            form = Form()
            form.add(
                _("Reason to include people with protected personal data"),
                self._reason,
                hint=_("Leave it empty to leave them out. The reason is logged for each of them."),
            )
            fields.addWidget(form)
        self.body.addWidget(FormScroll(content))
        keep_dialog_draft(self, context, {"reason": self._reason}, place="register.export")
        self.on_submit(self._ask)

    def _ask(self) -> None:
        chosen = self._password.check()
        if chosen is None:
            return
        _ = self._context.translator.gettext
        name = _("register")
        ask_for_place(
            self,
            title=_("Export the register"),
            kinds=_("Excel workbooks (*.xlsx)"),
            suggested=_documents() / f"{name} {self._context.workspace.today.isoformat()}.xlsx",
            then=lambda path: self._write(path, chosen.password),
        )

    def _write(self, path: Path, password: str | None) -> None:
        workspace, reason = self._context.workspace, " ".join(self._reason.text().split())
        title = self._context.translator.gettext("Exporting the register")
        self.set_busy(True)
        self._context.tasks.run_long(
            lambda progress: export_register(
                workspace, path, progress, password=password, protected_reason=reason
            ),
            lambda written: self._done(path, written),
            self._refuse,
            owner=self,
            dialog=ProgressDialog(self, self._context.translator, title=title),
            cancelled=lambda: self.set_busy(False),
        )

    def _done(self, path: Path, written: RegisterExport) -> None:
        translator = self._context.translator
        said = [
            translator.ngettext(
                "{n} person was exported to {file}.", "{n} people were exported to {file}.", written.people
            ).format(n=translator.number(written.people), file=path.name)
        ]
        if written.left_out:
            said.append(
                translator.ngettext(
                    "{n} person with protected personal data is left out.",
                    "{n} people with protected personal data are left out.",
                    written.left_out,
                ).format(n=translator.number(written.left_out))
            )
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


def save_template(parent: QWidget, context: UiContext) -> None:
    """Ask where the empty workbook goes, and write it."""
    _ = context.translator.gettext

    def write(path: Path) -> None:
        context.tasks.run(
            lambda: write_template(context.workspace.code_lists, path, context.translator),
            lambda _nothing: context.messages.say(_("Saved: {file}").format(file=path.name), Tone.SUCCESS),
            lambda error: context.messages.say(context.error_text(error), Tone.DANGER),
            owner=parent,
        )

    name = _("empty register")
    ask_for_place(
        parent,
        title=_("Save an empty workbook"),
        kinds=_("Excel workbooks (*.xlsx)"),
        suggested=_documents() / f"{name}.xlsx",
        then=write,
    )


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
