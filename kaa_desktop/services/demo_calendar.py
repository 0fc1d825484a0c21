"""When people of the demo register come into the target group: by season, year and age.

Days are ordinals of `date` here and in the other demo modules: a large register draws millions of them.
"""

from __future__ import annotations

from bisect import bisect
from datetime import date
from itertools import accumulate
from random import Random

from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.target_group import default_end_of_compulsory_schooling

HISTORY_YEARS = 4
_MONTHS = (0.9, 0.9, 0.8, 0.7, 0.6, 1.0, 0.3, 2.2, 3.6, 3.1, 2.0, 0.7)
_YEARS = (0.85, 0.95, 1.0, 1.2)
_AGES = {16: 0.4, 17: 0.8, 18: 1.2, 19: 1.0}
_AGE_LIMIT = max(_AGES.values())
_DAYS_OF_YEAR = 365.25
_SIXTEEN_YEARS, _TWENTY_YEARS = 5844, 7305  # in days
_MASS_STEP = 20


def duty_ends(born: int) -> int:
    """The day the person turns 20."""
    return turns_20_on(date.fromordinal(born)).toordinal()


class RegistrationCalendar:
    """How many registrations each day of the history sees, against the other days."""

    def __init__(self, today: date) -> None:
        self.today = today.toordinal()
        self.first = date(today.year - HISTORY_YEARS, today.month, min(today.day, 28)).toordinal()
        self._weights = [self._weight(day) for day in range(self.first, self.today + 1)]
        self._sums = [0.0, *accumulate(self._weights)]

    def window(self, born: int) -> tuple[int, int]:
        """First and last day on which the person can be registered; empty when the first is the later."""
        schooling_ended = default_end_of_compulsory_schooling(date.fromordinal(born)).toordinal()
        return max(self.first, schooling_ended + 1, born + _SIXTEEN_YEARS), min(
            self.today, duty_ends(born) - 1
        )

    def mass(self, born: int) -> float:
        """How likely somebody born that day is to be in the register."""
        first, last = self.window(born)
        days = range(first, last + 1, _MASS_STEP)
        return sum(self._weights[day - self.first] * _age_weight(day - born) for day in days)

    def draw(self, rng: Random, born: int, first: int, last: int) -> int:
        """A day of registration from `first` to `last`, both included and within the history."""
        low, high = self._sums[first - self.first], self._sums[last - self.first + 1]
        while True:
            position = bisect(self._sums, low + rng.random() * (high - low)) - 1
            day = min(max(first, self.first + position), last)
            if rng.random() * _AGE_LIMIT < _age_weight(day - born):
                return day

    def births(self) -> range:
        """Days on which people of the register can have been born."""
        return range(self.first - _TWENTY_YEARS, self.today - _SIXTEEN_YEARS + 1)

    def _weight(self, day: int) -> float:
        year = min(int((day - self.first) / _DAYS_OF_YEAR), len(_YEARS) - 1)
        return _MONTHS[date.fromordinal(day).month - 1] * _YEARS[year]


def _age_weight(days: int) -> float:
    return _AGES[min(max(int(days / _DAYS_OF_YEAR), 16), 19)]
