"""Files that are dropped on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from kaa_desktop.ui.intake.flow import TABLES

_EVENTS = (QEvent.Type.DragEnter, QEvent.Type.Drop)


class FileDrops(QObject):
    """Takes files, where at least one of them is of a kind that can be read.

    Args:
        page: where they are dropped.
        take: gets their paths.
    """

    def __init__(self, page: QWidget, take: Callable[[Sequence[Path]], object]) -> None:
        super().__init__(page)
        self._take = take
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Anything else is left to the page, which takes nothing."""
        paths = _files_of(event) if isinstance(event, QDropEvent) and event.type() in _EVENTS else ()
        if not paths or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(paths)
        return True


def _files_of(event: QDropEvent) -> Sequence[Path]:
    """All of them, so that what cannot be read is told; none where there is nothing to read."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths if any(path.suffix.lower().lstrip(".") in TABLES for path in paths) else ()
