"""The municipality's own lists, and every choice that follows them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.code_lists import CodeKind, shipped_code
from kaa_desktop.domain.local_codes import ListedCode, lines_of
from kaa_desktop.domain.measures import Measure
from kaa_desktop.services.code_lists import change_lists, local_lists
from kaa_desktop.services.contacts import ContactEntry
from kaa_desktop.services.drafts import draft_at, drafts_left
from kaa_desktop.services.measures import offer_measure
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.contacts.log_line import LogLine
from kaa_desktop.ui.people.correction_dialogs import CorrectMeasureDialog
from kaa_desktop.ui.settings.codes_sheet import CodesSheet
from kaa_desktop.ui.settings.contact_plan_sheet import ContactPlanSheet
from tests.services.workspaces import TODAY, registered
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of

TRACK = "Jobbspåret komvux"


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> PageDriver:
    return opened(surroundings, qtbot)


def opened(surroundings: Surroundings, qtbot: QtBot) -> PageDriver:
    window, _sheet = window_of(CodesSheet, surroundings, qtbot)
    driver = PageDriver(window, qtbot)
    driver.wait_for_text("Regular talks")
    return driver


def offered(workspace: Workspace, kind: CodeKind = CodeKind.MEASURE) -> list[str]:
    return [value.en for value in workspace.code_lists[kind].offered_on(TODAY)]


def own(workspace: Workspace, kind: CodeKind, parent: str, label: str) -> str:
    lines = (*lines_of(workspace.shipped[kind], local_lists(workspace)), ListedCode("", parent, label))
    change_lists(workspace, {**local_lists(workspace), kind: lines})
    return workspace.code_lists[kind].find(label).id


def saved(driver: PageDriver) -> None:
    driver.click("Save the lists")
    driver.wait_for_text("The lists are saved.")


def test_a_value_of_the_municipalitys_own_is_added_renamed_and_undone(
    driver: PageDriver, workspace: Workspace
) -> None:
    driver.click("Add a value of your own")
    driver.type(TRACK)
    driver.pick("Value 8 counts as", "Studies at adult education")
    assert driver.nameless() == []
    saved(driver)
    assert offered(workspace)[-1] == TRACK
    driver.wait_for_text("counts as Studies at adult education")
    driver.fill("Name of value 8", "Jobbspåret")
    driver.click("Save the lists")
    driver.wait_until(lambda: offered(workspace)[-1] == "Jobbspåret", "the new name")
    driver.wait_until(lambda: not driver.shows("Discard the changes"), "the lists as saved")
    driver.click("Undo")
    driver.wait_until(lambda: driver.field("Name of value 8").text == TRACK, "the former name")


def test_values_are_hidden_and_put_in_another_order(driver: PageDriver, workspace: Workspace) -> None:
    driver.click("Single talks")
    driver.click("Move value 3 up")
    driver.click("Move value 2 up")
    saved(driver)
    assert offered(workspace)[:2] == ["Study and career guidance", "Regular talks"]
    assert "Single talks" not in offered(workspace)
    driver.click("Undo")
    driver.wait_for_text("Undone.")
    assert offered(workspace)[:2] == ["Regular talks", "Single talks"]


def test_a_value_of_an_earlier_time_cannot_be_offered(driver: PageDriver) -> None:
    former = next(e for e in driver.elements() if e.name == "Introductory programme (until 30 Jun 2018)")
    assert not former.enabled
    assert not any(element.name == "Save the lists" and element.enabled for element in driver.elements())


def test_several_lists_are_saved_together(driver: PageDriver, workspace: Workspace) -> None:
    driver.click("Single talks")
    driver.pick("List", "Occupation")
    driver.wait_for_text("Folk high school")
    driver.click("Folk high school")
    saved(driver)
    assert "Single talks" not in offered(workspace)
    assert "Folk high school" not in offered(workspace, CodeKind.OCCUPATION)


def test_what_cannot_be_is_explained_and_everything_typed_stays(
    driver: PageDriver, workspace: Workspace
) -> None:
    driver.click("Add a value of your own")
    driver.type("Praktik")
    driver.click("Save the lists")
    driver.wait_for_text("Say which value “Praktik” counts as.")
    driver.pick("Value 8 counts as", "Other measure")
    driver.click("Save the lists")
    driver.wait_for_text("“Praktik” stands in the list already.")
    assert driver.field("Name of value 8").text == "Praktik"
    driver.click("Remove value 8")
    assert "Name of value 8" not in {element.name for element in driver.elements()}
    assert not workspace.settings().local_codes


def test_half_changed_lists_are_there_after_a_crash(
    driver: PageDriver, workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    driver.click("Single talks")
    driver.click("Add a value of your own")
    driver.type("Jobbsp")
    driver.wait_until(lambda: bool(drafts_left(workspace)), "the draft on disk")
    driver.wait_until(lambda: "Jobbsp" in str(draft_at(workspace, "settings.codes", "")), "all of it on disk")
    again = opened(surroundings, qtbot)
    again.wait_for_text("Draft from")
    assert again.field("Name of value 8").text == "Jobbsp"
    again.click("Throw away")
    again.wait_until(lambda: not drafts_left(workspace), "the draft to be gone")
    assert not any(element.name == "Save the lists" and element.enabled for element in again.elements())


def test_a_log_line_that_is_open_follows(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    window, line = window_of(LogLine, surroundings, qtbot)
    entries: list[ContactEntry] = []
    line.submitted.connect(entries.append)
    line.open_for("contact", registered(workspace))
    page = PageDriver(window, qtbot)
    page.wait_for_text("Postcard")
    settings = opened(surroundings, qtbot)
    settings.pick("List", "Channel")
    settings.wait_for_text("Postcard")
    settings.click("Postcard")
    settings.click("Add a value of your own")
    settings.type("Drop-in")
    settings.pick("Value 11 counts as", "Visit to us")
    settings.click("Save the lists")
    page.wait_for_text("Drop-in")
    assert not page.shows("Postcard")
    settings.window.close()
    line.begin()
    page.press(next(element.description for element in page.elements() if element.name == "Drop-in"))
    page.press("N")
    page.press("Return")
    assert [shipped_code(entry.channel) for entry in entries] == ["visit_to_us"]
    assert entries[0].channel != "visit_to_us"


def test_a_hidden_value_stays_where_it_was_chosen(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    measure_id, _changes = offer_measure(
        workspace, registered(workspace), kind="single_talks", offered_on=TODAY
    )
    lines = lines_of(workspace.shipped[CodeKind.MEASURE], {})
    hidden = tuple(ListedCode(line.id, line.parent, "", line.id != "single_talks") for line in lines)
    change_lists(workspace, {CodeKind.MEASURE: hidden})
    measure = Measure(id=measure_id, person_id="", kind="single_talks", offered_on=TODAY, case_worker_id=None)
    window, _page = window_of(lambda _context: QWidget(), surroundings, qtbot)
    context = surroundings.context
    CorrectMeasureDialog(window, context, Operations(context, window), [measure]).open()
    page = PageDriver(window, qtbot)
    page.wait_for_text("Correct a measure")
    assert page.field("Measure").text == "Single talks"
    page.click("Cancel")


def test_the_contact_plan_offers_own_channels(
    workspace: Workspace, surroundings: Surroundings, qtbot: QtBot
) -> None:
    registered(workspace)
    window, _sheet = window_of(ContactPlanSheet, surroundings, qtbot)
    plan = PageDriver(window, qtbot)
    plan.wait_for_text("With this plan")
    own(workspace, CodeKind.CHANNEL, "letter", "Välkomstbrev")
    surroundings.feed.announce(change_lists(workspace, local_lists(workspace)))
    plan.pick("Channel of step 1", "Välkomstbrev")
    plan.click("Save the plan")
    plan.wait_for_text("The contact plan is saved.")
    undo(workspace)
