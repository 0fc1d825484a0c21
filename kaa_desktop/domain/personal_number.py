"""Swedish identity numbers: personal, coordination and interim numbers."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from personnummer import personnummer

from kaa_desktop.domain.errors import InvalidInputError

_SHAPE = re.compile(
    r"(?P<century>\d\d)?(?P<date>\d{6})(?P<separator>[-+]?)(?P<serial>[0-9A-Z]\d\d)(?P<check>\d)",
    re.ASCII,
)
_COORDINATION_DAY = 60
_SHORT, _LONG = 10, 12
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")
_DASHES = str.maketrans({"–": "-", "−": "-", "‐": "-", "‑": "-"})

INTERIM_LETTERS = frozenset("TRSUWXJKLMN")
"""Letters that schools and care use in the birth number of an interim number."""

DEMO_LETTERS = "DQ"
"""Letters of the made-up series of demo registers; no authority and no school issues them."""


class PersonalNumberKind(StrEnum):
    """What sort of identity number it is; shown to the user, never guessed."""

    PERSONAL = "personal"
    COORDINATION = "coordination"
    INTERIM = "interim"


class Sex(StrEnum):
    """Legal sex as the identity number tells it."""

    WOMAN = "woman"
    MAN = "man"


REGISTRABLE_KINDS = frozenset({PersonalNumberKind.PERSONAL, PersonalNumberKind.COORDINATION})
"""Kinds that förordning 2006:39, 4 § names; interim numbers need a setting of the municipality."""


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A checked identity number.

    Attributes:
        value: twelve characters, YYYYMMDDNNNC.
        kind: personal, coordination or interim.
    """

    value: str
    kind: PersonalNumberKind

    @property
    def sex(self) -> Sex:
        """The third digit of the birth number: odd for men, even for women."""
        return Sex.MAN if int(self.value[10]) % 2 else Sex.WOMAN

    @property
    def birth_date(self) -> date | None:
        """The birthday, or None where a coordination number tells no day of the calendar.

        The tax agency writes an unknown month as 00, an unknown day as 60, and when numbers run out a day
        that does not exist, such as 31 April.
        """
        year, month, day = int(self.value[:4]), int(self.value[4:6]), int(self.value[6:8])
        if self.kind is PersonalNumberKind.COORDINATION:
            day -= _COORDINATION_DAY
        try:
            return date(year, month, day)
        except ValueError:
            return None

    @property
    def formatted(self) -> str:
        """YYYYMMDD-NNNC, as authorities write it."""
        return f"{self.value[:8]}-{self.value[8:]}"


def parse_personal_number(
    text: str, *, today: date, allowed: Collection[PersonalNumberKind] = REGISTRABLE_KINDS
) -> PersonalNumber:
    """Read an identity number of 10 or 12 characters, with or without dash, plus or spaces.

    Raises:
        InvalidInputError: with a code that says which rule is broken: `personal_number.empty`,
            `.too_short`, `.too_long`, `.letters`, `.shape`, `.date`, `.check_digit`, `.future`, `.interim`.
    """
    number = _usual(text, today)
    if number is None or number.kind not in allowed:
        return _closely(text, today, allowed)
    return number


def _usual(text: str, today: date) -> PersonalNumber | None:
    """The sound numbers in plain digits that fill a file of a whole country, at a fraction of the cost.

    None for all else, refusals included: `_closely` decides and says why, and gives the same for these.
    """
    digits = text[:-5] + text[-4:] if text[-5:-4] == "-" else text
    if not (digits.isdecimal() and digits.isascii()) or digits[-4:-1] == "000":
        return None
    if len(digits) == _SHORT:
        digits = century_of(digits[:6], today) + digits
    elif len(digits) != _LONG:
        return None
    ten = digits[2:].encode()
    if (sum(ten[::2].translate(_DOUBLED)) + sum(ten[1::2])) % 10:  # the ten codes add 480, no odd ten
        return None
    number = PersonalNumber(digits, _kind(digits))
    born = number.birth_date
    return number if born is not None and born <= today else None


