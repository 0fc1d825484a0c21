from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.letters import LetterText, LetterWording
from kaa_desktop.i18n import Translator
from kaa_desktop.services.drafts import drafts_left
from kaa_desktop.services.letters import letter_wording
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.settings.texts_sheet import TextsSheet
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of
from tests.ui.drivers.today import pick_by_arrows

OWN = "Hello {first_name}, call {phone}."


def sheet(surroundings: Surroundings, qtbot: QtBot) -> PageDriver:
    window, _sheet = window_of(TextsSheet, surroundings, qtbot)
    driver = PageDriver(window, qtbot)
    pick_by_arrows(driver, "Language", "English")
    driver.wait_for_text("My name is Anna Arbetare.")
    return driver


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> PageDriver:
    return sheet(surroundings, qtbot)


def can(driver: PageDriver, name: str) -> bool:
    return any(element.name == name and element.enabled for element in driver.elements())


def test_own_words_are_read_out_saved_and_undone(driver: PageDriver, workspace: Workspace) -> None:
    assert driver.nameless() == []
    assert not can(driver, "Save the texts")
    assert not can(driver, "As shipped again")
    driver.fill("Phone in letters", "08-12 34 56")
    driver.fill("Text", OWN)
    driver.wait_for_text("Hello Kim, call 08-12 34 56.")
    driver.click("Save the texts")
    driver.wait_for_text("The texts are saved.")
    own = {"first_letter.en": LetterText("I would like to talk with you", OWN)}
    assert letter_wording(workspace) == LetterWording(phone="08-12 34 56", own=own)
    driver.click("Undo")
    driver.wait_until(lambda: driver.field("Phone in letters").text == "", "the texts as they were")
    assert letter_wording(workspace) == LetterWording()


def test_each_text_waits_while_another_is_changed(driver: PageDriver, workspace: Workspace) -> None:
    driver.fill("Text", OWN)
    pick_by_arrows(driver, "Letter or text message", "Text message")
    assert not driver.shows("Subject")
    driver.fill("Text", "Hi {first_name}")
    pick_by_arrows(driver, "Letter or text message", "First letter")
    assert driver.field("Text").text == OWN
    driver.click("Save the texts")
    driver.wait_for_text("The texts are saved.")
    assert set(letter_wording(workspace).own) == {"first_letter.en", "sms.en"}
    driver.click("As shipped again")
    driver.wait_for_text("My name is Anna Arbetare.")
    driver.click("Save the texts")
    driver.wait_until(lambda: set(letter_wording(workspace).own) == {"sms.en"}, "the shipped text")


def test_an_unknown_name_is_refused_at_its_text(driver: PageDriver, workspace: Workspace) -> None:
    driver.fill("Text", "Hello {name}")
    pick_by_arrows(driver, "Letter or text message", "Second letter")
    driver.click("Save the texts")
    driver.wait_for_text("Nothing can be filled in for “{name}”. These are filled in: {first_name}, ")
    assert driver.field("Letter or text message").text == "First letter"
    assert driver.field("Text").text == "Hello {name}"
    assert letter_wording(workspace) == LetterWording()
    driver.click("Discard the changes")
    driver.wait_for_text("My name is Anna Arbetare.")
    assert not driver.shows("Nothing can be filled in")


def test_in_swedish_the_places_bear_swedish_names(
    workspace: Workspace, surroundings: Surroundings, swedish: Translator, qtbot: QtBot
) -> None:
    window, _sheet = window_of(TextsSheet, replace(surroundings, translator=swedish), qtbot)
    driver = PageDriver(window, qtbot)
    driver.wait_until(lambda: "{förnamn}" in driver.field("Text").text, "the text")
    assert driver.shows("{förnamn}, {handläggare}, {kommun}, {telefon}, {datum}")
    assert not driver.shows("{first_name}")
    assert not can(driver, "Spara texterna")
    driver.fill("Text", "Hej {förnam}!")
    driver.click("Spara texterna")
    driver.wait_for_text("Det finns inget att fylla i för ”{förnam}”. Det här fylls i: {förnamn}, ")
    driver.fill("Text", "Hej {förnamn}, {case_worker} här!")
    driver.wait_for_text("Hej Kim, Anna Arbetare här!")
    driver.click("Spara texterna")
    driver.wait_until(lambda: bool(letter_wording(workspace).own), "the text to be kept")
    assert letter_wording(workspace).own["first_letter.sv"].body == "Hej {first_name}, {case_worker} här!"
    driver.wait_until(
        lambda: driver.field("Text").text == "Hej {förnamn}, {handläggare} här!", "the words of the language"
    )


@pytest.mark.parametrize("button", ["Throw away", "Save the texts"])
def test_half_written_texts_wait(
    driver: PageDriver, workspace: Workspace, surroundings: Surroundings, qtbot: QtBot, button: str
) -> None:
    driver.fill("Text", OWN)
    driver.wait_until(lambda: bool(drafts_left(workspace)), "the draft on disk")
    window, _sheet = window_of(TextsSheet, surroundings, qtbot)
    again = PageDriver(window, qtbot)
    again.wait_for_text("Draft from")
    pick_by_arrows(again, "Language", "English")
    again.wait_for_text("Hello Kim, call {phone}.")
    again.click(button)
    again.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")
    assert bool(letter_wording(workspace).own) is (button == "Save the texts")
