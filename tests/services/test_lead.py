from __future__ import annotations

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.figure_values import Breakdown
from kaa_desktop.domain.figures import UNASSIGNED
from kaa_desktop.domain.lead import FlowFigure, LeadFigure, LeadPart
from kaa_desktop.domain.periods import Period
from kaa_desktop.services.demo import fill_with_demo
from kaa_desktop.services.figure_people import people_of_figure
from kaa_desktop.services.figures import figures
from kaa_desktop.services.lead import lead_overview, lead_rows, people_behind
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.undo import undo
from kaa_desktop.services.work_actions import assign_people
from kaa_desktop.services.workspace import Workspace
from tests.services.workspaces import REGISTER_WORKBOOK, MovableClock


@pytest.fixture(params=["demo", "workbook"])
def filled(request: pytest.FixtureRequest, workspace: Workspace) -> Workspace:
    if request.param == "demo":
        fill_with_demo(workspace, people=300, seed=4, progress=NoProgress())
    else:
        import_register(workspace, REGISTER_WORKBOOK, NoProgress())
    return workspace


def names(workspace: Workspace, part: LeadPart) -> list[str]:
    return [row.id for row in lead_rows(workspace, people_behind(workspace, part))]


def test_the_numbers_are_those_of_the_reports(filled: Workspace) -> None:
    overview = lead_overview(filled)
    today = figures(filled, Period(filled.today, filled.today))
    assert overview.total(LeadFigure.CASELOAD) == today.count("open_at_end").total > 0
    assert overview.not_known == today.share("not_known_share")
    assert overview.total(LeadFigure.IN_MEASURE) == today.count("in_measure").total
    by_worker = today.count("caseload").breakdowns[Breakdown.WORKER]
    assert {load.name or UNASSIGNED: load.counts[LeadFigure.CASELOAD] for load in overview.loads} == {
        name: split.total for name, split in by_worker.items()
    }


def test_the_months_are_those_of_the_reports(filled: Workspace) -> None:
    months = lead_overview(filled).months
    assert len(months) == 12
    assert months[-1].month.first <= filled.today <= months[-1].month.last
    for flow in (months[0], months[5], months[11]):
        counted = figures(filled, flow.month)
        assert flow.counts == {figure: counted.count(figure.value).total for figure in FlowFigure}


def test_behind_each_number_stand_so_many_people(filled: Workspace) -> None:
    overview = lead_overview(filled)
    for figure in LeadFigure:
        assert len(names(filled, LeadPart(figure))) == overview.total(figure), figure
        for load in overview.loads:
            assert len(names(filled, LeadPart(figure, load.worker_id))) == load.counts[figure]
    for flow in overview.months:
        for which, number in flow.counts.items():
            assert len(names(filled, LeadPart(which, month=flow.month))) == number
    part = FigurePart(figure="not_known_share")
    people = people_of_figure(filled, Period(filled.today, filled.today), part)
    assert {person.id for person in people} == set(names(filled, LeadPart(LeadFigure.NOT_KNOWN)))


def test_people_are_handed_over_in_one_operation(workspace: Workspace) -> None:
    fill_with_demo(workspace, people=60, seed=2, progress=NoProgress())
    first, *_, other = lead_overview(workspace).loads
    mine = LeadPart(LeadFigure.CASELOAD, first.worker_id)
    people = names(workspace, mine)
    assign_people(workspace, people, other.worker_id or None)
    assert names(workspace, mine) == []
    assert set(people) <= set(names(workspace, LeadPart(LeadFigure.CASELOAD, other.worker_id)))
    undo(workspace)
    assert names(workspace, mine) == people


def test_who_turns_20_is_no_longer_counted(filled: Workspace, clock: MovableClock) -> None:
    before = lead_overview(filled).total(LeadFigure.CASELOAD)
    clock.moment = clock.moment.replace(year=clock.moment.year + 6)
    assert before > 0
    assert lead_overview(filled).total(LeadFigure.CASELOAD) == 0
