"""One unlocked register in its window: pages, undo, backups, changes from elsewhere, and the end of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.i18n import Translator
from kaa_desktop.services.registers import RegisterOpener, close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.change_feed import ChangeFeed
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import ask
from kaa_desktop.ui.common.drafts import Drafts
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import Theme
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.duplicates.dialog import DuplicatesDialog
from kaa_desktop.ui.frame.backups import AutomaticBackups
from kaa_desktop.ui.frame.commands import Commands
from kaa_desktop.ui.frame.lists import Lists
from kaa_desktop.ui.frame.palette import Palette
from kaa_desktop.ui.frame.places import ACTIONS, PLACES
from kaa_desktop.ui.frame.undoing import Undoing
from kaa_desktop.ui.frame.watching import RegisterWatch
from kaa_desktop.ui.main_window import MainWindow, WindowParts
from kaa_desktop.ui.pages import SHORTCUTS, Pages, keys
from kaa_desktop.ui.reports.due_quarter import DueQuarter
from kaa_desktop.ui.settings.context import SettingsContext
from kaa_desktop.ui.visits.reminder import CheckInReminder


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionParts:
    """What every session of the application shares."""

    translator: Translator
    load_translator: Callable[[str], Translator]
    tasks: TaskRunner
    theme: Theme
    icons: Icons
    settings: LocalSettingsStore
    error_text: Callable[[Exception], str]
    make_opener: Callable[[], RegisterOpener]
    version: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a user was in a register: the place, and the person who was shown there, opened from where."""

    register: Path
    user: str
    place: str
    person_id: str
    came_from: str


