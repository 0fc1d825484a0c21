from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.personal_number import PersonalNumberKind, parse_personal_number
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.i18n import Translator
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.home_visits import list_rounds
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import Registration, open_person, register_person
from tests.services.workspaces import TODAY, number, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver

SOON_20 = number("20061110")
OLDER = number("20070301")
YOUNGER = number("20090515")


@pytest.fixture
def people(workspace: Workspace) -> dict[str, str]:
    ids = {
        "Wilma": registered(workspace, SOON_20, first="Wilma", last="Ek"),
        "Elias": registered(workspace, OLDER, first="Elias", last="Åkesson"),
        "Noor": registered(workspace, YOUNGER, first="Noor", last="Haddad"),
    }
    told = ContactEntry(
        made_on=date(2026, 9, 18), channel="phone", outcome="reached", occupation="job_seeking"
    )
    log_contact(workspace, [ids["Wilma"]], told)
    episode = open_person(workspace, ids["Elias"]).open_episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=date(2026, 9, 1), reason="moved")
    return ids


@pytest.mark.usefixtures("people")
def test_the_list_says_who_how_old_and_where_the_work_stands(
    surroundings: Surroundings, qtbot: QtBot
) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    driver.wait_for_names("Wilma Ek", "Noor Haddad")
    assert driver.shows("2 people")
    wilma = driver.people.rows()[0]
    assert wilma[1:6] == [
        f"{SOON_20[:8]}-{SOON_20[8:]}",
        "20 in 41 days",
        "In contact",
        "Looking for work, 12 d ago",
        "18 Sept 2026",
    ]
    assert driver.people.rows()[1][4:6] == ["not known", "no attempt"]
    driver.click("Finished")
    driver.wait_for_names("Elias Åkesson")
    driver.click("All")
    driver.wait_for_names("Wilma Ek", "Noor Haddad", "Elias Åkesson")
    assert driver.nameless() == []


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("width", [1064, 1150])
def test_the_list_needs_no_scrolling_sideways(surroundings: Surroundings, qtbot: QtBot, width: int) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    driver.window.resize(width, 700)
    driver.wait_for_names("Wilma Ek", "Noor Haddad")
    driver.wait_until(driver.people.fits, f"all columns to fit into {width} pixels")
    assert driver.people.width_of("Case worker") >= 132
    assert width < 1150 or driver.people.shows_whole("Occupation")
    assert driver.shows("Plan home visits")


@pytest.mark.parametrize("width", [1064, 1150])
def test_the_kind_of_a_number_is_not_cut_off(
    workspace: Workspace, surroundings: Surroundings, translator: Translator, qtbot: QtBot, width: int
) -> None:
    change_settings(workspace, replace(workspace.settings(), allow_interim=True))
    interim = parse_personal_number("20080701-T234", today=TODAY, allowed=tuple(PersonalNumberKind))
    for value in (parse_personal_number(number("20080788"), today=TODAY), interim):
        who = PersonDetails(number=value, first_name="Wilma", last_name="Ek")
        register_person(workspace, Registration(details=who, registered_on=TODAY))
    driver = PeopleDriver(replace(surroundings, translator=translator), qtbot)
    driver.window.resize(width, 700)
    name = translator.gettext("Young people")
    driver.wait_until(lambda: name in driver.tables(), "the list")
    table = driver.table(name)
    table.wait_for_rows(2)
    title = translator.gettext("Identity number")
    kinds = {translator.gettext("coord."), translator.gettext("T no.")}
    assert {text.split(" ", 1)[1] for text in table.column(title)} == kinds
    driver.wait_until(lambda: table.shows_whole(title), "whole numbers")
    driver.wait_until(table.fits, f"all columns to fit into {width} pixels")


