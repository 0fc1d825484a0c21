"""Bugs of our own: caught from everywhere, and logged by type and place."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from kaa_desktop.system.logs import log_unexpected


class CrashReporter(QObject):
    """Catches what nobody else has caught, from every thread."""

    happened = Signal()

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self._caught
        threading.excepthook = lambda told: self._caught(told.exc_type, told.exc_value, told.exc_traceback)

    def remove(self) -> None:
        """Back to how Python does it."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _caught(
        self, kind: type[BaseException], error: BaseException | None, place: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), place)
            return
        log_unexpected(kind, place)
        self.happened.emit()
