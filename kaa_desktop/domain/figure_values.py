"""Values of figures: counts by sex, age and part, shares, days, and the set of one period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kaa_desktop.domain.periods import Period


class Breakdown(StrEnum):
    """How a figure is divided; the values are the keys of the JSON form."""

    REASON = "by_reason"
    CHANNEL = "by_channel"
    OUTCOME = "by_outcome"
    KIND = "by_kind"
    OCCUPATION = "by_occupation"
    WORKER = "by_worker"


class Column(StrEnum):
    """The numbers of a split."""

    TOTAL = "total"
    WOMEN = "women"
    MEN = "men"


@dataclass(frozen=True, slots=True)
class Split:
    """A number and its parts by sex.

    Attributes:
        hidden: numbers that a published report does not show; they stand as nought here.
    """

    total: int = 0
    women: int = 0
    men: int = 0
    hidden: frozenset[Column] = frozenset()

    def shown(self, column: Column) -> int | None:
        """One of the numbers, None where it is hidden."""
        return None if column in self.hidden else int(getattr(self, column.value))


@dataclass(frozen=True, slots=True)
class Count:
    """People or things, by sex and age, and by the figure's breakdowns (code id or worker name to split).

    `by_age` is whole years on the person's last covered day in the period; people with none have no age.
    """

    split: Split = Split()
    by_age: Mapping[int, Split] = field(default_factory=dict)
    breakdowns: Mapping[Breakdown, Mapping[str, Split]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number itself."""
        return self.split.total


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; None where the whole is nought.

    Attributes:
        hidden: whether a published report leaves it out; part and whole are then nought.
    """

    part: int
    whole: int
    hidden: bool = False

    @property
    def share(self) -> float | None:
        """Between 0 and 1."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Days:
    """Median and 90th percentile (linear interpolation) of a number of days.

    Attributes:
        hidden: whether a published report leaves the count out, which is then nought.
    """

    count: int
    median: float | None
    p90: float | None
    hidden: bool = False


FigureValue = Count | Share | Days


@dataclass(frozen=True, slots=True)
class FigureSet:
    """All figures of one period, as known when they were made.

    Attributes:
        period: as asked for.
        counted: the part that has been; its last day is today in a period that has not ended.
        values: figure id to value; a figure without a source in the register is absent, never nought.
    """

    period: Period
    counted: Period
    values: Mapping[str, FigureValue]

    def count(self, figure: str) -> Count:
        """A figure that counts; empty where nothing was counted."""
        value = self.values.get(figure)
        return value if isinstance(value, Count) else Count()

    def share(self, figure: str) -> Share:
        """A figure that is a share."""
        value = self.values.get(figure)
        return value if isinstance(value, Share) else Share(0, 0)

    def days(self, figure: str) -> Days:
        """A figure in days."""
        value = self.values.get(figure)
        return value if isinstance(value, Days) else Days(0, None, None)
