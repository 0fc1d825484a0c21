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
        self._chosen = chosen
        self.addItem(context.translator.gettext("Nobody yet"), "")
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        workspace = context.workspace
        context.tasks.run(lambda: list_case_workers(workspace), self._fill, owner=self)

    def worker_id(self) -> str | None:
        """Who is chosen, or None."""
        return str(self.currentData()) or None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a value unseen."""
        event.ignore()

    def _fill(self, workers: tuple[CaseWorker, ...]) -> None:
        for worker in workers:
            if worker.active or worker.id == self._chosen:
                self.addItem(worker.name, worker.id)
        self.setCurrentIndex(max(0, self.findData(self._chosen)))
