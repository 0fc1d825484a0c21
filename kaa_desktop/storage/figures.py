"""Counts the figures of DOMAIN section 9 for a period; from facts that are copied to memory once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, text

from kaa_desktop.domain.figure_values import Breakdown, Count, Days, FigureSet, FigureValue, Share, Split
from kaa_desktop.domain.figures import DEFINITIONS
from kaa_desktop.domain.measures import ACCEPTED, DECLINED
from kaa_desktop.domain.occupations import UNKNOWN
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.personal_number import Sex
from kaa_desktop.domain.reconcile_decisions import ClosedReconciliation
from kaa_desktop.storage import figure_sql as sql
from kaa_desktop.storage.reconciliations import last_reconciliation


class _Tally:
    """Adds up one figure by sex, age and breakdowns."""

    def __init__(self) -> None:
        self._total = [0, 0]
        self._ages: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        self._parts: dict[Breakdown, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))

    def add(
        self, sex: str, age: int | None, number: int, parts: Mapping[Breakdown, str] | None = None
    ) -> None:
        """Count `number` more of that sex and age."""
        column = 0 if sex == Sex.WOMAN else 1
        self._total[column] += number
        if age is not None:
            self._ages[age][column] += number
        for breakdown, code in (parts or {}).items():
            self.add_part(sex, breakdown, code, number)

    def add_part(self, sex: str, breakdown: Breakdown, code: str, number: int) -> None:
        """Count in one part only, for people who stand in several."""
        self._parts[breakdown][code][0 if sex == Sex.WOMAN else 1] += number

    def count(self) -> Count:
        """The finished figure."""
        return Count(
            _split(self._total),
            {age: _split(pair) for age, pair in sorted(self._ages.items())},
            {
                breakdown: {code: _split(pair) for code, pair in sorted(codes.items())}
                for breakdown, codes in self._parts.items()
            },
        )


def count_figures(
    connection: Connection, period: Period, counted: Period, *, reached: Iterable[str], freshness_days: int
) -> FigureSet:
    """All figures of one period; see `count_periods`."""
    (found,) = count_periods(connection, [(period, counted)], reached=reached, freshness_days=freshness_days)
    return found


def count_periods(
    connection: Connection,
    periods: Sequence[tuple[Period, Period]],
    *,
    reached: Iterable[str],
    freshness_days: int,
) -> tuple[FigureSet, ...]:
    """All figures of each period, from one copy of the facts.

    Args:
        connection: a consistent view of the register.
        periods: each as asked for, and the part of it that has been.
        reached: outcomes that mean the young person was reached.
        freshness_days: an occupation older than this on the last day counts as not known.
    """
    outcomes = ", ".join(f"'{code}'" for code in sorted(reached))
    with _tables(_Runner(connection, {}), sql.BASE, sql.BASE_TABLES):
        return tuple(
            FigureSet(period, counted, _count(connection, counted, outcomes, freshness_days))
            for period, counted in periods
        )


def _count(
    connection: Connection, counted: Period, outcomes: str, freshness_days: int
) -> Mapping[str, FigureValue]:
    bound = {
        "first": counted.first.isoformat(),
        "last": counted.last.isoformat(),
        "after": (counted.last + timedelta(days=1)).isoformat(),
        "fresh_from": (counted.last - timedelta(days=freshness_days)).isoformat(),
    }
    run = _Runner(connection, bound)
    prepared = tuple(statement.format(reached=outcomes) for statement in sql.PERIOD)
    with _tables(run, prepared, sql.PERIOD_TABLES):
        values: dict[str, FigureValue] = {
            **_people_figures(run.rows(sql.PEOPLE_BY_FACTS)),
            **_registrations(run),
            "attempts": _attempts(run),
            **_measures(run.rows(sql.MEASURES)),
            **_days(run.rows(sql.DAYS_TO_FIRST)),
            **_expected(last_reconciliation(connection, counted.last)),
        }
    return {figure.id: values[figure.id] for figure in DEFINITIONS if figure.id in values}


def _expected(closed: ClosedReconciliation | None) -> dict[str, FigureValue]:
    """Absent, and not nought, where nobody has reconciled."""
    if closed is None:
        return {}
    split = Split(closed.expected, closed.women, closed.expected - closed.women)
    return {"expected": Count(split), "expected_share": Share(closed.registered, closed.expected)}


class _Runner:
    def __init__(self, connection: Connection, bound: Mapping[str, str]) -> None:
        self._connection = connection
        self._bound = bound

    def rows(self, statement: str) -> list[Any]:
        """Run a statement with the period bound."""
        result = self._connection.execute(text(statement), self._bound)
        return list(result) if result.returns_rows else []


@contextmanager
def _tables(run: _Runner, statements: Iterable[str], names: Sequence[str]) -> Iterator[None]:
    """Tables in memory for as long as they are needed."""
    drops = [f"DROP TABLE IF EXISTS temp.{name}" for name in names]
    for statement in (*drops, *statements):
        run.rows(statement)
    try:
        yield
    finally:
        for drop in drops:
            run.rows(drop)


def _people_figures(rows: Iterable[Any]) -> dict[str, FigureValue]:
    names = ("in_period", "open_at_end", "reached", "attempted_only", "no_attempt", "in_measure")
    tallies = {name: _Tally() for name in (*names, "occupation_at_end", "caseload")}
    not_known = followed_up = 0
    for (
        sex,
        age,
        is_open,
        reached,
        attempted,
        in_measure,
        verified,
        worker,
        occupation,
        fresh,
        number,
    ) in rows:
        contact = "reached" if reached else "attempted_only" if attempted else "no_attempt"
        groups = ["in_period", contact, *(["in_measure"] if in_measure else [])]
        for name in groups:
            tallies[name].add(sex, age, number)
        followed_up += number if reached or verified else 0
        if is_open:
            code = occupation if fresh and occupation else UNKNOWN
            not_known += number if code == UNKNOWN else 0
            tallies["open_at_end"].add(sex, age, number)
            tallies["occupation_at_end"].add(sex, age, number, {Breakdown.KIND: code})
            tallies["caseload"].add(sex, age, number, {Breakdown.WORKER: worker})
    counts: dict[str, FigureValue] = {name: tally.count() for name, tally in tallies.items()}
    everyone, still_open = (tallies[name].count().total for name in ("in_period", "open_at_end"))
    shares = {
        "not_known_share": Share(not_known, still_open),
        "followed_up_share": Share(followed_up, everyone),
    }
    return counts | shares


def _registrations(run: _Runner) -> dict[str, FigureValue]:
    registered, first, gone = _Tally(), _Tally(), _Tally()
    begun = run.rows(sql.REGISTERED)
    _add_people(registered, [row[:4] for row in begun])
    _add_people(first, [row[:4] for row in begun if row[4]])
    _add_people(gone, run.rows(sql.DEREGISTERED))
    return {
        "registered": registered.count(),
        "first_time_registered": first.count(),
        "deregistered": gone.count(),
    }


def _add_people(tally: _Tally, rows: Iterable[Any]) -> None:
    """Count people once in the total and once for each of their reasons."""
    people: set[int] = set()
    reasons: set[tuple[int, str]] = set()
    for person, sex, age, reason in rows:
        if person not in people:
            people.add(person)
            tally.add(sex, age, 1)
        if reason and (person, reason) not in reasons:
            reasons.add((person, reason))
            tally.add_part(sex, Breakdown.REASON, reason, 1)


def _attempts(run: _Runner) -> Count:
    tally = _Tally()
    for sex, age, channel, outcome, number in run.rows(sql.ATTEMPTS):
        tally.add(sex, age, number, {Breakdown.CHANNEL: channel, Breakdown.OUTCOME: outcome})
    return tally.count()


def _measures(rows: Iterable[Any]) -> dict[str, FigureValue]:
    names = ("measures_begun", "measures_ended", "offers", "offers_accepted", "offers_declined")
    tallies = {name: _Tally() for name in names}
    for sex, age, kind, response, end_reason, after, offered, begun, ended, number in rows:
        if offered:
            tallies["offers"].add(sex, age, number)
            if response == ACCEPTED:
                tallies["offers_accepted"].add(sex, age, number)
            if response == DECLINED:
                tallies["offers_declined"].add(sex, age, number)
        if begun:
            tallies["measures_begun"].add(sex, age, number, {Breakdown.KIND: kind})
        if ended:
            told = {Breakdown.REASON: end_reason, Breakdown.OCCUPATION: after}
            parts = {breakdown: code for breakdown, code in told.items() if code}
            tallies["measures_ended"].add(sex, age, number, parts)
    return {name: tally.count() for name, tally in tallies.items()}


def _days(rows: Sequence[Any]) -> dict[str, FigureValue]:
    return {
        "days_to_first_attempt": _spread([row[0] for row in rows]),
        "days_to_first_reached": _spread([row[1] for row in rows if row[1] is not None]),
    }


def _spread(days: list[int]) -> Days:
    days.sort()
    return Days(len(days), _percentile(days, 0.5), _percentile(days, 0.9))


def _percentile(ordered: list[int], share: float) -> float | None:
    if not ordered:
        return None
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _split(pair: list[int]) -> Split:
    return Split(sum(pair), *pair)
