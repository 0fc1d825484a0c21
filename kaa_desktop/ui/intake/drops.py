"""Files that are dropped on a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from kaa_desktop.ui.intake.flow import TABLES

_EVENTS = (QEvent.Type.DragEnter, QEvent.Type.Drop)


class FileDrops(QObject):
    """Takes one file of a kind that can be read.

    Args:
        page: where it is dropped.
        take: gets its path.
    """

    def __init__(self, page: QWidget, take: Callable[[Path], object]) -> None:
        super().__init__(page)
        self._take = take
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Anything else is left to the page, which takes nothing."""
        path = _file_of(event) if isinstance(event, QDropEvent) and event.type() in _EVENTS else None
        if path is None or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(path)
        return True


def _file_of(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path and path.suffix.lower().lstrip(".") in TABLES else None
