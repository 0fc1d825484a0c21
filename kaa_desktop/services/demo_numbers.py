"""Identity numbers that can be nobody's: official test numbers first, then a made-up series with a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kaa_desktop.domain.personal_number import (
    DEMO_LETTERS,
    PersonalNumber,
    PersonalNumberKind,
    Sex,
    check_digit,
    parse_personal_number,
)
from kaa_desktop.services.demo_calendar import RegistrationCalendar
from kaa_desktop.services.demo_dice import Weighted

_PER_LETTER = 50
_PER_DAY_AND_SEX = len(DEMO_LETTERS) * _PER_LETTER


@dataclass(frozen=True, slots=True)
class DemoIdentity:
    """A number and the birthday, which a coordination number does not always tell."""

    number: PersonalNumber
    born: int


class NumberSupply:
    """Hands out each number once; the birthdays follow what the calendar makes likely."""

    def __init__(self, rng: Random, test_numbers: Iterable[str], calendar: RegistrationCalendar) -> None:
        self._rng = rng
        masses = {born: mass for born in calendar.births() if (mass := calendar.mass(born)) > 0}
        self._births = Weighted(masses)
        self._today = date.fromordinal(calendar.today)
        self._official: dict[Sex, list[tuple[float, str, int]]] = {Sex.WOMAN: [], Sex.MAN: []}
        self._used: Counter[tuple[int, Sex]] = Counter()
        for value in test_numbers:
            born = _birthday(value)
            if mass := masses.get(born, 0.0):
                # Efraimidis and Spirakis: sorted by this key, a weighted sample without repeats
                entry = (rng.random() ** (1 / mass), value, born)
                self._official[Sex.MAN if int(value[10]) % 2 else Sex.WOMAN].append(entry)
        for entries in self._official.values():
            entries.sort()

    def take(self, sex: Sex) -> DemoIdentity:
        """The next number of that sex."""
        if self._official[sex]:
            _, value, born = self._official[sex].pop()
            return DemoIdentity(parse_personal_number(value, today=self._today), born)
        return self._made_up(sex)

    def _made_up(self, sex: Sex) -> DemoIdentity:
        while True:
            born = self._births.draw(self._rng)
            count = self._used[born, sex]
            if count < _PER_DAY_AND_SEX:
                break
        self._used[born, sex] = count + 1
        letter, rest = DEMO_LETTERS[count // _PER_LETTER], count % _PER_LETTER
        digits = rest // 5 * 10 + rest % 5 * 2 + (sex is Sex.MAN)
        day = date.fromordinal(born).strftime("%Y%m%d")
        value = f"{day}{letter}{digits:02d}"
        return DemoIdentity(
            PersonalNumber(f"{value}{check_digit(value[2:])}", PersonalNumberKind.INTERIM), born
        )


def _birthday(value: str) -> int:
    """The birthday that the number tells, or where it tells none a day of that year which it may be."""
    year, month, day = int(value[:4]), int(value[4:6]), int(value[6:8]) % 60
    return (date(year, max(month, 1), 1) + timedelta(days=max(day, 1) - 1)).toordinal()
