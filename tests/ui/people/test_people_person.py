from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.work_list import MuteReason
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.case_workers import add_case_worker
from kaa_desktop.services.episodes import assign_episode
from kaa_desktop.services.leaves import add_leave
from kaa_desktop.services.undo import redo, undo
from kaa_desktop.services.work_actions import mute
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import number, operations, reads, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver
from tests.ui.looking import focus_chain

NUMBER = number("20080314")


class Calls(QObject):
    """Stands for the program that calls."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.made.append(url.toString())


@pytest.fixture
def noor(workspace: Workspace) -> str:
    return registered(workspace, NUMBER, first="Noor", last="Haddad", phone="070-174 06 05")


@pytest.fixture
def driver(noor: str, surroundings: Surroundings, qtbot: QtBot) -> PeopleDriver:
    assert noor
    driver = PeopleDriver(surroundings, qtbot)
    driver.open("Noor Haddad")
    return driver


def test_nothing_but_the_window_is_shown_while_a_person_opens(driver: PeopleDriver) -> None:
    assert driver.window.isActiveWindow()  # another window would have taken the keyboard


def test_tab_goes_through_a_person_as_the_page_stands(driver: PeopleDriver) -> None:
    stops = [element.accessibleName() for element in focus_chain(driver.window)]
    wanted = ("The person", "Copy the phone number", "Letter", "Timeline")
    places = [stops.index(driver.words(name)) for name in wanted]
    mending = [place for place, name in enumerate(stops) if name.startswith("Mend: ")]
    assert [*places, *mending] == sorted([*places, *mending]), stops
    assert mending
    assert len(stops) > mending[-1] + 1  # the measures come after


def test_a_call_without_answer_takes_four_keystrokes_and_can_be_undone(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    for keys in ("Ctrl+L", "O", "N", "Return"):
        driver.press(keys)
    driver.wait_for_text("The contact is saved.")
    contact = open_person(workspace, noor).contacts[0]
    assert (contact.channel, contact.outcome, contact.made_on) == ("phone", "no_answer", workspace.today)
    driver.wait_for_text("Phone: No answer")
    driver.click("Undo")
    driver.wait_for_text("Undone.")
    driver.wait_until_gone("Phone: No answer")
    assert open_person(workspace, noor).contacts == ()


def test_words_that_point_to_forbidden_data_are_told_while_typing(driver: PeopleDriver) -> None:
    driver.press("Ctrl+L")
    driver.fill("Note", "Har fått en diagnos")
    driver.wait_for_text("“diagnos” (health)")
    driver.fill("Note", "Vill veta mer om komvux")
    driver.wait_until_gone("“diagnos” (health)")


def test_what_is_missing_is_asked_for_where_it_can_be_seen(driver: PeopleDriver) -> None:
    driver.make_small(1100, 600)
    driver.press("Ctrl+L")
    driver.wait_for_text("Letter")
    driver.press("Return")
    driver.wait_until(lambda: driver.sees("How did you try? Choose a channel."), "the whole question")
    driver.wait_until(driver.sees_focus, "the channels")


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    driver.press("Ctrl+L")
    driver.press("Return")
    driver.wait_for_text("How did you try? Choose a channel.")
    driver.press("L")
    driver.press("Return")
    driver.wait_for_text("How did it go? Choose an outcome.")
    driver.press("S")
    driver.fill("Day", "2027-01-01")
    driver.fill("Note", "Brev till den nya adressen")
    driver.click("Save contact")
    driver.wait_for_text("cannot be dated in the future")
    assert driver.field("Note").text == "Brev till den nya adressen"
    driver.press("Esc")
    driver.open("Noor Haddad")
    driver.wait_until(lambda: driver.field("Note").text == "Brev till den nya adressen", "the draft")
    driver.fill("Day", "-1")
    driver.choose("What the young person does", "Work")
    driver.click("Save contact")
    driver.wait_for_text("The contact is saved.")
    driver.wait_for_text("verified yesterday")
    contact = open_person(workspace, noor).contacts[0]
    assert (contact.made_on, contact.occupation) == (date(2026, 9, 29), "work")
    driver.wait_until_gone("Save contact")
    driver.press("Ctrl+L")
    assert driver.field("Note").text == ""


def test_a_measure_from_offer_to_end(driver: PeopleDriver, workspace: Workspace, noor: str) -> None:
    driver.press("Ctrl+M")
    driver.wait_for_text("Save offer")
    driver.click("Save offer")
    driver.wait_for_text("Choose one.")
    driver.choose("Measure", "Work placement")
    driver.click("Save offer")
    driver.wait_for_text("The offer is saved.")
    driver.click("Said yes")
    driver.wait_for_text("The answer is saved.")
    driver.click("Begin …")
    driver.click("Begin")
    driver.wait_for_text("The measure has begun.")
    driver.click("End …")
    driver.choose("Why it ended", "Began studies")
    driver.choose("Occupation after the measure", "Municipal adult education")
    driver.click("End")
    driver.wait_for_text("The measure has ended.")
    driver.wait_for_text("Nothing is offered or running.")
    measure = open_person(workspace, noor).measures[0]
    assert (measure.kind, measure.end_reason) == ("work_placement", "began_studies")
    assert operations(workspace)[-4:] == ["measure.offer", "measure.answer", "measure.begin", "measure.end"]
    driver.press("Esc")


def test_an_offer_can_be_declined(driver: PeopleDriver, workspace: Workspace, noor: str) -> None:
    driver.press("Ctrl+M")
    driver.choose("Measure", "Other measure")
    driver.press("Ctrl+Return")
    driver.click("Said no")
    driver.wait_for_text("Nothing is offered or running.")
    assert open_person(workspace, noor).measures[0].response == "declined"


def test_the_responsibility_ends_and_begins_again(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    driver.click("End the responsibility")
    driver.choose("Why the responsibility ended", "Turned 20")
    driver.wait_for_text("Turns 20 on 14 Mar 2028")
    assert driver.field("Ended on").text == "14 Mar 2028"
    driver.click("End")
    driver.wait_for_text("has not been yet")
    driver.click("Cancel")
    driver.click("End the responsibility")
    driver.choose("Why the responsibility ended", "Moved")
    driver.click("End")
    driver.wait_for_text("Register again")
    driver.click("Undo")
    driver.wait_until_gone("Register again")
    redo(workspace)
    assert open_person(workspace, noor).open_episode is None
    driver.press("Esc")
    driver.click("Finished")
    driver.open("Noor Haddad")
    driver.click("Register again")
    driver.choose("Reason for registration", "Study certificate")
    driver.click("Register")
    driver.wait_for_text("Registered again.")
    assert len(open_person(workspace, noor).episodes) == 2


def test_details_are_edited_and_the_history_tells_it_in_words(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    driver.press("Ctrl+E")
    driver.wait_for_text("Home municipality")
    driver.fill("Town", "Björkhamn")
    driver.click("Save")
    driver.wait_for_text("The details are saved.")
    driver.wait_for_text("Björkhamn")
    driver.press("Ctrl+H")
    driver.wait_for_text("Town: Björkhamn")
    assert driver.shows("Change details")
    assert driver.shows(": 20080314-2389")
    assert not driver.shows("young_person")
    assert driver.nameless() == []
    driver.click("Close")
    driver.wait_until(lambda: (noor, "history", "") in reads(workspace), "the reading to be logged")


def test_the_history_says_in_words_why_somebody_was_muted(
    driver: PeopleDriver, workspace: Workspace, noor: str
) -> None:
    driver.feed.announce(mute(workspace, [noor], date(2026, 10, 20), MuteReason.AWAITS_ANSWER))
    driver.wait_for_text("Muted until")
    driver.press("Ctrl+H")
    driver.wait_for_text("Reason: We wait for an answer")
    assert not driver.shows("awaits_answer")


def test_the_phone_number_is_copied_on_request_only(driver: PeopleDriver) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    driver.wait_for_text("070-174 06 05")
    assert clipboard.text() == ""
    driver.click("Copy the phone number")
    assert clipboard.text() == "070-174 06 05"
    driver.wait_for_text("Copied.")
    history = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'
    assert clipboard.mimeData().data(history).data() == bytes(4)
    clipboard.clear()
    assert driver.nameless() == []


def test_the_phone_number_is_handed_to_the_program_that_calls(driver: PeopleDriver) -> None:
    calls = Calls()
    method: Any = "take"  # the type stub asks for bytes, which Qt passes over
    QDesktopServices.setUrlHandler("tel", calls, method)
    try:
        driver.click("Call 070-174 06 05")
    finally:
        QDesktopServices.unsetUrlHandler("tel")
    assert calls.made == ["tel:0701740605"]


def test_the_age_is_told_with_the_days_that_are_left(driver: PeopleDriver) -> None:
    driver.wait_for_text("18 years")
    assert driver.shows("turns 20 in 531 days, 14 Mar 2028")


def test_a_registration_that_is_undone_leads_back_to_the_list(
    driver: PeopleDriver, workspace: Workspace
) -> None:
    _operation, changes = undo(workspace)
    driver.feed.announce(changes)
    driver.wait_for_text("The register is empty")


def test_a_protected_person_opens_with_a_reason(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    person = registered(
        workspace, NUMBER, first="Noor", last="Haddad", protection=Protection.PROTECTED_REGISTRATION
    )
    driver = PeopleDriver(surroundings, qtbot)
    driver.wait_until(lambda: driver.has_list() and len(driver.names()) == 1, "the row")
    case_number = driver.names()[0]
    driver.open(case_number)
    driver.wait_for_text("Why do you open this person?")
    assert not driver.shows("Noor")
    driver.click("Open with this reason")
    driver.wait_for_text("Write a short reason first.")
    driver.fill("Why do you open this person?", "Samtal i dag")
    driver.press("Return")
    driver.wait_for_text("Noor Haddad")
    driver.wait_until(lambda: (person, "person", "Samtal i dag") in reads(workspace), "the log of readings")
    driver.press("Esc")
    driver.open(case_number)
    assert not driver.shows("Noor")


def test_somebody_new_becomes_responsible(driver: PeopleDriver, workspace: Workspace, noor: str) -> None:
    driver.click("Change the case worker")
    driver.wait_for_text("Save")
    driver.click("Add somebody …")
    driver.wait_for_text("Add case worker")
    driver.fill("Name", "Lo Wikström")
    driver.press("Ctrl+Return")
    driver.wait_until(lambda: driver.field("Case worker").text == "Lo Wikström", "the new name chosen")
    driver.click("Save")
    driver.wait_for_text("The case worker has been changed.")
    view = open_person(workspace, noor)
    assert view.episode is not None
    assert view.case_worker_names[view.episode.case_worker_id or ""] == "Lo Wikström"


def test_who_stands_in_during_a_leave_is_told(driver: PeopleDriver, workspace: Workspace, noor: str) -> None:
    episode = open_person(workspace, noor).open_episode
    assert episode is not None
    away, _changes = add_case_worker(workspace, "Lo Wikström")
    there, _changes = add_case_worker(workspace, "Bo Ek")
    assign_episode(workspace, episode.id, away)
    days = {"first_day": date(2026, 9, 28), "last_day": date(2026, 10, 9)}
    driver.feed.announce(add_leave(workspace, case_worker_id=away, substitute_id=there, **days))
    driver.wait_for_text("Bo Ek stands in until 9 Oct 2026")
    assert driver.shows("Lo Wikström")
