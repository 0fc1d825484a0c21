"""A choice of case worker, filled from the register; somebody new can be added on the spot."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from kaa_desktop.domain.case_workers import CaseWorker
from kaa_desktop.domain.changes import Changes
from kaa_desktop.services.case_workers import add_case_worker, list_case_workers
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.widgets import ButtonKind, button


class WorkerField(QComboBox):
    """Nobody, or one of those who work with the register."""

    def __init__(self, context: UiContext, *, chosen: str = "") -> None:
        super().__init__()
        self._context = context
        self._chosen = chosen
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._fill(())
        self.activated.connect(self._choose)
        self._load()

    def worker_id(self) -> str | None:
        """Who is chosen, or None."""
        return str(self.currentData()) or None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a value unseen."""
        event.ignore()

    def _load(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(lambda: list_case_workers(workspace), self._fill, owner=self)

    def _fill(self, workers: tuple[CaseWorker, ...]) -> None:
        _ = self._context.translator.gettext
        self.clear()
        self.addItem(_("Nobody yet"), "")
        for worker in workers:
            if worker.active or worker.id == self._chosen:
                self.addItem(worker.name, worker.id)
        self.setCurrentIndex(max(0, self.findData(self._chosen)))

    def add_somebody(self) -> None:
        """Ask for the name of somebody new, who is then chosen."""
        dialog = NewWorkerDialog(self.window(), self._context)
        dialog.accepted.connect(lambda: self._added(dialog.worker_id))
        dialog.open()

    def _choose(self, index: int) -> None:
        self._chosen = str(self.itemData(index))

    def _added(self, worker_id: str) -> None:
        self._chosen = worker_id
        self._load()


def add_worker_button(field: WorkerField, context: UiContext) -> QPushButton:
    """Beside a choice of case worker."""
    text = context.translator.gettext("Add somebody …")
    return button(text, field.add_somebody, kind=ButtonKind.GHOST, icons=context.icons, icon="user-plus")


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
