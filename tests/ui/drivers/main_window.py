"""The driver of the main window: a session on a real register."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.session import Session
from tests.ui.drivers.base import Driver


class MainWindowDriver(Driver):
    """Goes to places, searches, undoes."""

    def __init__(self, session: Session, qtbot: QtBot, translator: Translator) -> None:
        super().__init__(session.window, qtbot)
        self.session = session
        self.text = translator.gettext
        self.ended = False
        for signal in (session.closed, session.locked):
            signal.connect(self._note_end)

    def go_to(self, place: str) -> None:
        """Click a place in the navigation, by its English name."""
        self.click(self.text(place))

    def search(self, text: str) -> None:
        """Ctrl+K, and type."""
        self.press("Ctrl+K")
        self.type(text)

    def tip(self, action: str) -> str:
        """The tip of an action in the toolbar."""
        return self.session.window.actions_by_id[action].toolTip()

    def wait_for_tip(self, action: str, text: str) -> None:
        """Wait until the tip of an action says that."""
        self.wait_until(lambda: text in self.tip(action), f"{text!r} in the tip {self.tip(action)!r}")

    def pick(self, name: str, value: str) -> None:
        """Open a choice, go to the value with the arrow keys, and press Enter."""
        box = self.field(name).widget
        assert isinstance(box, QComboBox)
        QTest.keyClick(box, Qt.Key.Key_Space)
        view = box.view()
        QTest.keyClick(view, Qt.Key.Key_Home)
        while view.currentIndex().data() != value:
            before = view.currentIndex().row()
            QTest.keyClick(view, Qt.Key.Key_Down)
            assert view.currentIndex().row() > before, f"{value!r} is not among the choices"
        QTest.keyClick(view, Qt.Key.Key_Return)

    def shortcuts(self) -> set[tuple[str, str]]:
        """What can be pressed in front: what it does, where that has words, and the keys."""
        front, found = self.front, set()
        for action in front.findChildren(QAction):
            owner = action.parent()
            if isinstance(owner, QWidget) and owner.isVisible():
                found |= {(action.text(), _told(keys)) for keys in action.shortcuts()}
        for shortcut in front.findChildren(QShortcut):
            owner = shortcut.parent()
            if isinstance(owner, QWidget) and owner.isVisible():
                pressed = shortcut.keys()
                found |= {("", _told(keys)) for keys in pressed}
        return found

    def shortcut_sheet(self) -> set[tuple[str, str]]:
        """What the open sheet of shortcuts says: what is done, and the keys."""
        told, deed = set(), ""
        for element in self.elements():
            if element.widget is not None and element.widget.property("badge"):
                told.add((deed, element.name))
            elif element.name:
                deed = element.name
        return told

    def _note_end(self) -> None:
        self.ended = True


def _told(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
