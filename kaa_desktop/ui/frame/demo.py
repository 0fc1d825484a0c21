"""The demo register: made in a temporary folder, filled, opened without asking, and thrown away."""

from __future__ import annotations

import secrets
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import CancelledError
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.first_paint import FirstWindow
from kaa_desktop.ui.common.icons import IconLabel, Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.progress import WindowProgress
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, label, title

if TYPE_CHECKING:  # the services take half a second to import; the window is shown before
    from kaa_desktop.services.registers import RegisterOpener
    from kaa_desktop.services.workspace import Workspace

_CODE, _NAME = "0180", "Stockholm"


class DemoFolder:
    """A folder that is gone when the program is.

    Attributes:
        passphrase: of the demo register; only in memory, so that nothing left behind can be opened.
    """

    def __init__(self) -> None:
        self.passphrase = secrets.token_urlsafe(24)
        self._folder = tempfile.TemporaryDirectory(prefix="kaa-demo-", ignore_cleanup_errors=True)

    @property
    def register(self) -> Path:
        """Where the demo register stands."""
        return Path(self._folder.name) / "demo.kaa"

    def remove(self) -> None:
        """Throw everything away."""
        self._folder.cleanup()


class DemoStart(FirstWindow):
    """A small window while the demo register is filled; emits `unlocked(workspace)`."""

    unlocked = Signal(object)
    closed = Signal()

    def __init__(self, translator: Translator, icons: Icons, tasks: TaskRunner) -> None:
        super().__init__()
        _ = translator.gettext
        self.setWindowTitle(_("Demo – KAA Desktop"))
        self.setProperty("ground", "window")
        self._tasks = tasks
        self._stopping = threading.Event()
        self._progress = WindowProgress(stopping=self._stopping, parent=self)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Making the demo register"))
        self._messages = MessageBar(icons, translator)
        self._progress.stepped.connect(self._show_step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 36, 40, 36)
        layout.setSpacing(12)
        layout.addWidget(IconLabel(icons, "users", colour="accent", size=40))
        layout.addWidget(title(_("A register to try out")))
        sentence = _("It is filled with made-up people and thrown away when you close the program.")
        layout.addWidget(label(sentence, TextRole.MUTED, wrap=True))
        layout.addSpacing(8)
        layout.addWidget(self._bar)
        layout.addWidget(self._messages)
        self.resize(520, 260)

    def start(
        self,
        make_opener: Callable[[], RegisterOpener],
        folder: DemoFolder,
        fill: Callable[[Workspace, Progress], object],
        error_text: Callable[[Exception], str],
    ) -> None:
        """Make and fill the register on the worker."""

        def work() -> Workspace:
            settings = RegisterSettings(municipality_code=_CODE, municipality_name=_NAME, demo=True)
            workspace, _key = make_opener().create(
                folder.register, user="demo", passphrase=folder.passphrase, settings=settings
            )
            try:
                fill(workspace, self._progress)
            except BaseException:
                workspace.register.close()
                raise
            return workspace

        def failed(error: Exception) -> None:
            if not isinstance(error, CancelledError):
                self._messages.say(error_text(error), Tone.DANGER)

        self._tasks.run(work, self.unlocked.emit, failed, owner=self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop filling."""
        super().closeEvent(event)
        self._stopping.set()
        self.closed.emit()

    def _show_step(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
