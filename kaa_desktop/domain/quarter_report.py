"""What the quarterly report for the team lead is drawn from, and the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.domain.periods import Period, parse_period


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLine:
    """One case worker's quarter; people count by the worker of their episode, work by who did it.

    Attributes:
        worker: a name; empty for what nobody is assigned to.
        before: people on the last day of the quarter before.
        overdue: of the open ones, by the contact plan on the day of the report; None where it was not asked.
    """

    worker: str
    before: int = 0
    registered: int = 0
    deregistered: int = 0
    at_end: int = 0
    not_known: int = 0
    without_attempt: int = 0
    attempts: int = 0
    offers: int = 0
    measures_begun: int = 0
    overdue: int | None = None


@dataclass(frozen=True, slots=True)
class AreaLine:
    """Those of one area; empty for people whose address is not known or protected."""

    area: str
    in_period: int
    at_end: int
    reached: int
    not_known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """What is known of the occupation of those in the register on the last day."""

    known: int = 0
    going_stale: int = 0
    stale: int = 0
    told_unknown: int = 0
    never_known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterDetails:
    """What the quarter shows beside the figures.

    Attributes:
        channels: attempts by channel and outcome.
    """

    workers: tuple[WorkerLine, ...]
    channels: Mapping[str, Mapping[str, int]]
    areas: tuple[AreaLine, ...]
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class QuarterReport:
    """The whole report.

    Attributes:
        base: figures of the quarter and of the one before.
        reached: outcomes that mean the young person was reached.
    """

    base: PeriodReport
    details: QuarterDetails
    reached: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPerson:
    """A line of the list behind the report; protected people by case number only."""

    number: str
    name: str
    area: str
    worker: str
    age: int | None
    at_end: bool
    attempts: int
    reached: bool
    in_measure: bool
    occupation: str
    verified_on: date | None


def check_quarter(period: Period, today: date) -> None:
    """Refuse anything but a quarter that has begun.

    Raises:
        InvalidInputError: `report.not_quarter`, `report.period_to_come`.
    """
    if period != quarter_of(period.first):
        raise InvalidInputError("report.not_quarter", period=period.code)
    if period.first > today:
        raise InvalidInputError("report.period_to_come", period=period.code)


def quarter_of(day: date) -> Period:
    """The quarter that holds the day."""
    return parse_period(f"{day.year}Q{(day.month + 2) // 3}")


def last_ended_quarter(today: date) -> Period:
    """The newest quarter that is over."""
    return quarter_of(today).previous()
