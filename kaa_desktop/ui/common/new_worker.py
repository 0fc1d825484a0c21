"""Adds somebody new beside a choice of case worker."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.services.case_workers import add_case_worker
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialog_draft import HalfWritten, keep_dialog_draft
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.widgets import ButtonKind, button
from kaa_desktop.ui.common.worker_field import WorkerField


def add_worker_button(field: WorkerField, context: UiContext) -> QPushButton:
    """Beside a choice of case worker."""

    def ask() -> None:
        dialog = NewWorkerDialog(field.window(), context)
        dialog.accepted.connect(lambda: field.choose_new(dialog.worker_id))
        dialog.open()

    text = context.translator.gettext("Add somebody …")
    return button(text, ask, kind=ButtonKind.GHOST, icons=context.icons, icon="user-plus")


class NewWorkerDialog(FormDialog):
    """The name of somebody new; a name that is there already is simply chosen."""

    def __init__(self, parent: QWidget, context: UiContext) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context.icons, context.translator, title=_("Add case worker"), submit=_("Add")
        )
        self._context = context
        self.worker_id = ""
        self._name = QLineEdit()
        form = Form()
        form.add(_("Name"), self._name)
        self.body.addWidget(form)
        keep_dialog_draft(self, context, HalfWritten({"name": self._name}), place="worker.add")
        self.on_submit(self._send)
        self._name.setFocus()

    def _send(self) -> None:
        workspace, name = self._context.workspace, self._name.text()
        self._context.tasks.run(
            lambda: add_case_worker(workspace, name), self._done, self._failed, owner=self
        )

    def _done(self, outcome: tuple[str, Changes]) -> None:
        self.worker_id, changes = outcome
        self._context.feed.announce(changes, self)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.messages.say(self._context.error_text(error))
