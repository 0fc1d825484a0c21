from __future__ import annotations

from datetime import time
from pathlib import Path

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.home_visits import RoundPlan
from kaa_desktop.i18n import Translator
from kaa_desktop.services.case_workers import add_case_worker
from kaa_desktop.services.home_visits import (
    list_rounds,
    open_round,
    order_visits,
    plan_round,
    remove_round,
)
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage.engine import connect
from kaa_desktop.ui.visits.reminder import CheckInReminder
from tests.services.workspaces import TODAY, number, registered
from tests.ui.drivers.base import Driver
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.visits import VisitsDriver

HOMES = (
    ("Ada", "Storgatan 12", "123 45", "Ekköping"),
    ("Bo", "Storgatan 9", "123 45", "Ekköping"),
    ("Cleo", "Åvägen 1", "111 11", "Ekköping"),
)


@pytest.fixture
def people(workspace: Workspace) -> list[str]:
    add_case_worker(workspace, "Anna")
    add_case_worker(workspace, "Bosse")
    return [
        registered(
            workspace,
            number("20080701", f"23{place}"),
            first=first,
            last="Ek",
            street=street,
            postal_code=postal_code,
            city=city,
        )
        for place, (first, street, postal_code, city) in enumerate(HOMES)
    ]


@pytest.fixture
def driver(surroundings: Surroundings, people: list[str], qtbot: QtBot) -> VisitsDriver:
    assert people
    return VisitsDriver(surroundings, qtbot)


@pytest.fixture
def opened(driver: VisitsDriver, workspace: Workspace, people: list[str]) -> VisitsDriver:
    """A round with everybody, open."""
    added, _ = plan_round(workspace, RoundPlan(planned_on=TODAY, area="Norr"), people)
    driver.page.open_round(added.round_id)
    driver.wait_for_names("Cleo Ek", "Bo Ek", "Ada Ek")
    return driver


def test_a_round_is_planned_and_filled_by_area(driver: VisitsDriver, workspace: Workspace) -> None:
    driver.wait_for_text("No round of home visits is planned.")
    assert driver.nameless() == []
    driver.click("New round")
    driver.fill("Area", "Norr")
    driver.wait_until(lambda: driver.field("Goes out").text == "Nobody yet", "the case workers")
    driver.pick("Goes out", "Anna")
    driver.pick("Together with", "Bosse")
    driver.fill("Expected back", "1630")
    assert driver.nameless() == []
    driver.click("Plan the round")
    driver.wait_for_text("Nobody is on the round yet.")
    assert driver.shows("Anna with Bosse")
    assert driver.shows("Expected 16:30")

    driver.click("Choose people")
    driver.candidates.wait_for_rows(3)
    assert driver.nameless() == []
    driver.pick("Area", "123 45 Ekköping (2)")
    driver.candidates.wait_for_rows(2)
    driver.candidates.select("Bo Ek")
    driver.press("Ctrl+A")
    driver.click("Put on the round")
    driver.wait_for_names("Ada Ek", "Bo Ek")
    assert driver.nameless() == []
    (found,) = list_rounds(workspace)
    assert (found.workers, found.plan.expected_back) == (("Anna", "Bosse"), time(16, 30))


def test_a_round_read_again_leaves_the_keyboard_where_somebody_types(
    opened: VisitsDriver, surroundings: Surroundings, workspace: Workspace
) -> None:
    opened.wait_until(lambda: opened.focused_name() == "Visits in order", "the keyboard to be in the round")
    opened.fill("Search for people", "ada")
    (found,) = list_rounds(workspace)
    visits = open_round(workspace, found.id).visits
    surroundings.feed.announce(order_visits(workspace, found.id, [one.id for one in reversed(visits)]))
    opened.wait_for_names("Ada Ek", "Bo Ek", "Cleo Ek")
    assert opened.focused_name() == "Search for people"


