"""Letters and text messages: to one person from their page, to several from Today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.letters import LetterWording
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.i18n import Translator
from kaa_desktop.services.drafts import draft_at, drafts_left, keep_draft
from kaa_desktop.services.letters import change_wording
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import Registration, open_person, register_person
from tests.reports.pdf_reading import text
from tests.services.workspaces import details, number, registered
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.pages import PageDriver, Surroundings
from tests.ui.drivers.people import PeopleDriver
from tests.ui.drivers.today import TodayDriver, pick_by_arrows


def at_home(workspace: Workspace, value: str, first: str, last: str, phone: str = "") -> str:
    home = {"street": "Granvägen 12", "postal_code": "123 45", "city": "Ekköping"}
    person = details(value, first, last, phone=phone, **home)
    return register_person(workspace, Registration(details=person, registered_on=date(2026, 8, 1)))[0]


@pytest.fixture
def alva(workspace: Workspace) -> str:
    change_wording(workspace, LetterWording(phone="08-12 34 56", address="Box 1"))
    return at_home(workspace, number("20080315", "238"), "Alva", "Berg", phone="070-174 06 05")


@pytest.fixture
def driver(alva: str, surroundings: Surroundings, qtbot: QtBot) -> PeopleDriver:
    assert alva
    made = PeopleDriver(surroundings, qtbot)
    made.open("Alva Berg")
    return made


def begin(driver: PeopleDriver) -> None:
    driver.menu("Write a letter …")
    driver.wait_until(lambda: "Alva" in driver.field("Text").text, "the letter")


def sent(workspace: Workspace, person_id: str) -> list[tuple[str, str]]:
    return [(contact.channel, contact.outcome) for contact in open_person(workspace, person_id).contacts]


def save_in_clear(driver: PageDriver, path: Path) -> None:
    driver.click("Without a password")
    driver.click("Save as PDF …")
    choose_file(driver, path)


def test_a_letter_is_changed_saved_and_noted(
    driver: PeopleDriver, alva: str, workspace: Workspace, tmp_path: Path
) -> None:
    begin(driver)
    assert driver.nameless() == []
    assert driver.shows("To Granvägen 12, 123 45 Ekköping")
    assert driver.field("Subject").text == "Jag vill gärna prata med dig"
    assert "Ring eller skicka ett sms till mig på 08-12 34 56" in driver.field("Text").text
    driver.fill("Text", "Hej Alva! Vi ses.")
    pick_by_arrows(driver, "Language", "English")
    pick_by_arrows(driver, "Language", "Swedish")
    assert "Vi ses." in driver.field("Text").text  # what was written waits
    save_in_clear(driver, tmp_path / "brev.pdf")
    driver.wait_for_text("The letter is saved as brev.pdf. It is noted as sent today.")
    read = text((tmp_path / "brev.pdf").read_bytes(), tmp_path)
    assert "Hej Alva! Vi ses." in read
    assert "Jag vill gärna prata med dig" in read
    assert sent(workspace, alva) == [("letter", "sent")]
    driver.click("Undo")
    driver.wait_until(lambda: sent(workspace, alva) == [], "the contact to be gone")
    assert not drafts_left(workspace)


def test_a_letter_is_saved_without_being_noted(
    driver: PeopleDriver, alva: str, workspace: Workspace, tmp_path: Path
) -> None:
    begin(driver)
    driver.click("Note the letter as sent today")
    save_in_clear(driver, tmp_path / "brev.pdf")
    driver.wait_for_text("The letter is saved as brev.pdf.")
    assert not driver.shows("noted as sent today")
    assert sent(workspace, alva) == []


def test_a_text_message_is_copied_and_noted(driver: PeopleDriver, alva: str, workspace: Workspace) -> None:
    begin(driver)
    pick_by_arrows(driver, "What to send", "Text message")
    pick_by_arrows(driver, "Language", "English")
    assert driver.shows("To 070-174 06 05")
    assert not driver.shows("Subject")
    assert not driver.shows("Without a password")
    driver.click("Copy the text")
    driver.wait_for_text("The text is copied, and the text message is noted as sent today.")
    assert QGuiApplication.clipboard().text().startswith("Hello Alva!")
    assert sent(workspace, alva) == [("sms", "sent")]


def test_what_is_not_filled_in_is_said_at_the_text(driver: PeopleDriver) -> None:
    begin(driver)
    driver.fill("Text", "Hello {name}")
    driver.click("Save as PDF …")
    driver.wait_for_text("“{name}” has not been filled in.")
    driver.fill("Text", " ")
    driver.click("Save as PDF …")
    driver.wait_for_text("The text is empty.")


def test_a_half_written_letter_waits(
    alva: str, workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    fields = {
        "template": "second_letter",
        "language": "sv",
        "subject": "Hej igen",
        "body": "Hej Alva, hoppas",
    }
    keep_draft(workspace, "letter", alva, fields)
    driver = PeopleDriver(surroundings, qtbot)
    driver.open("Alva Berg")
    driver.menu("Write a letter …")
    driver.wait_for_text("Draft from")
    assert driver.field("What to send").text == "Second letter"
    assert driver.field("Text").text == "Hej Alva, hoppas"
    driver.click("Throw away")
    assert "08-12 34 56" in driver.field("Text").text
    driver.click("Cancel")
    driver.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")


def test_what_was_written_in_another_text_waits_as_well(
    alva: str, workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    first = PeopleDriver(surroundings, qtbot)
    first.open("Alva Berg")
    begin(first)
    first.fill("Text", "Hej Alva! Vi ses.")
    pick_by_arrows(first, "Language", "English")

    def kept() -> bool:
        draft = draft_at(workspace, "letter", alva)
        return draft is not None and draft.fields["language"] == "en"

    first.wait_until(kept, "the draft on disk")
    first.front.hide()  # the process is gone
    again = PeopleDriver(surroundings, qtbot)
    again.open("Alva Berg")
    again.menu("Write a letter …")
    again.wait_for_text("Draft from")
    assert again.field("Language").text == "English"
    assert "Vi ses." not in again.field("Text").text
    pick_by_arrows(again, "Language", "Swedish")
    assert again.field("Text").text == "Hej Alva! Vi ses."
    again.click("Throw away")
    assert "08-12 34 56" in again.field("Text").text
    again.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")


def test_nothing_is_sent_to_somebody_who_is_protected(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    registered(workspace, number("20080601"), protection=Protection.CONFIDENTIALITY_MARK)
    driver = PeopleDriver(surroundings, qtbot)
    driver.wait_until(lambda: bool(driver.names()), "the list")
    driver.open(driver.names()[0])
    driver.wait_for_text("Why do you open this person?")
    driver.fill("Why do you open this person?", "Samtal")
    driver.press("Return")
    driver.wait_for_text("Log contact")
    driver.click("More")
    assert not any(e.name == "Write a letter …" and e.enabled for e in driver.elements())


def test_in_swedish_what_is_filled_in_bears_a_swedish_name(
    alva: str,
    workspace: Workspace,
    surroundings: Surroundings,
    swedish: Translator,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    at_home(workspace, number("20080415", "239"), "Bo", "Ek")
    driver = TodayDriver(replace(surroundings, translator=swedish), qtbot)
    driver.wait_until(lambda: driver.tables() != [], "the list")
    driver.table("Arbetslista").wait_for_rows(2)
    driver.mark_all()
    driver.click("Brev …")
    driver.wait_for_text("{förnamn} blir förnamnet")
    assert "Hej {förnamn}!" in driver.field("Text").text
    driver.click("Utan lösenord")
    driver.click("Spara som PDF …")
    choose_file(driver, tmp_path / "brev.pdf")
    driver.wait_until(lambda: sent(workspace, alva) == [("letter", "sent")], "the letters")
    read = text((tmp_path / "brev.pdf").read_bytes(), tmp_path)
    assert "Hej Alva!" in read
    assert "Hej Bo!" in read


def test_those_who_are_marked_get_a_letter_each(
    alva: str, workspace: Workspace, surroundings: Surroundings, qtbot: QtBot, tmp_path: Path
) -> None:
    bo = at_home(workspace, number("20080415", "239"), "Bo", "Ek")
    registered(workspace, number("20080515", "240"), first="Cia", last="Lind")
    registered(
        workspace,
        number("20080615", "241"),
        first="Dag",
        last="Ros",
        protection=Protection.CONFIDENTIALITY_MARK,
    )
    driver = TodayDriver(surroundings, qtbot)
    driver.wait_until(lambda: len(driver.names()) == 4, "everybody")
    driver.mark_all()
    driver.click("Letters …")
    driver.wait_until(lambda: "{first_name}" in driver.field("Text").text, "the letter")
    assert driver.nameless() == []
    assert driver.shows("1 person with protected personal data is left out.")
    assert driver.shows("1 person without an address is left out.")
    save_in_clear(driver, tmp_path / "brev.pdf")
    driver.wait_for_text("2 letters are saved as brev.pdf. They are noted as sent today.")
    read = text((tmp_path / "brev.pdf").read_bytes(), tmp_path)
    assert "Hej Alva!" in read
    assert "Hej Bo!" in read
    assert "Cia" not in read
    assert sent(workspace, alva) == sent(workspace, bo) == [("letter", "sent")]
