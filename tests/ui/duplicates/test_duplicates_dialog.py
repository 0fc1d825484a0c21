from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.services.duplicates import find_duplicates
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import Registration, count_people, open_person, register_person
from tests.services.workspaces import details, number
from tests.ui.drivers.duplicates import DuplicatesDriver
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver

PERSONAL, COORDINATION = number("20080314", "238"), number("20080374", "240")


def add(workspace: Workspace, value: str, on: date, **more: str) -> str:
    registration = Registration(details=details(value, last="Öberg", **more), registered_on=on)
    return register_person(workspace, registration)[0]


@pytest.fixture
def now(workspace: Workspace) -> str:
    """Under the personal number; before that under a coordination number, with a phone."""
    former = add(workspace, COORDINATION, date(2026, 1, 10), first="Anna", phone="070-174 06 05")
    episode = open_person(workspace, former).episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=date(2026, 3, 1), reason="moved")
    return add(workspace, PERSONAL, date(2026, 8, 1), first="Anna Maria")


@pytest.mark.usefixtures("now")
def test_two_are_compared_merged_and_parted_again(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    driver = DuplicatesDriver(surroundings, qtbot)
    driver.wait_for_text("1 pair may be the same person.")
    driver.pairs.wait_for_row("Another kind of number, the same birthday and a similar name")
    for text in ("Is kept", "20080374-2402", "1 registration", "Phone: 070-174 06 05", "First name: Anna"):
        driver.wait_for_text(text)
    assert driver.nameless() == []
    driver.click("Merge")
    driver.wait_for_text("The two are one person now.")
    driver.wait_for_nobody()
    assert count_people(workspace, PeopleFilter.ALL) == 1
    driver.click("Undo")
    driver.pairs.wait_for_rows(1)
    assert count_people(workspace, PeopleFilter.ALL) == 2


def test_the_other_one_may_be_kept(
    surroundings: Surroundings, workspace: Workspace, now: str, qtbot: QtBot
) -> None:
    driver = DuplicatesDriver(surroundings, qtbot)
    driver.wait_for_text("Phone: 070-174 06 05")
    driver.click("Keep the other one")
    driver.wait_until_gone("Phone: 070-174 06 05")
    driver.click("Merge")
    driver.wait_for_nobody()
    assert now not in {pair.first.id for pair in find_duplicates(workspace)}
    assert count_people(workspace, PeopleFilter.ALL) == 1


@pytest.mark.usefixtures("now")
def test_different_people_are_not_suggested_again(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    driver = DuplicatesDriver(surroundings, qtbot)
    driver.wait_for_text("1 pair may be the same person.")
    driver.click("Not the same person")
    driver.wait_for_text("Remembered: they are not the same person.")
    driver.wait_for_nobody()
    assert find_duplicates(workspace) == ()


def test_overlapping_registrations_stand_in_the_way(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    add(workspace, PERSONAL, date(2026, 8, 1), first="Anna")
    add(workspace, number("20080314", "246"), date(2026, 8, 1), first="Anna")
    driver = DuplicatesDriver(surroundings, qtbot)
    driver.wait_for_text("The registrations of the two overlap")
    assert [element.enabled for element in driver.elements() if element.name == "Merge"] == [False]


def test_the_people_list_leads_there(surroundings: Surroundings, qtbot: QtBot) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    with qtbot.waitSignal(driver.page.duplicates_wanted):
        driver.click("Possible duplicates")
