"""Uses the page of young people like a case worker."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.people.page import PeoplePage
from tests.ui.drivers.base import Table
from tests.ui.drivers.pages import SEARCH, PageDriver, Surroundings, window_of


class PeopleDriver(PageDriver):
    """The list, a person, and the dialogs."""

    def __init__(self, surroundings: Surroundings, qtbot: QtBot) -> None:
        QAccessible.setActive(True)  # as with a screen reader: lists tell it of rows that come and go
        window, self.page = window_of(PeoplePage, surroundings, qtbot)
        super().__init__(window, qtbot)
        self.feed = surroundings.feed
        self.words = surroundings.translator.gettext

    @property
    def people(self) -> Table:
        return self.table(self.words("Young people"))

    def names(self) -> list[str]:
        """Who is in the list."""
        return self.people.column(self.words("Name"))

    def wait_for_names(self, *names: str) -> None:
        self.wait_until(lambda: self.has_list() and self.names() == list(names), f"the names {names}")

    def has_list(self) -> bool:
        return any(view.accessibleName() == self.words("Young people") for view in self._tables())

    def search(self, text: str) -> None:
        self.fill(SEARCH, text)

    def open(self, name: str) -> None:
        """From the list, by Enter."""
        self.wait_until(lambda: self.has_list() and name in self.names(), f"{name} in the list")
        self.people.open(name)
        self.wait_until(lambda: not self.has_list() and self.shows(name), f"the page of {name}")

    def open_event(self, text: str) -> None:
        """Click the event of the timeline that says so, and press Enter."""
        self.wait_for_text(text)
        event = next(e for e in self.elements() if e.role == QAccessible.Role.ListItem and text in e.name)
        assert isinstance(event.widget, QAbstractItemView)
        shown = event.widget.viewport()
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.mapFromGlobal(event.centre))
        self.press("Return")

    def focus_timeline(self, reason: Qt.FocusReason) -> None:
        """Come to the timeline as by a key."""
        self._timeline().setFocus(reason)

    def event_at_hand(self) -> str:
        """What the event says on which the keyboard is; empty for none in sight."""
        view = self._timeline()
        place = view.visualRect(view.currentIndex())
        seen = place.isValid() and view.viewport().visibleRegion().contains(place.center())
        text = str(view.currentIndex().data() or "")
        return text if seen and view.hasFocus() else ""

    def focus_button(self, name: str) -> None:
        """Come to a button as by Tab."""
        buttons = self.window.findChildren(QPushButton)
        made = next(b for b in buttons if b.isVisible() and b.text() == self.words(name))
        made.setFocus(Qt.FocusReason.TabFocusReason)

    def press_mouse(self) -> None:
        """Hold the mouse down on what has the focus, as it comes from the mouse: to the window."""
        handle, focused = self.window.windowHandle(), self._focused()
        assert handle is not None
        place = focused.mapTo(self.window, focused.rect().center())
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def press_in_menu(self, key: Qt.Key) -> None:
        """An open menu has the keyboard; the focus stays where it was."""
        QTest.keyClick(self.front, key)

    def entry_at_hand(self) -> str:
        """The entry of the open menu on which the keyboard is; empty for none."""
        menu = QApplication.activePopupWidget()
        active = menu.activeAction() if isinstance(menu, QMenu) else None
        return active.text() if active else ""

    def _timeline(self) -> QAbstractItemView:
        name = self.words("Timeline")
        found = [view for view in self.window.findChildren(QListView) if view.accessibleName() == name]
        return found[0]

    def menu(self, name: str) -> None:
        """Something under More."""
        self.click(self.words("More"))
        self.click(name)

    def pick(self, name: str, value: str) -> None:
        """Go to a choice and press the arrows until it says the value."""
        self.wait_for_text(name)
        field = self.field(name).widget
        assert field is not None
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.press("Home")
        for _time in range(20):
            if self.field(name).text != value:
                self.press("Down")
        assert self.field(name).text == value
