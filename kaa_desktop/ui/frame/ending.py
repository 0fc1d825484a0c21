"""Hears that the system wants the program to end, and lets it end in order."""

from __future__ import annotations

import signal
import socket
import sys
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ENDINGS = ("SIGTERM", "SIGINT", "SIGHUP")


class EndedFromOutside(QObject):
    """`asked` in the loop of the window, where Python's own handlers would wait for the next event.

    Windows ends programs without such signals.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._told, self._listening = socket.socketpair()
        for end in (self._told, self._listening):
            end.setblocking(False)
        signal.set_wakeup_fd(self._told.fileno())
        for name in _ENDINGS:
            signal.signal(getattr(signal, name), lambda _number, _frame: None)
        notifier = QSocketNotifier(self._listening.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._hear)
        self.destroyed.connect(partial(_let_go, notifier, self._told, self._listening))

    def _hear(self) -> None:
        self._listening.recv(1)
        self.asked.emit()


def _let_go(notifier: QSocketNotifier, *ends: socket.socket) -> None:
    notifier.setEnabled(False)
    signal.set_wakeup_fd(-1)
    for end in ends:
        end.close()
