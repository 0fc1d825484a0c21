"""Tells widgets that stay when the lists to choose from have become others."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kaa_desktop.domain.changes import Changes
from kaa_desktop.ui.common.context import UiContext


class CodeWatch(QObject):
    """Emits `changed`; whoever is made anew each time, as dialogs are, needs none."""

    changed = Signal()

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = context.workspace
        self._seen = self._workspace.code_lists
        context.feed.changed.connect(self._look)

    def _look(self, _changes: Changes) -> None:
        if self._workspace.code_lists is not self._seen:
            self._seen = self._workspace.code_lists
            self.changed.emit()
