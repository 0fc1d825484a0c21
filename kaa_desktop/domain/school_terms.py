"""School years and terms as schools write them, and how long a list of pupils holds.

A term is the half-year it lies in and a school year runs from July to June, so that no pupil falls between
two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.periods import Period, half_year_of, parse_period

_YEAR = r"'?(\d{4}|\d\d)"
_TERM = r"(ht|vt|höstterminen|vårterminen|hösttermin|vårtermin|hösten|våren)\.?"
_TERM_BEFORE = re.compile(rf"(?<!\w){_TERM}[ :/-]*{_YEAR}(?!\d)")
_TERM_BEHIND = re.compile(rf"(?<![\d-]){_YEAR}[ :/-]*{_TERM}(?!\w)")
_SCHOOL_YEAR = re.compile(rf"{_YEAR} ?[/–-] ?{_YEAR}")
_NAMED_SCHOOL_YEAR = re.compile(
    rf"(?<!\w)(?:läsår(?:et)?|lå|skolår(?:et)?)[ :.]*{_SCHOOL_YEAR.pattern}(?!\d)"
)
_AUTUMN = "h"


def term_of(text: str) -> Period | None:
    """The days of `Ht26`, `vt 2027`, `Höstterminen 2026`, `2026/27`, `Läsår 26/27`; None for another text."""
    folded = " ".join(text.casefold().split())
    if term := _TERM_BEFORE.fullmatch(folded):
        return _half_year(term[2], term[1])
    if term := _TERM_BEHIND.fullmatch(folded):
        return _half_year(term[1], term[2])
    year = _SCHOOL_YEAR.fullmatch(folded) or _NAMED_SCHOOL_YEAR.fullmatch(folded)
    return _school_year(year[1], year[2]) if year else None


def term_in(texts: Iterable[str]) -> Period | None:
    """The one term or school year that titles name; None where they name none or several."""
    found: set[Period | None] = set()
    for text in texts:
        folded = " ".join(text.casefold().split())
        found.update(_half_year(term[2], term[1]) for term in _TERM_BEFORE.finditer(folded))
        found.update(_half_year(term[1], term[2]) for term in _TERM_BEHIND.finditer(folded))
        found.update(_school_year(year[1], year[2]) for year in _NAMED_SCHOOL_YEAR.finditer(folded))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def held_from(day: date) -> Period:
    """The days for which a list that was true on a day is believed: to the end of that half-year."""
    return Period(day, half_year_of(day).last)


def _half_year(year: str, term: str) -> Period | None:
    return _period(f"{_full(year)}H{2 if term.startswith(_AUTUMN) else 1}")


def _school_year(year: str, following: str) -> Period | None:
    return _period(f"{_full(year)}/{following[-2:]}")


def _period(code: str) -> Period | None:
    try:
        return parse_period(code)
    except InvalidInputError:  # years that do not follow each other, or of another age
        return None


def _full(year: str) -> str:
    return f"20{year}" if len(year) == len("26") else year
