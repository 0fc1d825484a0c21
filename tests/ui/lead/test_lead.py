from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.lead import FlowFigure, LeadFigure, LeadOverview, WorkerLoad
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.lead_labels import figure_title, month_name
from kaa_desktop.services.demo import fill_with_demo
from kaa_desktop.services.lead import lead_overview
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.chart_painting import series_brush
from kaa_desktop.ui.common.tokens import DARK, LIGHT, Colours
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.lead import LeadDriver
from tests.ui.drivers.pages import Surroundings


@pytest.fixture
def overview(workspace: Workspace) -> LeadOverview:
    fill_with_demo(workspace, people=60, seed=2, progress=NoProgress())
    return lead_overview(workspace)


@pytest.fixture
def driver(surroundings: Surroundings, overview: LeadOverview, qtbot: QtBot) -> LeadDriver:
    assert overview.loads
    driver = LeadDriver(surroundings, qtbot)
    driver.wait_for_text("As it stands on 30 September 2026")
    driver.workers.wait_for_rows(len(overview.loads))
    return driver


def busiest(overview: LeadOverview) -> WorkerLoad:
    named = [load for load in overview.loads if load.name]
    return max(named, key=lambda load: load.counts[LeadFigure.NEVER_ATTEMPTED])


def test_the_headlines_are_the_numbers_of_the_register(driver: LeadDriver, overview: LeadOverview) -> None:
    share = overview.not_known
    driver.wait_for_text(f"Not known: {round(100 * (share.share or 0))}%, {share.part} of {share.whole}")
    assert driver.shows(f"In the register: {share.whole}")
    assert driver.nameless() == []
    rows = {row[0]: row[1:] for row in driver.workers.rows()}
    for load in overview.loads:
        assert rows[load.name or "Unassigned"][0] == str(load.counts[LeadFigure.CASELOAD])


@pytest.mark.parametrize("width", [1064, 1150])
def test_numbers_and_table_fill_the_width_and_need_no_scrolling_sideways(
    driver: LeadDriver, width: int
) -> None:
    driver.window.resize(width, 700)
    driver.wait_until(driver.workers.fits, f"the table to fit into {width} pixels")
    edges = driver.edges_of_tiles()
    assert len({top for _left, _right, top in edges}) == 1
    assert max(right for _left, right, _top in edges) > width - 48


def test_a_headline_opens_into_its_people(driver: LeadDriver, overview: LeadOverview) -> None:
    number = overview.total(LeadFigure.NEVER_ATTEMPTED)
    share = round(100 * number / overview.total(LeadFigure.CASELOAD))
    driver.click(f"Never attempted: {number}, {share}%")
    driver.people.wait_for_rows(number)
    assert driver.shows("No contact attempt has been logged since the registration.")
    assert driver.nameless() == []
    name = driver.people.rows()[0][0]
    driver.people.open(name)
    driver.wait_until(lambda: len(driver.opened) == 1, "the person to be opened")


def test_each_number_of_a_case_worker_opens_by_mouse_and_by_keys(
    driver: LeadDriver, overview: LeadOverview
) -> None:
    load = busiest(overview)
    driver.click_number(load.name, "Never attempted")
    driver.wait_for_text(f"Never attempted: {load.name}")
    driver.people.wait_for_rows(load.counts[LeadFigure.NEVER_ATTEMPTED])
    driver.press("Esc")
    driver.workers.select(load.name)
    driver.press("Right")
    driver.press("Right")
    driver.press("Return")
    driver.wait_for_text(f"Not known: {load.name}")
    driver.people.wait_for_rows(load.counts[LeadFigure.NOT_KNOWN])


