from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.i18n import Translator
from kaa_desktop.services.notices import count_notices
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import (
    count_people,
    list_people,
    open_person,
    read_number,
    registered_name,
)
from tests.services.workspaces import number, operations, registered
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.notices import NoticesDriver
from tests.ui.drivers.pages import Surroundings

NOOR, ORJAN, WILMA, ALVA = (number(day) for day in ("20080314", "20090515", "20080616", "20080817"))
ELSEWHERE, NOBODY = number("20081018"), number("20081119")
POPULATION = (
    "Personnr;Efternamn;Förnamn;Kommunkod;Skydd",
    f"{NOOR};Haddad;Noor;0180;",
    f"{ORJAN};Åkesson;Örjan;0180;",
    f"{WILMA};Ek;Wilma;0180;01020",
    f"{ALVA};Berg;Alva;0180;",
    f"{ELSEWHERE};Annan;Ort;1480;",
)
NOTICES = (
    "Personnr;Typ;Datum;Skola",
    f"{NOOR};avbrott;2026-09-20;Norra gymnasiet",
    f"{ORJAN};avbrott;2026-09-19;Norra gymnasiet",
    f"{WILMA};avbrott;2026-09-18;Södra gymnasiet",
    f"{ALVA};frånvaro;2026-09-17;Södra gymnasiet",
    f"{ELSEWHERE};avbrott;2026-09-16;Södra gymnasiet",
    "20080314238x;avbrott;2026-09-15;Södra gymnasiet",
)


@pytest.fixture
def notices(workspace: Workspace, tmp_path: Path) -> Path:
    """A file of notices on people whom the population file knows."""
    population = tmp_path / "folkbokforing.csv"
    population.write_text("\r\n".join(POPULATION), encoding="cp1252")
    import_population(workspace, population, NoProgress())
    path = tmp_path / "anmalningar.csv"
    path.write_text("\r\n".join(NOTICES), encoding="cp1252")
    return path


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> NoticesDriver:
    return NoticesDriver(surroundings, qtbot)


@pytest.fixture
def taken_in(driver: NoticesDriver, notices: Path) -> NoticesDriver:
    assert driver.drop(notices)
    driver.wait_for_text("This is what the file holds")
    driver.click("Import the file")
    driver.wait_for_text("5 new notices.")
    driver.notices.wait_for_rows(3)
    return driver


def having(workspace: Workspace, status: NoticeStatus) -> int:
    return sum(n for (_kind, found), n in count_notices(workspace).items() if found is status)


def test_a_file_is_tried_before_anything_is_written(
    driver: NoticesDriver, workspace: Workspace, notices: Path
) -> None:
    driver.wait_for_text("No notice waits to be decided.")
    before = operations(workspace)
    driver.click("Import a file")
    choose_file(driver, notices)
    driver.wait_for_text("This is what the file holds")
    for text in (
        "notices in the file",
        "new notices",
        "Absent: early warning",
        "Leaves school; to be forwarded",
    ):
        assert driver.shows(text)
    driver.table("Rows that need a look").wait_for_rows(1)
    assert driver.nameless() == []
    driver.click("Cancel")
    assert operations(workspace) == before


def test_every_notice_says_what_it_proposes_and_protected_people_are_hidden(taken_in: NoticesDriver) -> None:
    noor, _orjan, hidden = taken_in.notices.rows()
    assert noor[0] == "Noor Haddad"
    assert noor[2:6] == ["Leaves school", "20 Sept 2026", "Norra gymnasiet", "Register"]
    assert noor[6] == "Has left school; dropped out of studies"
    assert hidden[0].startswith("S-")
    assert hidden[1] == "protected"
    taken_in.go_to("To forward", 1)
    taken_in.wait_for_names("Ort Annan")
    assert "other home municipality" in taken_in.notices.rows()[0][6]
    assert taken_in.nameless() == []


def test_one_is_registered_by_enter_and_that_can_be_undone(
    taken_in: NoticesDriver, workspace: Workspace
) -> None:
    taken_in.notices.open("Noor Haddad")
    taken_in.wait_for_text("Noor Haddad will be registered.")
    assert taken_in.nameless() == []
    taken_in.click("Register")
    taken_in.wait_for_text("1 person is registered.")
    taken_in.notices.wait_for_rows(2)
    (row,) = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=9)
    episode = open_person(workspace, row.id).episode
    assert episode is not None
    assert (episode.registered_on, episode.registration_reason) == (date(2026, 9, 30), "dropped_out")
    taken_in.click("Undo")
    taken_in.notices.wait_for_rows(3)
    assert count_people(workspace, PeopleFilter.ALL) == 0


