from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.contact_plan import ContactPlan, PlanStep, parse_plan
from kaa_desktop.domain.work_list import WorkFilter, WorkGroup
from kaa_desktop.services.case_workers import add_case_worker
from kaa_desktop.services.leaves import list_leaves
from kaa_desktop.services.work_list import count_work
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.settings.contact_plan_sheet import ContactPlanSheet
from kaa_desktop.ui.settings.leave_sheet import LeaveSheet
from tests.services.workspaces import number, registered
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of
from tests.ui.drivers.today import pick_by_arrows

NOW = "With this plan {} would be due this week, {} of them by today."


@pytest.fixture
def driver(workspace: Workspace, surroundings: Surroundings, qtbot: QtBot) -> PageDriver:
    """Somebody is due today, and somebody registered then would be, with a plan that waits."""
    registered(workspace, number("20080315", "238"), on=date(2026, 9, 30), first="Alva", last="Berg")
    registered(workspace, number("20080415", "239"), on=date(2026, 9, 20), first="Bo", last="Ek")
    window, _sheet = window_of(ContactPlanSheet, surroundings, qtbot)
    made = PageDriver(window, qtbot)
    made.wait_for_text(NOW.format("2 people", "2"))
    return made


def test_every_change_is_tried_on_the_people_of_today(driver: PageDriver, workspace: Workspace) -> None:
    assert driver.nameless() == []
    driver.fill("Day of step 1", "3")
    driver.wait_for_text(NOW.format("2 people", "1"))
    driver.click("Save the plan")
    driver.wait_for_text("The contact plan is saved.")
    plan = parse_plan(workspace.settings().contact_plan)
    assert plan.steps[0] == PlanStep(3, "letter")
    assert count_work(workspace, WorkFilter())[WorkGroup.DUE] == 1
    driver.click("Undo")
    driver.wait_for_text(NOW.format("2 people", "2"))
    driver.wait_until(lambda: driver.field("Day of step 1").text == "0", "the plan as it was")


def test_steps_are_added_moved_and_removed(driver: PageDriver, workspace: Workspace) -> None:
    for _step in range(4):
        driver.click("Remove step 6" if _step == 0 else f"Remove step {6 - _step}")
    driver.click("Move step 2 up")
    driver.click("Add a step")
    driver.click("Save the plan")
    driver.wait_for_text("The contact plan is saved.")
    steps = parse_plan(workspace.settings().contact_plan).steps
    assert steps == (PlanStep(0, "sms"), PlanStep(7, "letter"), PlanStep(14, "letter"))
    driver.click("As it was at first")
    driver.click("Save the plan")
    driver.wait_until(
        lambda: parse_plan(workspace.settings().contact_plan) == ContactPlan(), "the first plan"
    )


def test_a_plan_that_leads_nowhere_is_told_and_not_saved(driver: PageDriver) -> None:
    driver.fill("Day of step 2", "0")
    driver.wait_for_text("Two steps of the contact plan have the same day")
    assert not any(element.name == "Save the plan" and element.enabled for element in driver.elements())
    driver.click("Discard the changes")
    driver.wait_for_text(NOW.format("2 people", "2"))


def test_a_leave_is_noted_and_taken_away(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    for name in ("Lo Vik", "Mi Sand"):
        add_case_worker(workspace, name)
    window, _sheet = window_of(LeaveSheet, surroundings, qtbot)
    driver = PageDriver(window, qtbot)
    driver.wait_for_text("Nobody is on leave")
    driver.click("Note a leave")
    pick_by_arrows(driver, "Who is away", "Lo Vik")
    pick_by_arrows(driver, "Who stands in", "Lo Vik")
    driver.fill("Last day", "2026-10-04")
    driver.click("Note it")
    driver.wait_for_text("Somebody else has to stand in.")
    pick_by_arrows(driver, "Who stands in", "Mi Sand")
    driver.click("Note it")
    driver.wait_for_text("Lo Vik, 30 Sept 2026 to 4 Oct 2026: Mi Sand stands in")
    assert len(list_leaves(workspace)) == 1
    assert driver.nameless() == []
    driver.click("Take away")
    driver.wait_for_text("Nobody is on leave")
