from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.contacts import NOTE_LENGTH, check_contact
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.measures import ACCEPTED, DECLINED, Measure, check_measure
from kaa_desktop.domain.occupations import UNKNOWN, Occupation, known_on

TODAY = date(2026, 11, 20)
OFFERED, STARTED, ENDED = date(2026, 3, 1), date(2026, 3, 8), date(2026, 5, 1)
WHOLE = Measure(
    id="m",
    person_id="p",
    kind="guidance",
    offered_on=OFFERED,
    response=ACCEPTED,
    started_on=STARTED,
    ended_on=ENDED,
    end_reason="completed",
)


def refused(measure: Measure) -> str:
    with pytest.raises(InvalidInputError) as caught:
        check_measure(measure, today=TODAY)
    return caught.value.code


def test_measures_that_contradict_themselves() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert refused(replace(WHOLE, offered_on=tomorrow)) == "measure.future"
    assert refused(replace(WHOLE, ended_on=tomorrow)) == "measure.future"
    assert refused(replace(WHOLE, response=DECLINED)) == "measure.declined"
    assert refused(replace(WHOLE, started_on=OFFERED - timedelta(days=1))) == "measure.begin_before_offer"
    assert refused(replace(WHOLE, started_on=None)) == "measure.not_begun"
    assert refused(replace(WHOLE, ended_on=STARTED - timedelta(days=1))) == "measure.end_before_start"
    assert refused(replace(WHOLE, end_reason="")) == "measure.reason_missing"


def test_measures_on_the_edge() -> None:
    for measure in (
        WHOLE,
        replace(WHOLE, started_on=OFFERED),
        replace(WHOLE, ended_on=STARTED),
        replace(WHOLE, offered_on=None),
        replace(WHOLE, ended_on=None, end_reason=""),
        replace(WHOLE, ended_on=TODAY),
        replace(WHOLE, started_on=None, ended_on=None, end_reason="", response=DECLINED),
    ):
        check_measure(measure, today=TODAY)


def test_a_measure_runs_from_its_first_day_until_it_has_ended() -> None:
    assert not WHOLE.running
    assert replace(WHOLE, ended_on=None).running
    assert not replace(WHOLE, started_on=None, ended_on=None).running


def test_contacts_are_not_in_the_future_and_notes_are_short() -> None:
    check_contact(made_on=TODAY, note="x" * NOTE_LENGTH, today=TODAY)
    with pytest.raises(InvalidInputError) as caught:
        check_contact(made_on=TODAY + timedelta(days=1), note="", today=TODAY)
    assert caught.value.code == "contact.future"
    with pytest.raises(InvalidInputError) as caught:
        check_contact(made_on=TODAY, note="x" * (NOTE_LENGTH + 1), today=TODAY)
    assert caught.value.code == "contact.note_too_long"


def occupation(verified_on: date, kind: str = "work") -> Occupation:
    return Occupation(id="o", person_id="p", kind=kind, verified_on=verified_on, source="contact")


def test_an_occupation_exactly_as_old_as_the_limit_still_counts() -> None:
    limit = 90
    assert known_on(occupation(TODAY - timedelta(days=limit)), TODAY, freshness_days=limit)
    assert not known_on(occupation(TODAY - timedelta(days=limit + 1)), TODAY, freshness_days=limit)


@given(st.integers(-3, 200), st.integers(0, 200), st.sampled_from(["work", UNKNOWN]))
def test_an_occupation_is_known_while_fresh_and_told(age: int, limit: int, kind: str) -> None:
    known = known_on(occupation(TODAY - timedelta(days=age), kind), TODAY, freshness_days=limit)
    assert known == (kind != UNKNOWN and age <= limit)


def test_nothing_told_is_not_known() -> None:
    assert not known_on(None, TODAY, freshness_days=90)
