"""The figures by SQL equal the same figures counted slowly, person by person and day by day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figures import BY_ID, Count, Days, FigureSet, Split
from kaa_desktop.domain.periods import Period, parse_period
from kaa_desktop.domain.personal_number import PersonalNumber, check_digit, parse_personal_number
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services.figure_json import figures_as_json
from kaa_desktop.services.figures import figures
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.figures import count_figures
from kaa_desktop.storage.register_histories import HistoryIntake
from tests.registers import TODAY, SetClock, code_lists, new_workspace, number_for
from tests.storage.slow_figures import REACHED, slow_figures

P = Period(date(2026, 3, 1), date(2026, 3, 31))
FRESHNESS = 20
FACIT = Path(__file__).parent.parent / "fixtures" / "register"

edges = st.sampled_from(
    [
        P.first - timedelta(days=1),
        P.first,
        P.first + timedelta(days=1),
        P.last - timedelta(days=FRESHNESS + 1),
        P.last - timedelta(days=FRESHNESS),
        P.last - timedelta(days=1),
        P.last,
        P.last + timedelta(days=1),
    ]
)
days = edges | st.dates(date(2025, 12, 1), date(2026, 5, 31))
maybe = st.none() | days
births = st.one_of(
    st.none(),
    edges.map(lambda day: day.replace(year=2006)),  # 20 around the edges of the period
    edges.map(lambda day: day.replace(year=2008)),  # 18 there
    st.just(date(2008, 2, 29)),
    st.dates(date(2006, 2, 1), date(2009, 12, 31)),
)
workers = st.sampled_from(["", "Lo", "Per"])
closings = st.sampled_from(["moved", "turned_20", "exam", "registered_in_error"])


def number(born: date | None, serial: int) -> PersonalNumber:
    if born:
        return number_for(born, serial)
    nine = f"080060{serial:03d}"
    return parse_personal_number(f"20{nine}{check_digit(nine)}", today=TODAY)


@st.composite
def lives(draw: st.DrawFn, serial: int) -> RegisterHistory:
    """One person with everything that belongs to them."""
    born = draw(births)
    identity = number(born, serial)
    person = PersonRecord(
        details=PersonDetails(number=identity, first_name="Åsa"),
        birth_date=draw(st.none() | st.just(date(2006, 3, 31))) if born is None else None,
        protection=draw(st.sampled_from([Protection.NONE] * 5 + [Protection.CONFIDENTIALITY_MARK])),
    )
    return RegisterHistory(
        [person],
        draw(episodes(identity.value)),
        draw(st.lists(contacts(identity.value), max_size=4)),
        draw(st.lists(measures(identity.value), max_size=2)),
    )


@st.composite
def episodes(draw: st.DrawFn, who: str) -> list[EpisodeRecord]:
    """One after the other; the last may be open, and a mistaken one may lie anywhere."""
    cuts = sorted(draw(st.lists(days, max_size=5)))
    found = []
    for first, last in zip(cuts[::2], [*cuts[1::2], None][: len(cuts[::2])], strict=True):
        found.append(
            EpisodeRecord(
                number=who,
                registered_on=first,
                registration_reason=draw(st.sampled_from(["", "dropped_out", "never_began"])),
                case_worker=draw(workers),
                deregistered_on=last,
                deregistration_reason=draw(closings) if last else "",
            )
        )
    return found


def contacts(who: str) -> st.SearchStrategy[ContactRecord]:
    return st.builds(
        ContactRecord,
        number=st.just(who),
        made_on=days,
        channel=st.sampled_from(["phone", "sms"]),
        outcome=st.sampled_from(["reached", "declined_contact", "no_answer", "returned"]),
        occupation=st.sampled_from(["", "work", "job_seeking", "unknown"]),
        case_worker=workers,
    )


def measures(who: str) -> st.SearchStrategy[MeasureRecord]:
    return st.builds(
        MeasureRecord,
        number=st.just(who),
        kind=st.sampled_from(["guidance", "studies"]),
        offered_on=maybe,
        response=st.sampled_from(["accepted", "declined", "no_response_yet"]),
        started_on=maybe,
        ended_on=maybe,
        end_reason=st.sampled_from(["", "completed", "began_work"]),
        occupation_after=st.sampled_from(["", "work", "unknown"]),
    )


@st.composite
def registers(draw: st.DrawFn) -> RegisterHistory:
    parts = [draw(lives(100 + n)) for n in range(draw(st.integers(1, 6)))]
    return RegisterHistory(
        [r for part in parts for r in part.people],
        [r for part in parts for r in part.episodes],
        [r for part in parts for r in part.contacts],
        [r for part in parts for r in part.measures],
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """An empty register; whoever fills it takes everything back."""
    workspace = new_workspace(tmp_path_factory.mktemp("figures"))
    yield workspace
    workspace.register.close()


@contextmanager
def holding(workspace: Workspace, history: RegisterHistory, period: Period) -> Iterator[FigureSet]:
    register, secret = workspace.register, workspace.person_secret()
    with register.operation("import.register", keep=False) as scope:
        HistoryIntake(scope, register.keys, secret, NoProgress()).take_in(history)
        yield count_figures(
            scope.connection, period, period, reached=sorted(REACHED), freshness_days=FRESHNESS
        )


@settings(max_examples=150)
@given(
    registers(),
    st.just(P)
    | st.tuples(days, st.integers(0, 40)).map(
        lambda pair: Period(pair[0], pair[0] + timedelta(days=pair[1]))
    ),
)
def test_sql_counts_what_a_person_with_a_calendar_counts(
    shared: Workspace, history: RegisterHistory, period: Period
) -> None:
    expected = slow_figures(history, period, freshness=FRESHNESS)
    with holding(shared, history, period) as found:
        assert set(found.values) == set(expected)
        for name, value in expected.items():
            assert (name, found.values[name]) == (name, value)
        parts = [found.count(name).split for name in ("reached", "attempted_only", "no_attempt")]
        whole = found.count("in_period").split
        assert whole == Split(
            sum(p.total for p in parts), sum(p.women for p in parts), sum(p.men for p in parts)
        )


def test_every_figure_has_a_definition_and_only_its_own_breakdowns(shared: Workspace) -> None:
    with holding(shared, RegisterHistory(), P) as found:
        assert set(found.values) == set(BY_ID)
    with shared.register.read() as connection:
        empty = count_figures(connection, P, P, reached=["reached"], freshness_days=90)
    for name, value in empty.values.items():
        assert value in (Count(), Days(0, None, None)) or getattr(value, "share", 0) is None, name


def test_a_period_that_has_not_begun_holds_nobody(workspace: Workspace) -> None:
    import_register(workspace, FACIT / "register.xlsx", NoProgress())
    to_come = figures(workspace, parse_period("2027H1"))
    assert all(to_come.count(name).total == 0 for name in BY_ID)


@pytest.fixture(scope="module")
def from_workbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = new_workspace(tmp_path_factory.mktemp("facit"), clock=SetClock())
    import_register(workspace, FACIT / "register.xlsx", NoProgress())
    yield workspace
    workspace.register.close()


@pytest.mark.parametrize("code", ["2025H1", "2025H2", "2026H1", "2026Q3"])
def test_the_workbook_gives_exactly_the_known_answer(from_workbook: Workspace, code: str) -> None:
    expected = json.loads((FACIT / "facit.json").read_text("utf-8"))[code]
    found = figures_as_json(figures(from_workbook, parse_period(code)), code_lists())
    assert found["period"] == {"from": expected["from"], "to": expected["to"]}
    for name, value in expected["figures"].items():
        assert (name, as_far_as(value, found["figures"][name])) == (name, value)


def as_far_as(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The same keys as the known answer has; numbers of a breakdown all of them."""
    return {key: found.get(key) for key in expected}


def test_the_workbook_taken_in_twice_changes_nothing(from_workbook: Workspace) -> None:
    before = figures(from_workbook, parse_period("2026H1"))
    result, changes = import_register(from_workbook, FACIT / "register.xlsx", NoProgress())
    assert (result.taken.people, result.taken.contacts, changes.operation_id) == (0, 0, None)
    assert figures(from_workbook, parse_period("2026H1")) == before
