"""The figures of a report that anybody may read: small numbers hidden, and what would give them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kaa_desktop.domain.figure_values import (
    Breakdown,
    Column,
    Count,
    Days,
    FigureSet,
    FigureValue,
    Share,
    Split,
)
from kaa_desktop.domain.suppression import LIMIT, Numbers, Sum, hide

_ALL = ""
_AGE = "by_age"
_LEFT_OUT = frozenset({"caseload"})
"""Names of staff."""
_WHOLES: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "contact": (("in_period", "reached", "attempted_only", "no_attempt"), True),
    "in_measure": (("in_period", "in_measure"), False),
    "open": (("in_period", "open_at_end"), False),
    "stayed": (("in_period", "registered"), False),
    "returned": (("registered", "first_time_registered"), False),
    "unanswered": (("offers", "offers_accepted", "offers_declined"), False),
    "occupation": (("open_at_end", "occupation_at_end"), True),
}
"""How figures hang together: a whole and parts of it, and whether they are all of it."""

_SHARES = {
    "followed_up_share": "in_period",
    "not_known_share": "open_at_end",
    "expected_share": "expected",
}
"""A share tells a reader one of its numbers by the other, or both where they are few."""


class Cell(NamedTuple):
    """One number: of a figure, or of one code of a breakdown."""

    figure: str
    column: Column = Column.TOTAL
    by: str = _ALL
    code: str = ""


class _Dated(NamedTuple):
    """A number of one of two periods: the earlier is 0, the later 1."""

    place: int
    cell: Cell


def published(figures: FigureSet) -> FigureSet:
    """The figures with nothing in them that a published report does not show."""
    return published_together([figures])[0]


def published_together(series: Sequence[FigureSet]) -> list[FigureSet]:
    """The figures of periods that stand in one report, oldest first.

    Whoever stayed from one period to the next was in the register on the last day of the first, so the
    numbers of two periods tell of each other. What the earlier one shows has been published; where it would
    be too much together with the later, the later one shows less.
    """
    found: list[FigureSet] = []
    former: _Step | None = None
    for figures in series:
        book = _Book(figures)
        alone = hide(book.numbers(), book.weight)
        step = _Step(book, alone.cells | book.unshown, alone.moves)
        if former is not None and figures.period.previous() == former.book.figures.period:
            step = step._replace(hidden=step.hidden | _told_by_both(former, step))
        former = step
        values = {
            name: _published(name, value, step.hidden)
            for name, value in figures.values.items()
            if name not in _LEFT_OUT
        }
        found.append(FigureSet(figures.period, figures.counted, values))
    return found


class _Step(NamedTuple):
    """A period, what it hides, and why that is enough as long as nothing else is known."""

    book: _Book
    hidden: frozenset[Cell]
    moves: Mapping[Cell, Mapping[Cell, int]]


def _told_by_both(before: _Step, now: _Step) -> frozenset[Cell]:
    """What the later period must hide too, lest both together tell a small number of either."""
    values: dict[_Dated, int] = {}
    sums: list[Sum[_Dated]] = []
    small: set[_Dated] = set()
    for place, step in enumerate((before, now)):
        own = step.book.numbers()
        values |= {_Dated(place, cell): value for cell, value in own.values.items()}
        sums += [
            Sum(_Dated(place, one.total), tuple(_Dated(place, part) for part in one.parts))
            for one in own.sums
        ]
        small |= {_Dated(place, cell) for cell in own.small}
    gone = _add_gone(values, sums)
    hidden = {_Dated(0, cell) for cell in before.hidden} | {_Dated(1, cell) for cell in now.hidden} | gone
    numbers = Numbers(
        values=values,
        sums=sums,
        small=frozenset(small),
        unshown=frozenset(hidden),
        fixed=frozenset(one for one in values if one.place == 0 and one not in hidden),
    )
    known = {
        _Dated(place, cell): {_Dated(place, one): change for one, change in move.items()}
        for place, step in enumerate((before, now))
        for cell, move in step.moves.items()
    }
    books = before.book, now.book
    more = hide(numbers, lambda one: books[one.place].weight(one.cell), known)
    return frozenset(one.cell for one in more.cells)


def _add_gone(values: dict[_Dated, int], sums: list[Sum[_Dated]]) -> set[_Dated]:
    """Who was there on the last day of the one period stays in the next, or is gone or registered anew."""
    added = set()
    for column in Column:
        before = _Dated(0, Cell("open_at_end", column))
        stayed, gone = _Dated(1, Cell("rest:stayed", column)), _Dated(1, Cell("rest:gone", column))
        left = values.get(before, 0) - values.get(stayed, 0)
        if before in values and stayed in values and left >= 0:
            values[gone] = left
            added.add(gone)
            sums.append(Sum(before, (stayed, gone)))
    return added


def _published(name: str, value: FigureValue, hidden: frozenset[Cell]) -> FigureValue:
    if isinstance(value, Share):
        away = bool({Cell(name), Cell(_SHARES[name])} & hidden)
        return Share(0, 0, hidden=True) if away else value
    if isinstance(value, Days):
        away = Cell(name) in hidden
        few = value.count < LIMIT
        median, p90 = (None, None) if few else (value.median, value.p90)
        return Days(0 if away else value.count, median, p90, hidden=away)
    ages = value.by_age if name == "in_period" else {}
    return Count(
        _split(value.split, name, _ALL, "", hidden),
        {age: _split(part, name, _AGE, str(age), hidden) for age, part in ages.items() if part.total},
        {
            by: {code: _split(part, name, by, code, hidden) for code, part in codes.items() if part.total}
            for by, codes in value.breakdowns.items()
        },
    )


def _split(split: Split, name: str, by: str, code: str, hidden: frozenset[Cell]) -> Split:
    away = frozenset(column for column in Column if Cell(name, column, by, code) in hidden)
    return replace(split, hidden=away, **{column.value: 0 for column in away})


@dataclass(slots=True)
class _Book:
    """All numbers of the figures, and how they add up."""

    figures: FigureSet
    values: dict[Cell, int] = field(default_factory=dict)
    sums: list[Sum[Cell]] = field(default_factory=list)
    unshown: set[Cell] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name, value in self.figures.values.items():
            if isinstance(value, Count) and name not in _LEFT_OUT:
                self._add_count(name, value)
        for rest, ((whole, *parts), complete) in _WHOLES.items():
            for column in Column:
                self._add_whole(Cell(whole, column), [Cell(part, column) for part in parts], rest, complete)
        self._add_first_times()
        self._add_shares()
        self._add_days()

    def numbers(self) -> Numbers[Cell]:
        """What is to be hidden in; rows that are nought throughout are not in a published report at all."""
        small = {cell for cell, value in self.values.items() if value < LIMIT and cell not in self.unshown}
        small |= {cell for cell in self.unshown if 0 < self.values[cell] < LIMIT}
        return Numbers(
            values=self.values, sums=self.sums, small=frozenset(small), unshown=frozenset(self.unshown)
        )

    def weight(self, cell: Cell) -> float:
        """Totals are missed most."""
        total = 1.5 if cell.column is Column.TOTAL else 1
        if cell.by == _ALL:
            return total * (40 if cell.figure == "in_period" else 12)
        return total * (1 + min(self.values[cell], 100) / 50)

    def _add_count(self, name: str, count: Count) -> None:
        self._add_split(name, count.split, _ALL, "")
        if name == "in_period":
            self._add_parts(name, _AGE, {str(age): part for age, part in count.by_age.items()})
        for by, codes in count.breakdowns.items():
            self._add_parts(name, by, codes)

    def _add_split(self, name: str, split: Split, by: str, code: str) -> None:
        total, women, men = (Cell(name, column, by, code) for column in Column)
        self.values |= {total: split.total, women: split.women, men: split.men}
        self.sums.append(Sum(total, (women, men)))

    def _add_parts(self, name: str, by: str, codes: Mapping[str, Split]) -> None:
        there = {code: split for code, split in codes.items() if split.total}
        for code, split in there.items():
            self._add_split(name, split, by, code)
        for column in Column if there else ():
            self.sums.append(Sum(Cell(name, column), tuple(Cell(name, column, by, code) for code in there)))

    def _add_whole(self, whole: Cell, parts: Iterable[Cell], rest: str, complete: bool) -> None:  # noqa: FBT001 - private
        listed = [part for part in parts if part in self.values]
        if whole not in self.values or not listed:
            return
        left = self.values[whole] - sum(self.values[part] for part in listed)
        if left < 0:
            return
        if not complete:
            own = Cell(f"rest:{rest}", whole.column, whole.by, whole.code)
            self.values[own] = left
            self.unshown.add(own)
            listed.append(own)
        self.sums.append(Sum(whole, tuple(listed)))

    def _add_first_times(self) -> None:
        """By reason the report shows how many were there for the first time, but not of which sex."""
        by = Breakdown.REASON
        for cell in list(self.values):
            if cell.figure == "first_time_registered" and cell.by == by:
                if cell.column is Column.TOTAL:
                    self._add_whole(cell._replace(figure="registered"), [cell], "returned", complete=False)
                else:
                    self.unshown.add(cell)

    def _add_shares(self) -> None:
        """A share tells its part to whoever knows the whole."""
        for name, whole in _SHARES.items():
            value = self.figures.values.get(name)
            if isinstance(value, Share) and Cell(whole) in self.values:
                self.values[Cell(name)] = value.part
                self._add_whole(Cell(whole), [Cell(name)], name, complete=False)
        unknown = Cell("occupation_at_end", Column.TOTAL, Breakdown.KIND, "unknown")
        if unknown in self.values and Cell("not_known_share") in self.values:
            self.sums.append(Sum(unknown, (Cell("not_known_share"),)))

    def _add_days(self) -> None:
        for name, whole in (
            ("days_to_first_attempt", "registered"),
            ("days_to_first_reached", "days_to_first_attempt"),
        ):
            value = self.figures.values.get(name)
            if isinstance(value, Days):
                self.values[Cell(name)] = value.count
                self._add_whole(Cell(whole), [Cell(name)], name, complete=False)