def test_people_are_found_by_name_and_must_be_marked(opened: VisitsDriver) -> None:
    opened.press("Ctrl+P")
    opened.candidates.wait_for_rows(3)
    opened.click("Put on the round")
    opened.wait_for_text("Mark whom you will visit first.")
    opened.fill("Search", "cleo")
    opened.candidates.wait_for_rows(1)
    opened.fill("Search", "nobody at all")
    opened.wait_for_text("Nobody with an address is left by this choice.")
    opened.press("Esc")
    opened.wait_for_names("Cleo Ek", "Bo Ek", "Ada Ek")


def test_the_order_is_changed_by_keys_and_taken_back(opened: VisitsDriver) -> None:
    opened.visits.select("Ada Ek")
    opened.press("Alt+Up")
    opened.wait_for_names("Cleo Ek", "Ada Ek", "Bo Ek")
    opened.wait_for_text("The order is changed.")
    opened.press("Alt+Up")
    opened.wait_for_names("Ada Ek", "Cleo Ek", "Bo Ek")
    opened.press("Ctrl+R")
    opened.wait_for_names("Cleo Ek", "Bo Ek", "Ada Ek")
    opened.visits.select("Bo Ek")
    opened.press("Del")
    opened.wait_for_names("Cleo Ek", "Ada Ek")
    opened.click("Undo")
    opened.wait_for_names("Cleo Ek", "Bo Ek", "Ada Ek")
    opened.visits.open("Bo Ek")
    opened.wait_until(lambda: len(opened.opened) == 1, "the person to be opened")


def test_a_round_is_logged_in_one_pass(opened: VisitsDriver, workspace: Workspace, people: list[str]) -> None:
    opened.press("Ctrl+L")
    first = "1. Cleo Ek, Åvägen 1, 111 11 Ekköping"
    opened.wait_for_text(first)
    assert opened.nameless() == []
    opened.click("Save all")
    opened.wait_for_text("Say of at least one visit what came of it.")
    opened.pick(first, "Was home")
    opened.pick("Cleo Ek: Does now", "Arbete" if opened.words("Work") == "Arbete" else "Work")
    opened.fill("Cleo Ek: Note", "Fick psykos")
    opened.wait_for_text("May not stand in the register")
    opened.fill("Cleo Ek: Note", "Talked at the door")
    opened.pick("2. Bo Ek, Storgatan 9, 123 45 Ekköping", "Not home")
    opened.pick("3. Ada Ek, Storgatan 12, 123 45 Ekköping", "Lives elsewhere")
    opened.fill("Ada Ek: New street address", "Nygatan 3")
    opened.fill("Ada Ek: Town", "Nystad")
    opened.click("Save all")
    opened.wait_for_text("3 visits are logged.")
    outcomes = opened.visits.column("Logged")
    opened.wait_until(lambda: "Reached" in opened.visits.column("Logged"), f"outcomes, have {outcomes}")
    assert opened.visits.column("Logged") == ["Reached", "No answer", "Wrong number or address"]
    ada = open_person(workspace, people[0]).person.details
    assert ada is not None
    assert ada.street == "Nygatan 3"
    undo(workspace)
    assert all(not open_person(workspace, person).contacts for person in people)


def test_a_note_without_a_result_is_asked_about(opened: VisitsDriver) -> None:
    opened.press("Ctrl+L")
    opened.wait_for_text("1. Cleo Ek")
    opened.fill("Cleo Ek: Note", "A neighbour answered")
    opened.click("Save all")
    opened.wait_for_text("Say what came of the visit, or clear the line.")


def test_the_pack_is_saved_with_a_password(opened: VisitsDriver, tmp_path: Path) -> None:
    opened.click("Save the pack …")
    opened.wait_for_text("Password for the file")
    assert opened.nameless() == []
    opened.click("Choose a place …")
    opened.wait_for_text("Enter a password, or choose to do without.")
    opened.fill("Password for the file", "fyra ord i rad")
    opened.fill("The password once more", "fyra ord i rad")
    opened.click("Choose a place …")
    choose_file(opened, tmp_path / "pack.pdf")
    opened.wait_for_text("The pack is saved as pack.pdf.")
    with pikepdf.open(tmp_path / "pack.pdf", password="fyra ord i rad") as pdf:
        assert len(pdf.pages) == 4


