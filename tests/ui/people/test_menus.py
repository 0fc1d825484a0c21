"""A menu behind a button, opened by key and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kaa_desktop.services.workspace import Workspace
from tests.services.workspaces import number, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver


@pytest.fixture
def driver(workspace: Workspace, surroundings: Surroundings, qtbot: QtBot) -> PeopleDriver:
    registered(workspace, number("20080314"), first="Noor", last="Haddad")
    driver = PeopleDriver(surroundings, qtbot)
    driver.open("Noor Haddad")
    driver.focus_button("More")
    return driver


@pytest.mark.parametrize("key", ["Space", "Down"])
def test_by_key_it_begins_at_the_first_entry(driver: PeopleDriver, key: str) -> None:
    driver.press(key)
    driver.wait_until(lambda: bool(driver.entry_at_hand()), "an entry to be at hand")
    first = driver.entry_at_hand()
    driver.press_in_menu(Qt.Key.Key_Down)
    assert driver.entry_at_hand() not in {"", first}
    driver.press_in_menu(Qt.Key.Key_Up)
    assert driver.entry_at_hand() == first
    driver.press_in_menu(Qt.Key.Key_Escape)
    driver.wait_until(lambda: driver.front is driver.window, "the menu to close")
    assert driver.focused_name() == "More"


def test_by_mouse_none_is_marked(driver: PeopleDriver) -> None:
    driver.press_mouse()
    driver.wait_until(lambda: driver.front is not driver.window, "the menu")
    driver.wait_for_text("Offer a measure")
    assert driver.entry_at_hand() == ""