@pytest.mark.usefixtures("people")
def test_search_finds_while_typing_and_the_keyboard_goes_on(surroundings: Surroundings, qtbot: QtBot) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    driver.press("Ctrl+K")
    driver.type("ake")
    driver.wait_for_names("Elias Åkesson")
    assert driver.shows("1 match in the whole register")
    driver.press("Down")
    driver.press("Return")
    driver.wait_for_text("Register again")
    driver.press("Esc")
    driver.wait_for_names("Elias Åkesson")
    driver.search("Nour Hadad")
    driver.wait_for_names("Noor Haddad, sounds alike")
    driver.search("zzz")
    driver.wait_for_text("Nobody matches.")
    driver.click("Clear the search")
    driver.wait_for_names("Wilma Ek", "Noor Haddad")


def test_an_empty_register_says_how_to_begin(surroundings: Surroundings, qtbot: QtBot) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    driver.wait_for_text("The register is empty")
    with qtbot.waitSignal(driver.page.import_wanted):
        driver.click("Import from a file")
    driver.press("Ctrl+N")
    driver.wait_for_text("Identity number")


@pytest.mark.usefixtures("people")
def test_the_neighbours_in_the_list_are_one_key_away(surroundings: Surroundings, qtbot: QtBot) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    driver.open("Wilma Ek")
    driver.wait_for_text("1 of 2")
    driver.press("Alt+Down")
    driver.wait_for_text("Noor Haddad")
    assert driver.shows("2 of 2")
    driver.press("Alt+Down")
    driver.press("Alt+Up")
    driver.wait_for_text("Wilma Ek")
    driver.press("Alt+Left")
    driver.wait_for_names("Wilma Ek", "Noor Haddad")


@pytest.mark.usefixtures("people")
def test_the_next_is_reached_also_when_the_person_has_left_the_list(
    surroundings: Surroundings, qtbot: QtBot
) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    driver.open("Wilma Ek")
    driver.click("End the responsibility")
    driver.choose("Why the responsibility ended", "Moved")
    driver.click("End")
    driver.wait_for_text("Register again")
    driver.press("Alt+Down")
    driver.wait_for_text("Noor Haddad")
    assert driver.shows("1 of 1")


def test_who_is_opened_from_elsewhere_has_no_neighbours(
    people: dict[str, str], surroundings: Surroundings, qtbot: QtBot
) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    driver.wait_for_names("Wilma Ek", "Noor Haddad")
    driver.page.open_person(people["Noor"])
    driver.wait_for_text("Noor Haddad")
    assert not driver.shows("of 2")
    driver.press("Alt+Up")
    assert driver.shows("Noor Haddad")


def test_protected_people_stand_with_their_case_number_only(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    registered(workspace, YOUNGER, first="Noor", last="Haddad", protection=Protection.CONFIDENTIALITY_MARK)
    driver = PeopleDriver(surroundings, qtbot)
    driver.wait_until(lambda: driver.has_list() and len(driver.names()) == 1, "the row")
    row = driver.people.rows()[0]
    assert row[0].startswith("S-")
    assert row[1:3] == ["protected", "–"]
    assert not driver.shows("Noor")


@pytest.mark.usefixtures("people")
def test_the_list_speaks_swedish(surroundings: Surroundings, swedish: Translator, qtbot: QtBot) -> None:
    driver = PeopleDriver(replace(surroundings, translator=swedish), qtbot)
    driver.wait_for_names("Wilma Ek", "Noor Haddad")
    assert driver.shows("2026-09-18")


@pytest.mark.usefixtures("people")
def test_the_marked_are_put_on_a_round_of_home_visits(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    driver = PeopleDriver(surroundings, qtbot)
    driver.wait_for_names("Wilma Ek", "Noor Haddad")
    driver.press("Ctrl+H")
    driver.wait_for_text("Mark somebody in the list first.")
    driver.people.select("Wilma Ek")
    driver.press("Ctrl+A")
    driver.press("Ctrl+H")
    driver.wait_for_text("A new round")
    driver.click("Put on the round")
    driver.wait_for_text("2 people are put on the round.")
    (found,) = list_rounds(workspace)
    assert found.visits == 2
