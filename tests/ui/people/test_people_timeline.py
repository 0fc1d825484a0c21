from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.i18n import Translator
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.notice_imports import NoticeEntry, add_notice
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import USER, number, operations, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver

NUMBER = number("20080314")
CALL = ContactEntry(made_on=date(2026, 9, 28), channel="phone", outcome="no_answer", note="Ringde två gånger")


@pytest.fixture
def noor(workspace: Workspace) -> str:
    person = registered(workspace, NUMBER, first="Noor", last="Haddad")
    log_contact(workspace, [person], CALL)
    return person


@pytest.fixture
def driver(noor: str, surroundings: Surroundings, qtbot: QtBot) -> PeopleDriver:
    assert noor
    driver = PeopleDriver(surroundings, qtbot)
    driver.open("Noor Haddad")
    driver.wait_for_text("Phone: No answer")
    return driver


def test_a_contact_is_corrected_and_how_it_stood_stays(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    assert driver.shows("Noted on 30 Sept 2026")
    driver.open_event("Phone: No answer")
    driver.click("Correct …")
    driver.wait_for_text("How it stood before stays in the timeline.")
    assert driver.field("Note").text == "Ringde två gånger"
    assert driver.nameless() == []
    driver.choose("Outcome", "Reached")
    driver.choose("What the young person does", "Work")
    driver.fill("Note", "Svarade andra gången")
    driver.click("Save")
    driver.wait_for_text("The contact is corrected.")
    driver.wait_for_text(
        f"Corrected 30 Sept 2026 by {USER}, was: Phone: No answer, no occupation, “Ringde två gånger”"
    )
    driver.wait_for_text("Phone: Reached")
    assert open_person(workspace, noor).state == "reached"
    driver.click("Undo")
    driver.wait_until_gone("Corrected 30 Sept")
    driver.wait_for_text("Phone: No answer")


def test_a_contact_is_removed_with_a_reason_and_is_still_told(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    driver.open_event("Phone: No answer")
    driver.click("Remove …")
    driver.pick("Why it is removed", "It was about somebody else")
    assert driver.nameless() == []
    driver.click("Remove")
    driver.wait_for_text("The contact is removed.")
    driver.wait_for_text(f"Removed 30 Sept 2026 by {USER}: It was about somebody else")
    assert open_person(workspace, noor).contacts == ()
    assert operations(workspace)[-1] == "contact.remove"
    assert driver.shows("Not contacted")
    driver.click("Undo")
    driver.wait_until_gone("Removed 30 Sept")
    assert len(open_person(workspace, noor).contacts) == 1


def test_a_contact_of_an_earlier_day_takes_its_place(driver: PeopleDriver) -> None:
    driver.press("Ctrl+L")
    for keys in ("L", "S"):
        driver.press(keys)
    driver.fill("Day", "2026-09-20")
    driver.click("Save contact")
    driver.wait_for_text("Letter: Sent")
    told = "\n".join(driver.visible_texts())
    assert told.index("Phone: No answer") < told.index("Letter: Sent") < told.index("Responsibility began")


def test_school_notices_and_changes_stand_in_the_timeline_and_it_is_narrowed(
    driver: PeopleDriver, workspace: Workspace
) -> None:
    number_ = parse_personal_number(NUMBER, today=workspace.today)
    entry = NoticeEntry(number=number_, kind=NoticeKind.ABSENT, dated=date(2026, 9, 25), school="Ekskolan")
    driver.feed.announce(add_notice(workspace, entry)[1])
    driver.wait_for_text("School notice: Absent")
    assert driver.shows("Ekskolan")
    driver.press("Ctrl+E")
    driver.wait_for_text("Home municipality")
    driver.fill("Town", "Björkhamn")
    driver.click("Save")
    driver.wait_for_text("Change details")
    driver.pick("Show in the timeline", "School notices (1)")
    driver.wait_until_gone("Phone: No answer")
    driver.wait_for_text("Ekskolan")
    driver.pick("Show in the timeline", "Changes and imports (1)")
    driver.wait_for_text("Change details")
    driver.pick("Show in the timeline", "Everything (4)")
    driver.wait_for_text("Phone: No answer")


@pytest.mark.usefixtures("noor")
def test_the_timeline_speaks_swedish(surroundings: Surroundings, swedish: Translator, qtbot: QtBot) -> None:
    driver = PeopleDriver(replace(surroundings, translator=swedish), qtbot)
    driver.open("Noor Haddad")
    driver.wait_for_text("Telefon: Inget svar")


def test_coming_back_by_keyboard_an_event_has_the_focus_and_its_menu_the_first_entry(
    driver: PeopleDriver,
) -> None:
    driver.focus_timeline(Qt.FocusReason.BacktabFocusReason)
    driver.wait_until(lambda: "Phone: No answer" in driver.event_at_hand(), "an event to have the focus")
    driver.press("Return")
    driver.wait_for_text("Correct …")
    assert driver.entry_at_hand() == "Correct …"
