"""Residents of whom the files say the same are judged once: a country has half a million, of few sorts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.residents import DecideReason, decide_by_hand, judge_resident
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Pupil, Resident, Sources
from kaa_desktop.domain.target_group import Condition, Enrolment, Exam, ExamKind, Verdict
from kaa_desktop.domain.young_people import Protection

_STEP = 500
_YEAR = 4
_ALWAYS = Enrolment(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a sort of residents."""

    verdict: Verdict
    decide: DecideReason | None


class Alike(NamedTuple):
    """All that the rules ask of a resident on a day; ISO texts for days, which are mostly compared.

    Attributes:
        enrolled: whether a file holds an enrolment on the day.
        results: the kinds of result by the day.
    """

    birth_date: str | None
    home_municipality: str
    protection: str
    moved_in_on: str | None = None
    enrolled: bool = False
    results: tuple[str, ...] = ()

    def deciding(self, day: date) -> Alike:
        """The same for all whom the rules treat alike; but for who turns 20 in it, the year is enough."""
        if self.birth_date is None or int(self.birth_date[:_YEAR]) == day.year - 20:
            return self
        return Alike(f"{self.birth_date[:_YEAR]}-01-01", *self[1:])  # thousands of sorts

    def judge(self, day: date, settings: RegisterSettings) -> Judged:
        """Whether they are in the target group on the day."""
        resident = Resident(
            key="",
            file_row=0,
            birth_date=date.fromisoformat(self.birth_date) if self.birth_date else None,
            home_municipality=self.home_municipality,
            protection=Protection(self.protection),
            moved_in_on=date.fromisoformat(self.moved_in_on) if self.moved_in_on else None,
        )
        pupils = [Pupil(file_row=0, enrolment=_ALWAYS, programme="")] if self.enrolled else []
        exams = [Exam(ExamKind(kind), date.min) for kind in self.results]
        verdict = judge_resident(resident, Sources({}, {"": pupils}, {"": exams}), day, settings)
        return Judged(verdict, decide_by_hand(resident, verdict))


class SortInFile(NamedTuple):
    """A sort of residents of a population file.

    Attributes:
        year: of birth, by the number.
        contradicted: number and file tell different birthdays.
        size: how many there are.
    """

    alike: Alike
    year: int
    contradicted: bool
    size: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """Sorts of residents parted in two.

    Attributes:
        asking: the places of those whom somebody may have to do something about, to be looked at one by one.
        failed: the conditions that each of all sorts fails.
    """

    asking: frozenset[int]
    failed: Sequence[tuple[Condition, ...]]

    def outside(self, sizes: Sequence[int], asked: Mapping[int, int]) -> Counter[Condition]:
        """How many of those who are not asked fail each condition.

        Args:
            sizes: how many each sort has.
            asked: how many of a sort are looked at one by one.
        """
        outside: Counter[Condition] = Counter()
        for place, (size, failed) in enumerate(zip(sizes, self.failed, strict=True)):
            for condition in failed:
                outside[condition] += size - asked.get(place, 0)
        return outside


def judge_sorts(sorts: Sequence[Alike], day: date, settings: RegisterSettings, progress: Progress) -> Sorted:
    """Find the sorts that are in the target group or may be; the others are only counted."""
    met: dict[Alike, Judged] = {}
    asking: set[int] = set()
    failed = []
    for place, alike in enumerate(sorts):
        if place % _STEP == 0:
            progress.step(place, len(sorts))
        deciding = alike.deciding(day)
        judged = met.get(deciding) or met.setdefault(deciding, deciding.judge(day, settings))
        failed.append(judged.verdict.failed)
        if judged.verdict.inside or judged.decide:
            asking.add(place)
    return Sorted(frozenset(asking), failed)
