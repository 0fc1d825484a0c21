"""The work list: who asks for something today, why, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kaa_desktop.domain.contact_plan import ContactPlan, NextStep, StepReason
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.person_list import PersonListRow

WEEK = timedelta(days=6)
"""After today, so that the week is seven days."""

TURNING_18_DAYS = 30
LONGEST_MUTE = timedelta(days=366)


class WorkGroup(StrEnum):
    """A part of the list; a person can stand in several."""

    DUE = "due"
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    NEVER_ATTEMPTED = "never_attempted"
    GOING_STALE = "going_stale"
    UNASSIGNED = "unassigned"
    TURNING_20 = "turning_20"
    TURNING_18 = "turning_18"
    MEASURES = "measures"
    FLAWS = "flaws"
    MUTED = "muted"


class WorkOrder(StrEnum):
    """By what the list is sorted."""

    URGENCY = "urgency"
    NAME = "name"
    DUE = "due"
    STEP = "step"
    AGE = "age"
    OCCUPATION = "occupation"
    WORKER = "worker"


class WorkReason(StrEnum):
    """Why somebody is on the list, the most urgent first."""

    TURNED_20 = "turned_20"
    OVERDUE = "overdue"
    TODAY = "today"
    TURNING_20 = "turning_20"
    NEVER_ATTEMPTED = "never_attempted"
    UNASSIGNED = "unassigned"
    GOING_STALE = "going_stale"
    MEASURE = "measure"
    TURNING_18 = "turning_18"
    TWO_EPISODES = "two_episodes"
    NO_REASON = "no_reason"
    NO_BIRTHDAY = "no_birthday"
    WEEK = "week"


class Flaw(StrEnum):
    """Something in the facts of a person that somebody should mend."""

    NO_REASON = "no_reason"
    NO_BIRTHDAY = "no_birthday"
    TWO_EPISODES = "two_episodes"


class MuteReason(StrEnum):
    """Why somebody is left alone for a while; codes, since free text could hold what it must not."""

    AGREED_LATER = "agreed_later"
    AWAITS_ANSWER = "awaits_answer"
    AWAY = "away"
    BEGINS_STUDIES = "begins_studies"
    BEGINS_WORK = "begins_work"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """What of the list is shown.

    Attributes:
        mine: only of those for whom the user is responsible, or stands in.
        worker: the same for the case worker of that name.
        text: words of a name, number, phone or address.
        areas: each the beginning of the postal code and the town; none for all.
        order: by what it is sorted; the group decides where it is by urgency.
        descending: the other way round.
    """

    group: WorkGroup = WorkGroup.DUE
    mine: bool = False
    worker: str = ""
    text: str = ""
    areas: tuple[str, ...] = ()
    order: WorkOrder = WorkOrder.URGENCY
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """Where one person with an open episode stands.

    Attributes:
        stale_on: the first day on which the occupation is not known any longer.
        measure_due_on: the day on which a running measure should be followed up.
        muted_until: the first day on which the person is shown again.
        turns_18_on, turns_20_on: None where the birthday is unknown.
    """

    step: NextStep
    unassigned: bool
    attempted: bool
    stale_on: date | None = None
    measure_due_on: date | None = None
    muted_until: date | None = None
    mute_reason: MuteReason | None = None
    turns_18_on: date | None = None
    turns_20_on: date | None = None
    flaws: frozenset[Flaw] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One person of the list: as every list shows people, and why here.

    Attributes:
        known: whether the occupation is fresh enough to count.
    """

    person: PersonListRow
    item: WorkItem
    reasons: tuple[WorkReason, ...]
    known: bool


def reasons_for(item: WorkItem, plan: ContactPlan, today: date) -> tuple[WorkReason, ...]:
    """Everything that puts the person on the list, the most urgent first."""
    due = item.step.due_on
    turned_20 = item.step.reason is StepReason.TURNED_20
    holds = {
        WorkReason.TURNED_20: turned_20 and due <= today,
        WorkReason.OVERDUE: not turned_20 and due < today,
        WorkReason.TODAY: not turned_20 and due == today,
        WorkReason.WEEK: not turned_20 and today < due <= today + WEEK,
        WorkReason.TURNING_20: _within(item.turns_20_on, today, plan.letter_before_20_days),
        WorkReason.TURNING_18: _within(item.turns_18_on, today, TURNING_18_DAYS),
        WorkReason.NEVER_ATTEMPTED: not item.attempted,
        WorkReason.UNASSIGNED: item.unassigned,
        WorkReason.GOING_STALE: _within(item.stale_on, today, plan.follow_up_days),
        WorkReason.MEASURE: item.measure_due_on is not None and item.measure_due_on <= today,
        WorkReason.TWO_EPISODES: Flaw.TWO_EPISODES in item.flaws,
        WorkReason.NO_REASON: Flaw.NO_REASON in item.flaws,
        WorkReason.NO_BIRTHDAY: Flaw.NO_BIRTHDAY in item.flaws,
    }
    return tuple(reason for reason in WorkReason if holds[reason])


def check_mute(until: date, today: date) -> None:
    """Refuse to mute into the past, or for longer than a year.

    Raises:
        InvalidInputError: `mute.past` or `mute.too_long`.
    """
    if until <= today:
        raise InvalidInputError("mute.past", day=until)
    if until > today + LONGEST_MUTE:
        raise InvalidInputError("mute.too_long", day=today + LONGEST_MUTE)


def check_step(due_on: date, today: date) -> None:
    """Refuse a next step in the past.

    Raises:
        InvalidInputError: `next_step.past`.
    """
    if due_on < today:
        raise InvalidInputError("next_step.past", day=due_on)


def _within(day: date | None, today: date, days: int) -> bool:
    return day is not None and today < day <= today + timedelta(days=days)
