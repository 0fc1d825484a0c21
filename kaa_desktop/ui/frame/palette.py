"""The command palette under the search box: people and commands for every keystroke."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.services.searches import people_again, search
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.message_bar import announce
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.frame.commands import Commands
from kaa_desktop.ui.frame.palette_entries import COMMANDS_ONLY, MOST_PEOPLE, Entry, EntryKind, entries_for
from kaa_desktop.ui.frame.palette_view import PaletteView

_MOST_RECENT = 5
_PATIENCE_MS, _REST_MS = 150, 250
_WIDTH, _MARGIN = 640, 16
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYS_OPEN = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Palette(QWidget):
    """Lies over the page while somebody types; while it is away, the box shows what the list is narrowed to.

    Signals:
        person_chosen: the id of who is to be opened.
        list_wanted: a text that the people list is to be narrowed to; empty for everybody.
    """

    person_chosen = Signal(str)
    list_wanted = Signal(str)

    def __init__(self, window: QWidget, box: QLineEdit, context: UiContext, commands: Commands) -> None:
        super().__init__(window)
        _ = context.translator.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the page beneath need not be drawn again
        self._window, self._box, self._context, self._commands = window, box, context, commands
        self._available = commands.available()
        self._recent: list[str] = []
        self._origin: QWidget | None = None
        self._narrowed = ""
        self._is_open = self._waiting = self._enter_pressed = False
        self._view = PaletteView(context.icons, name=_("Matches"))
        self._nothing = label(_("Nobody and no command matches."), TextRole.MUTED, wrap=True)
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(lambda: self._show(()))
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._settle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._view)
        layout.addWidget(self._nothing)
        self.hide()
        box.installEventFilter(self)
        box.textEdited.connect(self._typed)
        box.textChanged.connect(self._changed)
        self._view.entry_clicked.connect(self._choose)

    def begin(self) -> None:
        """Go to the search box, and show what can be found."""
        self._note_origin(self._window.focusWidget())
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        self._open()

    def note_opened(self, person_id: str) -> None:
        """Somebody has been opened; nobody is remembered beyond this session."""
        if person_id:
            others = [known for known in self._recent if known != person_id]
            self._recent = [person_id, *others][:_MOST_RECENT]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and its edge."""
        del event
        colours = self._context.theme.tokens.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.control))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), QColor(colours.surface))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the box while open, clicks elsewhere, and the window's size."""
        if watched is self._box:
            return self._of_box(event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self._pressed_at(event.globalPosition().toPoint())
        elif event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _of_box(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and not self._is_open:
            self._open()
        elif isinstance(event, QFocusEvent) and kind == QEvent.Type.FocusOut:
            if event.reason() not in _STAYS_OPEN:
                self._close()
        elif isinstance(event, QKeyEvent) and self._is_open and _is_own(event):
            if kind == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
            event.accept()  # an override too: Esc would else leave the page beneath
            return True
        return False

    def _press(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self._close()
            if not self._narrowed:  # else Escape once more shows everybody again
                self._go_back()
        elif key in _ENTER:
            self._enter_pressed = self._waiting
            if not self._waiting:
                self._choose(self._view.chosen())
        else:
            self._view.step(_STEPS[key])
            self._tell()

    def _open(self) -> None:
        if not self._is_open:
            self._is_open = True
            self._available = self._commands.available()
            for watched in self._watched():
                watched.installEventFilter(self)
        self._ask(self._box.text())

    def _close(self) -> None:
        if not self._is_open:
            return
        for watched in self._watched():
            watched.removeEventFilter(self)
        self._is_open = self._waiting = self._enter_pressed = False
        self._patience.stop()
        self._rest.stop()
        self.hide()
        self._box.setText(self._narrowed)

    def _watched(self) -> list[QObject]:
        """The window for its size; its frame for clicks, which come there first."""
        handle: QWindow | None = self._window.windowHandle()
        return [self._window, handle] if handle else [self._window]

    def _typed(self, text: str) -> None:
        if self._is_open or text:
            self._open()

    def _changed(self, text: str) -> None:
        if not text and self._narrowed:
            self._narrowed = ""
            self.list_wanted.emit("")

    def _ask(self, text: str) -> None:
        """The newest question replaces older ones; commands do not wait long for the register."""
        typed = text.strip()
        self._waiting, self._enter_pressed = not typed.startswith(COMMANDS_ONLY), False
        if self._waiting:
            self._patience.start()
            self._context.tasks.run(self._question(typed), self._answered, owner=self, key="palette")
        else:
            self._patience.stop()
            self._show(())

    def _question(self, typed: str) -> Callable[[], tuple[PersonListRow, ...]]:
        workspace, recent = self._context.workspace, tuple(self._recent)
        if typed:
            return lambda: search(workspace, typed, limit=MOST_PEOPLE)
        return lambda: people_again(workspace, recent)

    def _answered(self, people: tuple[PersonListRow, ...]) -> None:
        if not self._waiting:  # closed in the meantime, or commands only
            return
        self._waiting = False
        self._patience.stop()
        self._show(people)
        if self._enter_pressed:
            self._choose(self._view.chosen())

    def _show(self, people: tuple[PersonListRow, ...]) -> None:
        entries = entries_for(self._box.text(), people, self._available, self._context.translator)
        self._view.show_entries(entries)
        self._view.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._fit()
        if not self.isVisible():
            self.show()
            self.raise_()
        self._tell()

    def _tell(self) -> None:
        entry = self._view.chosen()
        announce(self._box, entry.spoken if entry else self._nothing.text())

    def _fit(self) -> None:
        """Grow at once, but shrink when the keys rest: the page beneath must then be drawn again."""
        room = self._room()
        if self.isVisible() and room.height() < self.height():
            self._rest.start()
        else:
            self._rest.stop()
            self.setGeometry(room)

    def _settle(self) -> None:
        self.setGeometry(self._room())

    def _room(self) -> QRect:
        """Under the box, no wider and higher than the window has room for."""
        corner = self._box.mapTo(self._window, QPoint(0, self._box.height() + 4))
        width = min(max(_WIDTH, self._box.width()), self._window.width() - corner.x() - _MARGIN)
        listed = self._view.isVisibleTo(self)
        wanted = self._view.wanted_height() if listed else self._nothing.sizeHint().height()
        height = min(wanted + 14, self._window.height() - corner.y() - _MARGIN)
        return QRect(corner.x(), corner.y(), width, height)

    def _pressed_at(self, place: QPoint) -> None:
        inside = (w.rect().contains(w.mapFromGlobal(place)) for w in (self, self._box))
        if not any(inside):
            self._close()

    def _choose(self, entry: Entry | None) -> None:
        if entry is None:
            return
        typed = self._box.text().strip()
        if entry.kind is EntryKind.SHOW_ALL:
            self._narrowed = typed
        self._close()
        if entry.kind is EntryKind.SHOW_ALL:
            self.list_wanted.emit(typed)
        elif entry.kind is EntryKind.PERSON:
            self.person_chosen.emit(entry.id)
        else:
            self._go_back()
            self._commands.run(entry.id)

    def _note_origin(self, widget: QWidget | None) -> None:
        if widget is not self._box:
            self._origin = widget

    def _go_back(self) -> None:
        """Where the keyboard was before somebody came here by key, if that can be seen."""
        origin, self._origin = self._origin, None
        if origin is not None and isValid(origin) and origin.isVisible():
            origin.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_own(event: QKeyEvent) -> bool:
    key = event.key()
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    return plain and (key in _STEPS or key in _ENTER or key == Qt.Key.Key_Escape)
