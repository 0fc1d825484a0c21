"""The published half-year report: no small number in it, and none that can be worked out from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kaa_desktop.domain.figure_values import Column, Count, Days, FigureSet, Share, Split
from kaa_desktop.domain.published_figures import published
from kaa_desktop.domain.suppression import LIMIT, Sum
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.half_year import build_half_year
from tests.domain.test_suppression import Reader
from tests.reports.pdf_reading import page_texts, text
from tests.reports.samples import CODE_LISTS, figure_set, half_year_report

SIZES = (0, 7, 40, 94, 300)
_AROUND = ("in_period", "reached", "attempted_only", "no_attempt")


def splits(count: Count) -> Iterator[tuple[str, Split]]:
    yield "all", count.split
    for age, split in count.by_age.items():
        yield f"age {age}", split
    for breakdown, codes in count.breakdowns.items():
        for code, split in codes.items():
            yield f"{breakdown} {code}", split


@pytest.mark.parametrize("people", SIZES)
def test_no_number_below_the_limit_is_left_in_the_figures(people: int) -> None:
    found = published(figure_set("2026H1", people))
    for name, value in found.values.items():
        if isinstance(value, Count):
            for part, split in splits(value):
                shown = [split.shown(column) for column in Column]
                assert (name, part, [one for one in shown if one is not None and one < LIMIT]) == (
                    name,
                    part,
                    [],
                )
        elif isinstance(value, Days):
            assert value.hidden or value.count >= LIMIT
            assert value.median is None or not value.hidden or value.count == 0
        elif isinstance(value, Share):
            assert value.hidden or (value.part >= LIMIT and value.whole - value.part not in range(1, LIMIT))
    assert "caseload" not in found.values


def table_sums(name: str, true: Count, shown: Count) -> Iterator[tuple[Sum[tuple[str, str]], int]]:
    """What every reader of a figure's tables knows, with what is not exact as they may know it."""
    for part, _split in splits(shown):
        yield Sum((f"{name} {part}", "total"), ((f"{name} {part}", "women"), (f"{name} {part}", "men"))), 0
    groups: dict[str, Mapping[Any, Split]] = {"age": true.by_age}
    groups |= {str(by): codes for by, codes in true.breakdowns.items()}
    for group, codes in groups.items():
        listed = [key for key in dict(splits(shown)) if key.startswith(f"{group} ")]
        for column in Column if listed else ():
            rest = getattr(true.split, column) - sum(getattr(one, column) for one in codes.values())
            parts = tuple((f"{name} {key}", column.value) for key in listed)
            yield Sum((f"{name} all", column.value), parts), rest


def known(name: str, shown: Count) -> Iterator[tuple[tuple[str, str], int]]:
    for part, split in splits(shown):
        for column in Column:
            value = split.shown(column)
            if value is not None:
                yield (f"{name} {part}", column.value), value


def reader_of(true: FigureSet, shown: FigureSet, names: tuple[str, ...]) -> Reader:
    sums = [own for name in names for own in table_sums(name, true.count(name), shown.count(name))]
    if names == _AROUND:
        for column in Column:
            parts = tuple((f"{name} all", column.value) for name in _AROUND[1:])
            sums.append((Sum((f"{_AROUND[0]} all", column.value), parts), 0))
    return Reader(sums, {key: value for name in names for key, value in known(name, shown.count(name))})


@pytest.mark.parametrize("people", SIZES[1:])
@pytest.mark.parametrize(
    "names", [_AROUND, ("registered",), ("deregistered",), ("attempts",), ("occupation_at_end",)]
)
def test_no_small_number_of_the_report_can_be_worked_out(people: int, names: tuple[str, ...]) -> None:
    true = figure_set("2026H1", people)
    reader = reader_of(true, published(true), names)
    for name in names:
        for part, split in splits(true.count(name)):
            for column in Column:
                cell = f"{name} {part}", column.value
                if getattr(split, column) < LIMIT and (split.total or part == "all"):
                    assert cell not in reader.shown
                    listed = any(cell in (own.total, *own.parts) for own, _ in reader.sums)
                    assert not listed or reader.possible(cell, LIMIT), cell


def test_the_same_figures_hide_the_same_numbers() -> None:
    figures = figure_set("2026H1", 94)
    assert published(figures) == published(figures)
    assert published(published(figures)).values.keys() == published(figures).values.keys()


@pytest.mark.parametrize("people", [7, 94, 300])
def test_the_document_shows_no_small_number(people: int, translator: Translator, tmp_path: Path) -> None:
    report = half_year_report(people, earlier=[people - 3, people + 9, people + 30])
    hidden = replace(
        report,
        figures=published(report.figures),
        earlier=tuple(map(published, report.earlier)),
        published=True,
    )
    pdf = build_half_year(hidden, CODE_LISTS, translator)
    content = text(pdf, tmp_path)
    assert ".." in content
    rows = [line for page in page_texts(pdf, tmp_path) for line in page.splitlines()]
    table_rows = [row for row in rows if re.search(r"( \d[\d ]*| \.\.){2,}( \d+ ?%| \.\.)?$", row)]
    for row in table_rows:
        numbers = re.findall(
            r"(?<![\d,])\d+(?![\d,]| ?%)", re.sub(r"^ ?\d\d(?= )|2\d{3}|(?<=\d) (?=\d{3})", "", row)
        )
        assert [number for number in numbers if int(number) < LIMIT] == [], row
