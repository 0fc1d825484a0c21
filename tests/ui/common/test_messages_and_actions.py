from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kaa_desktop.domain.errors import CancelledError, InvalidInputError
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.action_registry import ActionRegistry
from kaa_desktop.ui.common.actions import ActionSpec, build_actions, fill_menu, icon_button
from kaa_desktop.ui.common.errors import Trouble
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.navigation import Navigation, Place, Segments
from kaa_desktop.ui.common.shortcut_sheet import ShortcutSheet
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, EmptyState, badge, button, card, heading
from tests.ui.drivers.base import Driver

SPECS = (
    ActionSpec(id="search", text="Search", icon="search", shortcut="Ctrl+K", group="Everywhere"),
    ActionSpec(id="print", text="Print", icon="printer", tip="Print the list"),
)


@pytest.fixture
def window(qtbot: QtBot, icons: Icons) -> QWidget:
    assert icons is not None
    window = QWidget()
    QVBoxLayout(window)
    qtbot.addWidget(window)
    window.resize(700, 500)
    return window


def fill(window: QWidget, *children: QWidget) -> None:
    for child in children:
        layout = window.layout()
        assert layout is not None
        layout.addWidget(child)


def test_a_message_offers_to_undo(
    window: QWidget, icons: Icons, translator: Translator, qtbot: QtBot
) -> None:
    bar, done = MessageBar(icons, translator), list[str]()
    fill(window, bar)
    window.show()
    driver = Driver(window, qtbot)
    assert driver.visible_texts() == []
    bar.say("Sparat.", Tone.SUCCESS, action="Ångra", act=lambda: done.append("undone"))
    driver.click("Ångra")
    assert done == ["undone"]
    assert not driver.shows("Sparat.")
    bar.say("Fel.", Tone.DANGER)
    driver.click(translator.gettext("Close the message"))
    assert not driver.shows("Fel.")


def test_trouble_is_explained_and_bugs_are_logged_without_values(
    window: QWidget, icons: Icons, english: Translator, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    bar = MessageBar(icons, english)
    fill(window, bar)
    window.show()
    driver = Driver(window, qtbot)
    trouble = Trouble(lambda error: f"Explained: {error.code}", english)
    trouble.show(CancelledError(), bar)
    assert driver.visible_texts() == []
    trouble.shower(bar)(InvalidInputError("contact.future"))
    assert driver.shows("Explained: contact.future")
    with caplog.at_level(logging.ERROR):
        trouble.show(ValueError("Noor Haddad"), bar)
    assert "ValueError" in caplog.text
    assert "Noor" not in caplog.text
    assert not driver.shows("Noor")


@dataclass(frozen=True)
class Home:
    icons: Icons
    translator: Translator
    actions: ActionRegistry = field(default_factory=ActionRegistry)


def test_of_two_actions_of_one_id_that_is_known_which_is_shown(
    window: QWidget, icons: Icons, english: Translator, qtbot: QtBot
) -> None:
    home, elsewhere = Home(icons, english), QWidget()
    qtbot.addWidget(elsewhere)
    handlers: dict[str, Callable[[], None]] = {"search": lambda: None, "print": lambda: None}
    shown = build_actions(SPECS, handlers, owner=window, context=home)
    hidden = build_actions(SPECS, handlers, owner=elsewhere, context=home)
    window.show()
    assert home.actions.by_id() == shown
    window.hide()
    elsewhere.show()
    assert home.actions.by_id() == hidden
    delete(elsewhere)
    assert home.actions.by_id() == shown


def test_actions_work_by_shortcut_button_and_menu(
    window: QWidget, icons: Icons, english: Translator, qtbot: QtBot
) -> None:
    done, home = list[str](), Home(icons, english)
    actions = build_actions(
        SPECS,
        {"search": lambda: done.append("search"), "print": lambda: done.append("print")},
        owner=window,
        context=home,
    )
    fill(window, icon_button(actions["print"]))
    with qtbot.waitExposed(window):
        window.show()
    driver = Driver(window, qtbot)
    driver.press("Ctrl+K")
    driver.click("Print")
    menu = QMenu(window)
    fill_menu(menu, actions, ("search", "", "print"))
    menu.popup(window.mapToGlobal(window.rect().center()))
    driver.click("Print")
    assert done == ["search", "print", "print"]
    assert actions["search"].toolTip() == "Search (Ctrl+K)"
    assert actions["print"].toolTip() == "Print the list"


def test_the_sheet_lists_the_shortcuts(window: QWidget, english: Translator, qtbot: QtBot) -> None:
    window.show()
    sheet = ShortcutSheet(window, SPECS, english)
    sheet.open()
    driver = Driver(sheet, qtbot)
    driver.wait_for_text("Ctrl+K")
    assert driver.shows("Everywhere")
    assert not driver.shows("Print")
    assert driver.nameless() == []
    driver.click("Close")


def test_one_place_is_chosen_at_a_time(window: QWidget, icons: Icons, qtbot: QtBot) -> None:
    places = (Place("today", "Today", "house"), Place("people", "Young people", "users"))
    navigation = Navigation(places, icons, name="Navigation")
    segments = Segments((("all", "All"), ("late", "Late")), name="Show")
    fill(window, navigation, segments)
    with qtbot.waitExposed(window):
        window.show()
    driver = Driver(window, qtbot)
    with qtbot.waitSignal(navigation.chosen) as signal:
        driver.click("Young people")
    assert signal.args == ["people"]
    assert [e.name for e in driver.elements() if e.checked] == ["Young people", "All"]
    with qtbot.waitSignal(segments.chosen, check_params_cb=lambda chosen: chosen == "late"):
        driver.click("Late")
    navigation.choose("today")
    driver.press("Tab")
    assert driver.nameless() == []


def test_cards_buttons_and_empty_states_can_be_read(window: QWidget, icons: Icons, qtbot: QtBot) -> None:
    done = list[str]()
    empty = EmptyState(icons)
    empty.present("users", "Nobody yet.", "Register", lambda: done.append("register"))
    save = button("Save", lambda: done.append("save"), kind=ButtonKind.PRIMARY, icons=icons, icon="check")
    fill(window, card(heading("Noor <b>Haddad</b>"), badge("Reached", Tone.SUCCESS)), save, empty)
    with qtbot.waitExposed(window):
        window.show()
    driver = Driver(window, qtbot)
    assert driver.shows("Noor <b>Haddad</b>")
    driver.click("Save")
    driver.click("Register")
    assert done == ["save", "register"]
    assert driver.nameless() == []
