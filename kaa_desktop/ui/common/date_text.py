"""Dates as people type them."""

from __future__ import annotations

import datetime as dt
import re

_TODAY = frozenset({"idag", "i dag", "today"})
_YESTERDAY = frozenset({"igår", "i går", "yesterday"})
_ISO = re.compile(r"(\d{4})[-./ ]?(\d{2})[-./ ]?(\d{2})")
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})[/. ](\d{1,2})\.?(?:[/. ](\d{4}))?")
_DAYS = re.compile(r"([+-])\s?(\d{1,4})")


def parse_day(text: str, *, today: dt.date) -> dt.date | None:
    """The day that is meant, or None where the text means no day.

    Understands 2026-09-30, 20260930, 260930, 30/9, 30/9 2026, today and yesterday in Swedish and English,
    and a number of days from today such as -3. A day without a year is the latest such day that is not in
    the future.
    """
    text = " ".join(text.strip().lower().replace("−", "-").split())
    if text in _TODAY:
        return today
    if text in _YESTERDAY:
        return today - dt.timedelta(days=1)
    try:
        return _relative(text, today) or _absolute(text, today)
    except (ValueError, OverflowError):
        return None


def _relative(text: str, today: dt.date) -> dt.date | None:
    match = _DAYS.fullmatch(text)
    if not match:
        return None
    days = int(match[2])
    return today + dt.timedelta(days=days if match[1] == "+" else -days)


def _absolute(text: str, today: dt.date) -> dt.date | None:
    if match := _ISO.fullmatch(text):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SHORT.fullmatch(text):
        return dt.date(2000 + int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.fullmatch(text):
        day, month = int(match[1]), int(match[2])
        if match[3]:
            return dt.date(int(match[3]), month, day)
        return _latest(month, day, today)
    return None


def _latest(month: int, day: int, today: dt.date) -> dt.date:
    this_year = dt.date(today.year, month, day)
    return this_year if this_year <= today else dt.date(today.year - 1, month, day)
