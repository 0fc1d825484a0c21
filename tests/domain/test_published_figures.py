"""Periods that stand in one report tell of each other; what is small in one is not found out by another."""

from __future__ import annotations

import pytest

from kaa_desktop.domain.figure_values import Column, Count, FigureSet, Split
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.published_figures import published, published_together
from kaa_desktop.domain.suppression import LIMIT, Sum
from tests.domain.test_suppression import Reader

BEFORE, NOW = parse_period("2025H2"), parse_period("2026H1")
FIGURES = ("in_period", "open_at_end", "registered")
Sexes = tuple[int, int]


def figures(place: int, in_period: Sexes, open_at_end: Sexes, registered: Sexes) -> FigureSet:
    """Of a half-year, women and men."""
    period = (BEFORE, NOW)[place]
    counts = zip(FIGURES, (in_period, open_at_end, registered), strict=True)
    values = {name: Count(Split(sum(sexes), *sexes), {}, {}) for name, sexes in counts}
    return FigureSet(period, period, values)


def reader_of(series: list[FigureSet]) -> Reader:
    """Somebody who has the report, and knows that nobody stays who was not there."""
    sums, shown = [], {}
    for place, one in enumerate(series):
        for name in FIGURES:
            cells = [(f"{place} {name}", column.value) for column in (Column.TOTAL, Column.WOMEN, Column.MEN)]
            sums.append((Sum(cells[0], tuple(cells[1:])), 0))
            for column in Column:
                value = one.count(name).split.shown(column)
                if value is not None:
                    shown[f"{place} {name}", column.value] = value
        for column in Column:
            whole = (f"{place} in_period", column.value)
            for part, rest in (("open_at_end", "left"), ("registered", "stayed")):
                parts = ((f"{place} {part}", column.value), (f"{place} {rest}", column.value))
                sums.append((Sum(whole, parts), 0))
    for column in Column:
        parts = (("1 stayed", column.value), ("gone", column.value))
        sums.append((Sum(("0 open_at_end", column.value), parts), 0))
    return Reader(sums, shown)


def told(true: list[FigureSet], shown: list[FigureSet]) -> list[tuple[int, str, Column]]:
    """The small numbers of which the reader knows that they are."""
    reader = reader_of(shown)
    return [
        (place, name, column)
        for place, one in enumerate(true)
        for name in FIGURES
        for column in Column
        if getattr(one.count(name).split, column) < LIMIT
        and not reader.possible((f"{place} {name}", column.value), LIMIT)
    ]


@pytest.fixture
def everybody_left() -> list[FigureSet]:
    """Three women in the register on the last day, of whom none stays; all the forty men do."""
    return [
        figures(0, in_period=(20, 60), open_at_end=(3, 40), registered=(10, 30)),
        figures(1, in_period=(10, 60), open_at_end=(8, 50), registered=(10, 20)),
    ]


def test_each_for_itself_the_next_period_tells_how_many_there_were(everybody_left: list[FigureSet]) -> None:
    """Of 43 at least 40 are men, as these stay: so at most three are women."""
    alone = [published(one) for one in everybody_left]
    assert told(everybody_left, alone) == [(0, "open_at_end", Column.WOMEN)]


def test_together_they_do_not(everybody_left: list[FigureSet]) -> None:
    together = published_together(everybody_left)
    assert told(everybody_left, together) == []
    assert together[1].count("in_period").split.shown(Column.TOTAL) == 70


def both(*parts: Sexes) -> Sexes:
    return sum(part[0] for part in parts), sum(part[1] for part in parts)


@pytest.mark.parametrize(
    ("stayed", "gone", "left", "came"),
    [
        ((0, 40), (3, 0), (17, 20), (10, 20)),
        ((0, 40), (4, 1), (9, 9), (6, 30)),
        ((2, 30), (1, 0), (8, 6), (7, 12)),
        ((25, 0), (0, 2), (12, 9), (12, 14)),
        ((6, 7), (5, 0), (0, 6), (30, 5)),
        ((0, 0), (1, 2), (50, 60), (20, 30)),
    ],
)
def test_no_small_number_follows_from_two_periods(
    stayed: Sexes, gone: Sexes, left: Sexes, came: Sexes
) -> None:
    open_then, there_now = both(stayed, gone), both(stayed, came)
    true = [
        figures(0, both(open_then, left), open_then, left),
        figures(1, there_now, there_now, came),
    ]
    assert told(true, published_together(true)) == []
