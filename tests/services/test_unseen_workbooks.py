"""Workbooks with everything on the edge of a period give what a person with a calendar counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.periods import Period, parse_period
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.files.register_workbook import write_register_workbook
from kaa_desktop.i18n import Translator, load_translator
from kaa_desktop.services.figure_json import figures_as_json
from kaa_desktop.services.figure_labels import find_part
from kaa_desktop.services.figure_people import people_of_figure
from kaa_desktop.services.figure_sheets import figure_sheet
from kaa_desktop.services.figures import figures
from kaa_desktop.services.half_year import half_year_report
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.assets import translations_folder
from tests.registers import code_lists, new_workspace, number_for
from tests.reports.pdf_reading import page_texts
from tests.storage.slow_figures import slow_figures

H1 = parse_period("2026H1")
DAY = timedelta(days=1)
FRESHNESS = 90
PERIODS = ("2025H2", "2026H1", "2026H2", "2026Q1", "2026Q2", "2026-03", "2025/26", "2026-06-30..2026-06-30")
Records = list[EpisodeRecord | ContactRecord | MeasureRecord]


def episode(first: date, last: date | None = None, reason: str = "moved") -> EpisodeRecord:
    return EpisodeRecord(
        number="",
        registered_on=first,
        registration_reason="dropped_out",
        case_worker="Lo Wikström",
        deregistered_on=last,
        deregistration_reason=reason if last else "",
    )


def call(day: date, outcome: str = "reached", occupation: str = "") -> ContactRecord:
    return ContactRecord(number="", made_on=day, channel="phone", outcome=outcome, occupation=occupation)


def measure(first: date | None, last: date | None = None, offered: date | None = None) -> MeasureRecord:
    return MeasureRecord(
        number="",
        kind="guidance",
        offered_on=offered,
        response="accepted",
        started_on=first,
        ended_on=last,
        end_reason="completed" if last else "",
        occupation_after="work" if last else "",
    )


A, B = H1.first, H1.last
LONG_AGO = date(2025, 9, 1)
BORN = date(2008, 5, 5)
LIVES: dict[str, tuple[date, Records]] = {
    "from the first day to the last": (BORN, [episode(A, B)]),
    "begins on the last day": (BORN, [episode(B)]),
    "ends on the first day": (BORN, [episode(LONG_AGO, A)]),
    "ends on the second day": (BORN, [episode(LONG_AGO, A + DAY)]),
    "deregistered the day before": (BORN, [episode(LONG_AGO, A - DAY), call(A)]),
    "two episodes in one period": (BORN, [episode(A + 9 * DAY, A + 40 * DAY, "exam"), episode(A + 60 * DAY)]),
    "closed and registered on the same day": (BORN, [episode(LONG_AGO, A + 9 * DAY), episode(A + 9 * DAY)]),
    "20 on the first day": (date(2006, 1, 1), [episode(LONG_AGO)]),
    "20 the day after the first": (date(2006, 1, 2), [episode(LONG_AGO)]),
    "20 on the last day": (date(2006, 6, 30), [episode(LONG_AGO), call(B)]),
    "20 the day after the last": (date(2006, 7, 1), [episode(LONG_AGO)]),
    "20 on the last day and deregistered": (date(2006, 6, 30), [episode(LONG_AGO, B, "turned_20")]),
    "born on a leap day": (date(2008, 2, 29), [episode(LONG_AGO, date(2026, 3, 1))]),
    "measure that spans the period": (BORN, [episode(LONG_AGO), measure(A - 30 * DAY, B + 30 * DAY)]),
    "measure that ends on the first day": (BORN, [episode(LONG_AGO), measure(A - 30 * DAY, A)]),
    "measure that begins on the last day": (BORN, [episode(LONG_AGO), measure(B, None, B - DAY)]),
    "offer alone": (BORN, [episode(LONG_AGO), measure(None, None, A)]),
    "contact after closing": (BORN, [episode(LONG_AGO, A + 20 * DAY), call(A + 30 * DAY)]),
    "contact on the day of closing": (BORN, [episode(A, A + 20 * DAY), call(A + 20 * DAY)]),
    "occupation exactly as old as the limit": (
        BORN,
        [episode(LONG_AGO), call(B - FRESHNESS * DAY, occupation="work")],
    ),
    "occupation a day older than the limit": (
        BORN,
        [episode(LONG_AGO), call(B - (FRESHNESS + 1) * DAY, occupation="work")],
    ),
    "occupation told after the period": (BORN, [episode(LONG_AGO), call(B + DAY, occupation="work")]),
    "two occupations on one day": (
        BORN,
        [episode(LONG_AGO), call(B, occupation="work"), call(B, "declined_contact", "job_seeking")],
    ),
    "registered in error": (BORN, [episode(A, A + 5 * DAY, "registered_in_error"), call(A + DAY)]),
    "registered in error and then rightly": (
        BORN,
        [episode(A, A + 5 * DAY, "registered_in_error"), episode(A + 5 * DAY)],
    ),
    "no reason stated": (BORN, [replace(episode(A + DAY), registration_reason="")]),
    "tried only": (BORN, [episode(LONG_AGO), call(A, "no_answer"), call(B, "message_left")]),
}


def history(lives: dict[str, tuple[date, Records]]) -> RegisterHistory:
    people: list[PersonRecord] = []
    own: Records = []
    for serial, (name, (born, records)) in enumerate(lives.items(), 100):
        number = number_for(born, serial)
        protection = Protection.CONFIDENTIALITY_MARK if name == "tried only" else Protection.NONE
        people.append(
            PersonRecord(details=PersonDetails(number=number, first_name="Åsa"), protection=protection)
        )
        own += [replace(record, number=number.value) for record in records]
    return RegisterHistory(
        people,
        [record for record in own if isinstance(record, EpisodeRecord)],
        [record for record in own if isinstance(record, ContactRecord)],
        [record for record in own if isinstance(record, MeasureRecord)],
    )


def taken_in(folder: Path, told: RegisterHistory) -> Workspace:
    book = folder / "register.xlsx"
    with book.open("wb") as target:
        write_register_workbook(target, told, code_lists())
    workspace = new_workspace(folder)
    result, _changes = import_register(workspace, book, NoProgress())
    assert result.taken.people == len(told.people)
    assert result.taken.episodes == len(told.episodes)
    assert result.taken.contacts == len(told.contacts)
    assert result.taken.measures == len(told.measures)
    return workspace


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return taken_in(tmp_path_factory.mktemp("edges"), history(LIVES))


@pytest.fixture(scope="module")
def swedish() -> Translator:
    return load_translator("sv", translations_folder())


@pytest.mark.parametrize("code", PERIODS)
def test_all_edges_in_one_workbook(everything: Workspace, code: str) -> None:
    period = parse_period(code)
    counted = Period(period.first, min(period.last, everything.today))
    expected = slow_figures(history(LIVES), counted, freshness=FRESHNESS)
    found = figures(everything, period).values
    for name, value in expected.items():
        assert (name, found[name]) == (name, value)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "from the first day to the last",
            {"in_period": 1, "open_at_end": 0, "registered": 1, "deregistered": 1},
        ),
        ("begins on the last day", {"in_period": 1, "open_at_end": 1, "registered": 1}),
        ("ends on the first day", {"in_period": 0, "deregistered": 1}),
        ("ends on the second day", {"in_period": 1, "open_at_end": 0, "deregistered": 1}),
        ("deregistered the day before", {"in_period": 0, "deregistered": 0, "reached": 0, "attempts": 0}),
        ("two episodes in one period", {"in_period": 1, "registered": 1, "first_time_registered": 1}),
        ("20 on the first day", {"in_period": 0, "open_at_end": 0}),
        ("20 the day after the first", {"in_period": 1, "open_at_end": 0}),
        ("20 on the last day", {"in_period": 1, "open_at_end": 0, "reached": 1}),
        ("20 the day after the last", {"in_period": 1, "open_at_end": 1}),
        ("measure that spans the period", {"in_measure": 1, "measures_begun": 0, "measures_ended": 0}),
        ("contact after closing", {"in_period": 1, "reached": 1}),
        ("registered in error", {"in_period": 0, "registered": 0, "deregistered": 1, "attempts": 0}),
    ],
)
def test_each_edge_alone(tmp_path: Path, name: str, expected: dict[str, int]) -> None:
    workspace = taken_in(tmp_path, history({name: LIVES[name]}))
    found = figures(workspace, H1)
    assert {figure: found.count(figure).total for figure in expected} == expected
    workspace.register.close()


def test_who_has_no_stated_reason_is_a_row_of_its_own_that_opens(tmp_path: Path, swedish: Translator) -> None:
    stated, missing = "from the first day to the last", "no reason stated"
    workspace = taken_in(tmp_path, history({name: LIVES[name] for name in (stated, missing)}))
    found = figures(workspace, H1)
    rows = figure_sheet(workspace, found, swedish).rows
    parts = {row[2]: row[3] for row in rows if row[0] == "Registrerade" and row[1] == "Orsak"}
    assert parts == {"Studieavbrott": 1, "Uppgift saknas": 1}
    breakdown, code = find_part(workspace, "registered", "uppgift saknas")
    behind = people_of_figure(workspace, H1, FigurePart(figure="registered", breakdown=breakdown, code=code))
    assert len(behind) == 1
    told = figures_as_json(found, workspace.code_lists)["figures"]["registered"]
    assert (told["total"], told["by_reason"]) == (2, {"Studieavbrott": 1})
    text = " ".join(page_texts(half_year_report(workspace, H1, swedish), tmp_path))
    assert "Uppgift saknas" in text
    workspace.register.close()
