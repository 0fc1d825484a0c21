"""One window for each register: a second start raises the first and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QDir, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 3000
_BETWEEN_MS = 50
_RAISE = b"raise\n"


class SingleInstance(QObject):
    """Claims a register for this process; emits `raise_wanted` when another start asks for it.

    A lock file decides who is first, so that two starts at the same moment never both are; a socket left
    behind by a process that died is cleared away by the next one that holds the lock.
    """

    raise_wanted = Signal()

    def __init__(self, user: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._user = user
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._name = ""

    def claim(self, register: Path) -> bool:
        """Whether the register is this process's now; if not, the other window has been raised."""
        name = instance_name(register, self._user)
        if name == self._name:
            return True
        lock = QLockFile(QDir.temp().filePath(f"{name}.lock"))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError and _raise_other(name):
            return False
        self.release()
        self._lock, self._name = lock, name
        self._listen(name)
        return True

    def release(self) -> None:
        """Give the register up."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        self._name = ""

    def _listen(self, name: str) -> None:
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection() if self._server else None
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            self.raise_wanted.emit()
            connection.write(_RAISE)
            connection.flush()


def instance_name(register: Path, user: str) -> str:
    """A name that says nothing about where the register is; short, since socket paths end at 108 letters."""
    told = f"{register.absolute().resolve()}\n{user}"
    return f"kaa-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _raise_other(name: str) -> bool:
    """Ask the process that holds the lock to come to the front; whether there is one to ask.

    It may be just starting, and not listen yet; or be too busy to answer at once, and come to the front
    a little later.
    """
    deadline = QDeadlineTimer(_WAIT_MS)
    socket = QLocalSocket()
    socket.connectToServer(name)
    while not socket.waitForConnected(_WAIT_MS):
        if deadline.hasExpired():
            return False
        QThread.msleep(_BETWEEN_MS)
        socket.connectToServer(name)
    socket.write(_RAISE)
    socket.waitForReadyRead(_WAIT_MS)
    return True
