"""The program in a process of its own, typing a note without end; a test kills it in the middle.

Run: python -m tests.ui.frame.typing_process REGISTER USER PERSON_ID. Prints the number of letters after each.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kaa_desktop import bootstrap
from kaa_desktop.ui import application
from kaa_desktop.ui.session import Whereabouts
from tests.ui.drivers.base import elements

LETTERS = "abcdefghij"
_BETWEEN_KEYS_MS = 10


class Typing(application.Application):
    """Comes back to a person as after a lock, goes to the note, and types."""

    def start(self) -> bool:
        register, user, person_id = sys.argv[1:]
        self._left_at = Whereabouts(Path(register), user, "people", person_id, came_from="")
        self._note: QWidget | None = None
        self._typed = 0
        self._keys = QTimer(self)
        self._keys.timeout.connect(self._press)
        self._keys.start(_BETWEEN_KEYS_MS)
        return super().start()

    def _press(self) -> None:
        window = self._front()
        if self._session is None or window is None:
            return
        self._note = self._note or _named(window, "Note")
        if self._note is None:
            QTest.keySequence(_named(window, "The person") or window, QKeySequence("Ctrl+L"))
            return
        QTest.keyClicks(self._note, LETTERS[self._typed % len(LETTERS)])
        self._typed += 1
        sys.stdout.write(f"{self._typed}\n")
        sys.stdout.flush()


def _named(window: QWidget, name: str) -> QWidget | None:
    """What takes keys under that name."""
    named = (element.widget for element in elements(window) if element.name == name and element.focusable)
    return next(named, None)


if __name__ == "__main__":
    setattr(application, "Application", Typing)  # noqa: B010 - the program as it is, somebody at its keys
    sys.exit(bootstrap.main(["--register", sys.argv[1]]))
