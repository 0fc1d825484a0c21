"""Periods of reports: half-year (statutory), quarter, month, year, school year and own dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kaa_desktop.domain.errors import InvalidInputError

_FORMS = (
    (re.compile(r"([12]\d{3})"), lambda y: (_first(y, 1), _last(y, 12))),
    (re.compile(r"([12]\d{3})H([12])"), lambda y, h: (_first(y, 6 * h - 5), _last(y, 6 * h))),
    (re.compile(r"([12]\d{3})Q([1-4])"), lambda y, q: (_first(y, 3 * q - 2), _last(y, 3 * q))),
    (re.compile(r"([12]\d{3})-(\d{2})"), lambda y, m: (_first(y, m), _last(y, m))),
    (re.compile(r"([12]\d{3})-(\d{2})-(\d{2})"), lambda y, m, d: (date(y, m, d), date(y, m, d))),
)
_SCHOOL_YEAR = re.compile(r"([12]\d{3})/(\d{2})")
_RANGE = re.compile(r"([12]\d{3}-\d{2}-\d{2})\.\.([12]\d{3}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """All days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """The shortest form that `parse_period` reads back, e.g. `2026H1`."""
        year = self.first.year
        candidates = [str(year), f"{year}H1", f"{year}H2", *(f"{year}Q{q}" for q in range(1, 5))]
        candidates += [f"{year}-{self.first.month:02d}", f"{year}/{(year + 1) % 100:02d}"]
        candidates += [str(self.first)]
        for code in candidates:
            if parse_period(code) == self:
                return code
        return f"{self.first}..{self.last}"

    def until(self, today: date) -> Period:
        """The part that has been; in a period that has not ended, the last day is today."""
        return Period(self.first, min(self.last, today))

    def previous(self) -> Period:
        """The period of the same kind just before."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        whole_months = self.first.day == 1 and (self.last + timedelta(days=1)).day == 1
        if not whole_months:
            days = self.last - self.first + timedelta(days=1)
            return Period(self.first - days, self.last - days)
        month = self.first.year * 12 + self.first.month - 1 - months
        return Period(_first(month // 12, month % 12 + 1), self.first - timedelta(days=1))


def parse_period(text: str) -> Period:
    """Read `2026`, `2026H1`, `2026Q3`, `2026-09`, `2025/26` (school year), one day, or two with `..` between.

    Raises:
        InvalidInputError: `period.form` for other text, `period.order` when the last day is before the first.
    """
    cleaned = text.strip().upper()
    try:
        for form, days in _FORMS:
            if match := form.fullmatch(cleaned):
                return Period(*days(*map(int, match.groups())))
        if match := _SCHOOL_YEAR.fullmatch(cleaned):
            return _school_year(int(match[1]), int(match[2]))
        if match := _RANGE.fullmatch(cleaned):
            period = Period(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
            if period.last < period.first:
                raise InvalidInputError("period.order", text=text)
            return period
    except ValueError:
        pass
    raise InvalidInputError("period.form", text=text)


def parse_day(text: str) -> date:
    """Read `2026-02-28`.

    Raises:
        InvalidInputError: `day.form`.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInputError("day.form", text=text) from None


def half_year_of(day: date) -> Period:
    """The statutory half-year that holds the day."""
    return parse_period(f"{day.year}H{1 if day.month <= 6 else 2}")  # noqa: PLR2004 - June


def _school_year(year: int, following: int) -> Period:
    if (year + 1) % 100 != following:
        raise InvalidInputError("period.form", text=f"{year}/{following:02d}")
    return Period(_first(year, 7), _last(year + 1, 6))


def _first(year: int, month: int) -> date:
    return date(year, month, 1)


def _last(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
