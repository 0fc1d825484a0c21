"""What is half written is there again: after going elsewhere, after a crash, in dialogs too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.drafts import Draft
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.drafts import draft_at, drafts_left, keep_draft
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import TODAY, number, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver

NUMBER = number("20080314")
OpenPage = Callable[[], PeopleDriver]


@pytest.fixture
def noor(workspace: Workspace) -> str:
    return registered(workspace, NUMBER, first="Noor", last="Haddad")


@pytest.fixture
def kim(workspace: Workspace) -> str:
    return registered(workspace, first="Kim", last="Berg")


@pytest.fixture
def open_page(noor: str, kim: str, surroundings: Surroundings, qtbot: QtBot) -> OpenPage:
    assert noor != kim
    return lambda: PeopleDriver(surroundings, qtbot)


def contact_draft(workspace: Workspace, person_id: str) -> Draft:
    draft = draft_at(workspace, "contact", person_id)
    assert draft is not None
    return draft


def wait_for_draft(driver: PeopleDriver, workspace: Workspace, name: str, text: str) -> None:
    """On disk without anybody doing anything more."""

    def written() -> bool:
        places = [(one.place, one.person_id) for one in drafts_left(workspace)]
        drafts = [draft_at(workspace, place, person) for place, person in places]
        return any(draft is not None and draft.fields.get(name) == text for draft in drafts)

    driver.wait_until(written, f"a draft with {text!r}")


def write(driver: PeopleDriver, text: str) -> None:
    driver.press("Ctrl+L")
    driver.press("O")
    driver.fill("Note", text)


def test_a_note_is_on_disk_while_it_is_typed_and_there_after_a_crash(
    open_page: OpenPage, workspace: Workspace, noor: str
) -> None:
    first = open_page()
    first.open("Noor Haddad")
    write(first, "Söker jobb på lager")
    wait_for_draft(first, workspace, "note", "Söker jobb på lager")
    again = open_page()  # as the next start would: nothing has been told to leave
    again.open("Noor Haddad")
    again.wait_for_text("Draft from")
    assert again.field("Note").text == "Söker jobb på lager"
    assert contact_draft(workspace, noor).fields["channel"] == "phone"


def test_a_draft_goes_when_it_is_saved(open_page: OpenPage, workspace: Workspace, noor: str) -> None:
    driver = open_page()
    driver.open("Noor Haddad")
    write(driver, "Ringer upp i morgon")
    wait_for_draft(driver, workspace, "note", "Ringer upp i morgon")
    driver.press("Ctrl+L")
    for keys in ("O", "N", "Return"):
        driver.press(keys)
    driver.wait_for_text("The contact is saved.")
    driver.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")
    assert open_person(workspace, noor).contacts[0].note == "Ringer upp i morgon"


def test_a_draft_is_thrown_away(open_page: OpenPage, workspace: Workspace, noor: str) -> None:
    keep_draft(workspace, "contact", noor, {"note": "gammalt", "day": "2026-09-29"})
    driver = open_page()
    driver.open("Noor Haddad")
    driver.wait_for_text("Draft from")
    assert driver.field("Day").text == "29 Sept 2026"
    driver.click("Throw away")
    driver.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")
    driver.press("Ctrl+L")
    assert driver.field("Note").text == ""
    assert driver.field("Day").text == "30 Sept 2026"


def test_each_person_has_a_draft_of_their_own(open_page: OpenPage, workspace: Workspace) -> None:
    driver = open_page()
    driver.open("Noor Haddad")
    write(driver, "om Noor")
    driver.press("Esc")
    driver.open("Kim Berg")
    driver.press("Ctrl+L")
    assert driver.field("Note").text == ""
    driver.fill("Note", "om Kim")
    driver.press("Esc")
    driver.open("Noor Haddad")
    driver.wait_until(lambda: driver.field("Note").text == "om Noor", "the note about Noor")
    driver.wait_until(lambda: len(drafts_left(workspace)) == 2, "both drafts")


def test_what_is_typed_and_taken_out_again_is_no_draft(open_page: OpenPage, workspace: Workspace) -> None:
    driver = open_page()
    driver.open("Noor Haddad")
    driver.press("Ctrl+L")
    driver.fill("Note", "x")
    wait_for_draft(driver, workspace, "note", "x")
    driver.press("Backspace")
    driver.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")


def test_a_draft_begun_in_the_list_is_offered_on_the_page(open_page: OpenPage, workspace: Workspace) -> None:
    driver = open_page()
    driver.wait_until(lambda: "Noor Haddad" in driver.names(), "the list")
    driver.people.select("Noor Haddad")
    driver.press("Ctrl+L")
    driver.wait_for_text("Save contact")
    driver.press("O")
    driver.fill("Note", "från listan")
    wait_for_draft(driver, workspace, "note", "från listan")
    driver.front.hide()  # the process is gone, and nobody has cancelled
    again = open_page()
    again.open("Noor Haddad")
    again.wait_for_text("Draft from")
    assert again.field("Note").text == "från listan"


def test_a_half_filled_registration_is_offered_again(open_page: OpenPage, workspace: Workspace) -> None:
    first = open_page()
    first.press("Ctrl+N")
    first.wait_for_text("Identity number")
    first.fill("Identity number", "20080601")
    first.fill("Phone", "070-174 06 05")
    wait_for_draft(first, workspace, "phone", "070-174 06 05")
    first.front.hide()  # the process is gone, and nobody has cancelled
    again = open_page()
    again.press("Ctrl+N")
    again.wait_for_text("Draft from")
    assert again.field("Phone").text == "070-174 06 05"
    assert again.field("Identity number").text == "20080601"
    again.click("Cancel")
    again.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")


def test_a_correction_is_a_draft_until_it_is_saved(
    open_page: OpenPage, workspace: Workspace, noor: str
) -> None:
    log_contact(
        workspace, [noor], ContactEntry(made_on=TODAY, channel="phone", outcome="no_answer", note="förr")
    )
    contact = open_person(workspace, noor).contacts[0]
    keep_draft(workspace, f"contact.correct:{contact.id}", noor, {"note": "bättre", "channel": "sms"})
    driver = open_page()
    driver.open("Noor Haddad")
    driver.open_event("Phone: No answer")
    driver.click("Correct …")
    driver.wait_for_text("Draft from")
    assert driver.field("Note").text == "bättre"
    driver.click("Save")
    driver.wait_for_text("The contact is corrected.")
    driver.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")


def test_the_draft_of_a_protected_person_waits_behind_the_reason(
    open_page: OpenPage, workspace: Workspace
) -> None:
    hidden = registered(
        workspace, number("20080601"), first="Gun", protection=Protection.CONFIDENTIALITY_MARK
    )
    keep_draft(workspace, "contact", hidden, {"note": "hemligt"})
    driver = open_page()
    name = drafts_left(workspace)[0].person
    driver.open(name)
    driver.wait_for_text("Why do you open this person?")
    assert not driver.shows("hemligt")
    driver.fill("Why do you open this person?", "Samtal")
    driver.press("Return")
    driver.wait_for_text("Draft from")
    assert driver.field("Note").text == "hemligt"


def test_a_dialog_begun_about_the_person_is_told_on_the_page(
    open_page: OpenPage, workspace: Workspace, noor: str
) -> None:
    keep_draft(workspace, "measure.offer", noor, {"kind": "guidance"})
    driver = open_page()
    driver.open("Noor Haddad")
    driver.wait_for_text("Half-written: Offer a measure.")
    driver.press("Ctrl+M")
    driver.wait_for_text("Draft from")
    assert driver.field("Measure").text == "Study and career guidance"
    driver.click("Cancel")
    driver.press("Ctrl+L")
    driver.wait_until_gone("Half-written")