def test_many_are_registered_at_once_and_then_found_among_the_done(
    taken_in: NoticesDriver, workspace: Workspace
) -> None:
    taken_in.notices.select("Noor Haddad")
    taken_in.press("Ctrl+A")
    taken_in.press("Ctrl+R")
    taken_in.wait_for_text("3 people will be registered.")
    taken_in.choose("Reason for registration", "Study certificate")
    taken_in.click("Register")
    taken_in.wait_for_text("3 people are registered.")
    taken_in.go_to("Settled", 3)
    taken_in.notices.wait_for_row("Registered")
    taken_in.notices.open("Örjan Åkesson")
    taken_in.wait_until(lambda: len(taken_in.opened) == 1, "the person to be opened")
    assert having(workspace, NoticeStatus.REGISTERED) == 3


def test_a_notice_is_taken_off_the_list_with_a_reason(taken_in: NoticesDriver, workspace: Workspace) -> None:
    taken_in.notices.select("Örjan Åkesson")
    taken_in.press("Ctrl+D")
    taken_in.pick("Reason", "Settled with the school")
    taken_in.click("Take off the list")
    taken_in.wait_for_text("1 notice is taken off the list.")
    taken_in.notices.wait_for_rows(2)
    assert having(workspace, NoticeStatus.DISMISSED) == 1


def test_an_early_warning_gets_a_day_and_becomes_a_registration(
    taken_in: NoticesDriver, workspace: Workspace
) -> None:
    taken_in.go_to("Early warnings", 1)
    taken_in.wait_for_names("Alva Berg")
    assert taken_in.notices.rows()[0][5] == "Follow up 14 Oct 2026"
    taken_in.notices.open("Alva Berg")
    taken_in.fill("Follow up on", "2026-10-05")
    taken_in.click("Set")
    taken_in.wait_for_text("Followed up on 5 Oct 2026.")
    taken_in.notices.wait_for_row("Follow up 5 Oct 2026")
    taken_in.notices.select("Alva Berg")
    taken_in.click("Has left school")
    taken_in.fill("Last day in school", "2026-10-30")
    taken_in.click("Register")
    taken_in.wait_for_text("has not left yet")
    taken_in.fill("Last day in school", "2026-09-25")
    taken_in.click("Register")
    taken_in.wait_for_text("The early warning has become a registration.")
    assert count_people(workspace, PeopleFilter.OPEN) == 1


def test_notices_of_other_municipalities_are_forwarded(taken_in: NoticesDriver, workspace: Workspace) -> None:
    taken_in.go_to("To forward", 1)
    taken_in.wait_for_names("Ort Annan")
    taken_in.notices.select("Ort Annan")
    taken_in.click("Note as forwarded")
    taken_in.wait_for_text("1 notice is noted as forwarded.")
    assert having(workspace, NoticeStatus.FORWARDED) == 1


def test_a_notice_is_typed_and_somebody_decides_where_the_person_lives(
    driver: NoticesDriver, workspace: Workspace
) -> None:
    driver.click("New notice")
    driver.fill("Identity number", "20081119-1111")
    driver.click("Note it")
    driver.wait_for_text("The last digit of the identity number")
    driver.fill("Identity number", NOBODY)
    driver.fill("Dated", "2026-09-01")
    driver.fill("School", "Folkhögskolan")
    assert driver.nameless() == []
    driver.click("Note it")
    driver.wait_for_text("The notice is noted.")
    named = f"{NOBODY[:8]}-{NOBODY[8:]}"
    driver.wait_for_names(named)
    driver.notices.open(named)
    driver.wait_for_text("Lives here; the notice is ours")
    driver.click("Decide")
    driver.wait_for_text("Decided: lives here.")
    driver.notices.wait_for_row("Decide by hand")
    driver.notices.select(named)
    driver.click("Register")
    driver.fill("First name", "Åsa")
    driver.fill("Last name", "Öst")
    driver.click("Register")
    driver.wait_for_text("1 person is registered.")
    assert [row.name for row in list_people(workspace, PeopleFilter.OPEN, offset=0, limit=9)] == ["Åsa Öst"]


