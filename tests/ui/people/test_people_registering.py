from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import count_people, list_people, open_person
from tests.services.workspaces import number, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver

NUMBER = number("20080314")
OTHER = number("20080314", "239")


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> PeopleDriver:
    return PeopleDriver(surroundings, qtbot)


def begin(driver: PeopleDriver, value: str, first: str = "", last: str = "") -> None:
    driver.press("Ctrl+N")
    driver.wait_for_text("Identity number")
    driver.fill("Identity number", value)
    if first:
        driver.fill("First name", first)
        driver.fill("Last name", last)


def test_somebody_is_registered_and_opened(driver: PeopleDriver, workspace: Workspace) -> None:
    begin(driver, NUMBER, "Noor", "Haddad")
    driver.wait_for_text("Personal identity number, 18 years")
    driver.fill("Phone", "070-174 06 05")
    driver.choose("Reason for registration", "Study certificate")
    assert driver.nameless() == []
    driver.click("Register")
    driver.wait_for_text("The person is registered.")
    driver.wait_for_text("Responsibility began")
    row = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=1)[0]
    assert (row.name, row.registered_on) == ("Noor Haddad", workspace.today)


def test_the_number_is_checked_while_it_is_typed(driver: PeopleDriver, workspace: Workspace) -> None:
    begin(driver, NUMBER[:-1])
    assert driver.shows("Ten or twelve digits")
    wrong = str((int(NUMBER[-1]) + 1) % 10)
    driver.type(wrong)
    driver.wait_for_text("does not fit the others")
    driver.click("Register")
    driver.wait_for_text("What is the name?")
    driver.fill("First name", "Noor")
    driver.click("Register")
    driver.wait_until(lambda: driver.focused_name() == "Identity number", "the focus to return")
    assert count_people(workspace, PeopleFilter.ALL) == 0


def test_a_birthday_is_asked_for_only_where_the_number_lacks_it(driver: PeopleDriver) -> None:
    begin(driver, NUMBER)
    assert not driver.shows("Birthday")
    driver.fill("Identity number", number("20080060"))
    driver.wait_for_text("Coordination number without a birthday")
    driver.wait_for_text("Birthday")


def test_the_same_name_and_birthday_is_warned_of_before_anything_is_written(
    workspace: Workspace, driver: PeopleDriver
) -> None:
    registered(workspace, NUMBER, first="Noor", last="Haddad")
    begin(driver, OTHER, "Noor", "Haddad")
    driver.click("Register")
    driver.wait_for_text("Is it the same person?")
    assert count_people(workspace, PeopleFilter.ALL) == 1
    driver.click("Register anyway")
    driver.wait_for_text("The person is registered.")
    assert count_people(workspace, PeopleFilter.ALL) == 2


def test_an_open_person_can_only_be_opened(workspace: Workspace, driver: PeopleDriver) -> None:
    registered(workspace, NUMBER, first="Noor", last="Haddad")
    begin(driver, NUMBER)
    driver.wait_for_text("This number is registered already, and open.")
    driver.click("Open")
    driver.wait_for_text("End the responsibility")
    driver.wait_for_text("Noor Haddad")


def test_who_has_been_here_before_is_registered_again(workspace: Workspace, driver: PeopleDriver) -> None:
    person = registered(workspace, NUMBER, first="Noor", last="Haddad")
    episode = open_person(workspace, person).open_episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=workspace.today, reason="moved")
    begin(driver, NUMBER)
    driver.wait_for_text("This number has been in the register before.")
    driver.click("Register again")
    driver.wait_for_text("The person is registered.")
    assert len(open_person(workspace, person).episodes) == 2


def test_what_is_missing_is_said_in_the_order_of_the_fields(driver: PeopleDriver) -> None:
    driver.press("Ctrl+N")
    driver.wait_for_text("Identity number")
    driver.click("Register")
    driver.wait_for_text("Enter an identity number.")
    assert not driver.shows("What is the name?")
    driver.wait_until(lambda: driver.focused_name() == "Identity number", "the focus to go there")


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("Phone", "abc", "A phone number has at least 5 digits. Leave empty if not known."),
        ("E-mail", "noor", "An e-mail address has an @. Leave empty if not known."),
    ],
)
def test_a_way_to_reach_somebody_has_to_be_one(
    driver: PeopleDriver, workspace: Workspace, field: str, text: str, said: str
) -> None:
    begin(driver, NUMBER, "Noor", "Haddad")
    driver.fill(field, text)
    driver.click("Register")
    driver.wait_for_text(said)
    assert count_people(workspace, PeopleFilter.ALL) == 0