def test_people_are_handed_to_somebody_else_and_it_is_taken_back(
    driver: LeadDriver, overview: LeadOverview, workspace: Workspace
) -> None:
    load = busiest(overview)
    other = next(own.name for own in overview.loads if own.name and own is not load)
    people = load.counts[LeadFigure.CASELOAD]
    driver.click_number(load.name, "In the register")
    driver.people.wait_for_rows(people)
    driver.click("Mark all")
    driver.click("Change the case worker …")
    driver.wait_for_text(f"{people} people")
    driver.wait_until(lambda: driver.field("Case worker").text == "Nobody yet", "the case workers")
    driver.pick("Case worker", other)
    driver.click("Change")
    driver.wait_for_text("Nobody stands behind this number.")
    driver.press("Esc")
    driver.wait_for_text(f"The case worker of {people} people is changed.")
    driver.wait_until(lambda: load.name not in driver.workers.column("Case worker"), "the worker to go")
    driver.click("Undo")
    driver.wait_until(lambda: load.name in driver.workers.column("Case worker"), "the worker to be back")
    assert lead_overview(workspace).loads == overview.loads


def test_case_workers_are_sorted_by_any_number(driver: LeadDriver, overview: LeadOverview) -> None:
    counts = [str(n) for n in sorted(load.counts[LeadFigure.OVERDUE] for load in overview.loads)]
    driver.workers.sort_by("Overdue")
    driver.wait_until(lambda: driver.workers.column("Overdue") == counts, "the fewest first")
    driver.workers.sort_by("Overdue")
    driver.wait_until(lambda: driver.workers.column("Overdue") == counts[::-1], "the most first")
    driver.workers.sort_by("Case worker")
    names = [load.name or "Unassigned" for load in overview.loads]
    driver.wait_until(lambda: driver.workers.column("Case worker") == names, "the names")


def test_the_flow_is_read_bar_by_bar(driver: LeadDriver, overview: LeadOverview, english: Translator) -> None:
    newest = overview.months[-1]
    month = month_name(newest.month.first, english)
    driver.go_to_chart()
    driver.press("End")
    gone = newest.counts[FlowFigure.DEREGISTERED]
    driver.wait_until(
        lambda: driver.chart.description == f"People deregistered, {month}: {gone}",
        "the newest bar to be read",
    )
    driver.press("Left")
    come = newest.counts[FlowFigure.REGISTERED]
    assert driver.chart.description == f"People registered, {month}: {come}"
    driver.press("Return")
    driver.wait_for_text(f"People registered, {month}")
    driver.people.wait_for_rows(come)
    driver.press("Esc")
    driver.click_newest_bar()
    driver.wait_for_text(f"People deregistered, {month}")


def test_the_flow_is_there_as_a_table(driver: LeadDriver, overview: LeadOverview) -> None:
    driver.click("Table")
    driver.months.wait_for_rows(12)
    assert driver.months.column("People registered") == [
        str(flow.counts[FlowFigure.REGISTERED]) for flow in reversed(overview.months)
    ]
    assert driver.nameless() == []


def test_an_empty_register_says_so(surroundings: Surroundings, translator: Translator, qtbot: QtBot) -> None:
    driver = LeadDriver(replace(surroundings, translator=translator), qtbot)
    driver.wait_for_text(translator.gettext("Nobody is in the register today."))
    assert driver.nameless() == []


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_parts_of_a_bar_do_not_rest_on_colour(colours: Colours) -> None:
    (_known, plain), (_not_known, hatch) = (series_brush(series, colours) for series in (0, 1))
    assert plain is None
    assert hatch is not None


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_the_chart_is_saved_as_a_picture_that_says_its_numbers(
    driver: LeadDriver, overview: LeadOverview, english: Translator, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"flow{suffix}"
    driver.click("Save the chart …")
    choose_file(driver, path)
    driver.wait_until(path.exists, "the picture")
    newest = overview.months[-1]
    said = month_name(newest.month.first, english)
    if suffix == ".svg":
        text = path.read_text("utf-8")
        name = figure_title(FlowFigure.REGISTERED, english)
        assert f"{said}: {name} {newest.counts[FlowFigure.REGISTERED]}" in text
    else:
        with Image.open(path) as picture:
            assert said in picture.info["Description"]
            assert picture.width > 1000
