from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.changes import Changes, NoProgress
from kaa_desktop.domain.errors import CancelledError, InvalidInputError
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.i18n import load_translator
from kaa_desktop.services.figure_json import figures_as_json
from kaa_desktop.services.figures import figures
from kaa_desktop.services.half_year import half_year_data
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.register_files import import_register, write_template
from kaa_desktop.services.undo import redo, undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import count_people
from kaa_desktop.storage.register_histories import TakenIn
from kaa_desktop.system.assets import translations_folder
from tests.services.workspaces import (
    CODE_LISTS,
    EXPECTED_FIGURES,
    POPULATION,
    REGISTER_WORKBOOK,
    Cancelled,
    MovableClock,
    counts,
    operations,
)

PERIODS = json.loads(EXPECTED_FIGURES.read_text("utf-8"))


def take_in(workspace: Workspace) -> TakenIn:
    return import_register(workspace, REGISTER_WORKBOOK, NoProgress())[0].taken


def test_the_workbook_is_taken_in_whole(workspace: Workspace) -> None:
    result, changes = import_register(workspace, REGISTER_WORKBOOK, NoProgress())
    assert [problem.code for problem in result.problems if problem.fatal] == []
    found = counts(workspace)
    taken = result.taken
    assert (taken.people, taken.episodes) == (found["young_person"], found["episode"])
    assert (taken.contacts, taken.measures) == (found["contact_attempt"], found["measure"])
    assert taken.already_there == 0
    assert {"young_person", "episode", "contact_attempt", "measure"} <= changes.kinds
    assert count_people(workspace, PeopleFilter.ALL) == taken.people > 100


def test_a_second_import_changes_nothing(workspace: Workspace) -> None:
    first = take_in(workspace)
    before = counts(workspace)
    again, changes = import_register(workspace, REGISTER_WORKBOOK, NoProgress())
    total = first.people + first.episodes + first.contacts + first.measures
    assert again.taken == TakenIn(0, 0, 0, 0, total)
    assert changes.operation_id is None
    assert counts(workspace) == before
    assert operations(workspace) == ["register.create", "import.register"]


def test_a_trial_tells_the_same_and_writes_nothing(workspace: Workspace) -> None:
    before = counts(workspace)
    tried, changes = import_register(workspace, REGISTER_WORKBOOK, NoProgress(), dry_run=True)
    assert changes == Changes()
    assert counts(workspace) == before
    assert operations(workspace) == ["register.create"]
    assert tried.taken == take_in(workspace)


def test_cancelling_leaves_nothing(workspace: Workspace) -> None:
    before = counts(workspace)
    with pytest.raises(CancelledError):
        import_register(workspace, REGISTER_WORKBOOK, Cancelled(at_step=3))
    assert counts(workspace) == before


def test_undo_takes_all_back_and_redo_brings_all_again(workspace: Workspace) -> None:
    period = parse_period("2026H1")
    before = counts(workspace)
    take_in(workspace)
    taken_in, found = counts(workspace), figures(workspace, period)
    undo(workspace)
    after = counts(workspace)
    facts = before.keys() - {"change_log", "operation"}
    assert {table: after[table] for table in facts} == {table: before[table] for table in facts}
    redo(workspace)
    assert {table: counts(workspace)[table] for table in facts} == {t: taken_in[t] for t in facts}
    assert figures(workspace, period) == found


def test_people_of_the_workbook_are_not_new_to_a_population_file(workspace: Workspace) -> None:
    before = import_population(workspace, POPULATION, NoProgress(), dry_run=True)[0].outcome
    take_in(workspace)
    after = import_population(workspace, POPULATION, NoProgress())[0].outcome
    assert before.registered == 0
    assert after.registered > 0
    assert sum(after.new.values()) < sum(before.new.values())
    outside = sum(after.outside.values()) + sum(after.new.values())
    assert outside + after.registered == after.rows == before.rows


@pytest.mark.parametrize("code", PERIODS)
def test_the_figures_are_those_that_were_counted_by_hand(workspace: Workspace, code: str) -> None:
    take_in(workspace)
    found = figures_as_json(figures(workspace, parse_period(code)), CODE_LISTS)
    wanted = PERIODS[code]
    assert found["period"] == {"from": wanted["from"], "to": wanted["to"]}
    for name, figure in wanted["figures"].items():
        for key, value in figure.items():
            assert without_nought(found["figures"][name][key]) == without_nought(value), (name, key)


def without_nought(value: object) -> object:
    return {key: part for key, part in value.items() if part} if isinstance(value, dict) else value


def test_the_half_year_report_compares_with_three_before_oldest_first(workspace: Workspace) -> None:
    take_in(workspace)
    report = half_year_data(workspace, parse_period("2026H1"))
    assert [earlier.period.code for earlier in report.earlier] == ["2024H2", "2025H1", "2025H2"]
    assert report.figures == figures(workspace, parse_period("2026H1"))
    assert report.earlier[2] == figures(workspace, parse_period("2025H2"))
    assert report.municipality == "Stockholm"


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2026", "report.not_half_year"),
        ("2026Q1", "report.not_half_year"),
        ("2026-01-01..2026-06-29", "report.not_half_year"),
        ("2027H1", "report.period_to_come"),
    ],
)
def test_other_periods_are_refused(workspace: Workspace, period: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        half_year_data(workspace, parse_period(period))
    assert refused.value.code == code


def test_a_running_half_year_is_counted_until_today(workspace: Workspace, clock: MovableClock) -> None:
    report = half_year_data(workspace, parse_period("2026H2"))
    assert report.figures.counted.last == date(2026, 9, 30)
    clock.moment = clock.moment.replace(year=2027)
    assert half_year_data(workspace, parse_period("2026H2")).figures.counted.last == date(2026, 12, 31)


def test_the_template_can_be_imported_as_it_is(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "mall.xlsx"
    for language in ("sv", "en"):
        write_template(CODE_LISTS, path, load_translator(language, translations_folder()))
        result, changes = import_register(workspace, path, NoProgress())
        assert (result.taken, list(result.problems)) == (TakenIn(0, 0, 0, 0, 0), [])
        assert changes.operation_id is None
