"""A choice of case worker, filled from the register."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from kaa_desktop.domain.case_workers import CaseWorker
from kaa_desktop.services.case_workers import list_case_workers
from kaa_desktop.ui.common.context import UiContext


class WorkerField(QComboBox):
    """Nobody, or one of those who work with the register."""

    def __init__(self, context: UiContext, *, chosen: str = "") -> None:
        super().__init__()
        self._context = context
        self._chosen = chosen
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._offer(())
        self.activated.connect(self._choose)
        self._load()

    def worker_id(self) -> str | None:
        """Who is chosen, or None."""
        return self._chosen or None

    def set_worker(self, worker_id: str) -> None:
        """Choose, or nobody; whoever has gone meanwhile is nobody once all are known."""
        self._chosen = worker_id
        self.setCurrentIndex(max(0, self.findData(worker_id)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a value unseen."""
        event.ignore()

    def _load(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(lambda: list_case_workers(workspace), self._fill, owner=self)

    def _fill(self, workers: tuple[CaseWorker, ...]) -> None:
        if self._chosen not in {worker.id for worker in workers}:
            self._chosen = ""
        self._offer(workers)

    def _offer(self, workers: tuple[CaseWorker, ...]) -> None:
        _ = self._context.translator.gettext
        self.clear()
        self.addItem(_("Nobody yet"), "")
        for worker in workers:
            if worker.active or worker.id == self._chosen:
                self.addItem(worker.name, worker.id)
        self.setCurrentIndex(max(0, self.findData(self._chosen)))

    def choose_new(self, worker_id: str) -> None:
        """Somebody has been added, and is chosen."""
        self._chosen = worker_id
        self._load()

    def _choose(self, index: int) -> None:
        self._chosen = str(self.itemData(index))