class Session(QObject):
    """The window of one workspace.

    Signals:
        locked: the window is away and the register is being let go of.
        closed: the same, for good.
        replaced: carries the workspace of a restored register.
        language_changed: the window must be built again in another language.
    """

    locked = Signal()
    closed = Signal()
    replaced = Signal(object)
    language_changed = Signal()

    def __init__(self, workspace: Workspace, parts: SessionParts) -> None:
        super().__init__(parts.tasks)
        self.workspace = workspace
        self._parts = parts
        self._person_id = ""
        self._messages = MessageBar(parts.icons, parts.translator)
        self._draft_tasks = TaskRunner(self)
        self.context = UiContext(
            workspace=workspace,
            translator=parts.translator,
            tasks=parts.tasks,
            feed=ChangeFeed(),
            theme=parts.theme,
            icons=parts.icons,
            messages=self._messages,
            drafts=Drafts(workspace, self._draft_tasks, self),
            error_text=parts.error_text,
        )
        self._pages = Pages(
            self.context,
            SettingsContext(settings=parts.settings, make_opener=parts.make_opener, version=parts.version),
            parts.load_translator,
            self,
        )
        self._reminder = CheckInReminder(self.context, self)
        if not parts.demo:
            DueQuarter(self.context, parts.settings, parts.load_translator, self)
        self.window = self._build_window()
        self._palette = self._build_palette()
        actions = self.window.actions_by_id
        self._undoing = Undoing(self.context, actions["undo"], actions["redo"])
        self._lists = Lists(self.context, self.window)
        self._backups = AutomaticBackups(self.context, self, wanted=not parts.demo)
        self.watch = RegisterWatch(self.context, self)
        self._connect()
        self._read_caption()

    @property
    def whereabouts(self) -> Whereabouts:
        """Where the user is, to come back to after the lock."""
        register, place = self.workspace.register, self.window.place
        person_id = self._person_id if place == "people" else ""
        origin = self._pages.people.came_from if person_id else ""
        return Whereabouts(register.path, register.actor, place, person_id, origin)

    def show(self, place: str, person_id: str = "", came_from: str = "") -> None:
        """Show the window at a place, with the keyboard in the work list or in the search box."""
        settings = self._parts.settings.load()
        size = QSize(settings.window_width, settings.window_height)
        self.window.restore_size(size, maximised=settings.window_maximised)
        self.window.go_to(place)
        self.window.show()
        if place == "today":
            self.window.page(place).setFocus()
        else:
            self.window.search_box.begin()
        self._pages.resume(person_id, came_from)

    def end(self) -> None:
        """Take the window away and stop what runs beside it; the register stays open."""
        self._remember_size()
        self._write_drafts()
        self._backups.stop()
        self.watch.stop()
        self._reminder.stop()
        self._parts.tasks.failed.disconnect(self._tell)
        self._parts.tasks.busy_changed.disconnect(self.window.busy_line.show_busy)
        self.window.leave()
        self.window.deleteLater()
        self.deleteLater()

    def _connect(self) -> None:
        window, pages = self.window, self._pages
        window.close_wanted.connect(self._close)
        window.searched.connect(pages.people.search)
        window.begun.connect(pages.begin)
        window.list_wanted.connect(self._lists.act)
        window.results_wanted.connect(pages.people.focus_results)
        self._palette.person_chosen.connect(lambda person: pages.open_person(person, window.place))
        self._palette.list_wanted.connect(self._narrow_list)
        pages.people.person_shown.connect(self._palette.note_opened)
        pages.people.person_shown.connect(self._note_person)
        pages.people.search_cleared.connect(window.search_box.clear)
        pages.place_wanted.connect(window.go_to)
        pages.duplicates_wanted.connect(self._show_duplicates)
        pages.language_changed.connect(self.language_changed)
        pages.replaced.connect(self.replaced)
        pages.backed_up.connect(self._backups.made)
        self.context.feed.changed.connect(self._note_change)
        self._parts.tasks.failed.connect(self._tell)
        self._parts.tasks.busy_changed.connect(self.window.busy_line.show_busy)
        self._draft_tasks.failed.connect(self._tell)

    def _build_window(self) -> MainWindow:
        parts = self._parts
        _ = parts.translator.gettext
        handlers: dict[str, Callable[[], None]] = {
            "undo": self._undo,
            "redo": self._redo,
            "history": self._show_history,
            "lock": self.lock,
            "search": self._search,
        }
        return MainWindow(
            WindowParts(
                translator=parts.translator,
                icons=parts.icons,
                actions=self.context.actions,
                messages=self._messages,
                banners=(self._reminder.bar, self._pages.unsettled_key.bar),
                pages=self._pages.builders(),
                handlers=handlers,
                more_shortcuts=(*SHORTCUTS, *keys(self.context)),
                demo=parts.demo,
            )
        )

    def _build_palette(self) -> Palette:
        window = self.window
        commands = Commands(
            self.context.actions,
            (*SHORTCUTS, *ACTIONS, *PLACES),
            places=[place.id for place in PLACES],
            go_to=window.go_to,
            translator=self._parts.translator,
        )
        return Palette(window, window.search_box, self.context, commands)

    def _search(self) -> None:
        self._palette.begin()

    def _narrow_list(self, text: str) -> None:
        self.window.narrow_list(text)
        if text:
            self._pages.people.focus_results()

    def _show_duplicates(self) -> None:
        DuplicatesDialog(self.window, self.context).open()

    def _note_person(self, person_id: str) -> None:
        self._person_id = person_id

    def _note_change(self, changes: Changes) -> None:
        if changes.everyone or "setting" in changes.kinds:
            self._read_caption()

    def _read_caption(self) -> None:
        self._parts.tasks.run(self.workspace.settings, self._show_caption, owner=self, key="caption")

    def _show_caption(self, settings: RegisterSettings) -> None:
        self.window.show_caption(settings.municipality)

    def _undo(self) -> None:
        self._undoing.undo()

    def _redo(self) -> None:
        self._undoing.redo()

    def _show_history(self) -> None:
        self._undoing.show_history(self.window)

    def lock(self) -> None:
        """Take everything away from the screen, and let go of the register's key."""
        self.window.hide()
        self._write_drafts()
        self._backups.finish(self._let_go_and_lock, lambda _: self._let_go_and_lock())
        self.locked.emit()

    def _let_go_and_lock(self) -> None:
        self._let_go(lambda: None)
        self.end()

    def _close(self) -> None:
        _ = self._parts.translator.gettext
        self._messages.say(_("Making a backup before closing …"))
        self._backups.finish(self._let_go_and_close, self._ask_to_close_anyway)

    def _let_go_and_close(self) -> None:
        self.end()
        self._let_go(lambda: None)
        self.closed.emit()

    def _ask_to_close_anyway(self, error: Exception) -> None:
        _ = self._parts.translator.gettext
        self._messages.clear()
        ask(
            self.window,
            self._parts.icons,
            title=_("Close without a backup?"),
            text=_("The backup could not be made. {reason} Everything you have done is saved.").format(
                reason=self._parts.error_text(error)
            ),
            yes=_("Close"),
            no=_("Stay"),
            then=self._let_go_and_close,
            dangerous=True,
        )

    def _write_drafts(self) -> None:
        """What is half written stands in the register before that is let go of."""
        self.context.drafts.flush()
        self._draft_tasks.shutdown()

    def _let_go(self, then: Callable[[], None]) -> None:
        workspace, tasks = self.workspace, self._parts.tasks
        tasks.run(lambda: close(workspace), lambda _: then(), owner=tasks)

    def _remember_size(self) -> None:
        window, settings = self.window, self._parts.settings
        if window.isMaximized():
            settings.change(window_maximised=True)
        else:
            size = window.size()
            settings.change(window_width=size.width(), window_height=size.height(), window_maximised=False)

    def _tell(self, error: Exception) -> None:
        self._messages.say(self._parts.error_text(error), Tone.DANGER)
