"""Registers at random, with most of what happens close to the edges of one period."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from hypothesis import strategies as st

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.personal_number import PersonalNumber, check_digit, parse_personal_number
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.figures import FigureRules, count_figures
from kaa_desktop.storage.register_histories import HistoryIntake
from tests.registers import TODAY, number_for
from tests.storage.slow_figures import REACHED

P = Period(date(2026, 3, 1), date(2026, 3, 31))
FRESHNESS = 20
RULES = FigureRules(reached=sorted(REACHED), freshness_days=FRESHNESS)

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


@contextmanager
def holding(workspace: Workspace, history: RegisterHistory, period: Period) -> Iterator[FigureSet]:
    register, secret = workspace.register, workspace.person_secret()
    with register.operation("import.register", keep=False) as scope:
        HistoryIntake(scope, register.keys, secret, NoProgress()).take_in(history)
        yield count_figures(scope.connection, period, period, RULES)
