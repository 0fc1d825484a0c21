"""The figures by SQL equal the same figures counted slowly, person by person and day by day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figures import BY_ID, Breakdown, Count, Days, FigureSet, Split
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
days = edges | edges | st.dates(date(2026, 2, 1), date(2026, 4, 10))
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


@settings(max_examples=100)
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


BEFORE = P.first - timedelta(days=10)
ONE_DAY = timedelta(days=1)
LONG = EpisodeRecord(number="", registered_on=BEFORE)
CALL = ContactRecord(number="", made_on=P.first, channel="phone", outcome="reached")
TALKS = MeasureRecord(number="", kind="guidance", started_on=BEFORE)


def closed(on: date, reason: str = "moved") -> EpisodeRecord:
    return replace(LONG, deregistered_on=on, deregistration_reason=reason)


def born_20_years_before(day: date) -> date:
    return day.replace(year=day.year - 20)


@pytest.mark.parametrize(
    ("born", "records", "expected"),
    [
        (None, [closed(P.first)], {"in_period": 0, "deregistered": 1}),
        (None, [closed(P.first + ONE_DAY)], {"in_period": 1, "open_at_end": 0, "deregistered": 1}),
        (None, [closed(P.last)], {"in_period": 1, "open_at_end": 0, "deregistered": 1}),
        (None, [closed(P.last + ONE_DAY)], {"open_at_end": 1, "deregistered": 0}),
        (None, [replace(LONG, registered_on=P.last)], {"in_period": 1, "open_at_end": 1, "registered": 1}),
        (None, [replace(LONG, registered_on=P.last + ONE_DAY)], {"in_period": 0, "registered": 0}),
        (born_20_years_before(P.first), [LONG], {"in_period": 0, "open_at_end": 0}),
        (born_20_years_before(P.first + ONE_DAY), [LONG], {"in_period": 1, "open_at_end": 0}),
        (born_20_years_before(P.last), [LONG], {"in_period": 1, "open_at_end": 0}),
        (born_20_years_before(P.last + ONE_DAY), [LONG], {"in_period": 1, "open_at_end": 1}),
        (
            None,
            [closed(P.last, "registered_in_error"), CALL],
            {"in_period": 0, "registered": 0, "reached": 0, "attempts": 0, "deregistered": 1},
        ),
        (
            None,
            [
                replace(LONG, registered_on=P.first, deregistered_on=P.last, deregistration_reason="moved"),
                replace(LONG, registered_on=P.last),
            ],
            {"in_period": 1, "open_at_end": 1, "registered": 1, "first_time_registered": 1},
        ),
        (
            None,
            [closed(BEFORE + ONE_DAY), replace(LONG, registered_on=P.first)],
            {"registered": 1, "first_time_registered": 0},
        ),
        (None, [LONG, replace(CALL, made_on=P.first - ONE_DAY)], {"no_attempt": 1, "reached": 0}),
        (None, [LONG, replace(CALL, outcome="no_answer")], {"attempted_only": 1, "reached": 0}),
        (None, [LONG, replace(CALL, outcome="declined_contact")], {"reached": 1, "attempts": 1}),
        (None, [closed(P.first + ONE_DAY), replace(CALL, made_on=P.last)], {"reached": 1, "attempts": 1}),
        (None, [LONG, replace(TALKS, ended_on=P.first)], {"in_measure": 1, "measures_ended": 1}),
        (None, [LONG, replace(TALKS, ended_on=P.first - ONE_DAY)], {"in_measure": 0, "measures_ended": 0}),
        (None, [LONG, replace(TALKS, started_on=P.last)], {"in_measure": 1, "measures_begun": 1}),
        (None, [LONG, replace(TALKS, started_on=P.last + ONE_DAY)], {"in_measure": 0, "measures_begun": 0}),
        (None, [LONG, TALKS], {"in_measure": 1, "measures_begun": 0, "offers": 0}),
    ],
)
def test_the_edges_of_the_period(
    shared: Workspace,
    born: date | None,
    records: list[EpisodeRecord | ContactRecord | MeasureRecord],
    expected: dict[str, int],
) -> None:
    history = life(born or date(2008, 5, 5), records)
    with holding(shared, history, P) as found:
        assert {name: found.count(name).total for name in expected} == expected
    assert slow_figures(history, P, freshness=FRESHNESS) == found.values


def life(born: date, records: Sequence[EpisodeRecord | ContactRecord | MeasureRecord]) -> RegisterHistory:
    identity = number_for(born, 238)
    own = [replace(record, number=identity.value) for record in records]
    return RegisterHistory(
        [PersonRecord(details=PersonDetails(number=identity))],
        [r for r in own if isinstance(r, EpisodeRecord)],
        [r for r in own if isinstance(r, ContactRecord)],
        [r for r in own if isinstance(r, MeasureRecord)],
    )


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ([(P.last - timedelta(days=FRESHNESS), "work")], "work"),
        ([(P.last - timedelta(days=FRESHNESS + 1), "work")], "unknown"),
        ([(P.last, "work")], "work"),
        ([(P.last + ONE_DAY, "work")], "unknown"),
        ([(P.last, "work"), (P.last - ONE_DAY, "job_seeking")], "work"),
        ([(P.last - ONE_DAY, "work"), (P.last, "unknown")], "unknown"),
        ([(P.last, "work"), (P.last, "job_seeking")], "job_seeking"),
        ([], "unknown"),
    ],
)
def test_an_occupation_counts_until_it_is_older_than_the_limit(
    shared: Workspace, told: list[tuple[date, str]], known: str
) -> None:
    calls = [replace(CALL, made_on=day, occupation=occupation) for day, occupation in told]
    history = life(date(2008, 5, 5), [LONG, *calls])
    with holding(shared, history, P) as found:
        by_kind = found.count("occupation_at_end").breakdowns[Breakdown.KIND]
        assert list(by_kind) == [known]
        assert found.share("not_known_share").share == (1 if known == "unknown" else 0)


def test_days_to_the_first_contact_end_before_the_closing(shared: Workspace) -> None:
    episode = replace(
        LONG, registered_on=P.first, deregistered_on=P.first + 5 * ONE_DAY, deregistration_reason="moved"
    )
    for day, count in ((4, 1), (5, 0)):
        call = replace(CALL, made_on=P.first + day * ONE_DAY)
        with holding(shared, life(date(2008, 5, 5), [episode, call]), P) as found:
            assert found.days("days_to_first_attempt").count == count
            assert found.count("reached").total == 1


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
