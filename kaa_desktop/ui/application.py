"""The application: the unlock window at once, the rest behind it, then one session after the other."""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication, QWidget

from kaa_desktop.domain.errors import KaaError
from kaa_desktop.i18n import Translator
from kaa_desktop.system.assets import resource
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.system.logs import start_log
from kaa_desktop.ui.common.errors import Trouble
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import STYLE, Scheme, Theme
from kaa_desktop.ui.frame.crashes import CrashReporter
from kaa_desktop.ui.frame.languages import QtTexts, window_language
from kaa_desktop.ui.unlock.context import UnlockContext, documents_folder, system_user
from kaa_desktop.ui.unlock.window import UnlockWindow

if TYPE_CHECKING:  # what takes long to import and is not on the first window
    from kaa_desktop.domain.changes import Progress
    from kaa_desktop.services.registers import RegisterOpener
    from kaa_desktop.services.workspace import Workspace
    from kaa_desktop.ui.frame.crash_dialog import CrashDialog
    from kaa_desktop.ui.frame.demo import DemoFolder, DemoStart
    from kaa_desktop.ui.frame.single_instance import SingleInstance
    from kaa_desktop.ui.session import Session, Whereabouts


class ApplicationArguments(NamedTuple):
    """What the program was started with, and what it is assembled from.

    Attributes:
        register: opened first; None asks.
        user: who unlocks it; None asks where there is more than one.
        passphrase: unlocks at once; None asks.
        demo: a throw-away register instead, filled by `fill_demo`.
        make_opener: called on the worker, since it imports the database.
        clock: seconds that go on while the computer sleeps.
    """

    register: Path | None
    user: str | None
    passphrase: str | None
    demo: bool
    version: str
    make_opener: Callable[[], RegisterOpener]
    load_translator: Callable[[str], Translator]
    fill_demo: Callable[[Workspace, Progress], object]
    settings: LocalSettingsStore
    clock: Callable[[], float]


def run_application(arguments: ApplicationArguments) -> int:
    """Run until the last window is closed; 0 also where another process shows the register already."""
    app = QApplication([*sys.argv[:1], *STYLE])
    app.setApplicationName("kaa-desktop")
    app.setApplicationDisplayName("KAA Desktop")
    app.setApplicationVersion(arguments.version)
    app.setDesktopFileName("kaa-desktop")
    app.setQuitOnLastWindowClosed(False)
    application = Application(app, arguments)
    try:
        return app.exec() if application.start() else 0
    finally:
        application.finish()


