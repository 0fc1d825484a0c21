"""Rounds of home visits: who is visited in which order, who goes, and when they are expected back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from kaa_desktop.domain.errors import InvalidInputError

CHANNEL = "home_visit"
MOST_VISITS = 60
"""More than anybody visits in a day; keeps a slip with the filter from filling a round with everybody."""
AREA_LENGTH = 60
PHONE_LENGTH = 40

_POSTAL_LENGTH = 5
_PIECES = re.compile(r"(\d+)")


class VisitResult(StrEnum):
    """What came of a visit."""

    HOME = "home"
    DECLINED = "declined"
    NOT_HOME = "not_home"
    MESSAGE_LEFT = "message_left"
    MOVED = "moved"


OUTCOMES: Mapping[VisitResult, str] = MappingProxyType(
    {
        VisitResult.HOME: "reached",
        VisitResult.DECLINED: "declined_contact",
        VisitResult.NOT_HOME: "no_answer",
        VisitResult.MESSAGE_LEFT: "message_left",
        VisitResult.MOVED: "wrong_address",
    }
)
"""The outcome of the contact attempt that a visit becomes."""


class PackLayout(StrEnum):
    """How the pack for the visits is laid out."""

    LIST = "list"
    SHEETS = "sheets"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """What is decided before anybody leaves.

    Attributes:
        area: a short name of the round; never a young person's name.
        phone: where those who are out can be reached.
        expected_back: the time on the day of the round; None where nobody waits for them.
    """

    planned_on: date
    area: str = ""
    worker_id: str | None = None
    companion_id: str | None = None
    phone: str = ""
    expected_back: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRound:
    """A round as a list shows it.

    Attributes:
        workers: the names of those who go.
        back_at: when they said that they are back.
        visits: how many young people are on it, protected ones not counted.
        logged: how many of these visits have been logged.
        hidden: people on it who have protected personal data.
    """

    id: str
    plan: RoundPlan
    workers: tuple[str, ...]
    back_at: datetime | None
    visits: int
    logged: int
    hidden: int

    @property
    def due_back(self) -> datetime | None:
        """The moment, where the user is, when they are expected back."""
        back = self.plan.expected_back
        return datetime.combine(self.plan.planned_on, back) if back else None

    def is_missing(self, now: datetime) -> bool:
        """Whether they should have been back by now (a local time without zone) and have not said so."""
        due = self.due_back
        return due is not None and self.back_at is None and due < now


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody lives."""

    street: str
    postal_code: str
    city: str

    @property
    def text(self) -> str:
        """On one line."""
        town = f"{self.postal_code} {self.city}".strip()
        return ", ".join(part for part in (self.street.strip(), town) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit of a round; protected people are not told of.

    Attributes:
        age: whole years on the day of the round.
        outcome: of the contact attempt that it became, or empty.
    """

    id: str
    person_id: str
    name: str
    age: int | None
    address: Address
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round with its visits in order."""

    round: VisitRound
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReport:
    """What is noted of one visit afterwards.

    Attributes:
        occupation: what the young person does now, a code or empty.
        address: where they live now, if that was learned.
    """

    visit_id: str
    result: VisitResult
    occupation: str = ""
    note: str = ""
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class VisitArea:
    """A postal code, without its space, with the number of people who can be visited there."""

    postal_code: str
    city: str
    people: int

    @property
    def text(self) -> str:
        """As addresses are written: 123 45 Ekköping."""
        code = self.postal_code
        written = f"{code[:3]} {code[3:]}" if len(code) == _POSTAL_LENGTH and code.isdigit() else code
        return f"{written} {self.city}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCandidate:
    """Somebody who may be visited.

    Attributes:
        visited_on: the last home visit, whatever came of it.
    """

    person_id: str
    name: str
    age: int | None
    address: Address
    case_worker: str
    visited_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFilter:
    """Who is shown to choose from; empty parts do not filter.

    Attributes:
        postal_code: without spaces.
        text: words of name, address or number.
        worker: the name of the responsible case worker.
    """

    postal_code: str = ""
    city: str = ""
    text: str = ""
    worker: str = ""


def check_plan(plan: RoundPlan) -> None:
    """Refuse a plan that cannot be.

    Raises:
        InvalidInputError: `visit.area_too_long`, `visit.phone_too_long` or `visit.same_worker`.
    """
    if len(plan.area) > AREA_LENGTH:
        raise InvalidInputError("visit.area_too_long", limit=AREA_LENGTH)
    if len(plan.phone) > PHONE_LENGTH:
        raise InvalidInputError("visit.phone_too_long", limit=PHONE_LENGTH)
    if plan.worker_id is not None and plan.worker_id == plan.companion_id:
        raise InvalidInputError("visit.same_worker")


def in_order_of_area(visits: Iterable[Visit]) -> list[Visit]:
    """By postal code, then street and house number, so that neighbours stand beside each other."""
    return sorted(visits, key=lambda visit: (*address_key(visit.address), visit.name.casefold()))


def address_key(address: Address) -> tuple[str, str, tuple[tuple[int, str], ...]]:
    """Sorts addresses; house number 9 stands before 12, and who has none comes last."""
    postal = address.postal_code.replace(" ", "") or "~"
    pieces = _PIECES.split(address.street.casefold().strip())
    street = tuple((int(piece), "") if piece.isdigit() else (0, piece) for piece in pieces if piece)
    return postal, address.city.casefold(), street


def age_on(birth_date: date | None, day: date) -> int | None:
    """Whole years."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
