"""The episodes of the people in the demo register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from kaa_desktop.domain.episodes import REGISTERED_IN_ERROR, TURNED_20
from kaa_desktop.services.demo_calendar import RegistrationCalendar, duty_ends
from kaa_desktop.services.demo_dice import Weighted, between

_MEAN_DAYS = 520
_MOST_EPISODES = 3
_COMES_BACK = 0.3
_SCHOOL_REASONS = frozenset({"began_national_programme", "began_introductory"})
_FINAL_REASONS = frozenset({TURNED_20, REGISTERED_IN_ERROR, "exam", "deceased"})
_AUGUST = 8
_BEFORE_SCHOOL = range(5, _AUGUST + 1)
_MIDDLE_FROM, _OLD_FROM = 6300, 6850
"""A little over 17 years and not quite 19, in days."""

_ENDS = Weighted(
    {
        "began_national_programme": 38,
        "began_introductory": 21,
        "exam": 13,
        "moved": 22,
        REGISTERED_IN_ERROR: 2.5,
        "deceased": 0.6,
    }
)
_YOUNG = Weighted(
    {
        "never_began": 40,
        "dropped_out": 28,
        "completed_introductory": 7,
        "newly_registered_resident": 18,
        "": 7,
    }
)
_MIDDLE = Weighted(
    {
        "dropped_out": 56,
        "never_began": 14,
        "completed_introductory": 10,
        "newly_registered_resident": 11,
        "study_certificate": 3,
        "": 6,
    }
)
_OLD = Weighted(
    {
        "study_certificate": 42,
        "dropped_out": 32,
        "never_began": 6,
        "completed_introductory": 7,
        "newly_registered_resident": 7,
        "": 6,
    }
)


@dataclass(frozen=True, slots=True)
class Span:
    """An episode as ordinals; `end` is the day of deregistration, None while open."""

    first: int
    reason: str
    end: int | None = None
    end_reason: str = ""

    def last_day(self, today: int) -> int:
        """The last covered day so far."""
        return today if self.end is None else self.end - 1


def draw_spans(rng: Random, born: int, calendar: RegistrationCalendar) -> list[Span]:
    """One to three episodes that follow each other."""
    first, last = calendar.window(born)
    spans: list[Span] = []
    while first <= last:
        start = calendar.draw(rng, born, first, last)
        end, why = _end(rng, start, duty_ends(born), calendar.today)
        spans.append(Span(start, draw_reason(rng, start - born), end, why))
        if end is None or why in _FINAL_REASONS or len(spans) == _MOST_EPISODES or rng.random() > _COMES_BACK:
            break
        first = end + between(rng, 20, 200)
    return spans


def draw_reason(rng: Random, age_in_days: int) -> str:
    """What brings somebody of that age into the register; sometimes nobody noted it."""
    if age_in_days < _MIDDLE_FROM:
        return _YOUNG.draw(rng)
    return (_MIDDLE if age_in_days < _OLD_FROM else _OLD).draw(rng)


def _end(rng: Random, start: int, turns_20: int, today: int) -> tuple[int | None, str]:
    why = _ENDS.draw(rng)
    days = between(rng, 2, 40) if why == REGISTERED_IN_ERROR else 10 + int(rng.expovariate(1 / _MEAN_DAYS))
    end = start + days
    if why in _SCHOOL_REASONS:
        end = _school_start(rng, start, end)
    if end >= turns_20:
        end, why = turns_20, TURNED_20
    return (None, "") if end > today else (end, why)


def _school_start(rng: Random, start: int, end: int) -> int:
    """Most begin when the school year does."""
    day = date.fromordinal(end)
    begins = date(day.year, _AUGUST, 15).toordinal() + between(rng, 0, 12)
    return begins if day.month in _BEFORE_SCHOOL and begins > start else end
