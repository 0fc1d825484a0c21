from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.i18n import Translator
from kaa_desktop.services.candidates import count_candidates
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import count_people
from tests.services.workspaces import REGISTER_WORKBOOK, number, operations
from tests.ui.drivers.candidates import CandidatesDriver
from tests.ui.drivers.pages import Surroundings

HEADER = "Personnr;Efternamn;Förnamn;Adress;Postnr;Postort;Kommunkod;Skydd"


@pytest.fixture
def population(tmp_path: Path) -> Path:
    rows = (
        f"{number('20080314')};Haddad;Noor;Åvägen 1;37729;Norrvik;0180;",
        f"{number('20090515')};Åkesson;Örjan;Åvägen 2;37729;Norrvik;0180;",
        f"{number('20080616')};Ek;Wilma;;;;1480;01020",
        f"{number('20010101')};Gammal;Gun;Åvägen 3;37729;Norrvik;0180;",
        "200803142381x;Fel;Nummer;Åvägen 4;37729;Norrvik;0180;",
    )
    path = tmp_path / "folkbokforing.csv"
    path.write_text("\r\n".join((HEADER, *rows)), encoding="cp1252")
    return path


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> CandidatesDriver:
    return CandidatesDriver(surroundings, qtbot)


def test_a_file_is_tried_before_anything_is_written(
    driver: CandidatesDriver, workspace: Workspace, population: Path
) -> None:
    driver.wait_for_text("Nobody waits to be decided.")
    assert driver.drop(population)
    driver.wait_for_text("This is what the file holds")
    for text in ("people in the file", "new on the list", "not in the target group: Has turned 20"):
        assert driver.shows(text)
    driver.wait_for_text("1 place in the file needs a look")
    driver.table("Rows that need a look").wait_for_rows(1)
    assert driver.table("Rows that need a look").rows()[0][:2] == ["6", "left out"]
    assert driver.nameless() == []
    driver.click("Cancel")
    assert count_candidates(workspace) == 0
    assert operations(workspace) == ["register.create"]


def test_who_is_to_be_decided_by_hand_comes_first_and_protected_people_are_hidden(
    driver: CandidatesDriver, workspace: Workspace, population: Path
) -> None:
    driver.import_population(population)
    driver.wait_for_text("3 new on the list.")
    driver.candidates.wait_for_rows(3)
    assert count_candidates(workspace) == 3
    hidden, noor, orjan = driver.candidates.rows()
    assert hidden[0].startswith("S-")
    assert hidden[1] == "protected"
    assert hidden[4] == "Protected registration with another municipality's code"
    assert (noor[0], noor[2], orjan[0]) == ("Noor Haddad", "18 years", "Örjan Åkesson")
    assert not driver.shows("Wilma")
    assert driver.nameless() == []


def test_one_is_registered_and_one_is_taken_off_the_list(
    driver: CandidatesDriver, workspace: Workspace, population: Path
) -> None:
    driver.import_population(population)
    driver.candidates.wait_for_rows(3)
    driver.candidates.select("Noor Haddad")
    driver.press("Ctrl+R")
    driver.wait_for_text("1 person will be registered.")
    driver.choose("Reason for registration", "Study certificate")
    driver.click("Register")
    driver.wait_for_text("1 person is registered.")
    driver.candidates.wait_for_rows(2)
    assert count_people(workspace, PeopleFilter.OPEN) == 1
    driver.candidates.select("Örjan Åkesson")
    driver.click("Take off the list")
    driver.wait_for_text("1 person is taken off the list.")
    driver.candidates.wait_for_rows(1)
    driver.click("Undo")
    driver.candidates.wait_for_rows(2)


def test_all_that_are_ready_are_registered_but_nobody_who_is_decided_by_hand(
    driver: CandidatesDriver, workspace: Workspace, population: Path
) -> None:
    driver.import_population(population)
    driver.candidates.wait_for_rows(3)
    driver.click("Register all that are ready")
    driver.wait_for_text("2 people will be registered.")
    driver.click("Register")
    driver.wait_for_text("2 people are registered.")
    driver.candidates.wait_for_rows(1)
    assert count_people(workspace, PeopleFilter.OPEN) == 2
    driver.click("Register all that are ready")
    driver.wait_for_text("All who are left are to be decided by hand.")


def test_a_workbook_may_be_the_former_register(
    driver: CandidatesDriver, workspace: Workspace, tmp_path: Path
) -> None:
    assert not driver.drop(tmp_path / "letter.pdf")
    assert driver.drop(REGISTER_WORKBOOK)
    driver.click("Read as a register workbook")
    driver.wait_for_text("new people")
    assert count_people(workspace, PeopleFilter.ALL) == 0
    driver.click("Import the file")
    driver.wait_for_text("new people in the register.")
    assert count_people(workspace, PeopleFilter.ALL) > 0


def test_a_file_that_cannot_be_read_is_explained(driver: CandidatesDriver, tmp_path: Path) -> None:
    broken = tmp_path / "tom.csv"
    broken.write_text("", "utf-8")
    assert driver.drop(broken)
    driver.wait_for_text("tom.csv is empty.")


def test_reconciliation_speaks_swedish(
    surroundings: Surroundings, swedish: Translator, population: Path, qtbot: QtBot
) -> None:
    driver = CandidatesDriver(replace(surroundings, translator=swedish), qtbot)
    driver.import_population(population)
    driver.candidates.wait_for_rows(3)
    assert driver.nameless() == []
