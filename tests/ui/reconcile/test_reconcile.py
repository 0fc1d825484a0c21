from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.files.encrypted_files import decrypted_workbook
from kaa_desktop.i18n import Translator
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import count_people
from tests.services.unreadable import leave_unreadable
from tests.services.workspaces import REGISTER_WORKBOOK, number, operations, reads, registered
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.reconcile import ReconcileDriver

HEADER = "Personnr;Efternamn;Förnamn;Adress;Postnr;Postort;Kommunkod;Skydd"
NOOR, ORJAN, GONE = number("20080314"), number("20090515"), number("20080707")


@pytest.fixture
def population(tmp_path: Path) -> Path:
    rows = (
        f"{NOOR};Haddad;Noor;Åvägen 1;37729;Norrvik;0180;",
        f"{ORJAN};Åkesson;Örjan;Åvägen 2;37729;Norrvik;0180;",
        f"{number('20080616')};Ek;Wilma;;;;1480;01020",
        f"{number('20010101')};Gammal;Gun;Åvägen 3;37729;Norrvik;0180;",
        "200803142381x;Fel;Nummer;Åvägen 4;37729;Norrvik;0180;",
        f"{GONE};Flytt;Fia;Åvägen 5;37729;Norrvik;1280;",
    )
    path = tmp_path / "folkbokforing.csv"
    path.write_text("\r\n".join((HEADER, *rows)), encoding="cp1252")
    return path


@pytest.fixture
def pupils(tmp_path: Path) -> Path:
    path = tmp_path / "elever.csv"
    rows = (
        "Personnr;Startdatum;Slutdatum;Studievägskod;Skolenhet",
        f"{NOOR};2024-08-19;2026-03-02;NA25;Norrskolan",
    )
    path.write_text("\n".join(rows), "utf-8")
    return path


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> ReconcileDriver:
    return ReconcileDriver(surroundings, qtbot)


def test_a_file_is_tried_before_anything_is_written(
    driver: ReconcileDriver, workspace: Workspace, population: Path
) -> None:
    driver.wait_for_text("or drop the files here.")
    assert driver.drop(population)
    driver.wait_for_text("This is what the file holds")
    for text in (
        "people in the file",
        "may be in the target group",
        "not in the target group: Has turned 20",
    ):
        assert driver.shows(text)
    driver.wait_for_text("1 place in the file needs a look")
    driver.table("Rows that need a look").wait_for_rows(1)
    assert driver.table("Rows that need a look").rows()[0][:2] == ["6", "left out"]
    assert driver.nameless() == []
    driver.click("Cancel")
    assert operations(workspace) == ["register.create"]


def test_differences_are_told_with_reason_and_source_rows(
    driver: ReconcileDriver, population: Path, pupils: Path
) -> None:
    driver.take_in(population)
    driver.wait_for_text("2 in the target group, 0 in the register (0%)")
    driver.take_in(pupils)
    driver.wait_for_text("1 row imported.")
    driver.wait_for_text("Dropped out of studies")
    noor, orjan = driver.differences.rows()
    assert noor[:3] == ["Noor Haddad", "20080314-2389", "18 years"]
    assert noor[3:5] == ["Dropped out of studies", "Population row 2, Pupils row 2"]
    assert orjan[3] == "Never began studies"
    driver.differences.select("Noor Haddad")
    driver.wait_for_text("NA25, Norrskolan")
    assert driver.shows("In the target group: Dropped out of studies")
    driver.click("Decide by hand 1")
    driver.wait_for_text("Protected registration with another municipality's code")
    assert driver.differences.rows()[0][0].startswith("S-")
    assert not driver.shows("Wilma")
    assert driver.nameless() == []


def test_one_is_registered_and_it_is_undone(
    driver: ReconcileDriver, workspace: Workspace, population: Path
) -> None:
    driver.take_in(population)
    driver.wait_for_text("New 2")
    driver.differences.wait_for_rows(2)
    driver.differences.select("Noor Haddad")
    driver.press("Ctrl+R")
    driver.wait_for_text("1 row is done.")
    driver.wait_for_text("2 in the target group, 1 in the register (50%)")
    assert count_people(workspace, PeopleFilter.OPEN) == 1
    driver.click("Undo")
    driver.wait_for_text("2 in the target group, 0 in the register (0%)")


