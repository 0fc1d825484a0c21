"""Uses the page of reconciliation like a case worker."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from kaa_desktop.ui.reconcile.page import ReconcilePage
from tests.ui.drivers.base import Table
from tests.ui.drivers.drops import drop_files
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of


class ReconcileDriver(PageDriver):
    """The sources, the groups of differences, and files dropped on the page."""

    def __init__(self, surroundings: Surroundings, qtbot: QtBot) -> None:
        window, self.page = window_of(ReconcilePage, surroundings, qtbot)
        super().__init__(window, qtbot)
        self.words = surroundings.translator.gettext

    @property
    def differences(self) -> Table:
        self.wait_until(lambda: bool(self._tables()), "the differences")
        return self.table(self.words("Differences"))

    def drop(self, *paths: Path) -> bool:
        """Drag files onto the page and let go; whether the page took them."""
        return drop_files(self.page, *paths)

    def take_in(self, path: Path) -> None:
        """Drop a file and agree to what it holds."""
        assert self.drop(path)
        self.wait_for_text(self.words("This is what the file holds"))
        self.click(self.words("Import the file"))
        self.wait_until_gone(self.words("This is what the file holds"))
