"""What is done once everything else that waits has been done, such as painting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(owner: QObject, work: Callable[[], object]) -> None:
    """Do it soon, or not at all where its owner is gone by then.

    What is handed to `QTimer.singleShot` is never let go when its owner goes first; with it the open register
    and its key would stay in memory after the lock. A timer of the owner's goes with it.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(work)
    timer.timeout.connect(timer.deleteLater)
    timer.start(0)
