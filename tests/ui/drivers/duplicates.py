"""Uses the dialog of possible duplicates like a case worker."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.duplicates.dialog import DuplicatesDialog
from tests.ui.drivers.base import Table
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of


class DuplicatesDriver(PageDriver):
    """The dialog over an empty page."""

    def __init__(self, surroundings: Surroundings, qtbot: QtBot) -> None:
        window, _page = window_of(lambda _context: QWidget(), surroundings, qtbot)
        super().__init__(window, qtbot)
        DuplicatesDialog(window, surroundings.context).open()

    @property
    def pairs(self) -> Table:
        """The list, once there are pairs."""
        self.wait_until(lambda: bool(self._tables()), "pairs")
        return self.table("Possible duplicates")

    def wait_for_nobody(self) -> None:
        self.wait_for_text("Nobody seems to be in the register twice.")
