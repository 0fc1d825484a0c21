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

    @property
    def waiting(self) -> bool:
        """Whether something has changed that no backup has been asked for."""
        return self._changed

    def stop(self) -> None:
        """The register is about to be closed."""
        self._timer.stop()

    def made(self) -> None:
        """A backup was made by hand."""
        self._changed = False

    def finish(self, then: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Back up what has changed, after all that is still to be written, and go on."""
        if not self.waiting:
            then()
            return

        def not_made(error: Exception) -> None:
            self._changed = True
            failed(error)

        workspace = self._context.workspace
        self._changed = False
        self._context.tasks.run(lambda: back_up_beside(workspace), lambda _: then(), not_made, owner=self)

    def _in_passing(self) -> None:
        """Nobody waits for it; what changes meanwhile may not be in it, and counts as changed."""
        if not self.waiting:
            return

        def not_made(error: Exception) -> None:
            self._changed = True
            self._warn(error)

        workspace = self._context.workspace
        self._changed = False
        tasks = self._context.tasks
        tasks.run_beside(lambda: back_up_beside(workspace), lambda _: None, not_made, owner=self)

    def _warn(self, error: Exception) -> None:
        _ = self._context.translator.gettext
        text = _("The automatic backup could not be made. {reason}")
        self._context.messages.say(text.format(reason=self._context.error_text(error)), Tone.WARNING)

    def _note(self) -> None:
        self._changed = self._wanted