def test_a_round_is_changed_checked_in_and_removed(opened: VisitsDriver, workspace: Workspace) -> None:
    opened.press("Ctrl+E")
    opened.fill("Area", "Söder")
    opened.fill("Expected back", "half past")
    opened.click("Save")
    opened.wait_for_text("Type the time as 16:30.")
    opened.fill("Expected back", "16.30")
    opened.click("Save")
    opened.wait_for_text("The round is changed.")
    opened.press("Ctrl+B")
    opened.wait_for_text("Noted that they are back.")
    opened.press("Alt+Left")
    opened.rounds.wait_for_row("Söder")
    opened.wait_until(lambda: opened.rounds.rows()[0][4].startswith("Back "), "the time when they came back")
    opened.rounds.open("Söder")
    opened.wait_for_names("Cleo Ek", "Bo Ek", "Ada Ek")
    opened.click("More")
    opened.click("Remove the round")
    opened.wait_for_text("What has been logged stays with each person.")
    opened.click("Remove")
    opened.wait_for_text("No round of home visits is planned.")
    assert list_rounds(workspace) == ()


def test_who_is_late_is_shown_until_somebody_checks_in(
    surroundings: Surroundings, workspace: Workspace, people: list[str], qtbot: QtBot
) -> None:
    plan = RoundPlan(planned_on=TODAY, area="Norr", phone="070-174 06 05", expected_back=time(0, 1))
    added, _ = plan_round(workspace, plan, people)
    reminder = CheckInReminder(surroundings.context, surroundings.tasks, every_ms=20)
    for bar in (surroundings.bar, reminder.bar):
        qtbot.addWidget(bar)
    reminder.bar.show()
    seen = Driver(reminder.bar, qtbot)
    seen.wait_for_text("nobody has checked in. Call 070-174\u00a006\u00a005.")
    seen.click("They are back")
    seen.wait_until(reminder.bar.isHidden, "the reminder to go away")
    seen.wait_until(lambda: open_round(workspace, added.round_id).round.back_at is not None, "the check-in")
    Driver(surroundings.bar, qtbot).wait_for_text("Noted that they are back.")
    reminder.stop()


@pytest.mark.parametrize("removed", [True, False])
def test_a_check_in_that_is_refused_is_told_and_who_is_missing_stays_told(
    surroundings: Surroundings, workspace: Workspace, people: list[str], qtbot: QtBot, *, removed: bool
) -> None:
    plan = RoundPlan(planned_on=TODAY, area="Norr", expected_back=time(0, 1))
    added, _ = plan_round(workspace, plan, people)
    reminder = CheckInReminder(surroundings.context, surroundings.tasks)
    for bar in (surroundings.bar, reminder.bar):
        qtbot.addWidget(bar)
    seen, told = Driver(reminder.bar, qtbot), Driver(surroundings.bar, qtbot)
    seen.wait_for_text("nobody has checked in.")
    elsewhere = connect(workspace.register.path, workspace.register.keys.file_key)
    if removed:
        remove_round(workspace, added.round_id)  # by somebody else: this window is not told
    else:
        elsewhere.execute("BEGIN IMMEDIATE")  # another program is writing, and does not end
    seen.click("They are back")
    told.wait_for_text("That round is no longer there." if removed else "is in use")
    assert not told.shows("Undo")
    if removed:
        seen.wait_until(reminder.bar.isHidden, "the reminder to stay away")
    else:
        seen.wait_for_text("nobody has checked in.")
        elsewhere.execute("ROLLBACK")
        seen.click("They are back")
        told.wait_for_text("Noted that they are back.")
    elsewhere.close()
    reminder.stop()


def test_both_languages_have_the_page(
    surroundings: Surroundings, translator: Translator, qtbot: QtBot
) -> None:
    from dataclasses import replace

    driver = VisitsDriver(replace(surroundings, translator=translator), qtbot)
    driver.wait_for_text(translator.gettext("New round"))
    assert driver.nameless() == []
