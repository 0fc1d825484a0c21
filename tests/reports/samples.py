"""Made-up figures for the half-year report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from kaa_desktop.domain.code_lists import CodeKind, CodeLists, parse_code_lists
from kaa_desktop.domain.figure_values import Breakdown, Count, Days, FigureSet, FigureValue, Share, Split
from kaa_desktop.domain.figures import DEFINITIONS, Unit
from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.domain.periods import Period, parse_period
from kaa_desktop.system.assets import code_list_documents

_Key = TypeVar("_Key")
CODE_LISTS: CodeLists = parse_code_lists(code_list_documents())

_PARTS = {
    "in_period": 1.0,
    "open_at_end": 0.74,
    "registered": 0.31,
    "first_time_registered": 0.27,
    "deregistered": 0.26,
    "reached": 0.62,
    "attempted_only": 0.25,
    "no_attempt": 0.13,
    "attempts": 2.4,
    "in_measure": 0.27,
    "measures_begun": 0.19,
    "measures_ended": 0.14,
    "offers": 0.33,
    "offers_accepted": 0.21,
    "offers_declined": 0.08,
    "occupation_at_end": 0.74,
    "caseload": 0.74,
    "expected": 1.1,
}


def figure_set(period: str, people: int, *, until: date | None = None) -> FigureSet:
    """All figures of a period with so many people in the register."""
    asked = parse_period(period)
    counted = asked.until(until) if until else asked
    values: dict[str, FigureValue] = {}
    for definition in DEFINITIONS:
        if definition.unit is Unit.SHARE:
            whole = round(people * (0.74 if definition.id == "not_known_share" else 1))
            part = whole * (19 if definition.id == "not_known_share" else 81) // 100
            values[definition.id] = Share(part, whole)
        elif definition.unit is Unit.DAYS:
            late = definition.id == "days_to_first_reached"
            values[definition.id] = (
                Days(people // 4, 27.0 if late else 6.5, 63.2) if people else Days(0, None, None)
            )
        else:
            total = round(people * _PARTS[definition.id])
            values[definition.id] = _count(total, definition.breakdowns)
    return FigureSet(asked, counted, values)


def half_year_report(
    people: int = 300,
    *,
    period: str = "2026H1",
    earlier: Iterable[int] = (),
    logo: bytes | None = None,
    secrecy_line: str = "",
    until: date | None = None,
) -> PeriodReport:
    """A report with that many people, and as many earlier half-years as numbers are given, oldest first."""
    numbers = list(earlier)
    before: list[FigureSet] = []
    at: Period = parse_period(period)
    for number in reversed(numbers):
        at = at.previous()
        before.insert(0, figure_set(at.code, number))
    return PeriodReport(
        municipality="Prövköpings kommun",
        figures=figure_set(period, people, until=until),
        earlier=tuple(before),
        freshness_days=90,
        secrecy_line=secrecy_line,
        logo=logo,
        made_on=until or parse_period(period).last + timedelta(days=5),
    )


def _count(total: int, breakdowns: Mapping[Breakdown, CodeKind | None]) -> Count:
    ages = _shared(total, range(16, 20), (0.16, 0.24, 0.31, 0.29))
    divided = {}
    for breakdown, kind in breakdowns.items():
        codes = [value.id for value in CODE_LISTS[kind].values] if kind else ["Anna Arbetare", ""]
        weights = [1 / (2 + index) for index in range(len(codes))]
        divided[breakdown] = _shared(total, codes, [weight / sum(weights) for weight in weights])
    return Count(_split(total), ages, divided)


def _shared(total: int, keys: Iterable[_Key], weights: Iterable[float]) -> dict[_Key, Split]:
    listed = list(keys)
    parts = [int(total * weight) for _key, weight in zip(listed, weights, strict=True)]
    parts[-1] += total - sum(parts)
    return {key: _split(part) for key, part in zip(listed, parts, strict=True) if part}


def _split(total: int) -> Split:
    women = round(total * 0.45)
    return Split(total, women, total - women)
