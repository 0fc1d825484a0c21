"""What counts on the first and the last day of a period, and what no longer does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kaa_desktop.domain.figure_values import Breakdown
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.services.workspace import Workspace
from tests.registers import number_for
from tests.storage.random_registers import FRESHNESS, P, holding
from tests.storage.slow_figures import slow_figures

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
