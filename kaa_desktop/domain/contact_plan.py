"""The municipality's contact plan: which step comes next for whom, and on which day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from kaa_desktop.domain.code_lists import shipped_code
from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.occupations import UNKNOWN, Occupation
from kaa_desktop.domain.personal_number import turns_18_on, turns_20_on

HOME_VISIT = "home_visit"
LETTERS = frozenset({"letter", "postcard"})
MOST_DAYS = 730
_LETTER, _PHONE = "letter", "phone"


class StepReason(StrEnum):
    """Why a step comes next."""

    BY_HAND = "by_hand"
    FIRST = "first"
    NEXT = "next"
    AGAIN = "again"
    FOLLOW_UP = "follow_up"
    LETTER_BEFORE_20 = "letter_before_20"
    HANDOVER = "handover"
    TURNED_20 = "turned_20"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A way to try, so many days after the registration."""

    day: int
    channel: str


_FIRST_PLAN = (
    PlanStep(0, _LETTER),
    PlanStep(7, "sms"),
    PlanStep(14, _PHONE),
    PlanStep(21, _PHONE),
    PlanStep(30, _LETTER),
    PlanStep(45, HOME_VISIT),
)
_FIRST_PLAN_UNDER_18 = (
    PlanStep(0, _LETTER),
    PlanStep(7, "sms"),
    PlanStep(14, "guardian"),
    PlanStep(21, _PHONE),
    PlanStep(30, _LETTER),
    PlanStep(45, HOME_VISIT),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPlan:
    """How often and how the municipality tries; no law sets it, so it is a setting.

    Attributes:
        steps: until somebody is reached, in order.
        steps_under_18: the same for those who have a guardian.
        again_days: after the last step, days until the round begins anew.
        follow_up_days: so many days before a known occupation grows too old, the person is asked again.
        follow_up_channel: how.
        letter_before_20_days: so many days before the 20th birthday a letter is sent.
        handover_before_20_days: so many days before it somebody talks about what comes after.
        measure_weeks: a running measure is followed up after so many weeks without a contact.
    """

    steps: tuple[PlanStep, ...] = _FIRST_PLAN
    steps_under_18: tuple[PlanStep, ...] = _FIRST_PLAN_UNDER_18
    again_days: int = 60
    follow_up_days: int = 14
    follow_up_channel: str = _PHONE
    letter_before_20_days: int = 60
    handover_before_20_days: int = 30
    measure_weeks: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StepByHand:
    """A step that somebody has set; the next attempt uses it up."""

    channel: str
    due_on: date
    set_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """What the plan asks of a person with an open episode.

    Attributes:
        attempt_days: days with attempts in the episode since somebody was reached in it, or since it began.
        last_attempt_on, last_reached_on, last_letter_on: in the episode.
        verified_on: when the occupation was last verified; None where it is not known at all.
        protected: nobody visits the home.
    """

    registered_on: date
    birth_date: date | None = None
    attempt_days: int = 0
    last_attempt_on: date | None = None
    last_reached_on: date | None = None
    last_letter_on: date | None = None
    verified_on: date | None = None
    protected: bool = False
    by_hand: StepByHand | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What to do, when, and why; the channel is empty where the responsibility is to be ended."""

    channel: str
    due_on: date
    reason: StepReason


def contact_facts(
    episode: Episode,
    attempts: Iterable[ContactAttempt],
    occupation: Occupation | None,
    birth_date: date | None,
    *,
    reached: frozenset[str],
    protected: bool = False,
    by_hand: StepByHand | None = None,
) -> ContactFacts:
    """The facts of one person; what lies before the episode counts for nothing but the occupation."""
    own = [attempt for attempt in attempts if attempt.made_on >= episode.registered_on]
    last_reached_on = max((a.made_on for a in own if a.outcome in reached), default=None)
    since = [a.made_on for a in own if last_reached_on is None or a.made_on > last_reached_on]
    known = occupation is not None and occupation.kind != UNKNOWN
    return ContactFacts(
        registered_on=episode.registered_on,
        birth_date=birth_date,
        attempt_days=len(set(since)),
        last_attempt_on=max((a.made_on for a in own), default=None),
        last_reached_on=last_reached_on,
        last_letter_on=max((a.made_on for a in own if shipped_code(a.channel) in LETTERS), default=None),
        verified_on=occupation.verified_on if occupation and known else None,
        protected=protected,
        by_hand=by_hand if by_hand and by_hand.set_on >= episode.registered_on else None,
    )


def next_step(facts: ContactFacts, plan: ContactPlan, today: date, *, freshness_days: int) -> NextStep:
    """The step that comes next.

    Only a reached contact sets the clock anew; an attempt leads to the step after it, at the distance that
    the plan keeps between the two.
    """
    born = facts.birth_date
    end = turns_20_on(born) if born else date.max
    if today >= end:
        return NextStep(channel="", due_on=end, reason=StepReason.TURNED_20)
    if facts.by_hand:
        return NextStep(channel=facts.by_hand.channel, due_on=facts.by_hand.due_on, reason=StepReason.BY_HAND)
    steps = [_planned(facts, plan, today, freshness_days), *_before_20(facts, plan, end)]
    chosen = min(steps, key=lambda step: step.due_on)
    if facts.protected and shipped_code(chosen.channel) == HOME_VISIT:
        return replace(chosen, channel=_LETTER)
    return chosen if chosen.due_on < end else NextStep(channel="", due_on=end, reason=StepReason.TURNED_20)


def stale_on(facts: ContactFacts, freshness_days: int) -> date | None:
    """The first day on which the occupation counts as not known any longer."""
    return facts.verified_on + timedelta(days=freshness_days + 1) if facts.verified_on else None


def next_birthday_change(facts: ContactFacts, today: date) -> date | None:
    """The next day on which a birthday alone may change the step."""
    if facts.birth_date is None:
        return None
    birthdays = (turns_18_on(facts.birth_date), turns_20_on(facts.birth_date))
    return next((day for day in birthdays if day > today), None)


def check_plan(plan: ContactPlan) -> None:
    """Refuse a plan that leads nowhere.

    Raises:
        InvalidInputError: `plan.no_steps`, `plan.order`, `plan.days` or `plan.handover`.
    """
    for steps in (plan.steps, plan.steps_under_18):
        if not steps:
            raise InvalidInputError("plan.no_steps")
        days = [step.day for step in steps]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise InvalidInputError("plan.order")
        if not 0 <= days[0] <= days[-1] <= MOST_DAYS:
            raise InvalidInputError("plan.days", most=MOST_DAYS)
    if plan.handover_before_20_days > plan.letter_before_20_days:
        raise InvalidInputError("plan.handover")


def plan_as_text(plan: ContactPlan) -> str:
    """As it stands among the settings."""
    return json.dumps(asdict(plan), sort_keys=True)


def parse_plan(text: str) -> ContactPlan:
    """The plan of the settings; the first plan where nobody has set one."""
    if not text:
        return ContactPlan()
    values = json.loads(text)
    for name in ("steps", "steps_under_18"):
        values[name] = tuple(PlanStep(int(step["day"]), str(step["channel"])) for step in values[name])
    return ContactPlan(**values)


def _planned(facts: ContactFacts, plan: ContactPlan, today: date, freshness_days: int) -> NextStep:
    """By the steps for minors as long as the person is one, on that day and today."""
    born = facts.birth_date
    adult_on = turns_18_on(born) if born else date.min
    if today < adult_on:
        step = _step_of(facts, plan, plan.steps_under_18, freshness_days)
        if step.due_on < adult_on:
            return step
    return _step_of(facts, plan, plan.steps, freshness_days)


def _step_of(
    facts: ContactFacts, plan: ContactPlan, steps: Sequence[PlanStep], freshness_days: int
) -> NextStep:
    follow_up_on = _follow_up_on(facts, plan, freshness_days)
    made, last = facts.attempt_days, facts.last_attempt_on
    if not made or last is None:
        if follow_up_on:
            return NextStep(channel=plan.follow_up_channel, due_on=follow_up_on, reason=StepReason.FOLLOW_UP)
        due_on = facts.registered_on + timedelta(days=steps[0].day)
        return NextStep(channel=steps[0].channel, due_on=due_on, reason=StepReason.FIRST)
    turn, place = divmod(made, len(steps))
    step = steps[place]
    gap = step.day - steps[place - 1].day if place else plan.again_days
    earliest = follow_up_on or facts.registered_on + timedelta(days=0 if turn else step.day)
    return NextStep(
        channel=step.channel,
        due_on=max(earliest, last + timedelta(days=gap)),
        reason=StepReason.NEXT if place else StepReason.AGAIN,
    )


def _follow_up_on(facts: ContactFacts, plan: ContactPlan, freshness_days: int) -> date | None:
    """When somebody who has been reached is asked again; None for those who have not been."""
    if facts.last_reached_on is None:
        return None
    told_on = max(facts.last_reached_on, facts.verified_on or date.min)
    return told_on + timedelta(days=max(freshness_days - plan.follow_up_days, 1))


def _before_20(facts: ContactFacts, plan: ContactPlan, end: date) -> Iterable[NextStep]:
    """A letter, then a talk; each is done once it has been made in its time."""
    if end == date.max:
        return
    letter_on = max(end - timedelta(days=plan.letter_before_20_days), facts.registered_on)
    if (facts.last_letter_on or date.min) < letter_on:
        yield NextStep(channel=_LETTER, due_on=letter_on, reason=StepReason.LETTER_BEFORE_20)
    talk_on = max(end - timedelta(days=plan.handover_before_20_days), facts.registered_on)
    if (facts.last_reached_on or date.min) < talk_on:
        tried = facts.last_attempt_on if facts.attempt_days else None
        again = tried + timedelta(days=7) if tried and tried >= talk_on else talk_on
        yield NextStep(channel=plan.follow_up_channel, due_on=again, reason=StepReason.HANDOVER)