def _closely(text: str, today: date, allowed: Collection[PersonalNumberKind]) -> PersonalNumber:
    cleaned = re.sub(r"\s", "", text).upper().translate(_DASHES)
    match = _SHAPE.fullmatch(cleaned)
    if match is None:
        raise InvalidInputError(_shape_code(cleaned))
    digits = match["date"] + match["serial"] + match["check"]
    value = (match["century"] or century_of(match["date"], today, match["separator"])) + digits
    number = PersonalNumber(value, _kind(value))
    _check(number, today)
    if number.kind not in allowed:
        raise InvalidInputError("personal_number.interim")
    return number


def read_back(value: str) -> PersonalNumber:
    """A number that was checked on its way in; only its kind has to be told again."""
    kind = PersonalNumberKind.PERSONAL
    if value[8].isalpha():
        kind = PersonalNumberKind.INTERIM
    elif int(value[6:8]) > 31:  # noqa: PLR2004 - no month is longer
        kind = PersonalNumberKind.COORDINATION
    return PersonalNumber(value, kind)


def turns_18_on(birth_date: date) -> date:
    """The day a person comes of age; for 29 February the day after it would have been."""
    return _birthday(birth_date, 18)


def turns_20_on(birth_date: date) -> date:
    """The day the duty ends for good (skollagen 29 kap. 9 §): the 20th birthday."""
    return _birthday(birth_date, 20)


def _birthday(birth_date: date, years: int) -> date:
    try:
        return birth_date.replace(year=birth_date.year + years)
    except ValueError:  # born on 29 February, and that year has none
        return date(birth_date.year + years, 3, 1)


def age_on(birth_date: date, day: date) -> int:
    """Whole years on that day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def check_digit(nine: str) -> int:
    """The Luhn check digit of YYMMDDNNN; a letter counts as 1, as for interim numbers."""
    total = 0
    for position, character in enumerate(nine):
        digit = int(character) if character.isdigit() else 1
        product = digit * (2 - position % 2)
        total += product - 9 if product > 9 else product  # noqa: PLR2004 - two digits
    return -total % 10


def _shape_code(cleaned: str) -> str:
    bare = re.sub(r"[-+]", "", cleaned)
    if not bare:
        return "personal_number.empty"
    if not bare.isalnum():
        return "personal_number.shape"
    if any(character.isalpha() for character in bare):
        return "personal_number.letters"
    if not bare.isascii():
        return "personal_number.shape"
    if len(bare) < 10:  # noqa: PLR2004 - the short form
        return "personal_number.too_short"
    return "personal_number.too_long" if len(bare) > 12 else "personal_number.shape"  # noqa: PLR2004 - the long form


def century_of(six: str, today: date, separator: str = "-") -> str:
    """The first two digits of the year of a number that is written without them."""
    year = today.year - (today.year - int(six[:2])) % 100
    day = int(six[4:6]) % _COORDINATION_DAY
    if separator == "+":
        year -= 100  # from the year of the 100th birthday, also before that day
    elif year == today.year and (int(six[2:4]), day) > (today.month, today.day):
        year -= 100  # a birthday later this year is a hundred years ago
    return f"{year:04d}"[:2]


def _kind(value: str) -> PersonalNumberKind:
    if value[8].isalpha():
        if value[8] not in INTERIM_LETTERS and value[8] not in DEMO_LETTERS:
            raise InvalidInputError("personal_number.letters")
        return PersonalNumberKind.INTERIM
    if int(value[6:8]) >= _COORDINATION_DAY:
        return PersonalNumberKind.COORDINATION
    return PersonalNumberKind.PERSONAL


def _check(number: PersonalNumber, today: date) -> None:
    born = number.birth_date
    if born is None and not _may_lack_birthday(number):
        raise InvalidInputError("personal_number.date")
    if not _check_digit_fits(number):
        raise InvalidInputError("personal_number.check_digit")
    if (born is not None and born > today) or int(number.value[:4]) > today.year:
        raise InvalidInputError("personal_number.future")


def _may_lack_birthday(number: PersonalNumber) -> bool:
    month, day = int(number.value[4:6]), int(number.value[6:8]) - _COORDINATION_DAY
    return number.kind is PersonalNumberKind.COORDINATION and month <= 12 and day <= 31  # noqa: PLR2004 - the calendar


def _check_digit_fits(number: PersonalNumber) -> bool:
    if number.birth_date is None or number.kind is PersonalNumberKind.INTERIM:  # the library refuses both
        return check_digit(number.value[2:11]) == int(number.value[11])
    try:
        personnummer.parse(number.value)
    except personnummer.PersonnummerException:
        return False
    return True
