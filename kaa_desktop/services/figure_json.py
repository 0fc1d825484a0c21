"""Figures in the JSON form for other programs: labels in Swedish, shares as numbers from 0 to 1."""

from __future__ import annotations

from datetime import date
from typing import Any

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.figure_values import Breakdown, Count, Days, FigureSet, FigureValue, Share
from kaa_desktop.domain.figures import BY_ID, NOT_STATED, UNASSIGNED

_LANGUAGE = "sv"
_UNASSIGNED_LABEL = "Ej tilldelad"
_NOT_STATED_LABEL = "Uppgift saknas"
_DECIMALS = 6


def figures_as_json(
    figures: FigureSet, code_lists: CodeLists, *, known_on: date | None = None
) -> dict[str, Any]:
    """The figures of a period.

    `counted_to` is the last day that has been counted; `as_known_on` is there where the register was asked
    for what it knew at the end of an earlier day. Of reasons and occupations only what is stated stands
    there; the rest of the total is not stated.
    """
    known = {"as_known_on": known_on.isoformat()} if known_on else {}
    return {
        "period": {"from": figures.period.first.isoformat(), "to": figures.period.last.isoformat()},
        "counted_to": figures.counted.last.isoformat(),
        **known,
        "figures": {name: _value(name, value, code_lists) for name, value in figures.values.items()},
    }


def _value(name: str, value: FigureValue, code_lists: CodeLists) -> dict[str, Any]:
    if isinstance(value, Share):
        return {"share": None if value.share is None else round(value.share, _DECIMALS)}
    if isinstance(value, Days):
        return {"median": value.median, "p90": _rounded(value.p90), "count": value.count}
    return _count(name, value, code_lists)


def _count(name: str, count: Count, code_lists: CodeLists) -> dict[str, Any]:
    data: dict[str, Any] = {"total": count.total, "women": count.split.women, "men": count.split.men}
    if count.by_age:
        data["by_age"] = {str(age): split.total for age, split in count.by_age.items()}
    for breakdown, parts in count.breakdowns.items():
        kind = BY_ID[name].breakdowns[breakdown]
        stated = {code: split for code, split in parts.items() if kind is None or code != NOT_STATED}
        if stated:
            data[breakdown.value] = {
                part_label(breakdown, kind, code, code_lists): split.total for code, split in stated.items()
            }
    return data


def part_label(breakdown: Breakdown, kind: CodeKind | None, code: str, code_lists: CodeLists) -> str:
    """The Swedish label of a part: a code's, or a case worker's name."""
    if breakdown is Breakdown.WORKER:
        return _UNASSIGNED_LABEL if code == UNASSIGNED else code
    if kind is None:
        return code
    return _NOT_STATED_LABEL if code == NOT_STATED else code_lists[kind].label(code, _LANGUAGE)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)
