from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.contact_plan import (
    ContactFacts,
    ContactPlan,
    PlanStep,
    StepByHand,
    StepReason,
    check_plan,
    contact_facts,
    next_birthday_change,
    next_step,
    parse_plan,
    plan_as_text,
    stale_on,
)
from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.occupations import Occupation
from kaa_desktop.domain.personal_number import turns_18_on, turns_20_on

REACHED = frozenset({"reached", "declined_contact"})
REGISTERED = date(2026, 3, 2)
BORN = date(2008, 1, 10)  # 18 already, 20 in 2028
TODAY = date(2026, 9, 30)
PLAN = ContactPlan()


def attempt(day: date, channel: str = "phone", outcome: str = "no_answer") -> ContactAttempt:
    return ContactAttempt(id="a", person_id="p", made_on=day, channel=channel, outcome=outcome)


def facts(*attempts: ContactAttempt, born: date | None = BORN, verified: date | None = None) -> ContactFacts:
    occupation = verified and Occupation(id="o", person_id="p", kind="work", verified_on=verified, source="")
    return contact_facts(
        Episode(id="e", person_id="p", registered_on=REGISTERED),
        attempts,
        occupation or None,
        born,
        reached=REACHED,
    )


def step(
    known: ContactFacts, *, today: date = TODAY, plan: ContactPlan = PLAN
) -> tuple[str, date, StepReason]:
    found = next_step(known, plan, today, freshness_days=90)
    return found.channel, found.due_on, found.reason


def after(days: int, since: date = REGISTERED) -> date:
    return since + timedelta(days=days)


def test_the_first_step_is_due_when_the_plan_says() -> None:
    assert step(facts()) == ("letter", REGISTERED, StepReason.FIRST)


def test_each_attempt_leads_to_the_next_step() -> None:
    letter = attempt(REGISTERED, "letter", "sent")
    sms = attempt(after(7), "sms", "sent")
    assert step(facts(letter)) == ("sms", after(7), StepReason.NEXT)
    assert step(facts(letter, sms)) == ("phone", after(14), StepReason.NEXT)


def test_who_is_late_keeps_the_distance_between_two_steps() -> None:
    assert step(facts(attempt(after(60), "letter", "sent")))[:2] == ("sms", after(67))


def test_two_calls_on_a_day_are_one_step() -> None:
    assert step(facts(attempt(REGISTERED), attempt(REGISTERED)))[:2] == ("sms", after(7))


def test_after_the_last_step_the_round_begins_again() -> None:
    tried = [attempt(after(planned.day)) for planned in PLAN.steps]
    assert step(facts(*tried)) == ("letter", after(45 + 60), StepReason.AGAIN)
    assert step(facts(*tried, attempt(after(105)))) == ("sms", after(112), StepReason.NEXT)


def test_whoever_was_reached_is_asked_again_before_the_occupation_is_too_old() -> None:
    reached = attempt(after(10), outcome="reached")
    expected = ("phone", after(10 + 90 - 14), StepReason.FOLLOW_UP)
    assert step(facts(attempt(REGISTERED), reached)) == expected
    assert step(facts(attempt(REGISTERED), reached, verified=after(10))) == expected
    assert step(facts(reached, verified=after(30)))[1] == after(30 + 90 - 14)


def test_an_attempt_in_good_time_does_not_bring_the_follow_up_forward() -> None:
    known = facts(attempt(after(10), outcome="reached"), attempt(after(12), "sms", "sent"))
    assert step(known)[1] == after(10 + 90 - 14)


def test_minors_have_steps_of_their_own_until_they_come_of_age() -> None:
    tried = (attempt(REGISTERED, "letter", "sent"), attempt(after(7), "sms", "sent"))
    minor = facts(*tried, born=date(2009, 1, 1))
    assert step(minor)[0] == "guardian"
    assert step(minor, today=date(2027, 1, 1))[0] == "phone"
    assert step(facts(*tried, born=after(14).replace(year=2008)), today=after(8))[0] == "phone"


def test_before_20_a_letter_is_sent_and_then_somebody_talks() -> None:
    born = date(2006, 12, 1)
    letter_on, talk_on = date(2026, 10, 2), date(2026, 11, 1)
    reached = attempt(date(2026, 8, 20), outcome="reached")
    assert step(facts(reached, born=born)) == ("letter", letter_on, StepReason.LETTER_BEFORE_20)
    sent = attempt(letter_on, "letter", "sent")
    assert step(facts(reached, sent, born=born)) == ("phone", talk_on, StepReason.HANDOVER)
    called = attempt(talk_on)
    assert step(facts(reached, sent, called, born=born))[1] == after(7, talk_on)
    talked = attempt(after(1, talk_on), outcome="reached")
    assert step(facts(reached, sent, talked, born=born)) == ("", date(2026, 12, 1), StepReason.TURNED_20)


def test_on_the_20th_birthday_nothing_is_left_but_to_end_it() -> None:
    known = replace(facts(), by_hand=StepByHand(channel="phone", due_on=TODAY, set_on=TODAY))
    assert step(known, today=date(2028, 1, 10)) == ("", date(2028, 1, 10), StepReason.TURNED_20)


