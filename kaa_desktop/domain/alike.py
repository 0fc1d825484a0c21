"""Residents of whom the files say the same are judged once: a country has half a million, of few sorts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.residents import DecideReason, decide_by_hand, judge_resident
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Pupil, Resident, Sources
from kaa_desktop.domain.target_group import Condition, Enrolment, Exam, ExamKind, Verdict
from kaa_desktop.domain.young_people import Protection

_STEP = 5000
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


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What enrolment and exam files say of a day, by person key.

    Attributes:
        enrolled: everybody who is in school.
        left: those whose enrolment, one of several perhaps, has ended before.
        results: kinds of result, other than study certificates, by the day.
    """

    enrolled: Collection[str] = frozenset()
    left: Collection[str] = frozenset()
    results: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


ResidentFacts = tuple[str, str | None, str, str, str | None]
"""Person key, birthday, home municipality, protection and the day of moving in, as they are stored."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Residents parted in two.

    Attributes:
        asked: keys of those whom somebody may have to do something about, to be looked at one by one.
        outside: of the others, how many fail each condition.
    """

    asked: tuple[str, ...]
    outside: Mapping[Condition, int]


def sift(
    residents: Iterable[ResidentFacts],
    facts: DayFacts,
    known: Collection[str],
    rules: tuple[date, RegisterSettings],
    progress: Progress,
    total: int,
) -> Sifted:
    """Find those who are in the target group, may be, or are in the register; the others are only counted.

    Args:
        residents: everybody in the population file.
        facts: what the other files say of the day.
        known: keys of everybody in the register.
        rules: the day that is judged, and the settings.
        progress: told how far it has come.
        total: how many residents there are.
    """
    asked: list[str] = []
    counted: dict[Alike, int] = {}
    sorts: dict[tuple[object, ...], Alike | None] = {}
    enrolled, left, results = facts.enrolled, facts.left, facts.results
    day = rules[0].isoformat()
    for done, (key, born, home, protection, moved) in enumerate(residents):
        if done % _STEP == 0:
            progress.step(done, total)
        yet_to_come = moved if moved and moved > day else None  # a day gone by makes no other sort
        sort = (born, home, protection, yet_to_come, key in enrolled, results.get(key, ()))
        try:
            alike = sorts[sort]
        except KeyError:
            alike = sorts[sort] = _counted_only(Alike._make(sort), *rules)
        if alike is None or key in known or (key in left and alike.enrolled):
            asked.append(key)
        else:
            counted[alike] = counted.get(alike, 0) + 1
    outside: Counter[Condition] = Counter()
    for alike, number in counted.items():
        for condition in alike.judge(*rules).verdict.failed:
            outside[condition] += number
    return Sifted(tuple(asked), outside)


def _counted_only(alike: Alike, day: date, settings: RegisterSettings) -> Alike | None:
    judged = alike.judge(day, settings)
    return None if judged.verdict.inside or judged.decide else alike
