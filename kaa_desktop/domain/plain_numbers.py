"""Identity numbers in plain digits, many at a time: what fills the file of a whole country."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kaa_desktop.domain.personal_number import century_of

_LONG, _SHORT, _SERIAL = 12, 10, 4
_FIRST_COORDINATION_DAY = 61
_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
_FITS = bytes(total % 10 == 0 for total in range(256))
_NOTHING = "0" * _LONG


class PlainNumbers:
    """Finds the sound personal and coordination numbers that tell a birthday.

    All else is left to `parse_personal_number`, which gives the same for these and tells why not.
    """

    def __init__(self, today: date) -> None:
        self._dates = _Dates(today)

    def read(self, texts: Sequence[str]) -> list[str]:
        """The twelve characters of each; empty for one that has to be read closely."""
        lengths = set(map(len, texts))
        if len(lengths) == 1:
            return self._of_one_length(texts, *lengths)
        found = [""] * len(texts)
        for length in lengths:
            places = [place for place, text in enumerate(texts) if len(text) == length]
            numbers = self._of_one_length([texts[place] for place in places], length)
            for place, number in zip(places, numbers, strict=True):
                found[place] = number
        return found

    def _of_one_length(self, texts: Sequence[str], length: int) -> list[str]:
        if length in (_SHORT + 1, _LONG + 1):
            length -= 1
            texts = [t[:-5] + t[-_SERIAL:] if t[-5] == "-" else _NOTHING[:length] for t in texts]
        if length not in (_SHORT, _LONG):
            return [""] * len(texts)
        digits = "".join(texts)
        if not (digits.isascii() and digits.isdecimal()):
            texts = [t if t.isascii() and t.isdecimal() else _NOTHING[:length] for t in texts]
            digits = "".join(texts)
        dates = [self._dates[text[:-_SERIAL]] for text in texts]
        fit = _check_digits_fit(digits.encode(), length, len(texts))
        return [
            day + text[-_SERIAL:] if fits and day and text[-_SERIAL:-1] != "000" else ""
            for text, day, fits in zip(texts, dates, fit, strict=True)
        ]


def _check_digits_fit(digits: bytes, length: int, amount: int) -> bytes:
    """Luhn's sums of all numbers at once: a column of digits is one great number with a byte for each.

    No sum is above 90, so that none runs over into the byte of another. Returns a byte for each, 1 for those
    that fit.
    """
    total = 0
    for place in range(_SHORT):
        column = digits[length - _SHORT + place :: length]
        total += int.from_bytes(column.translate(_VALUES if place % 2 else _DOUBLED), "little")
    return total.to_bytes(amount, "little").translate(_FITS)


class _Dates(dict[str, str]):
    """Dates of eight digits by those of eight or six; empty for none of the calendar, or one to come."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def __missing__(self, digits: str) -> str:
        full = digits if len(digits) == _LONG - _SERIAL else century_of(digits, self._today) + digits
        day = int(full[6:])
        if day >= _FIRST_COORDINATION_DAY:
            day -= _FIRST_COORDINATION_DAY - 1
        try:
            born = date(int(full[:4]), int(full[4:6]), day)
        except ValueError:
            born = date.max
        found = self[digits] = full if born <= self._today else ""
        return found
