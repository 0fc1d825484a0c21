"""Says how a file is read, like a case worker with a file of another system."""

from __future__ import annotations

from pathlib import Path

from tests.ui.drivers.base import Table
from tests.ui.drivers.reconcile import ReconcileDriver


class IntakeDriver(ReconcileDriver):
    """The dialogs between a file and the register."""

    def begin(self, path: Path, kind: str) -> None:
        """Drop a file whose headers say nothing, and tell what it holds."""
        assert self.drop(path)
        self.click(self.words("Read as: {kind}").format(kind=self.words(kind)))

    def map(self, **columns: str) -> None:
        """Choose the column of each field."""
        self.wait_for_text("shown")  # how many rows, once they have been read
        for field, column in columns.items():
            self.choose(field.replace("_", " "), column)

    @property
    def preview(self) -> Table:
        return self.table(self.words("The first rows as they are read"))

    def cells(self, title: str) -> list[str]:
        """A column of the preview."""
        return self.preview.column(self.words(title))
