"""Progress of long work: told on the worker's thread, shown on the window's."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kaa_desktop.domain.errors import CancelledError
from kaa_desktop.i18n import Translator

_BETWEEN_STEPS = 0.05
_SHOW_AFTER_MS = 500


class WindowProgress(QObject):
    """A `Progress` that may be called from another thread and does not flood the window."""

    stepped = Signal(int, int)

    def __init__(self, *, stopping: threading.Event, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopping = stopping
        self._cancelled = threading.Event()
        self._told_at = 0.0

    def step(self, done: int, total: int) -> None:
        """Report progress.

        Raises:
            CancelledError: when the user has cancelled or the application ends.
        """
        if self._cancelled.is_set() or self._stopping.is_set():
            raise CancelledError
        now = time.monotonic()
        if now - self._told_at >= _BETWEEN_STEPS or done >= total:
            self._told_at = now
            self.stepped.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()


class ProgressDialog(QDialog):
    """What is being done, how far it has come, and a way to stop it; appears only when it takes a while.

    Args:
        parent: the window that waits.
        translator: the user's language.
        title: what is done.
        text: more of it.
        changes_nothing: whoever cancels goes on at once, since of work that only reads nothing stays anyway.

    Attributes:
        gone: whether the user has gone on before the work had stopped.

    Signals:
        left: the user goes on.
    """

    left = Signal()

    def __init__(
        self,
        parent: QWidget,
        translator: Translator,
        *,
        title: str,
        text: str = "",
        changes_nothing: bool = False,
    ) -> None:
        super().__init__(parent)
        self.gone = False
        self._changes_nothing = changes_nothing
        _ = translator.gettext
        self._translator = translator
        self._progress: WindowProgress | None = None
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self._text = QLabel(text)
        self._text.setVisible(bool(text))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._count = QLabel(_("Working …"))
        self._count.setProperty("role", "muted")
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self._lay_out(heading)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)

    def _lay_out(self, heading: QLabel) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addStretch()
        foot.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for widget in (heading, self._text, self._bar):
            layout.addWidget(widget)
        layout.addLayout(foot)

    def watch(self, progress: WindowProgress) -> None:
        """Follow this work; the dialog appears if it is not done soon."""
        self._progress = progress
        progress.stepped.connect(self._show_step)
        self._timer.start(_SHOW_AFTER_MS)

    def finish(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Ask the work to stop; where something may have changed, the dialog stays until it has."""
        _ = self._translator.gettext
        self._cancel.setEnabled(False)
        self._count.setText(_("Stopping …"))
        if self._progress is not None:
            self._progress.cancel()
        if self._changes_nothing and not self.gone:
            self.gone = True
            self.hide()
            self.left.emit()

    def _show_step(self, done: int, total: int) -> None:
        if not done:  # an empty bar looks as if nothing went on
            return
        _ = self._translator.gettext
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self._cancel.isEnabled():
            self._count.setText(
                _("{done} of {total}").format(
                    done=self._translator.number(done), total=self._translator.number(total)
                )
            )