def test_a_step_by_hand_stands_before_the_plan() -> None:
    known = replace(facts(), by_hand=StepByHand(channel="email", due_on=after(90), set_on=REGISTERED))
    assert step(known) == ("email", after(90), StepReason.BY_HAND)


def test_nobody_visits_a_protected_home() -> None:
    tried = facts(*[attempt(after(planned.day)) for planned in PLAN.steps[:-1]])
    assert step(tried)[0] == "home_visit"
    assert step(replace(tried, protected=True))[0] == "letter"


def test_what_was_before_the_episode_does_not_count() -> None:
    assert step(facts(attempt(after(-1), outcome="reached"))) == step(facts())


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (ContactPlan(steps=()), "plan.no_steps"),
        (ContactPlan(steps_under_18=()), "plan.no_steps"),
        (ContactPlan(steps=(PlanStep(3, "sms"), PlanStep(3, "phone"))), "plan.order"),
        (ContactPlan(steps=(PlanStep(-1, "sms"),)), "plan.days"),
        (ContactPlan(steps=(PlanStep(731, "sms"),)), "plan.days"),
        (ContactPlan(handover_before_20_days=90), "plan.handover"),
    ],
)
def test_a_plan_that_leads_nowhere_is_refused(plan: ContactPlan, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_plan(plan)
    assert caught.value.code == code


plans = st.builds(
    ContactPlan,
    steps=st.lists(st.integers(0, 200), min_size=1, max_size=8, unique=True).map(
        lambda days: tuple(PlanStep(day, "phone") for day in sorted(days))
    ),
    again_days=st.integers(1, 200),
    follow_up_days=st.integers(0, 120),
    letter_before_20_days=st.integers(30, 120),
    handover_before_20_days=st.integers(0, 30),
)
days = st.dates(REGISTERED, date(2027, 3, 1))
attempts = st.lists(
    st.builds(
        attempt, days, st.sampled_from(["letter", "sms", "phone"]), st.sampled_from(["no_answer", "sent"])
    ),
    max_size=9,
)
births = st.none() | st.dates(date(2006, 6, 1), date(2010, 6, 1))


@given(plans)
def test_a_plan_survives_the_settings(plan: ContactPlan) -> None:
    check_plan(plan)
    assert parse_plan(plan_as_text(plan)) == plan


def test_no_setting_is_the_first_plan() -> None:
    assert parse_plan("") == ContactPlan()


@given(plans, attempts, births, days)
def test_there_is_always_a_step_and_never_before_the_registration(
    plan: ContactPlan, tried: list[ContactAttempt], born: date | None, today: date
) -> None:
    known = facts(*tried, born=born)
    found = next_step(known, plan, today, freshness_days=90)
    assert found.due_on >= REGISTERED or found.reason is StepReason.TURNED_20
    assert born is None or found.due_on <= turns_20_on(born)
    assert (found.channel == "") == (found.reason is StepReason.TURNED_20)


@given(plans, attempts, days)
def test_an_attempt_never_sets_the_clock_anew(
    plan: ContactPlan, tried: list[ContactAttempt], day: date
) -> None:
    """After it the next step is at most the plan's longest distance away, however old the episode."""
    known = facts(*tried, attempt(day), born=None)
    last = known.last_attempt_on
    assert last is not None
    gaps = [plan.again_days, *(b.day - a.day for a, b in zip(plan.steps, plan.steps[1:], strict=False))]
    due = next_step(known, plan, TODAY, freshness_days=90).due_on
    assert due <= max(after(plan.steps[-1].day), after(max(gaps), last))
    assert due > last


@given(plans, attempts, days)
def test_a_reached_contact_sets_the_clock_anew(
    plan: ContactPlan, tried: list[ContactAttempt], day: date
) -> None:
    earlier = [a for a in tried if a.made_on <= day]
    reached = attempt(day, outcome="reached")
    assert step(facts(*earlier, reached, born=None), plan=plan) == step(facts(reached, born=None), plan=plan)


@given(plans, attempts, births, days)
def test_only_a_birthday_changes_the_step_by_itself(
    plan: ContactPlan, tried: list[ContactAttempt], born: date | None, today: date
) -> None:
    known = facts(*tried, born=born)
    change = next_birthday_change(known, today)
    until = change - timedelta(days=1) if change else after(900, today)
    assert step(known, today=today, plan=plan) == step(known, today=until, plan=plan)
    if born:
        assert change in {None, turns_18_on(born), turns_20_on(born)}


@given(attempts, births)
def test_the_order_of_notes_does_not_matter(tried: list[ContactAttempt], born: date | None) -> None:
    assert facts(*tried, born=born) == facts(*reversed(tried), born=born)


def test_an_occupation_counts_to_the_last_day_of_the_limit() -> None:
    assert stale_on(facts(verified=date(2026, 6, 1)), 90) == date(2026, 8, 31)
    assert stale_on(facts(), 90) is None
