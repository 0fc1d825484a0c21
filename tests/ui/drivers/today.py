"""The driver of Today: the list, its groups and what is done with people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.today.page import TodayPage
from tests.ui.drivers.base import Table
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of

LIST = "Work list"


class TodayDriver(PageDriver):
    """Uses the page of the work list."""

    def __init__(self, surroundings: Surroundings, qtbot: QtBot) -> None:
        window, self.page = window_of(TodayPage, surroundings, qtbot)
        super().__init__(window, qtbot)
        self.opened: list[str] = []
        self.page.person_wanted.connect(self.opened.append)
        self.page.listed_wanted.connect(self.opened.append)

    @property
    def people(self) -> Table:
        """The people."""
        return self.table(LIST)

    def names(self) -> list[str]:
        """Who is shown; nobody where a sentence stands in place of the table."""
        return self.people.column("Name") if self._shows_table() else []

    def wait_for_names(self, *names: str) -> None:
        """Wait until exactly these are shown, in this order."""
        self.wait_until(lambda: self.names() == list(names), f"{names}, have {self.names()}")

    def begin(self) -> None:
        """Go into the list with the keyboard, as after unlocking."""
        self._wait_for_keyboard()
        self.page.setFocus(Qt.FocusReason.TabFocusReason)
        self.wait_until(lambda: self.focused_name() != "", "the keyboard to be in the list")

    def go_to(self, group: str) -> None:
        """Choose a group, whatever number stands behind its name."""
        self.click(self.full_name(group))

    def full_name(self, group: str) -> str:
        """The text of a group's button."""
        self.wait_until(lambda: any(e.name.startswith(f"{group} (") for e in self.elements()), f"{group!r}")
        return next(e.name for e in self.elements() if e.name.startswith(f"{group} ("))

    def mark_all(self) -> None:
        """Ctrl+A in the list."""
        self.begin()
        self.press("Ctrl+A")

    def from_menu(self, button: str, item: str) -> None:
        """Open a menu, go down to the item with the arrow key, and press Enter."""
        self.click(button)
        self.wait_until(lambda: isinstance(self.front, QMenu), "the menu")
        menu = self.front
        assert isinstance(menu, QMenu)
        for _action in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            chosen = menu.activeAction()
            if chosen is not None and chosen.text() == item:
                break
        QTest.keyClick(menu, Qt.Key.Key_Return)

    def _shows_table(self) -> bool:
        return any(element.name == LIST for element in self.elements())


def pick_by_arrows(driver: PageDriver, name: str, value: str) -> None:
    """Go down in a choice with the arrow key until it says the value, once it offers it."""
    driver.wait_until(lambda: value in _offered(driver, name), f"{value!r} among the choices")
    box = driver.field(name).widget
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Home)
    while driver.field(name).text != value:
        QTest.keyClick(box, Qt.Key.Key_Down)


def _offered(driver: PageDriver, name: str) -> list[str]:
    box = driver.field(name).widget
    assert isinstance(box, QComboBox)
    return [box.itemText(place) for place in range(box.count())]
