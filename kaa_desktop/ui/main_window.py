"""The main window: places to the left, search and actions on top, the page in the middle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.action_registry import ActionRegistry
from kaa_desktop.ui.common.actions import ActionSpec, build_actions, icon_button, shortcut_text
from kaa_desktop.ui.common.enter_key import EnterPresses
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.list_requests import LIST_ACTIONS, ListDeed
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.navigation import Place
from kaa_desktop.ui.common.shortcut_sheet import ShortcutSheet
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import badge
from kaa_desktop.ui.frame.busy_line import BusyLine
from kaa_desktop.ui.frame.places import ACTIONS, PLACES
from kaa_desktop.ui.frame.search_box import SearchBox
from kaa_desktop.ui.frame.side_bar import SideBar

_TOOLBAR = ("list", "undo", "redo", "history", "shortcuts", "lock")
_FIRST_SIZE = QSize(1280, 800)
_FRAME = QSize(8, 40)
"""What the system draws around a window, at most; known only when it is shown."""
_ROOM_FOR_TEXT = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowParts:
    """What the window is built from.

    Attributes:
        actions: where those of the window are known, as those of its pages.
        pages: a builder for each place; called when somebody goes there for the first time.
        banners: stay above the messages for as long as they have something to say.
        handlers: what the actions do, apart from going to places.
        more_shortcuts: of the pages, for the sheet.
    """

    translator: Translator
    icons: Icons
    actions: ActionRegistry
    messages: MessageBar
    banners: tuple[QWidget, ...]
    pages: Mapping[str, Callable[[], QWidget]]
    handlers: Mapping[str, Callable[[], None]]
    more_shortcuts: tuple[ActionSpec, ...]
    demo: bool


class MainWindow(EnterPresses):
    """Emits `close_wanted` instead of closing, so that a backup can be made first; `leave` closes.

    `begun` carries the page that somebody goes to by a key, and whether it was there already.
    `list_wanted` carries a list of this window, or None for the one in front, and what to do with it.
    """

    close_wanted = Signal()
    searched = Signal(str)
    results_wanted = Signal()
    list_wanted = Signal(object, str)
    begun = Signal(QWidget, bool)

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self._parts = parts
        self._leaving, self.place = False, ""
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        _ = parts.translator.gettext
        self.setWindowTitle(_("Demo – KAA Desktop") if parts.demo else "KAA Desktop")
        self.actions_by_id = self._build_actions()
        places = tuple(Place(p.id, _(p.text), p.icon, shortcut_text(p.shortcut)) for p in PLACES)
        self._side = SideBar(places, parts.icons, name=_("Places"))
        self._side.chosen.connect(self._leave_for)
        self.search_box = SearchBox(
            parts.icons,
            name=_("Search for people"),
            hint=_("Search name, number or phone ({keys})").format(keys=shortcut_text("Ctrl+K")),
        )
        self.search_box.left.connect(self.results_wanted)
        self.busy_line = BusyLine(name=_("Working …"))
        self._lay_out()
        self.setMinimumSize(640, 360)

    def page(self, place: str) -> QWidget:
        """The page of a place, built when it is first asked for."""
        if place not in self._pages:
            self._pages[place] = self._parts.pages[place]()
            self._stack.addWidget(self._pages[place])
        return self._pages[place]

    def go_to(self, place: str) -> None:
        """Show a place."""
        self.place = place
        self._stack.setCurrentWidget(self.page(place))
        self._side.choose(place)

    def narrow_list(self, text: str) -> None:
        """Show in the people list who matches a text; for none, everybody again."""
        if text:
            self.go_to("people")
        self.searched.emit(text)

    def show_caption(self, text: str) -> None:
        """Say whose register it is; never a young person's name."""
        self._side.show_caption(text)

    def act_on_list(self, view: QWidget | None, deed: ListDeed) -> None:
        """A list wants to be copied or saved."""
        self.list_wanted.emit(view, deed)

    def restore_size(self, size: QSize, *, maximised: bool) -> None:
        """As it was last, but never larger than the screen."""
        room = QGuiApplication.primaryScreen().availableSize() - _FRAME
        self.resize((_FIRST_SIZE if size.isEmpty() else size).boundedTo(room))
        if maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room where there is little."""
        super().resizeEvent(event)
        self._side.set_compact(compact=event.size().width() < _ROOM_FOR_TEXT)

    def leave(self) -> None:
        """Close without asking anybody."""
        self._leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the session finish first."""
        if self._leaving:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_wanted.emit()

    def _build_actions(self) -> dict[str, QAction]:
        own: dict[str, Callable[[], None]] = {
            "shortcuts": self._show_shortcuts,
            **{name: partial(self.act_on_list, None, deed) for name, deed in LIST_ACTIONS.items()},
        }
        handlers = {**own, **{p.id: self._goer(p.id) for p in PLACES}, **self._parts.handlers}
        return build_actions((*PLACES, *ACTIONS), handlers, owner=self, context=self._parts)

    def _goer(self, place: str) -> Callable[[], None]:
        return lambda: self.begun.emit(self.page(place), self._leave_for(place))

    def _leave_for(self, place: str) -> bool:
        """Somebody turns to something else: what went well there is old news. Whether they were there."""
        there = place == self.place
        if not there:
            self._parts.messages.forget_good_news()
        self.go_to(place)
        return there

    def _lay_out(self) -> None:
        _ = self._parts.translator.gettext
        top = QHBoxLayout()
        top.setContentsMargins(24, 5, 16, 4)
        top.setSpacing(4)
        self.search_box.setMaximumWidth(520)
        top.addWidget(self.search_box, 3)
        top.addStretch(1)
        if self._parts.demo:
            top.addWidget(badge(_("Demo: made-up people, thrown away at the end"), Tone.WARNING))
            top.addSpacing(8)
        for action in _TOOLBAR:
            top.addWidget(icon_button(self.actions_by_id[action]))
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.busy_line)
        right.addLayout(top)
        for widget in (*self._parts.banners, self._parts.messages):
            line = QHBoxLayout()
            line.setContentsMargins(24, 0, 24, 0)
            line.addWidget(widget)
            right.addLayout(line)
        right.addWidget(self._stack, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)

    def _show_shortcuts(self) -> None:
        parts = self._parts
        sheet = ShortcutSheet(self, (*ACTIONS, *PLACES, *parts.more_shortcuts), parts.translator)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