def test_all_of_a_group_are_registered_and_the_gone_are_closed(
    driver: ReconcileDriver, workspace: Workspace, population: Path
) -> None:
    registered(workspace, GONE, last="Flytt", first="Fia")
    driver.take_in(population)
    driver.wait_for_text("Gone 1")
    driver.differences.wait_for_rows(2)
    driver.click("Register all")
    driver.wait_for_text("Register 2 people?")
    driver.press("Return")
    driver.wait_for_text("2 in the target group, 2 in the register (100%)")
    driver.click("Gone 1")
    driver.wait_for_text("Moved, 30 Sept 2026")
    driver.click("Deregister all")
    driver.wait_for_text("Gone 0")
    assert count_people(workspace, PeopleFilter.OPEN) == 2


def test_nobody_is_deregistered_in_passing_by_the_file_of_another_municipality(
    driver: ReconcileDriver, workspace: Workspace, tmp_path: Path
) -> None:
    people = (NOOR, ORJAN)
    for place, one in enumerate(people):
        registered(workspace, one, last=f"Flytt{place}")
    path = tmp_path / "folkbokforing.csv"
    rows = (f"{one};Flytt;Fia;Åvägen 5;37729;Norrvik;1280;" for one in people)
    path.write_text("\r\n".join((HEADER, *rows)), encoding="cp1252")
    driver.take_in(path)
    driver.wait_for_text("Gone 2")
    driver.click("Deregister all")
    driver.wait_for_text("Deregister 2 people?")
    assert any("Are they the right files?" in text for text in driver.visible_texts())
    driver.press("Return")
    driver.wait_until_gone("Deregister 2 people?")
    assert count_people(workspace, PeopleFilter.OPEN) == len(people)
    driver.click("Deregister all")
    driver.wait_for_text("Deregister 2 people?")
    driver.click("Deregister")
    driver.wait_for_text("Gone 0")
    assert count_people(workspace, PeopleFilter.OPEN) == 0


def test_the_rejected_go_off_the_list(driver: ReconcileDriver, population: Path) -> None:
    driver.take_in(population)
    driver.differences.wait_for_rows(2)
    driver.differences.select("Örjan Åkesson")
    driver.click("Reject")
    driver.wait_for_text("does not come back until the facts change.")
    driver.press("Down")
    driver.press("Down")
    assert driver.field("Reason").text == "Not our responsibility"
    driver.press("Ctrl+Return")
    driver.wait_for_text("New 1")
    driver.wait_for_text("1 row has been rejected earlier.")
    driver.click("Show the rejected rows")
    driver.table("Rejected rows").wait_for_rows(1)
    assert driver.nameless() == []
    driver.table("Rejected rows").select(driver.table("Rejected rows").rows()[0][0])
    driver.click("Take back the rejection")
    driver.wait_for_text("1 row is on the list again.")
    driver.wait_until_gone("1 row has been rejected earlier.")


def test_who_is_missing_is_closed_with_a_reason_of_ones_own(
    driver: ReconcileDriver, workspace: Workspace, population: Path
) -> None:
    registered(workspace, number("20080808"), last="Saknad", first="Sam")
    driver.take_in(population)
    driver.click("Missing in source 1")
    driver.wait_for_text("In the register, but not in the population file")
    driver.differences.select("Sam Saknad")
    driver.click("Deregister selected")
    driver.choose("Reason for deregistration", "Deceased")
    driver.press("Ctrl+Return")
    driver.wait_for_text("Missing in source 0")


def test_finishing_asks_and_keeps_the_counts(
    driver: ReconcileDriver, workspace: Workspace, population: Path
) -> None:
    driver.take_in(population)
    driver.wait_for_text("New 2")
    driver.click("Finish")
    driver.wait_for_text("Finish the reconciliation?")
    driver.click("Finish")
    driver.wait_for_text("The last reconciliation, as of 30 Sept 2026")
    driver.wait_for_text("2 in the target group, 0 in the register (0%)")
    assert operations(workspace)[-1] == "reconcile.close"


def test_another_day_gives_another_outcome(driver: ReconcileDriver, population: Path) -> None:
    driver.take_in(population)
    driver.wait_for_text("New 2")
    driver.fill("As of", "2025-01-01")
    driver.press("Return")
    driver.wait_for_text("New 1")


def test_a_workbook_is_recognised_as_the_former_register(
    driver: ReconcileDriver, workspace: Workspace, tmp_path: Path
) -> None:
    assert not driver.drop(tmp_path / "letter.pdf")
    driver.take_in(REGISTER_WORKBOOK)
    driver.wait_for_text("new people in the register.")
    assert count_people(workspace, PeopleFilter.ALL) > 0


