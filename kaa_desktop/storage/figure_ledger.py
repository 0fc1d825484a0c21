"""Where every contribution to a figure is booked: added up, or kept with the person it comes from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.figure_values import Breakdown, Count, Split
from kaa_desktop.domain.personal_number import Sex

_NO_PARTS: Mapping[Breakdown, str] = {}


class Booked(NamedTuple):
    """A contribution: whose, how much, and to which parts of the figure.

    Attributes:
        person: 0 where many are booked at once.
        whole: False where it counts in a part only, for people who stand in several.
    """

    person: int
    sex: str
    age: int | None
    number: int
    parts: Mapping[Breakdown, str] = _NO_PARTS
    whole: bool = True


class Ledger(Protocol):
    """Takes contributions."""

    def book(self, figure: str, booked: Booked) -> None:
        """Take one."""


class _Tally:
    """Adds up one figure by sex, age and breakdowns."""

    def __init__(self) -> None:
        self._total = [0, 0]
        self._ages: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        self._parts: dict[Breakdown, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))

    def add(self, booked: Booked) -> None:
        column = 0 if _column(booked.sex) is Sex.WOMAN else 1
        if booked.whole:
            self._total[column] += booked.number
            if booked.age is not None:
                self._ages[booked.age][column] += booked.number
        for breakdown, code in booked.parts.items():
            self._parts[breakdown][code][column] += booked.number

    def count(self) -> Count:
        """The finished figure."""
        return Count(
            _split(self._total),
            {age: _split(pair) for age, pair in sorted(self._ages.items())},
            {
                breakdown: {code: _split(pair) for code, pair in sorted(codes.items())}
                for breakdown, codes in self._parts.items()
            },
        )


class CountingLedger:
    """Adds up."""

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = defaultdict(_Tally)

    def book(self, figure: str, booked: Booked) -> None:
        """Add it."""
        self._tallies[figure].add(booked)

    def count(self, figure: str) -> Count:
        """What has come together."""
        return self._tallies[figure].count()


@dataclass(slots=True)
class PeopleLedger:
    """Keeps the people of one part of a figure, each with how much they count for."""

    part: FigurePart
    people: Counter[int] = field(default_factory=Counter)

    def book(self, figure: str, booked: Booked) -> None:
        """Keep whose it is, if it belongs to the part."""
        part = self.part
        if figure != part.figure or part.sex not in {None, _column(booked.sex)}:
            return
        if part.breakdown:
            belongs = booked.parts.get(part.breakdown) == part.code
        else:
            belongs = booked.whole and (part.age is None or booked.age == part.age)
        if belongs:
            self.people[booked.person] += booked.number


@dataclass(slots=True)
class PersonLedger:
    """Keeps what each person counts for, figure by figure and part by part."""

    standing: dict[int, Counter[tuple[str, Breakdown | None, str]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def book(self, figure: str, booked: Booked) -> None:
        """Keep it under the person."""
        own = self.standing[booked.person]
        if booked.whole:
            own[figure, None, ""] += booked.number
        for breakdown, code in booked.parts.items():
            own[figure, breakdown, code] += booked.number


def _column(sex: str) -> Sex:
    """Where a sex is counted."""
    return Sex.WOMAN if sex == Sex.WOMAN else Sex.MAN


def _split(pair: list[int]) -> Split:
    return Split(sum(pair), pair[0], pair[1])
