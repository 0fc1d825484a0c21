"""Residents of whom the files say the same are judged once: a country has half a million, of few sorts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.residents import DecideReason, decide_by_hand, judge_resident
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Pupil, Resident, Sources
from kaa_desktop.domain.target_group import Condition, Enrolment, Exam, ExamKind, Verdict
from kaa_desktop.domain.young_people import Protection

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

    enrolled: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
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
    residents: Iterable[Sequence[ResidentFacts]],
    facts: DayFacts,
    known: frozenset[str],
    rules: tuple[date, RegisterSettings],
    progress: Progress,
    total: int,
) -> Sifted:
    """Find those who are in the target group, may be, or are in the register; the others are only counted.

    Args:
        residents: everybody in the population file, many at a time.
        facts: what the other files say of the day.
        known: keys of everybody in the register.
        rules: the day that is judged, and the settings.
        progress: told how far it has come.
        total: how many residents there are.
    """
    sieve = _Sieve(facts, known, rules)
    done = 0
    for some in residents:
        progress.step(min(done, total), total)
        sieve.take(some)
        done += len(some)
    return Sifted(tuple(sieve.asked), sieve.outside())


class _Sieve:
    """Works by columns: what is done for each resident is done beneath Python."""

    def __init__(self, facts: DayFacts, known: frozenset[str], rules: tuple[date, RegisterSettings]) -> None:
        self._facts = facts
        self._known = known
        self._rules = rules
        self._day = rules[0].isoformat()
        self._counted: Counter[tuple[Any, ...]] = Counter()
        self._judged: dict[tuple[Any, ...], Judged] = {}
        self._asking: set[tuple[Any, ...]] = set()
        self.asked: list[str] = []

    def take(self, some: Sequence[ResidentFacts]) -> None:
        """Take residents in."""
        facts, day = self._facts, self._day
        keys, born, homes, protections, moved = zip(*some, strict=True)
        sorts = list(
            zip(
                born,
                homes,
                protections,
                [on if on and on > day else None for on in moved],  # a day gone by makes no other sort
                map(facts.enrolled.__contains__, keys),
                map(facts.results.get, keys),
                strict=True,
            )
        )
        self._counted.update(sorts)
        for sort in set(sorts) - self._judged.keys():
            self._judge(sort)
        asking = self._asking
        closely = self._known.intersection(keys) | facts.left.intersection(keys) & facts.enrolled
        asked = [
            (key, sort) for key, sort in zip(keys, sorts, strict=True) if sort in asking or key in closely
        ]
        self.asked += [key for key, _sort in asked]
        self._counted.subtract(sort for _key, sort in asked)

    def outside(self) -> Counter[Condition]:
        """How many of those who are not asked fail each condition."""
        outside: Counter[Condition] = Counter()
        for sort, number in self._counted.items():
            for condition in self._judged[sort].verdict.failed:
                outside[condition] += number
        return outside

    def _judge(self, sort: tuple[Any, ...]) -> None:
        alike = Alike._make((*sort[:-1], sort[-1] or ()))
        judged = self._judged[sort] = alike.judge(*self._rules)
        if judged.verdict.inside or judged.decide:
            self._asking.add(sort)