def test_who_is_registered_is_named_by_the_number_but_nobody_protected(
    driver: NoticesDriver, workspace: Workspace
) -> None:
    registered(workspace, NOOR, first="Noor", last="Haddad")
    hidden = registered(
        workspace, WILMA, first="Wilma", last="Ek", protection=Protection.CONFIDENTIALITY_MARK
    )
    driver.click("New notice")
    driver.fill("Identity number", NOOR)
    driver.wait_for_text(f"Noor Haddad, {NOOR[:8]}-{NOOR[8:]}")
    driver.fill("Identity number", WILMA)
    driver.wait_for_text("Personal identity number")
    driver.fill("Identity number", NOOR)
    driver.wait_for_text("Noor Haddad")
    driver.fill("Identity number", NOBODY)
    driver.wait_until_gone("Noor Haddad")
    assert registered_name(workspace, read_number(workspace, WILMA)) == ""
    case_number = open_person(workspace, hidden).person.display_name
    assert not driver.shows(case_number)
    assert not driver.shows("Wilma")


def test_the_day_of_follow_up_is_asked_of_absences_only(driver: NoticesDriver, workspace: Workspace) -> None:
    driver.click("New notice")
    driver.wait_for_text("What the school tells")
    assert not driver.shows("Follow up on")
    driver.pick("What the school tells", "Absent")
    driver.wait_for_text("Follow up on")
    driver.fill("Identity number", NOOR)
    driver.click("Note it")
    driver.wait_for_text("The notice is noted.")
    assert {kind for kind, _status in count_notices(workspace)} == {NoticeKind.ABSENT}


def test_one_who_begins_school_is_closed(driver: NoticesDriver, notices: Path, workspace: Workspace) -> None:
    registered(workspace, NOOR, first="Noor", last="Haddad")
    assert notices.exists()
    driver.press("Ctrl+N")
    driver.pick("What the school tells", "Begins school")
    driver.fill("Identity number", NOOR)
    driver.fill("Dated", "2026-09-10")
    driver.click("Note it")
    driver.wait_for_names("Noor Haddad")
    driver.notices.open("Noor Haddad")
    driver.wait_for_text("Empty for the day of the notice")
    driver.click("End the responsibility")
    driver.wait_for_text("The responsibility for 1 person has ended.")
    (row,) = list_people(workspace, PeopleFilter.CLOSED, offset=0, limit=9)
    assert row.deregistered_on == date(2026, 9, 10)


def test_what_asks_for_nothing_is_cleared(taken_in: NoticesDriver, workspace: Workspace) -> None:
    registered(workspace, NOOR, first="Noor", last="Haddad")
    taken_in.click("Clear what is settled")
    taken_in.wait_for_text("1 notice is taken off the list.")
    taken_in.notices.wait_for_rows(2)


def test_a_file_that_cannot_be_read_is_explained(driver: NoticesDriver, tmp_path: Path) -> None:
    assert not driver.drop(tmp_path / "letter.pdf")
    broken = tmp_path / "tom.csv"
    broken.write_text("", "utf-8")
    assert driver.drop(broken)
    driver.wait_for_text("tom.csv is empty.")


def test_several_files_at_once_are_refused_in_words(
    surroundings: Surroundings, notices: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    driver = NoticesDriver(surroundings, qtbot)
    assert driver.drop(notices, tmp_path / "more.csv")
    driver.wait_for_text("Notices are imported from one file at a time. Nothing has been imported;")


def test_notices_speak_swedish(
    surroundings: Surroundings, swedish: Translator, notices: Path, qtbot: QtBot
) -> None:
    driver = NoticesDriver(replace(surroundings, translator=swedish), qtbot)
    assert driver.drop(notices)
    driver.wait_for_text(swedish.gettext("This is what the file holds"))
    driver.click(swedish.gettext("Import the file"))
    driver.notices.wait_for_rows(3)
    assert driver.nameless() == []


def test_a_narrow_window_offers_the_lists_as_a_choice_and_shows_rows(taken_in: NoticesDriver) -> None:
    driver = taken_in
    driver.window.resize(640, 384)
    driver.wait_for_text("To decide (3)")
    driver.choose("Show", "Early warnings (1)")
    driver.notices.wait_for_rows(1)
    assert driver.nameless() == []
    driver.window.resize(1300, 800)
    driver.go_to("To decide", 3)
    driver.notices.wait_for_rows(3)
