from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.work_list import work_of
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import number, operations, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver


@pytest.fixture
def family(workspace: Workspace) -> dict[str, str]:
    def lives(value: str, first: str, street: str) -> str:
        return registered(
            workspace,
            number(value),
            first=first,
            last="Ek",
            street=street,
            postal_code="171 71",
            city="Solna",
        )

    return {
        "Ada Ek": lives("20080314", "Ada", "Ekgatan 3"),
        "Bo Ek": lives("20090401", "Bo", "Ekgatan 3"),
        "Cia Ek": lives("20090612", "Cia", "Alvägen 9"),
    }


@pytest.fixture
def driver(family: dict[str, str], surroundings: Surroundings, qtbot: QtBot) -> PeopleDriver:
    driver = PeopleDriver(surroundings, qtbot)
    driver.wait_for_names(*family)
    return driver


def contacts(workspace: Workspace, person: str) -> tuple[ContactAttempt, ...]:
    return open_person(workspace, person).contacts


def test_a_call_without_answer_is_logged_from_the_list_in_four_keystrokes(
    driver: PeopleDriver, workspace: Workspace, family: dict[str, str]
) -> None:
    driver.people.select("Bo Ek")
    driver.press("Ctrl+L")
    driver.wait_for_text("Bo Ek")
    for keys in ("O", "N", "Return"):
        driver.press(keys)
    driver.wait_for_text("Bo Ek: The contact is saved.")
    (contact,) = contacts(workspace, family["Bo Ek"])
    assert (contact.channel, contact.outcome, contact.made_on) == ("phone", "no_answer", workspace.today)
    assert driver.has_list()
    driver.press("Down")
    driver.press("Return")
    driver.wait_for_text("Alvägen 9")


def test_whoever_types_on_after_the_outcome_writes_the_note(
    driver: PeopleDriver, workspace: Workspace, family: dict[str, str]
) -> None:
    driver.people.select("Bo Ek")
    driver.press("Ctrl+L")
    driver.wait_for_text("Bo Ek")
    driver.press("O")
    driver.type("nLät det ringa, b som sist")
    driver.press("Shift+Return")
    driver.type("Ny koll på fredag")
    driver.press("Return")
    driver.wait_for_text("The contact is saved.")
    (contact,) = contacts(workspace, family["Bo Ek"])
    assert (contact.channel, contact.outcome) == ("phone", "no_answer")
    assert contact.note == "Lät det ringa, b som sist\nNy koll på fredag"


def test_the_keyboard_goes_through_the_log_line_as_the_eye_does(driver: PeopleDriver) -> None:
    driver.people.select("Bo Ek")
    driver.press("Ctrl+L")
    driver.wait_for_text("Bo Ek")
    for keys in ("O", "N"):
        driver.press(keys)
    driver.wait_for_text("Ada Ek, 18 years")
    passed = [driver.focused_name()]
    while passed[-1] != "Save contact":
        driver.press("Tab")
        passed.append(driver.focused_name())
    also_for = ["Ada Ek, 18 years", "Somebody else …"]
    assert passed == ["Note", "Day", "Not asked", "By the contact plan", *also_for, "Save contact"]


def test_one_entry_for_all_who_are_marked_is_undone_as_one(
    driver: PeopleDriver, workspace: Workspace, family: dict[str, str]
) -> None:
    driver.people.select("Ada Ek")
    driver.people.select_also("Cia Ek")
    driver.click("Log contact")
    driver.wait_for_text("Ada Ek, Cia Ek")
    assert driver.shows("2 people")
    assert driver.nameless() == []
    for keys in ("L", "S", "Return"):
        driver.press(keys)
    driver.wait_for_text("The contact is saved for 2 people.")
    assert [len(contacts(workspace, person)) for person in family.values()] == [1, 0, 1]
    assert operations(workspace).count("contact.log") == 1
    driver.click("Undo")
    driver.wait_for_text("Undone.")
    assert [len(contacts(workspace, person)) for person in family.values()] == [0, 0, 0]


def test_nothing_is_lost_where_something_is_missing_and_nothing_saved_when_left(
    driver: PeopleDriver, workspace: Workspace, family: dict[str, str]
) -> None:
    driver.people.select("Ada Ek")
    driver.press("Ctrl+L")
    driver.wait_for_text("Ctrl+L, a key for the channel")
    driver.press("Return")
    driver.wait_for_text("How did you try? Choose a channel.")
    driver.press("Esc")
    driver.wait_until_gone("How did you try?")
    assert contacts(workspace, family["Ada Ek"]) == ()


