from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figure_values import Share
from kaa_desktop.domain.periods import Period, parse_period
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.domain.residents import DecideReason
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.i18n import load_translator
from kaa_desktop.reports.blocks import KeyNumber
from kaa_desktop.reports.report_data import ReportData
from kaa_desktop.reports.report_texts import ReportTexts
from kaa_desktop.services.figures import figures
from kaa_desktop.services.half_year import half_year_data
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconciliation import name_people, standing
from kaa_desktop.services.reconciliation_closing import (
    apply_reconciliation,
    close_reconciliation,
    sources_overview,
)
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.verification import verify_register
from kaa_desktop.system.assets import translations_folder
from tests.cli.terminals import Terminal
from tests.services.workspaces import (
    FIXTURES,
    PASSPHRASE,
    SETTINGS,
    TODAY,
    USER,
    MovableClock,
    counts,
    opener,
)

KOMMUN = FIXTURES / "kommun"
EXPECTED = json.loads((KOMMUN / "facit.json").read_text("utf-8"))
FILES = (
    ("population", KOMMUN / "folkbokforing.csv"),
    ("enrolment", KOMMUN / "elever.xlsx"),
    ("exams", KOMMUN / "examina.csv"),
)


def take_in_all(workspace: Workspace) -> None:
    import_population(workspace, FILES[0][1], NoProgress())
    import_source(workspace, FILES[1][1], NoProgress(), kind=FileKind.ENROLMENT)
    import_source(workspace, FILES[2][1], NoProgress(), kind=FileKind.EXAMS)


def _key_numbers(workspace: Workspace, period: Period) -> list[KeyNumber]:
    translator = load_translator("en", translations_folder())
    data = ReportData(half_year_data(workspace, period), workspace.code_lists, translator)
    return ReportTexts(data).key_numbers()


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    take_in_all(workspace)
    return workspace


def test_three_files_give_the_known_target_group_and_those_to_decide(town: Workspace) -> None:
    found = standing(town, TODAY, NoProgress())
    named = name_people(town, found, reason="test")
    numbers = sorted(person.details.number.value for person in named.target_group if person.details)
    assert numbers == EXPECTED["personnummer"]
    asked = {p.details.number.value: p.decide for p in named.to_decide if p.details}
    assert asked == dict.fromkeys(EXPECTED["ask_hemkommun"], DecideReason.MUNICIPALITY)
    assert (found.expected, found.registered) == (499, 0)
    assert {group: len(members) for group, members in found.groups.items()} == {
        Group.NEW: 499,
        Group.DECIDE: 3,
        Group.GONE: 0,
        Group.CHANGED: 0,
        Group.MISSING: 0,
    }


def test_the_command_line_tells_the_same(tmp_path: Path) -> None:
    path, clock = tmp_path / "register.kaa", MovableClock()
    made, _key = opener(clock).create(path, user=USER, passphrase=PASSPHRASE, settings=SETTINGS)
    made.register.close()
    terminal = Terminal(path, clock)
    for kind, file in FILES:
        assert terminal.run("import", kind, file).code in {0, 1}
    hidden = terminal.run("reconcile", "--as-of", "2026-09-30", "--json").json
    assert hidden["protected_hidden"] > 0
    ran = terminal.run("--protected", "kontroll", "reconcile", "--as-of", "2026-09-30", "--json")
    assert ran.code == 1
    assert ran.json["target_group"] == EXPECTED["personnummer"]
    assert [row["personal_number"] for row in ran.json["decide_by_hand"]] == EXPECTED["ask_hemkommun"]
    done = terminal.run("reconcile", "--as-of", "2026-09-30", "--apply", "--json")
    assert done.json["applied"]["registered"] == 499
    assert done.json["applied"]["left_alone"] == 0


def test_everybody_expected_is_registered_and_nothing_of_the_others_stays(town: Workspace) -> None:
    applied, _changes = apply_reconciliation(town, TODAY, NoProgress())
    assert (applied.registered, applied.left_alone, applied.erased > 4000) == (499, 0, True)
    last = sources_overview(town).last
    assert last is not None
    assert (last.as_of, last.expected, last.registered) == (TODAY, 499, 499)
    assert dict(last.counts) == {"decide": 3}
    assert all(status.rows == 0 for status in sources_overview(town).sources)
    assert counts(town)["staged_part"] == counts(town)["staged_hidden"] == counts(town)["staged_file"] == 0
    assert verify_register(town.register).findings == ()


def test_the_same_files_can_be_taken_in_for_the_next_time(town: Workspace) -> None:
    apply_reconciliation(town, TODAY, NoProgress())
    take_in_all(town)
    again = standing(town, TODAY, NoProgress())
    assert (again.expected, again.registered) == (499, 499)
    assert {group for group, members in again.groups.items() if members} == {Group.DECIDE}


def test_closing_without_acting_keeps_the_share_as_it_is(town: Workspace) -> None:
    closed, changes = close_reconciliation(town, TODAY, NoProgress())
    assert (closed.expected, closed.registered, closed.counts) == (499, 0, {"new": 499, "decide": 3})
    assert "reconciliation" in changes.kinds
    assert counts(town)["young_person"] == 0


def test_the_expected_stand_among_the_figures_from_the_day_of_the_reconciliation(town: Workspace) -> None:
    earlier, current = parse_period("2026H1"), parse_period("2026H2")
    assert "expected" not in figures(town, current).values
    closed, _changes = close_reconciliation(town, TODAY, NoProgress())
    assert "expected" not in figures(town, earlier).values
    found = figures(town, current)
    split = found.count("expected").split
    assert (split.total, split.women + split.men, split.women) == (499, 499, closed.women)
    assert 0 < split.women < 499
    assert found.share("expected_share") == Share(0, 499)
    (number,) = (n for n in _key_numbers(town, current) if n.label == "Expected in the register")
    assert number.number == "0%"


def test_what_was_taken_in_is_told_with_its_day(town: Workspace) -> None:
    population, pupils, exams = sources_overview(town).sources
    assert (population.rows, population.files) == (4392, 1)
    assert pupils.rows > 2000
    assert exams.rows > 900
    assert population.taken_in_at is not None
    assert population.taken_in_at.date() == TODAY
    undo(town)
    assert sources_overview(town).sources[2].rows == 0


def test_the_next_day_decides_by_its_own_facts(town: Workspace) -> None:
    later = standing(town, date(2026, 10, 1), NoProgress())
    now = standing(town, TODAY, NoProgress())
    assert later.outcome.target_group != now.outcome.target_group
