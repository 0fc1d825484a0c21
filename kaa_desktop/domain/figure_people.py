"""Which of the people behind a figure are asked for, and who they are."""

from __future__ import annotations

from dataclasses import dataclass

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.figure_values import Breakdown, Count, Days, FigureSet, Share
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.history import HistoryEntry
from kaa_desktop.domain.personal_number import Sex

WITHOUT_PEOPLE = frozenset({"expected", "expected_share"})
"""A closed reconciliation keeps numbers only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """A figure, or one of the numbers that it is split into.

    Attributes:
        sex, age: None for all.
        breakdown, code: one part of a breakdown; a breakdown is not split by age.
    """

    figure: str
    sex: Sex | None = None
    age: int | None = None
    breakdown: Breakdown | None = None
    code: str = ""

    def checked(self) -> FigurePart:
        """The part itself.

        Raises:
            InvalidInputError: `figure.unknown`, `figure.no_people` or `figure.no_such_part`.
        """
        if self.figure not in BY_ID:
            raise InvalidInputError("figure.unknown", text=self.figure)
        if self.figure in WITHOUT_PEOPLE:
            raise InvalidInputError("figure.no_people")
        if self.breakdown and (self.breakdown not in BY_ID[self.figure].breakdowns or self.age is not None):
            raise InvalidInputError("figure.no_such_part")
        return self

    def number_in(self, figures: FigureSet) -> int:
        """How many people or things the figures say there are."""
        value = figures.values.get(self.figure)
        if isinstance(value, Share):
            return value.part
        if isinstance(value, Days):
            return value.count
        return self._of(value) if value else 0

    def _of(self, count: Count) -> int:
        split = count.split
        if self.breakdown:
            split = count.breakdowns.get(self.breakdown, {}).get(self.code, type(split)())
        elif self.age is not None:
            split = count.by_age.get(self.age, type(split)())
        if self.sex is None:
            return split.total
        return split.women if self.sex is Sex.WOMAN else split.men


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBehind:
    """Somebody behind a figure; name and number are the case number for protected people.

    Attributes:
        count: for how much they count (attempts, measures, episodes); 1 where people are counted.
    """

    id: str
    name: str
    number: str
    city: str
    protected: bool
    count: int = 1

    @property
    def sorting(self) -> str:
        """Identity number without hyphen, or case number."""
        return self.number.replace("-", "") if self.number != self.name else self.name


@dataclass(frozen=True, slots=True)
class NumberChange:
    """What a person counts for in one number of the figures, then and now."""

    figure: str
    breakdown: Breakdown | None
    code: str
    then: int
    now: int


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """A person whose part in the figures has changed since a day, and what was done about them since.

    Attributes:
        entries: operations after that day that touched the person, newest first.
    """

    person: PersonBehind
    numbers: tuple[NumberChange, ...]
    entries: tuple[HistoryEntry, ...]
