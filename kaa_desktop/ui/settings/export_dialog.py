"""Writes the whole register as a workbook, and the empty one to fill in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kaa_desktop.i18n.labels import left_out_sentence
from kaa_desktop.services.register_exports import RegisterExport, export_register
from kaa_desktop.services.register_files import write_template
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialog_draft import HalfWritten, keep_dialog_draft
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.save_dialog import SaveDialog
from kaa_desktop.ui.common.service_dialog import FormScroll
from kaa_desktop.ui.common.tokens import Tone


class RegisterExportDialog(SaveDialog):
    """Everybody with their history; protected people only for a reason, and with the right."""

    def __init__(self, parent: QWidget, context: UiContext) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            title=_("Export the register"),
            introduction=_(
                "A workbook with everybody, their registrations, contacts and measures, that can be "
                "imported again. That you export it is logged."
            ),
            name=f"{_('register')} {context.workspace.today.isoformat()}.xlsx",
            kinds=_("Excel workbooks (*.xlsx)"),
        )
        self._reason = QLineEdit()
        content = QWidget()
        fields = QVBoxLayout(content)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(14)
        fields.addWidget(self.password)
        if context.workspace.register.keys.protected_key is not None:
            form = Form()
            form.add(
                _("Reason to include people with protected personal data"),
                self._reason,
                hint=_("Leave it empty to leave them out. The reason is logged for each of them."),
            )
            fields.addWidget(form)
        self.body.addWidget(FormScroll(content))
        keep_dialog_draft(self, context, HalfWritten({"reason": self._reason}), place="register.export")

    def write(self, path: Path, password: str | None) -> None:
        """Write the register behind a progress dialog."""
        workspace, reason = self._context.workspace, " ".join(self._reason.text().split())
        title = self._context.translator.gettext("Exporting the register")
        self._context.tasks.run_long(
            lambda progress: export_register(
                workspace, path, progress, password=password, protected_reason=reason
            ),
            lambda written: self.saved(path, self._said(path, written)),
            self.refuse,
            owner=self,
            dialog=ProgressDialog(self, self._context.translator, title=title),
            cancelled=lambda: self.set_busy(False),
        )

    def _said(self, path: Path, written: RegisterExport) -> str:
        translator = self._context.translator
        text = translator.ngettext(
            "{n} person was exported to {file}.", "{n} people were exported to {file}.", written.people
        ).format(n=translator.number(written.people), file=path.name)
        return f"{text} {left_out_sentence(written.left_out, translator)}".rstrip()


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
        suggested=documents() / f"{name}.xlsx",
        then=write,
    )
