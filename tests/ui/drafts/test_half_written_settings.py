"""Settings that are half changed wait for their user; what others decide meanwhile is not taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.contact_plan import ContactPlan, PlanStep, parse_plan
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.drafts import draft_at, drafts_left, keep_draft
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.settings.contact_plan_sheet import ContactPlanSheet
from kaa_desktop.ui.settings.municipality_sheet import MunicipalitySheet
from tests.services.workspaces import number, registered
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of
from tests.ui.drivers.people import PeopleDriver
from tests.ui.drivers.today import TodayDriver

LINE = "Sekretess enligt 23 kap."


def municipality(surroundings: Surroundings, qtbot: QtBot) -> PageDriver:
    window, _sheet = window_of(MunicipalitySheet, surroundings, qtbot)
    driver = PageDriver(window, qtbot)
    driver.wait_until(lambda: driver.field("Name on prints").text == "Stockholm", "the settings")
    return driver


def plan(surroundings: Surroundings, qtbot: QtBot) -> PageDriver:
    window, _sheet = window_of(ContactPlanSheet, surroundings, qtbot)
    driver = PageDriver(window, qtbot)
    driver.wait_for_text("With this plan")
    return driver


def wait_for_draft(driver: PageDriver, workspace: Workspace) -> None:
    driver.wait_until(lambda: bool(drafts_left(workspace)), "the draft on disk")


def wait_for_none(driver: PageDriver, workspace: Workspace) -> None:
    driver.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")


def test_a_half_written_text_of_the_settings_is_there_after_a_crash(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    first = municipality(surroundings, qtbot)
    first.fill("Secrecy line", LINE)
    wait_for_draft(first, workspace)
    draft = draft_at(workspace, "settings.municipality", "")
    assert draft is not None
    assert draft.fields == {"secrecy": LINE}
    change_settings(workspace, replace(workspace.settings(), freshness_days=30))  # somebody else
    again = municipality(surroundings, qtbot)
    again.wait_for_text("Draft from")
    assert again.field("Secrecy line").text == LINE
    assert again.field("An occupation is known for so many days").text == "30"
    again.click("Save")
    again.wait_until_gone("Draft from")
    wait_for_none(again, workspace)
    assert workspace.settings().secrecy_line == LINE
    assert workspace.settings().freshness_days == 30


@pytest.mark.parametrize("button", ["Throw away", "Discard the changes"])
def test_a_half_written_text_of_the_settings_is_thrown_away(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot, button: str
) -> None:
    keep_draft(workspace, "settings.municipality", "", {"secrecy": LINE, "freshness": "45", "code": "Upps"})
    driver = municipality(surroundings, qtbot)
    driver.wait_for_text("Draft from")
    assert driver.field("An occupation is known for so many days").text == "45"
    assert driver.field("Municipality").text == "Upps"
    driver.click(button)
    assert driver.field("Secrecy line").text == ""
    assert driver.field("An occupation is known for so many days").text == "90"
    assert not driver.shows("Draft from")
    wait_for_none(driver, workspace)


def test_a_half_changed_contact_plan_is_there_after_a_crash(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    first = plan(surroundings, qtbot)
    assert not drafts_left(workspace)
    first.fill("Day of step 1", "3")
    wait_for_draft(first, workspace)
    again = plan(surroundings, qtbot)
    again.wait_for_text("Draft from")
    assert again.field("Day of step 1").text == "3"
    again.click("Save the plan")
    again.wait_for_text("The contact plan is saved.")
    wait_for_none(again, workspace)
    assert parse_plan(workspace.settings().contact_plan).steps[0] == PlanStep(3, "letter")


def test_a_half_changed_contact_plan_is_thrown_away(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    first = plan(surroundings, qtbot)
    first.click("Remove step 6")
    wait_for_draft(first, workspace)
    again = plan(surroundings, qtbot)
    again.wait_for_text("Draft from")
    again.click("Throw away")
    assert again.field("Day of step 6").text == str(ContactPlan().steps[5].day)
    wait_for_none(again, workspace)


def test_the_reason_to_open_a_protected_person_is_kept_until_it_is_given(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    why = "Why do you open this person?"
    registered(workspace, number("20080601"), protection=Protection.CONFIDENTIALITY_MARK)
    first = PeopleDriver(surroundings, qtbot)
    first.wait_until(lambda: bool(first.names()), "the list")
    name = first.names()[0]
    first.open(name)
    first.wait_for_text(why)
    first.fill(why, "Samtal om")
    wait_for_draft(first, workspace)
    again = PeopleDriver(surroundings, qtbot)
    again.open(name)
    again.wait_for_text("Draft from")
    assert again.field(why).text == "Samtal om"
    again.press("Return")
    again.wait_for_text("Log contact")
    wait_for_none(again, workspace)


def test_today_leads_to_what_is_half_written_elsewhere(
    surroundings: Surroundings, workspace: Workspace, qtbot: QtBot
) -> None:
    keep_draft(workspace, "round.plan", "", {"area": "Söder"})
    driver = TodayDriver(surroundings, qtbot)
    wanted: list[str] = []
    driver.page.place_wanted.connect(wanted.append)
    driver.wait_for_text("Half-written: New round of home visits")
    driver.click("Half-written: New round of home visits")
    assert wanted == ["visits"]
