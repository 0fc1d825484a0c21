"""Contact attempts of the demo register: a plan of channels, and what comes of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from kaa_desktop.domain.register_history import ContactRecord
from kaa_desktop.services.demo_dice import Weighted, between, pick
from kaa_desktop.services.demo_lives import Span

_NEVER_TRIED = 0.06
_STILL_NEVER_TRIED = 0.012
_NEW = 30
_KEPT_UP = 0.88
_LEFT_BEHIND = (8, 66)
"""Days since the last attempt, and since somebody was reached, after which a diligent worker tries again."""

_LATELY = (0, 6)
_ELUSIVE = 0.4
_LATE_START = 0.1
_COLLEAGUE = 0.08
_NOTE = 0.04
_SAME_AS_BEFORE = 0.6
_ADULT_DAYS = 6575
_REACHED = "reached"
_DECLINED = "declined_contact"

_FIRST_ROUND: tuple[str, ...] = (
    "letter",
    "sms",
    "phone",
    "phone",
    "letter",
    "home_visit",
    "guardian",
    "social_media",
)
_LATER_ROUND: tuple[str, ...] = ("phone", "sms", "phone", "letter", "home_visit")
_NEXT_ROUND = (130, 240)
_FOLLOW_UP = (70, 120)
_NEXT_TRY = (3, 21)

_OUTCOMES = {
    "letter": Weighted({"sent": 89, "returned": 7, _REACHED: 4}),
    "sms": Weighted({"sent": 70, "no_answer": 15, _REACHED: 12, "wrong_address": 3}),
    "phone": Weighted(
        {"no_answer": 41, _REACHED: 33, "message_left": 14, "wrong_address": 8, _DECLINED: 4},
    ),
    "home_visit": Weighted({"no_answer": 55, _REACHED: 30, "message_left": 10, _DECLINED: 5}),
    "guardian": Weighted({"message_left": 50, "no_answer": 26, _REACHED: 20, "wrong_address": 4}),
    "social_media": Weighted({"sent": 50, "no_answer": 24, _REACHED: 26}),
    "visit_to_us": Weighted({_REACHED: 1}),
    "email": Weighted({"sent": 75, _REACHED: 22, "wrong_address": 3}),
    "postcard": Weighted({"sent": 93, "returned": 7}),
    "school": Weighted({"message_left": 70, "no_answer": 15, _REACHED: 15}),
}
_FOLLOW_UP_CHANNELS = Weighted({"phone": 62, "visit_to_us": 11, "sms": 17, "email": 10})
_INSTEAD = {
    "letter": Weighted({"letter": 88, "postcard": 12}),
    "social_media": Weighted({"social_media": 60, "school": 15, "email": 25}),
}
_OCCUPATIONS = Weighted(
    {
        "no_occupation": 25,
        "work": 19,
        "job_seeking": 16,
        "adult_education": 10,
        "work_placement": 6,
        "folk_high_school": 3,
        "other_occupation": 9,
        "unknown": 8,
        "": 4,
    }
)


class ContactPlan:
    """Draws the attempts of one episode after another."""

    def __init__(self, rng: Random, workers: Sequence[str], notes: Sequence[str], today: int) -> None:
        self._rng = rng
        self._workers = workers
        self._notes = notes
        self._today = today

    def draw(
        self, *, number: str, born: int, span: Span, worker: str, visits: bool
    ) -> tuple[list[ContactRecord], list[int]]:
        """The attempts of an episode, and the days on which the person was reached.

        Args:
            number: identity number.
            born: birthday.
            span: the episode; every attempt lies within it.
            worker: whoever has the episode, empty where nobody has.
            visits: whether anybody may come to the person's home.
        """
        records: list[ContactRecord] = []
        reached: list[int] = []
        occupation = ""
        for day, channel, outcome in self._attempts(span, born, visits=visits):
            told, note = "", ""
            if outcome == _REACHED:
                occupation = told = self._occupation(occupation)
                note = pick(self._rng, self._notes) if self._rng.random() < _NOTE else ""
                reached.append(day)
            record = ContactRecord(
                number=number,
                made_on=date.fromordinal(day),
                channel=channel,
                outcome=outcome,
                occupation=told,
                case_worker=self._worker(worker),
                note=note,
            )
            records.append(record)
        return records, reached

    def _attempts(self, span: Span, born: int, *, visits: bool) -> list[tuple[int, str, str]]:
        rng = self._rng
        attempts: list[tuple[int, str, str]] = []
        if rng.random() < self._never_tried(span):
            return attempts
        day = span.first + (between(rng, 8, 70) if rng.random() < _LATE_START else between(rng, 0, 5))
        last = span.last_day(self._today)
        steps, step = _FIRST_ROUND, 0
        known, elusive = False, rng.random() < _ELUSIVE
        while day <= last:
            channel = _FOLLOW_UP_CHANNELS.draw(rng) if known and step == 0 else steps[step]
            channel = self._channel(channel, adult=day - born >= _ADULT_DAYS, visits=visits)
            outcome = _OUTCOMES[channel].draw(rng)
            if elusive and not known and outcome == _REACHED:
                outcome = _OUTCOMES[channel].draw(rng)
            attempts.append((day, channel, outcome))
            step += 1
            if outcome in (_REACHED, _DECLINED):
                known, steps, step = True, _LATER_ROUND, 0
                day += between(rng, *_FOLLOW_UP)
            elif step == len(steps):
                steps, step = _LATER_ROUND, 0
                day += between(rng, *_NEXT_ROUND)
            else:
                day += between(rng, *_NEXT_TRY)
        self._catch_up(attempts, span, born, known=known, visits=visits)
        return attempts

    def _never_tried(self, span: Span) -> float:
        """Who is still in the register has been tried by now, but for the newest."""
        waits = span.end is None and self._today - span.first > _NEW
        return _STILL_NEVER_TRIED if waits else _NEVER_TRIED

    def _catch_up(
        self, attempts: list[tuple[int, str, str]], span: Span, born: int, *, known: bool, visits: bool
    ) -> None:
        """Most of those who are still in the register have been tried as the contact plan asks."""
        quiet = self._today - attempts[-1][0] if attempts else 0
        if span.end is None and quiet > _LEFT_BEHIND[known] and self._rng.random() < _KEPT_UP:
            day = self._today - between(self._rng, *_LATELY)
            channel = _LATER_ROUND[between(self._rng, 0, len(_LATER_ROUND) - 1)]
            channel = self._channel(channel, adult=day - born >= _ADULT_DAYS, visits=visits)
            attempts.append((day, channel, _OUTCOMES[channel].draw(self._rng)))

    def _channel(self, channel: str, *, adult: bool, visits: bool) -> str:
        if channel == "guardian" and adult:
            channel = "phone"
        if channel == "home_visit" and not visits:
            channel = "letter"
        return _INSTEAD[channel].draw(self._rng) if channel in _INSTEAD else channel

    def _occupation(self, before: str) -> str:
        if before and self._rng.random() < _SAME_AS_BEFORE:
            return before
        return _OCCUPATIONS.draw(self._rng)

    def _worker(self, worker: str) -> str:
        if worker and self._rng.random() > _COLLEAGUE:
            return worker
        return pick(self._rng, self._workers)
