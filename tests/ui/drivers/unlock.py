"""The driver of the unlock window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.unlock.window import UnlockWindow
from tests.ui.drivers.base import Driver
from tests.ui.drivers.files import choose_file


class UnlockDriver(Driver):
    """Opens, creates and recovers registers."""

    def __init__(self, window: UnlockWindow, qtbot: QtBot, translator: Translator) -> None:
        super().__init__(window, qtbot)
        self._text = translator.gettext
        self.unlocked: list[object] = []
        window.unlocked.connect(self.unlocked.append)

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase and press Enter."""
        self.fill(self._text("Passphrase"), passphrase)
        self.press("Return")

    def choose_register(self, path: Path) -> None:
        """Choose a file that is not among those opened last."""
        self.click(self._text("Choose another file …"))
        choose_file(self, path)

    def begin_creating(self) -> None:
        """Go to the page that creates."""
        self.click(self._text("Create a new register"))
        self.wait_for_text(self._text("Municipality"))

    def fill_in_register(self, *, municipality: str, passphrase: str, again: str) -> None:
        """Fill in the page that creates."""
        field = self.field(self._text("Municipality")).widget
        assert field is not None
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.press("Ctrl+A")
        self.type(municipality)
        self.wait_until(lambda: QApplication.activePopupWidget() is not None, "the list of municipalities")
        QTest.keyClick(self.front, Qt.Key.Key_Down)
        QTest.keyClick(self.front, Qt.Key.Key_Return)
        self.wait_until(lambda: QApplication.activePopupWidget() is None, "the list to close")
        self.fill(self._text("New passphrase"), passphrase)
        self.fill(self._text("The passphrase once more"), again)

    def create(self) -> None:
        """Press the button that creates."""
        self.click(self._text("Create the register"))

    def begin_recovering(self) -> None:
        """Go to the page for the recovery key."""
        self.click(self._text("Forgotten your passphrase?"))
        self.wait_for_text(self._text("Recovery key"))

    def recover(self, key: str, passphrase: str) -> None:
        """Fill in and press the button that recovers."""
        self.fill(self._text("Recovery key"), key)
        self.fill(self._text("New passphrase"), passphrase)
        self.fill(self._text("The passphrase once more"), passphrase)
        self.click(self._text("Set the passphrase and open"))

    def wait_until_open(self) -> None:
        """Wait until a register has been unlocked."""
        self.wait_until(lambda: bool(self.unlocked), "the register to open")
