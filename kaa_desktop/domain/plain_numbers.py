"""The dates in which sound identity numbers in plain digits begin; a country has few of them."""

from __future__ import annotations

from datetime import date

from kaa_desktop.domain.personal_number import century_of

_FULL = len("20080701")
_FIRST_COORDINATION_DAY = 61


class PlainDates(dict[str, str]):
    """Dates of eight digits by those of eight or six; empty for none of the calendar, or one to come.

    Those of coordination numbers have sixty days more.
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def __missing__(self, digits: str) -> str:
        """Read a date that was not met before."""
        full = digits if len(digits) == _FULL else century_of(digits, self._today) + digits
        day = int(full[6:])
        if day >= _FIRST_COORDINATION_DAY:
            day -= _FIRST_COORDINATION_DAY - 1
        try:
            born = date(int(full[:4]), int(full[4:6]), day)
        except ValueError:
            born = date.max
        found = self[digits] = full if born <= self._today else ""
        return found
