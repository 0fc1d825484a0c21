from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from tests.services.workspaces import FIXTURES, TODAY, new_people, register_new
from tests.ui.drivers.notices import NoticesDriver
from tests.ui.drivers.pages import Surroundings

TOWN = FIXTURES / "kommun"


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> NoticesDriver:
    return NoticesDriver(surroundings, qtbot)


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    import_population(workspace, TOWN / "folkbokforing.csv", NoProgress())
    import_source(workspace, TOWN / "elever.xlsx", NoProgress(), kind=FileKind.ENROLMENT)
    import_source(workspace, TOWN / "examina.csv", NoProgress(), kind=FileKind.EXAMS)
    return workspace


def test_without_files_it_is_said_what_lacks(driver: NoticesDriver) -> None:
    driver.see_where_they_went()
    driver.wait_for_text("enrolment")
    assert driver.nameless() == []


def test_streams_stand_as_bars_with_counts(driver: NoticesDriver, town: Workspace) -> None:
    assert town.today == TODAY
    driver.see_where_they_went()
    driver.wait_for_text("1,869 pupils then, and 703 who have left compulsory school since")
    driver.streams.wait_for_rows(6)
    assert driver.streams.rows()[0] == ["Pupils then", "Same school and programme", "1,276", "68%"]
    assert driver.streams.column("People") == ["1,276", "434", "89", "70", "650", "53"]
    assert driver.nameless() == []
    driver.fill("Pupils on", "2026-09-01")
    driver.press("Tab")
    driver.wait_for_text("pupils then, and 0 who have left compulsory school since")
    driver.wait_until(lambda: "Same school and programme" in driver.streams.column("Where today"), "bars")


def test_the_people_in_a_stream_are_listed_by_name_if_the_register_knows_them(
    driver: NoticesDriver, town: Workspace
) -> None:
    person = new_people(town)[0]
    register_new(town, [person])
    details = open_person(town, person).person.details
    assert details is not None
    name = f"{details.first_name} {details.last_name}"
    driver.see_where_they_went()
    driver.wait_for_text("1,869 pupils then")
    driver.wait_until(lambda: len(_unknown(driver)) == 1, "one stream of people with an own answer")
    driver.streams.open(_unknown(driver)[0])
    driver.wait_for_text("Everybody in this stream is in the register.")
    assert driver.nameless() == []
    people = driver.table("People in the register")
    people.wait_for_row(name)
    people.open(name)
    driver.wait_until(lambda: driver.opened == [person], "the person to be opened")


def test_those_whom_only_the_files_know_are_a_number(driver: NoticesDriver, town: Workspace) -> None:
    assert town.today == TODAY
    driver.see_where_they_went()
    driver.wait_for_text("1,869 pupils then")
    driver.streams.wait_for_row("Never began")
    driver.streams.select("Never began")
    driver.click("Show the people")
    driver.wait_for_text("0 of 53 people are in the register; the others are known from the files only.")
    driver.click("Close")


def _unknown(driver: NoticesDriver) -> list[str]:
    return [row[1] for row in driver.streams.rows() if ": " in row[1]]