def test_a_file_that_nobody_can_tell_is_asked_about(driver: ReconcileDriver, tmp_path: Path) -> None:
    strange = tmp_path / "okand.csv"
    strange.write_text("a;b\n1;2\n", "utf-8")
    assert driver.drop(strange)
    driver.wait_for_text("Read as: Enrolment file")


def test_a_file_that_cannot_be_read_is_explained(driver: ReconcileDriver, tmp_path: Path) -> None:
    broken = tmp_path / "tom.csv"
    broken.write_text("", "utf-8")
    assert driver.drop(broken)
    driver.wait_for_text("tom.csv is empty.")


def test_reconciliation_speaks_swedish(
    surroundings: Surroundings, swedish: Translator, population: Path, qtbot: QtBot
) -> None:
    driver = ReconcileDriver(replace(surroundings, translator=swedish), qtbot)
    driver.take_in(population)
    driver.differences.wait_for_rows(2)
    assert driver.nameless() == []


def test_the_differences_are_saved_under_a_password_and_that_is_logged(
    driver: ReconcileDriver, workspace: Workspace, population: Path, tmp_path: Path
) -> None:
    driver.take_in(population)
    driver.differences.wait_for_rows(2)
    driver.click("Save the list …")
    driver.wait_for_text("All 3 rows that ask for an action")
    driver.click("Choose a place …")
    driver.wait_for_text("Enter a password, or choose to do without.")
    driver.fill("Password for the file", "hemligt ord")
    driver.fill("The password once more", "hemligt ord")
    driver.click("Choose a place …")
    choose_file(driver, tmp_path / "lista.xlsx")
    driver.wait_for_text("The table is saved as lista.xlsx.")
    sheet = load_workbook(BytesIO(decrypted_workbook(tmp_path / "lista.xlsx", "hemligt ord"))).worksheets[0]
    assert any("Åkesson" in str(row[1]) for row in sheet.iter_rows(values_only=True))
    assert ("", "export", "") in reads(workspace)


def test_the_differences_are_saved_in_clear_where_that_is_chosen(
    driver: ReconcileDriver, population: Path, tmp_path: Path
) -> None:
    driver.take_in(population)
    driver.differences.wait_for_rows(2)
    driver.click("Save the list …")
    driver.click("Without a password")
    driver.click("Choose a place …")
    choose_file(driver, tmp_path / "lista.csv")
    driver.wait_for_text("The table is saved as lista.csv.")
    assert "Åkesson" in (tmp_path / "lista.csv").read_text("utf-8-sig")


def test_rows_of_a_former_version_are_asked_for_again(
    driver: ReconcileDriver, workspace: Workspace, population: Path
) -> None:
    driver.take_in(population)
    driver.differences.wait_for_rows(2)
    leave_unreadable(workspace, "population")
    driver.press("F5")
    driver.wait_for_text("Import the population file again:")
    assert driver.shows("cannot be read; import again")
    assert not driver.shows("6 rows")
    assert driver.shows("Import files")
    driver.take_in(population)
    driver.differences.wait_for_rows(2)
    assert not driver.shows("Import the population file again:")
    assert not driver.shows("cannot be read; import again")


def test_all_kinds_that_cannot_be_read_are_named_at_once(
    driver: ReconcileDriver, workspace: Workspace, population: Path, pupils: Path
) -> None:
    driver.take_in(population)
    driver.take_in(pupils)
    driver.wait_for_text("2026, 1 row")
    leave_unreadable(workspace, "population")
    leave_unreadable(workspace, "enrolment")
    driver.press("F5")
    driver.wait_for_text("Import the population file and all enrolment files again:")
    driver.take_in(population)
    driver.wait_for_text("Import all enrolment files again:")
    driver.take_in(pupils)
    driver.differences.wait_for_rows(2)
    assert not driver.shows("cannot be read; import again")


def test_pupils_that_cannot_be_read_are_told_before_a_population_is_there(
    driver: ReconcileDriver, workspace: Workspace, pupils: Path
) -> None:
    driver.take_in(pupils)
    driver.wait_for_text("2026, 1 row")
    leave_unreadable(workspace, "enrolment")
    driver.press("F5")
    driver.wait_for_text("cannot be read; import again")
