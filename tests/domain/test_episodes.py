from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.episodes import (
    REGISTERED_IN_ERROR,
    TURNED_20,
    Episode,
    EpisodeFacts,
    EpisodeState,
    check_deregistration,
    check_registration,
    covered_days,
    state_of,
)
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import turns_20_on

TODAY = date(2026, 11, 20)
BORN = date(2008, 3, 14)
REASON = "moved"


def episode(first: date = date(2026, 1, 15), last: date | None = None, reason: str = "") -> Episode:
    return Episode(
        id="e", person_id="p", registered_on=first, deregistered_on=last, deregistration_reason=reason
    )


def registration_refused(on: date, *others: Episode, born: date | None = BORN) -> str:
    with pytest.raises(InvalidInputError) as caught:
        check_registration(registered_on=on, birth_date=born, others=others, today=TODAY)
    return caught.value.code


def closing_refused(which: Episode, on: date, reason: str = REASON, born: date | None = BORN) -> str:
    with pytest.raises(InvalidInputError) as caught:
        check_deregistration(which, deregistered_on=on, reason=reason, birth_date=born, today=TODAY)
    return caught.value.code


def test_registrations_that_contradict_the_law_or_the_register() -> None:
    closed = episode(date(2025, 1, 1), date(2025, 6, 1), REASON)
    assert registration_refused(TODAY + timedelta(days=1)) == "episode.future"
    assert registration_refused(date(2026, 3, 14), born=date(2006, 3, 14)) == "episode.turned_20"
    assert registration_refused(TODAY, episode()) == "episode.already_open"
    assert registration_refused(date(2025, 5, 31), closed) == "episode.overlap"


def test_registrations_on_the_edge() -> None:
    closed = episode(date(2025, 1, 1), date(2025, 6, 1), REASON)
    mistaken = episode(date(2025, 1, 1), date(2026, 6, 1), REGISTERED_IN_ERROR)
    for on, others, born in (
        (TODAY, (), BORN),
        (date(2026, 3, 13), (), date(2006, 3, 14)),
        (date(2025, 6, 1), (closed,), BORN),
        (date(2025, 7, 1), (closed, mistaken), BORN),
        (TODAY, (), None),
    ):
        check_registration(registered_on=on, birth_date=born, others=others, today=TODAY)


def test_closings_that_contradict_themselves() -> None:
    assert closing_refused(episode(last=TODAY, reason=REASON), TODAY) == "episode.closed"
    assert closing_refused(episode(), TODAY + timedelta(days=1)) == "episode.future"
    assert closing_refused(episode(), TODAY, reason="") == "episode.reason_missing"
    assert closing_refused(episode(), date(2026, 1, 14)) == "episode.end_before_start"
    born = date(2006, 3, 14)
    assert closing_refused(episode(), date(2026, 3, 15), TURNED_20, born) == "episode.not_birthday"


def test_closings_on_the_edge() -> None:
    for on, reason, born in (
        (date(2026, 1, 15), REASON, BORN),
        (TODAY, REASON, BORN),
        (date(2026, 3, 14), TURNED_20, date(2006, 3, 14)),
        (TODAY, TURNED_20, None),
    ):
        check_deregistration(episode(), deregistered_on=on, reason=reason, birth_date=born, today=TODAY)


@given(
    st.dates(date(2025, 12, 1), date(2026, 4, 1)),
    st.none() | st.integers(0, 90),
    st.none() | st.dates(date(2005, 12, 1), date(2006, 4, 1)),
    st.sampled_from([REGISTERED_IN_ERROR, REASON]),
)
def test_covered_days_against_every_single_day(
    first: date, length: int | None, born: date | None, reason: str
) -> None:
    last = None if length is None else first + timedelta(days=length)
    one = episode(first, last, reason)
    end = date(2026, 12, 31)
    covered = [
        day
        for day in (date(2025, 11, 1) + timedelta(days=n) for n in range((end - date(2025, 11, 1)).days + 1))
        if reason != REGISTERED_IN_ERROR
        and day >= first
        and (last is None or day < last)
        and (born is None or day < turns_20_on(born))
    ]
    days = covered_days(one, born)
    if days is None:
        assert covered == []
    else:
        assert (days[0], min(days[1], end)) == (covered[0], covered[-1])


NOTHING = EpisodeFacts(
    closed=False,
    attempts=0,
    reached=False,
    measure_running=False,
    offer_open=False,
    last_offer_declined=False,
)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (NOTHING, EpisodeState.NOT_CONTACTED),
        (replace(NOTHING, attempts=2), EpisodeState.ATTEMPTED),
        (replace(NOTHING, attempts=2, reached=True), EpisodeState.REACHED),
        (replace(NOTHING, reached=True, last_offer_declined=True), EpisodeState.DECLINED),
        (replace(NOTHING, last_offer_declined=True, offer_open=True), EpisodeState.MEASURE_OFFERED),
        (replace(NOTHING, offer_open=True, measure_running=True), EpisodeState.IN_MEASURE),
        (replace(NOTHING, closed=True, measure_running=True), EpisodeState.CLOSED),
    ],
)
def test_the_state_is_the_furthest_that_the_work_has_come(facts: EpisodeFacts, state: EpisodeState) -> None:
    assert state_of(facts) is state
