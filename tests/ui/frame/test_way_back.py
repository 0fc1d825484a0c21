"""From a person's page back to where the person was opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kaa_desktop.i18n import Translator
from kaa_desktop.services.registers import close
from kaa_desktop.system.local_settings import LanguageChoice, LocalSettingsStore
from tests.ui.drivers.base import Driver
from tests.ui.drivers.program import ProgramDriver
from tests.ui.frame.conftest import OpenSession
from tests.ui.registers import filled_workspace

NUMBER = "People behind the number"


def open_behind_a_number(window: Driver, place: int) -> str:
    """Open the person at that place of the list; the name."""
    window.press("Ctrl+8")
    window.wait_for_text("As it stands on")
    window.click(next(text for text in window.visible_texts() if text.startswith("In the register: ")))
    window.wait_for_text(NUMBER)
    people = window.table(NUMBER)
    window.wait_until(lambda: len(people.rows()) > place, "the people")
    name = people.column("Name")[place]
    people.open(name)
    window.wait_for_text("Log contact")
    return name


@pytest.mark.parametrize("keys", ["Esc", "Alt+Left"])
def test_back_from_a_person_behind_a_number_is_the_list_of_the_number(
    open_session: OpenSession, english: Translator, keys: str
) -> None:
    window = open_session(english)
    name = open_behind_a_number(window, 2)
    window.press(keys)
    window.wait_for_text(NUMBER)
    assert name in window.table(NUMBER).chosen()
    window.press("Return")
    window.wait_for_text("Log contact")
    window.press("Ctrl+8")
    window.wait_for_text("As it stands on")
    assert not window.shows(NUMBER)


def test_back_from_a_person_found_by_the_search_is_the_place_before(
    open_session: OpenSession, english: Translator
) -> None:
    window = open_session(english)
    window.press("Ctrl+2")
    people = window.table("Young people")
    window.wait_until(lambda: bool(people.rows()), "the list")
    name = next(name for name in people.column("Name") if not name.startswith("S-"))
    window.press("Ctrl+6")
    window.wait_for_text("Save as PDF")
    window.search(name)
    window.wait_for_text("Show all in the list")
    window.press("Return")
    window.wait_for_text("Log contact")
    window.press("Alt+Left")
    window.wait_for_text("Save as PDF")


def test_the_way_back_is_known_after_the_lock(
    tmp_path: Path, store: LocalSettingsStore, qapp: QApplication, qtbot: QtBot
) -> None:
    register = tmp_path / "stockholm.kaa"
    close(filled_workspace(register, people=5))
    store.change(language=LanguageChoice.ENGLISH)
    program = ProgramDriver(qapp, qtbot, register, store)
    program.unlock()
    open_behind_a_number(program, 0)
    program.press("Ctrl+Shift+L")
    program.wait_for_lock()
    program.unlock()
    program.wait_for_text("Log contact")
    program.press("Alt+Left")
    program.wait_for_text("As it stands on")
    program.end()


def test_another_language_stays_where_the_language_is(
    tmp_path: Path, store: LocalSettingsStore, qapp: QApplication, qtbot: QtBot
) -> None:
    register = tmp_path / "stockholm.kaa"
    close(filled_workspace(register, people=1))
    store.change(language=LanguageChoice.ENGLISH)
    program = ProgramDriver(qapp, qtbot, register, store)
    program.unlock()
    program.press("Ctrl+9")
    program.click("This computer")
    for label, key, undo, then in (
        ("Language", "Up", "Ångra", "Språk"),
        ("Språk", "Down", "Undo", "Language"),
    ):
        language = program.field(label).widget
        assert language is not None
        language.setFocus()
        program.press(key)
        program.turn_to(undo)
        program.wait_for_text(then)
    program.end()
