"""Hidden numbers stay hidden: a reader who solves all the sums cannot tell that one of them is small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.suppression import LIMIT, Numbers, Sum, hide

Cell = tuple[str, str]
_MOST = 10_000
_ROOM = 40


@dataclass
class Reader:
    """Somebody with a computer: knows what is shown, that nothing is below nought, and how it adds up."""

    sums: list[tuple[Sum[Cell], int]]
    shown: Mapping[Cell, int]

    def possible(self, cell: Cell, least: int) -> bool:
        """Whether the cell could be that large; all possibilities are tried."""
        cells = {one for own, _ in self.sums for one in (own.total, *own.parts)} | {cell}
        bounds = {one: (self.shown[one],) * 2 if one in self.shown else (0, _MOST) for one in cells}
        bounds[cell] = (max(least, bounds[cell][0]), bounds[cell][1])
        return self._solve(bounds)

    def _solve(self, bounds: dict[Cell, tuple[int, int]]) -> bool:
        narrowed = self._narrow(bounds)
        if narrowed is None:
            return False
        open_cells = [cell for cell, (low, high) in narrowed.items() if low < high]
        if not open_cells:
            return True
        cell = min(open_cells, key=lambda one: narrowed[one][1] - narrowed[one][0])
        low, high = narrowed[cell]
        return any(
            self._solve({**narrowed, cell: (value, value)})
            for value in range(low, min(high, low + _ROOM) + 1)
        )

    def _narrow(self, bounds: dict[Cell, tuple[int, int]]) -> dict[Cell, tuple[int, int]] | None:
        bounds = dict(bounds)
        changed = True
        while changed:
            changed = False
            for own, known in self.sums:
                for cell, (low, high) in self._follows(own, known, bounds):
                    former = bounds[cell]
                    bounds[cell] = (max(low, former[0]), min(high, former[1]))
                    if bounds[cell][0] > bounds[cell][1]:
                        return None
                    changed |= bounds[cell] != former
        return bounds

    @staticmethod
    def _follows(
        own: Sum[Cell], known: int, bounds: Mapping[Cell, tuple[int, int]]
    ) -> Iterator[tuple[Cell, tuple[int, int]]]:
        """What one sum says of each of its cells: total = parts + known."""
        lows, highs = (sum(bounds[part][side] for part in own.parts) for side in (0, 1))
        yield own.total, (lows + known, highs + known)
        for part in own.parts:
            low = bounds[own.total][0] - known - (highs - bounds[part][1])
            high = bounds[own.total][1] - known - (lows - bounds[part][0])
            yield part, (low, high)


def table(name: str, rows: list[tuple[int, int]]) -> tuple[dict[Cell, int], list[Sum[Cell]]]:
    """Women, men and both by row, and the totals below."""
    values: dict[Cell, int] = {}
    totals = [0, 0]
    for number, (women, men) in enumerate(rows):
        for column, value in (("w", women), ("m", men), ("t", women + men)):
            values[f"{name}{number}", column] = value
        totals = [totals[0] + women, totals[1] + men]
    for column, value in (("w", totals[0]), ("m", totals[1]), ("t", sum(totals))):
        values["all", column] = value
    lines = [*(f"{name}{number}" for number in range(len(rows))), "all"]
    sums: list[Sum[Cell]] = [Sum((line, "t"), ((line, "w"), (line, "m"))) for line in lines]
    sums += [
        Sum(("all", column), tuple((f"{name}{number}", column) for number in range(len(rows))))
        for column in "wmt"
    ]
    return values, sums


def weight(cell: Cell) -> float:
    return 20 if cell[0] == "all" else 1


def small(values: Mapping[Cell, int]) -> frozenset[Cell]:
    return frozenset(cell for cell, value in values.items() if value < LIMIT)


def told_apart(numbers: Numbers[Cell], hidden: frozenset[Cell]) -> list[Cell]:
    """Small cells that a reader knows to be small."""
    sums = [
        (own, numbers.values[own.total] - sum(numbers.values[part] for part in own.parts))
        for own in numbers.sums
    ]
    away = hidden | numbers.unshown
    reader = Reader(sums, {cell: value for cell, value in numbers.values.items() if cell not in away})
    return [cell for cell in numbers.small if not reader.possible(cell, LIMIT)]


counts = st.integers(0, 6) | st.integers(0, 30)
rows = st.lists(st.tuples(counts, counts), min_size=1, max_size=5)


@settings(max_examples=150)
@given(rows)
def test_no_small_number_of_a_table_can_be_worked_out(lines: list[tuple[int, int]]) -> None:
    values, sums = table("row", lines)
    numbers = Numbers(values=values, sums=sums, small=small(values))
    hidden = hide(numbers, weight).cells
    assert numbers.small <= hidden
    assert told_apart(numbers, hidden) == []


@settings(max_examples=60)
@given(rows, st.data())
def test_nor_of_two_tables_with_the_same_totals(lines: list[tuple[int, int]], data: st.DataObject) -> None:
    values, sums = table("age", lines)
    women, men = values["all", "w"], values["all", "m"]
    cut = (data.draw(st.integers(0, women)), data.draw(st.integers(0, men)))
    others, more = table("contact", [cut, (women - cut[0], men - cut[1])])
    numbers = Numbers(values=values | others, sums=[*sums, *more], small=small(values | others))
    hidden = hide(numbers, weight).cells
    assert told_apart(numbers, hidden) == []


def test_a_rest_that_is_small_is_not_given_away_by_its_part() -> None:
    """Of 300 people 298 were reached: nobody is to see that two were not."""
    values: dict[Cell, int] = {("all", "t"): 300, ("reached", "t"): 298, ("rest", "t"): 2}
    numbers = Numbers(
        values=values,
        sums=[Sum(("all", "t"), (("reached", "t"), ("rest", "t")))],
        small=frozenset({("rest", "t")}),
        unshown=frozenset({("rest", "t")}),
    )
    assert hide(numbers, weight).cells == {("reached", "t")}


def test_what_gives_nothing_away_is_shown() -> None:
    values, sums = table("row", [(3, 20), (30, 40), (6, 50), (9, 9)])
    hidden = hide(Numbers(values=values, sums=sums, small=small(values)), weight).cells
    assert len(hidden) == 4
    assert not any(row == "all" for row, _ in hidden)


@pytest.mark.parametrize("hidden", [{("row0", "w")}, {("row0", "w"), ("row0", "m")}])
def test_the_reader_finds_what_is_hidden_badly(hidden: set[Cell]) -> None:
    """The test of the test."""
    values, sums = table("row", [(3, 20), (30, 40)])
    numbers = Numbers(values=values, sums=sums, small=small(values))
    assert told_apart(numbers, frozenset(hidden)) == [("row0", "w")]
