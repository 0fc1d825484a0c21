"""Sees what others write to the register, such as the command line, and tells every view."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kaa_desktop.domain.changes import Changes
from kaa_desktop.ui.common.context import UiContext

EVERY_MS = 1000


class RegisterWatch(QObject):
    """Asks the register each second whether somebody else has written to it."""

    def __init__(self, context: UiContext, parent: QObject, *, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._context = context
        self._seen: int | None = None
        self._asking = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask)
        self._timer.start(every_ms)
        self._ask()

    def has_looked(self) -> bool:
        """Whether changes from now on will be seen."""
        return self._seen is not None

    def stop(self) -> None:
        """The register is about to be closed."""
        self._timer.stop()

    def _ask(self) -> None:
        if self._asking:
            return
        self._asking = True
        register = self._context.workspace.register
        self._context.tasks.run(register.data_version, self._compare, self._pass_over, owner=self)

    def _compare(self, version: int) -> None:
        self._asking = False
        former, self._seen = self._seen, version
        if former is not None and former != version:
            refresh = self._context.workspace.refresh_codes
            self._context.tasks.run(refresh, lambda _none: self._tell(), self._pass_over, owner=self)

    def _tell(self) -> None:
        self._context.feed.announce(Changes(everyone=True), self)

    def _pass_over(self, error: Exception) -> None:
        """A register that is busy for the moment is asked again in a second."""
        del error
        self._asking = False
