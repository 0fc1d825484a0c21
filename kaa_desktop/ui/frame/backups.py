"""Backups without being asked: each half-hour of work, and at the end where something has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.services.backups import back_up
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.backups import Backup
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.tokens import Tone

EVERY_MS = 30 * 60 * 1000


def backup_folder(register: Path) -> Path:
    """Where the backups of a register stand."""
    return register.parent / "backups"


def back_up_beside(workspace: Workspace, progress: Progress = UNWATCHED) -> Backup:
    """Back up into the folder beside the register.

    Raises:
        RegisterError: as `back_up`.
    """
    folder = backup_folder(workspace.register.path)
    if folder.parent.is_dir():
        folder.mkdir(exist_ok=True)
    return back_up(workspace, folder, progress)


class AutomaticBackups(QObject):
    """Knows whether anything has changed since the newest backup."""

    def __init__(
        self, context: UiContext, parent: QObject, *, wanted: bool = True, every_ms: int = EVERY_MS
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = wanted
        self._changed = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._in_passing)
        self._timer.start(every_ms)
        context.feed.changed.connect(self._note)

    def stop(self) -> None:
        """The register is about to be closed."""
        self._timer.stop()

    def made(self) -> None:
        """A backup was made by hand."""
        self._changed = False

    def finish(self, then: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Back up what has changed, and go on."""
        if not self._changed:
            then()
            return

        def done(_backup: Backup) -> None:
            self._changed = False
            then()

        workspace = self._context.workspace
        self._context.tasks.run_beside(lambda: back_up_beside(workspace), done, failed, owner=self)

    def _in_passing(self) -> None:
        self.finish(lambda: None, self._warn)

    def _warn(self, error: Exception) -> None:
        _ = self._context.translator.gettext
        text = _("The automatic backup could not be made. {reason}")
        self._context.messages.say(text.format(reason=self._context.error_text(error)), Tone.WARNING)

    def _note(self) -> None:
        self._changed = self._wanted
