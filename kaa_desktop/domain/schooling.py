"""Times in school as the enrolment files tell them, with programme and school."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_INTRODUCTORY = "IM"
"""Study path codes of introductory programmes begin so (IMV, IMY, IMA, IMS)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooling:
    """One enrolment; `last` is the last day in school."""

    first: date
    last: date = date.max
    programme: str = ""
    school: str = ""

    @property
    def introductory(self) -> bool:
        """Whether it is an introduktionsprogram."""
        return self.programme.upper().startswith(_INTRODUCTORY)

    def covers(self, day: date) -> bool:
        """Whether the pupil was enrolled on the day."""
        return self.first <= day <= self.last


def on_day(schoolings: Iterable[Schooling], day: date) -> Schooling | None:
    """The enrolment on the day; the one that began last where there are several."""
    current = [schooling for schooling in schoolings if schooling.covers(day)]
    return max(current, key=lambda schooling: (schooling.first, schooling.last), default=None)


def latest(schoolings: Iterable[Schooling], day: date) -> Schooling | None:
    """The enrolment that had begun last by the day."""
    begun = [schooling for schooling in schoolings if schooling.first <= day]
    return max(begun, key=lambda schooling: (schooling.first, schooling.last), default=None)


def same_school(one: str, other: str) -> bool:
    """Whether two names mean the same school; an empty name is nobody's."""
    return bool(one) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
