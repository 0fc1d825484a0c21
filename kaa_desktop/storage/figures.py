"""Counts the figures of DOMAIN section 9 for a period; from facts that are copied to memory once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, text

from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.figure_values import Breakdown, Count, FigureSet, FigureValue, Share, Split
from kaa_desktop.domain.figures import DEFINITIONS, NOT_STATED
from kaa_desktop.domain.measures import ACCEPTED, DECLINED
from kaa_desktop.domain.occupations import UNKNOWN
from kaa_desktop.domain.percentiles import days_summary
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.reconcile_decisions import ClosedReconciliation
from kaa_desktop.storage import figure_sql as sql
from kaa_desktop.storage.figure_ledger import Booked, CountingLedger, Ledger, PeopleLedger, PersonLedger
from kaa_desktop.storage.reconciliations import last_reconciliation

_SHARES = {"not_known_share": "open_at_end", "followed_up_share": "in_period"}
_ATTEMPT, _REACHED = "days_to_first_attempt", "days_to_first_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRules:
    """What the municipality and its code lists decide.

    Attributes:
        reached: outcomes that mean the young person was reached.
        freshness_days: an occupation older than this on the last day counts as not known.
    """

    reached: Iterable[str]
    freshness_days: int

    def bound(self, counted: Period) -> dict[str, str]:
        """The values of the statements."""
        return {
            "first": counted.first.isoformat(),
            "last": counted.last.isoformat(),
            "after": (counted.last + timedelta(days=1)).isoformat(),
            "fresh_from": (counted.last - timedelta(days=self.freshness_days)).isoformat(),
        }


def count_figures(connection: Connection, period: Period, counted: Period, rules: FigureRules) -> FigureSet:
    """All figures of one period; see `count_periods`."""
    (found,) = count_periods(connection, [(period, counted)], rules)
    return found


def count_periods(
    connection: Connection, periods: Sequence[tuple[Period, Period]], rules: FigureRules
) -> tuple[FigureSet, ...]:
    """All figures of each period, from one copy of the facts.

    Args:
        connection: a consistent view of the register.
        periods: each as asked for, and the part of it that has been.
        rules: of the municipality.
    """
    with copied_facts(connection):
        return tuple(
            FigureSet(period, counted, _count(connection, counted, rules)) for period, counted in periods
        )


def people_of_part(
    connection: Connection, counted: Period, rules: FigureRules, part: FigurePart
) -> Counter[int]:
    """Row numbers of the people behind a number, each with how much they count for."""
    ledger = PeopleLedger(part)
    with copied_facts(connection), period_facts(connection, counted, rules) as run:
        _book_all(run, ledger, who="p.person")
    return ledger.people


def standing_of_people(connection: Connection, counted: Period, rules: FigureRules) -> PersonLedger:
    """What everybody counts for, figure by figure."""
    ledger = PersonLedger()
    with copied_facts(connection), period_facts(connection, counted, rules) as run:
        _book_all(run, ledger, who="p.person")
    return ledger


@contextmanager
def copied_facts(connection: Connection) -> Iterator[None]:
    """The facts in memory, for any number of periods."""
    with _tables(FactRunner(connection), sql.BASE, sql.BASE_TABLES):
        yield


@contextmanager
def period_facts(connection: Connection, counted: Period, rules: FigureRules) -> Iterator[FactRunner]:
    """The facts of one period, within `copied_facts`."""
    run = FactRunner(connection, rules.bound(counted))
    outcomes = ", ".join(f"'{code}'" for code in sorted(rules.reached))
    with _tables(run, [statement.format(reached=outcomes) for statement in sql.PERIOD], sql.PERIOD_TABLES):
        yield run


@dataclass(frozen=True, slots=True)
class FactRunner:
    """Runs statements with the days of a period bound."""

    connection: Connection
    bound: Mapping[str, str] = field(default_factory=dict)

    def rows(self, statement: str) -> list[Any]:
        """What a statement gives."""
        result = self.connection.execute(text(statement), self.bound)
        return list(result) if result.returns_rows else []


@contextmanager
def _tables(run: FactRunner, statements: Iterable[str], names: Sequence[str]) -> Iterator[None]:
    """Tables in memory for as long as they are needed."""
    drops = [f"DROP TABLE IF EXISTS temp.{name}" for name in names]
    for statement in (*drops, *statements):
        run.rows(statement)
    try:
        yield
    finally:
        for drop in drops:
            run.rows(drop)


def _count(connection: Connection, counted: Period, rules: FigureRules) -> Mapping[str, FigureValue]:
    ledger = CountingLedger()
    with period_facts(connection, counted, rules) as run:
        days = _book_all(run, ledger, who="0")
    values: dict[str, FigureValue] = {figure.id: ledger.count(figure.id) for figure in DEFINITIONS}
    for share, whole in _SHARES.items():
        values[share] = Share(ledger.count(share).total, ledger.count(whole).total)
    values |= {figure: days_summary(sorted(found)) for figure, found in days.items()}
    del values["expected"], values["expected_share"]
    values |= _expected(last_reconciliation(connection, counted.last))
    return {figure.id: values[figure.id] for figure in DEFINITIONS if figure.id in values}


def _expected(closed: ClosedReconciliation | None) -> dict[str, FigureValue]:
    """Absent, and not nought, where nobody has reconciled."""
    if closed is None:
        return {}
    split = Split(closed.expected, closed.women, closed.expected - closed.women)
    return {"expected": Count(split), "expected_share": Share(closed.registered, closed.expected)}


def _book_all(run: FactRunner, ledger: Ledger, *, who: str) -> Mapping[str, list[int]]:
    """Book every contribution to every figure; returns the days to the first attempt and contact."""
    _book_people(ledger, run.rows(sql.PEOPLE_BY_FACTS.format(who=who)))
    _book_registrations(ledger, run)
    _book_attempts(ledger, run.rows(sql.ATTEMPTS.format(who=who)))
    _book_measures(ledger, run.rows(sql.MEASURES.format(who=who)))
    return _book_days(ledger, run.rows(sql.DAYS_TO_FIRST))


def _book_people(ledger: Ledger, rows: Iterable[Any]) -> None:
    for (
        person,
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
        booked = Booked(person, sex, age, number)
        contact = "reached" if reached else "attempted_only" if attempted else "no_attempt"
        ledger.book("in_period", booked)
        ledger.book(contact, booked)
        if in_measure:
            ledger.book("in_measure", booked)
        if reached or verified:
            ledger.book("followed_up_share", booked)
        if is_open:
            code = occupation if fresh and occupation else UNKNOWN
            ledger.book("open_at_end", booked)
            ledger.book("occupation_at_end", booked._replace(parts={Breakdown.KIND: code}))
            ledger.book("caseload", booked._replace(parts={Breakdown.WORKER: worker}))
            if code == UNKNOWN:
                ledger.book("not_known_share", booked)


def _book_registrations(ledger: Ledger, run: FactRunner) -> None:
    begun = run.rows(sql.REGISTERED)
    _book_reasons(ledger, "registered", [row[:4] for row in begun])
    _book_reasons(ledger, "first_time_registered", [row[:4] for row in begun if row[4]])
    _book_reasons(ledger, "deregistered", run.rows(sql.DEREGISTERED))


def _book_reasons(ledger: Ledger, figure: str, rows: Iterable[Any]) -> None:
    """People once in the total and once for each of their reasons."""
    people: set[int] = set()
    reasons: set[tuple[int, str]] = set()
    for person, sex, age, reason in rows:
        if person not in people:
            people.add(person)
            ledger.book(figure, Booked(person, sex, age, 1))
        if (person, reason) not in reasons:
            reasons.add((person, reason))
            parts = {Breakdown.REASON: reason or NOT_STATED}
            ledger.book(figure, Booked(person, sex, age, 1, parts, whole=False))


def _book_attempts(ledger: Ledger, rows: Iterable[Any]) -> None:
    for person, sex, age, channel, outcome, number in rows:
        parts = {Breakdown.CHANNEL: channel, Breakdown.OUTCOME: outcome}
        ledger.book("attempts", Booked(person, sex, age, number, parts))


def _book_measures(ledger: Ledger, rows: Iterable[Any]) -> None:
    for person, sex, age, kind, response, end_reason, after, offered, begun, ended, number in rows:
        booked = Booked(person, sex, age, number)
        if offered:
            ledger.book("offers", booked)
            if response == ACCEPTED:
                ledger.book("offers_accepted", booked)
            if response == DECLINED:
                ledger.book("offers_declined", booked)
        if begun:
            ledger.book("measures_begun", booked._replace(parts={Breakdown.KIND: kind}))
        if ended:
            parts = {Breakdown.REASON: end_reason or NOT_STATED, Breakdown.OCCUPATION: after or NOT_STATED}
            ledger.book("measures_ended", booked._replace(parts=parts))


def _book_days(ledger: Ledger, rows: Sequence[Any]) -> Mapping[str, list[int]]:
    days: dict[str, list[int]] = {_ATTEMPT: [], _REACHED: []}
    for person, sex, attempt, reached in rows:
        for figure, number in ((_ATTEMPT, attempt), (_REACHED, reached)):
            if number is not None:
                days[figure].append(number)
                ledger.book(figure, Booked(person, sex, None, 1))
    return days
