"""The program from window to window: unlock, work, lock, unlock again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.i18n import load_translator
from kaa_desktop.services.demo import fill_with_demo
from kaa_desktop.system.assets import translations_folder
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.application import Application, ApplicationArguments
from tests.ui.drivers.base import Driver
from tests.ui.registers import PASSPHRASE, cheap_opener


class Clock:
    """Seconds that only a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def minutes_pass(self, minutes: float) -> None:
        self.seconds += minutes * 60


class ProgramDriver(Driver):
    """Acts on the one window that is shown."""

    def __init__(
        self,
        app: QApplication,
        qtbot: QtBot,
        register: Path | None,
        store: LocalSettingsStore,
        *,
        demo: bool = False,
    ) -> None:
        self.clock = Clock()
        self._application = Application(
            app,
            ApplicationArguments(
                register=register,
                user=None,
                passphrase=None,
                demo=demo,
                version="1.2.3",
                make_opener=cheap_opener,
                load_translator=lambda language: load_translator(language, translations_folder()),
                fill_demo=lambda workspace, progress: fill_with_demo(
                    workspace, people=1, seed=1, progress=progress
                ),
                settings=store,
                clock=self.clock,
            ),
        )
        assert self._application.start()
        super().__init__(self.shown[0], qtbot)

    @property
    def shown(self) -> list[QWidget]:
        """The windows on the screen, dialogs among them."""
        return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]

    def unlock(self) -> None:
        """Type the passphrase; wait for the work."""
        self._look("Passphrase")
        self.window.activateWindow()
        self.fill("Passphrase", PASSPHRASE)
        self.press("Return")
        self.wait_for_work()

    def wait_for_work(self) -> None:
        """The window where the work is done."""
        self._look("Undo")
        self.window.activateWindow()
        self.wait_until(self.window.isActiveWindow, "the keyboard to be here")

    def wait_for_lock(self) -> None:
        """Nothing but the window that asks for the passphrase is left."""
        self._look("Passphrase")
        self.wait_until(lambda: len(self.shown) == 1, f"one window, not {self.shown}")

    def turn_to(self, name: str) -> None:
        """The window that shows this."""
        self._look(name)

    def touch_key(self) -> None:
        """A key that does nothing, as it comes from the keyboard: to the window, not to a field."""
        handle = self.front.window().windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_Shift)

    def close(self) -> None:
        """Close the window, and wait until the program has done what it does at the end."""
        self.window.close()
        self.wait_until(lambda: not self.shown, "the window to close")

    def end(self) -> None:
        """End the program."""
        for window in self.shown:
            window.hide()
        self._application.finish()
        self._application.deleteLater()

    def _look(self, name: str) -> None:
        """Turn to the window that shows this."""

        def found() -> bool:
            for window in self.shown:
                self.window = window
                if self.shows(name):
                    return True
            return False

        self.wait_until(found, f"a window with {name!r}")