class Application(QObject):
    """Leads from window to window."""

    def __init__(self, app: QApplication, arguments: ApplicationArguments) -> None:
        super().__init__(app)
        self._app = app
        self._arguments = arguments
        self._instance: SingleInstance | None = None
        self._make_opener = functools.cache(arguments.make_opener)
        self._import_rest = functools.cache(self._import_the_rest)
        self._theme = Theme(app, resource(), Scheme(arguments.settings.load().theme.value))
        self._icons = Icons(self._theme, resource("icons"), complete=False)
        self._tasks = TaskRunner(self)
        self._texts = QtTexts(app)
        self._crashes = CrashReporter(self)
        self._crash_dialog: CrashDialog | None = None
        self._demo: DemoFolder | None = None
        self._unlocking: UnlockWindow | DemoStart | None = None
        self._session: Session | None = None
        self._left_at: Whereabouts | None = None
        self._speak()
        self._crashes.install()
        self._crashes.happened.connect(self._tell_crash)

    def start(self) -> bool:
        """Show the first window; False where another process has the register open."""
        register = self._arguments.register
        if self._arguments.demo:
            self._start_demo()
        elif register is not None and not self._claim(register):
            return False
        else:
            window = self._show_unlock(register, self._arguments.user)
            if register is not None and self._arguments.passphrase is not None:
                window.open_page.unlock_with(self._arguments.passphrase)
        return True

    def finish(self) -> None:
        """Let the worker end, and leave nothing behind."""
        self._tasks.shutdown()
        self._crashes.remove()
        if self._demo is not None:
            self._demo.remove()
        if self._instance is not None:
            self._instance.release()

    def _claim(self, register: Path) -> bool:
        if self._instance is None:
            from kaa_desktop.ui.frame.single_instance import SingleInstance

            self._instance = SingleInstance(system_user(), self)
            self._instance.raise_wanted.connect(self._raise)
        return self._instance.claim(register)

    def _speak(self) -> None:
        language = window_language(self._arguments.settings.load().language, QLocale.system())
        self._translator = self._arguments.load_translator(language)
        self._texts.speak(language)
        self._error_text = Trouble(self._sentence, self._translator).text

    def _sentence(self, error: KaaError) -> str:
        from kaa_desktop.i18n.errors import error_sentence

        return error_sentence(error, self._translator)

    def _show_unlock(self, register: Path | None, user: str | None = None) -> UnlockWindow:
        context = UnlockContext(
            translator=self._translator,
            tasks=self._tasks,
            icons=self._icons,
            make_opener=self._make_opener,
            settings=self._arguments.settings,
            error_text=self._error_text,
            find_user=system_user,
            find_documents=documents_folder,
        )
        window = UnlockWindow(context, register=register, user=user)
        self._show_first(window)
        window.open_page.begin_typing()
        return window

    def _start_demo(self) -> None:
        from kaa_desktop.ui.frame.demo import DemoFolder, DemoStart
        from kaa_desktop.ui.frame.ending import EndedFromOutside

        EndedFromOutside(self).asked.connect(self._end_demo)
        self._demo = DemoFolder()
        window = DemoStart(self._translator, self._icons, self._tasks)
        self._show_first(window)
        window.start(self._make_opener, self._demo, self._arguments.fill_demo, self._error_text)

    def _end_demo(self) -> None:
        if self._unlocking is not None:  # perhaps it is being filled
            self._unlocking.close()
        self._app.quit()

    def _show_first(self, window: UnlockWindow | DemoStart) -> None:
        self._unlocking = window
        window.unlocked.connect(self._unlocked)
        window.closed.connect(self._app.quit)
        window.painted.connect(self._import_rest)
        window.show()

    def _import_the_rest(self) -> None:
        gc.enable()
        self._theme.settle()
        start_log()
        self._icons.complete()
        self._tasks.run(self._make_opener, lambda _: None, owner=self)
        self._tasks.run(_import_session, lambda _: None, owner=self)

    def _unlocked(self, workspace: Workspace) -> None:
        path = workspace.register.path
        if self._demo is None:
            if not self._claim(path):
                self._tasks.run(workspace.register.close, lambda _: self._app.quit(), owner=self)
                return
            settings = self._arguments.settings
            settings.save(settings.load().with_register(path))
        self._reopen(workspace)
        self._dismiss_first()

    def _open(self, workspace: Workspace, place: str = "today", person: str = "", origin: str = "") -> None:
        from kaa_desktop.ui.session import Session, SessionParts

        session = Session(
            workspace,
            SessionParts(
                translator=self._translator,
                load_translator=self._arguments.load_translator,
                tasks=self._tasks,
                theme=self._theme,
                icons=self._icons,
                settings=self._arguments.settings,
                error_text=self._error_text,
                make_opener=self._make_opener,
                version=self._arguments.version,
                demo=self._demo is not None,
            ),
        )
        session.locked.connect(self._lock)
        session.closed.connect(self._app.quit)
        session.replaced.connect(self._replace)
        session.language_changed.connect(self._change_language)
        self._session = session
        session.show(place, person, origin)
        self._lock_when_idle(session)

    def _lock_when_idle(self, session: Session) -> None:
        """Never in the demo, where there is nobody to hide."""
        from kaa_desktop.ui.frame.idle import IdleWatch

        if self._demo is None:
            watch = IdleWatch(self._app, self._idle_seconds, self._arguments.clock, session)
            watch.idle.connect(session.lock)
            session.locked.connect(watch.stop)
            watch.start()

    def _idle_seconds(self) -> float:
        return self._arguments.settings.load().idle_minutes * 60.0

    def _lock(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            self._left_at = session.whereabouts
            window = self._show_unlock(session.workspace.register.path, session.workspace.register.actor)
            if self._demo is not None:
                window.open_page.fill_in(self._demo.passphrase)

    def _reopen(self, workspace: Workspace) -> None:
        """Where the user was before the lock; whoever else unlocks begins at the beginning."""
        left_at, self._left_at = self._left_at, None
        here = (workspace.register.path, workspace.register.actor)
        if left_at is not None and (left_at.register, left_at.user) == here:
            self._open(workspace, left_at.place, left_at.person_id, left_at.came_from)
        else:
            self._open(workspace)

    def _replace(self, workspace: Workspace) -> None:
        former = self._session
        self._open(workspace)
        if former is not None:
            former.end()

    def _change_language(self) -> None:
        former = self._session
        self._speak()
        if former is not None:
            self._open(former.workspace, "settings", origin="computer")
            former.end()

    def _dismiss_first(self) -> None:
        window, self._unlocking = self._unlocking, None
        if window is not None:
            window.closed.disconnect(self._app.quit)
            window.close()
            window.deleteLater()

    def _front(self) -> QWidget | None:
        return self._session.window if self._session is not None else self._unlocking

    def _raise(self) -> None:
        window = self._front()
        if window is not None:
            window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def _tell_crash(self) -> None:
        if self._crash_dialog is None:
            from kaa_desktop.ui.frame.crash_dialog import CrashDialog

            self._crash_dialog = CrashDialog(self._front(), self._icons, self._translator)
            self._crash_dialog.finished.connect(self._crash_told)
            self._crash_dialog.open()

    def _crash_told(self) -> None:
        self._crash_dialog = None


def _import_session() -> None:
    import kaa_desktop.ui.session  # noqa: F401 - the import is the work
