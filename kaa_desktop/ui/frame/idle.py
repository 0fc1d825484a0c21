"""Notices when nobody has touched keys or mouse for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

EVERY_MS = 5000
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Emits `idle` once when the limit has passed; begins again with `start`.

    It listens to the window that has the keyboard, where keys and mouse arrive once, and not to the whole
    application, where each widget's events would pass by.

    The system's own dialogs for files and printing hand no keys on. While one is open, somebody works there;
    but twice the limit locks all the same, so that a dialog left open leaves no register open.

    Args:
        app: tells which window has the keyboard.
        limit: the seconds; 0 for never. Asked again and again, so that a changed setting counts at once.
        clock: seconds that go on while the computer sleeps.
        parent: owns it.
        every_ms: how often it looks.
    """

    idle = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        limit: Callable[[], float],
        clock: Callable[[], float],
        parent: QObject,
        *,
        every_ms: int = EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._limit = limit
        self._clock = clock
        self._latest = clock()
        self._elsewhere = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._look)
        app.focusWindowChanged.connect(self._listen_to)

    def start(self) -> None:
        """Somebody is there; watch from now on."""
        self._latest = self._clock()
        self._timer.start()
        self._listen_to(self._app.focusWindow())

    def stop(self) -> None:
        """Nothing is left to lock."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key or the mouse; the first after too long a pause, as after sleep, only locks."""
        del watched
        if not self._timer.isActive() or event.type() not in _ACTIVITY:
            return False
        if self._look():
            return True
        self._latest = self._clock()
        return False

    def _look(self) -> bool:
        limit, now = self._limit(), self._clock()
        was_elsewhere, self._elsewhere = self._elsewhere, _in_dialog_of_the_system()
        if self._elsewhere:
            limit *= 2
        elif was_elsewhere and now - self._latest < 2 * limit:
            self._latest = now  # the dialog has been answered
        over = limit > 0 and now - self._latest >= limit
        if over:
            self._timer.stop()
            self.idle.emit()
        return over

    def _listen_to(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


def _in_dialog_of_the_system() -> bool:
    """Qt keeps a dialog of its own for each of them, open but not on the screen."""
    dialog = QApplication.activeModalWidget()
    return dialog is not None and dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