def test_those_at_the_same_address_are_one_tick_away(
    driver: PeopleDriver, workspace: Workspace, family: dict[str, str]
) -> None:
    driver.open("Ada Ek")
    driver.press("Ctrl+L")
    driver.wait_for_text("Bo Ek, 17 years")
    assert not driver.shows("Cia Ek")
    driver.click("Bo Ek, 17 years")
    for keys in ("Ctrl+L", "L", "S", "Return"):
        driver.press(keys)
    driver.wait_for_text("The contact is saved for 2 people.")
    driver.wait_for_text("Letter: Sent")
    assert [len(contacts(workspace, person)) for person in family.values()] == [1, 1, 0]
    for keys in ("Ctrl+L", "L", "S", "Return"):
        driver.press(keys)
    driver.wait_until(lambda: len(contacts(workspace, family["Ada Ek"])) == 2, "the second letter")
    assert len(contacts(workspace, family["Bo Ek"])) == 1  # the tick was for one letter only


def test_somebody_at_another_address_is_found_and_logged_with(
    driver: PeopleDriver, workspace: Workspace, family: dict[str, str]
) -> None:
    driver.people.select("Ada Ek")
    driver.press("Ctrl+L")
    driver.wait_for_text("Bo Ek, 17 years")
    for keys in ("L", "S"):
        driver.press(keys)
    while driver.focused_name() != "Somebody else …":
        driver.press("Tab")
    driver.press("Return")
    driver.wait_for_text("Type some letters of the name.")
    assert driver.nameless() == []
    driver.press("a")
    driver.type("da")
    driver.wait_for_text("Nobody matches.")
    driver.fill("Search", "ek")
    driver.wait_until(lambda: len(driver.table("Matches").rows()) == 2, "all but the one it is for")
    driver.fill("Search", "cia")
    driver.wait_until(lambda: driver.table("Matches").column("Town") == ["Solna"], "Cia")
    driver.press("Return")
    driver.wait_for_text("Cia Ek, Solna")
    driver.press("Return")
    driver.wait_for_text("The contact is saved for 2 people.")
    assert [len(contacts(workspace, person)) for person in family.values()] == [1, 0, 1]
    assert operations(workspace).count("contact.log") == 1


def test_a_contact_on_a_closed_episode_is_saved_and_says_so(
    driver: PeopleDriver, workspace: Workspace, family: dict[str, str]
) -> None:
    episode = open_person(workspace, family["Ada Ek"]).open_episode
    assert episode is not None
    driver.feed.announce(
        close_episode(workspace, episode.id, deregistered_on=date(2026, 9, 1), reason="moved")
    )
    driver.click("All")
    driver.wait_until(lambda: "Closed" in driver.people.column("State"), "the closed one")
    driver.people.select("Ada Ek")
    for keys in ("Ctrl+L", "O", "N", "Return"):
        driver.press(keys)
    driver.wait_for_text("The person was not registered on that day.")
    assert len(contacts(workspace, family["Ada Ek"])) == 1


def test_the_next_step_is_set_while_logging_and_changed_beside_the_timeline(
    driver: PeopleDriver, workspace: Workspace, family: dict[str, str]
) -> None:
    driver.open("Cia Ek")
    driver.wait_for_text("Letter, 60 days late")
    for keys in ("Ctrl+L", "O", "N"):
        driver.press(keys)
    driver.choose("Next step", "Home visit")
    assert driver.field("Next step on").text == "7 Oct 2026"
    driver.fill("Next step on", "+3")
    driver.click("Save contact")
    driver.wait_for_text("Set by hand")
    assert driver.shows("Home visit, Sat 3 Oct")
    driver.click("Change …")
    driver.choose("Next step", "As the contact plan proposes")
    driver.click("Set")
    driver.wait_for_text("The contact plan proposes the next step.")
    driver.wait_until_gone("Set by hand")
    driver.click("Mute …")
    driver.wait_for_text("Leave off the list")
    driver.click("Mute")
    driver.wait_for_text("Muted until 14 Oct 2026: Agreed to be in touch later")
    driver.click("Show again")
    driver.wait_until_gone("Muted until 14 Oct 2026")
    work = work_of(workspace, family["Cia Ek"])
    assert work is not None
    assert work.item.muted_until is None
