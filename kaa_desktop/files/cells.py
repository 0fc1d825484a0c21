"""What single cells mean: texts, identity numbers, dates, postal codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from unicodedata import is_normalized, normalize

from kaa_desktop.domain.code_lists import CodeList
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import DateOrder

Cell = str | float | int | bool | date | datetime | time | timedelta

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WHOLE = re.compile(r"(\d+)[.,]0+")
_POWER = re.compile(r"([1-9])[.,](\d{9}|\d{11})E\+?(0?9|11)", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3}){2}")
_OTHER_DASH = re.compile(r"(\d{6}|\d{8}) ?[./‒―﹣－—] ?(\d{4})")
_QUOTES = "'\"’‘`´”“"
_DASHED_DATE = re.compile(r"((?:\d\d)?\d\d)-(\d\d)-(\d\d)[- ]?([0-9A-Za-z]\d{3})")
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_NUMBER_LENGTH = 10
_LOST_ZEROS = 2

_POSTAL_CODE = re.compile(r"(?:SE?[- ]?)?(\d{3}) ?(\d\d)", re.IGNORECASE)

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = range(7_306, 73_050)  # 1920 to 2099
_YEARS = range(1900, 2101)
_OPEN_END_YEARS = frozenset({2999, 3000, 9999})
_YEAR_FIRST = re.compile(
    r"(\d{4})([-/.]?)(\d\d?)\2(\d\d?)"
    r"(?:[T ](\d\d?)[:.](\d\d)(?:[:.]\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?"
)
_OUR_ZONE = re.compile(r"\+0[12]")
"""Summer or winter, whoever writes it means the day as it stands there."""
_DAY_FIRST = re.compile(
    r"(\d\d?)([-/.])(\d\d?)\2(\d{4})(?:[T ]\d\d?[:.]\d\d(?:[:.]\d\d)?(?: ?[AP]M)?)?", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"\d\d?([-/.])\d\d?\1\d\d?")
_PARTS = re.compile(
    r"(\d\d?)([-/.])(\d\d?)\2(\d\d?|\d{4})(?:[T ]\d\d?[:.]\d\d(?:[:.]\d\d)?(?: ?[AP]M)?)?", re.IGNORECASE
)
_SIX_DIGITS = re.compile(r"(\d\d)(\d\d)(\d\d)")
_NOTHING = frozenset({"", "null", "none", "nil", "0000-00-00", "00000000"})
_AROUND_NOTHING = "-–—.()[]<> "
_IN_WORDS = re.compile(r"(?:den )?(\d\d?)\.?[- ]([a-zåäö]{3,9})\.?[- ](\d{4}|\d\d)")
_DAY_AND_MONTH = re.compile(r"(\d\d?)/(\d\d?)(?: ?- ?| )(\d{4}|\d\d)")
_MONTH_BEFORE = re.compile(r"([a-z]{3,9})\.? (\d\d?),? (\d{4})")
_DASHES = str.maketrans(dict.fromkeys("–—−‐‑‒", "-"))
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH_MONTHS = {"may": 5, "oct": 10}


def text_of(cell: Cell) -> str:
    """The cell as text on one line, without space around it."""
    if isinstance(cell, str):
        if not cell.isascii() and not is_normalized("NFC", cell):
            cell = normalize("NFC", cell)  # other systems write ö as o and two dots
        if cell.isprintable() and "  " not in cell:
            return cell.strip()  # nearly all; the rest costs ten times as much
        return " ".join(_FORBIDDEN.sub("", cell).split())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return str(cell)


def note_of(cell: Cell) -> str:
    """The cell as text that may have several lines."""
    if not isinstance(cell, str):
        return text_of(cell)
    lines = re.split(r"\r\n|\r|\n", normalize("NFC", _FORBIDDEN.sub("", cell)))
    return "\n".join(lines).strip()


def identity_text(cell: Cell) -> str:
    """The cell as a text that `parse_personal_number` reads.

    A number cell cannot hold leading zeros, so the short form of those born 2000–2009 loses one or two:
    8 and 9 digits of a number cell, and 9 digits of a text (a sheet saved as text), are filled up to 10.
    The date and the check digit still have to fit; nothing else is guessed.
    """
    if isinstance(cell, str):
        text = cell.strip()
        if not text.isascii():
            text = text.translate(_INVISIBLE)
        if not text.isalnum():
            text = text.removeprefix("=").strip(_QUOTES)  # ="200706302395" keeps a spreadsheet from counting
        if len(text) == _NUMBER_LENGTH or (text.isdigit() and len(text) > _NUMBER_LENGTH):
            return text  # nearly all
        if whole := _WHOLE.fullmatch(text):
            text = whole[1]
        elif dashed := _DASHED_DATE.fullmatch(text) or _OTHER_DASH.fullmatch(text):
            return "".join(dashed.groups())
        elif _THOUSANDS.fullmatch(text):
            text = re.sub("[.,]", "", text)
        elif (power := _POWER.fullmatch(text)) and len(power[2]) == int(power[3]):
            text = power[1] + power[2]  # 2,00706302395E+11 has lost nothing, unlike 2,00706E+11
        return _filled(text, 1)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _filled(text_of(cell), _LOST_ZEROS)
    return text_of(cell)


def _filled(digits: str, zeros: int) -> str:
    lost = digits.isdecimal() and _NUMBER_LENGTH - zeros <= len(digits) < _NUMBER_LENGTH
    return digits.zfill(_NUMBER_LENGTH) if lost else digits


def date_of(cell: Cell, order: DateOrder = DateOrder.UNSTATED) -> date | None:
    """The day; None for an empty cell, a dash, and the years that other systems write for "no end".

    Reads date cells, spreadsheet day numbers, 2026-09-30, 20260930, 2026/09/30, each also with a time of day,
    30 september 2026, 5.6.2026 and 5/6-2026, which no country writes month first, and 30/9/2026 where no
    other reading is possible or the order is stated; 260930 only where it is.

    Raises:
        InvalidInputError: `cell.date` or `cell.date_ambiguous`.
    """
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, float) and _SERIAL_DAYS.start <= cell < _SERIAL_DAYS.stop:
        return _EXCEL_EPOCH + timedelta(days=int(cell))  # what follows the point is a time of day
    return _written_date(text_of(cell), order)


def tells_day(cell: Cell) -> bool:
    """Whether the cell is written as a day, be there one reading of it or several."""
    if isinstance(cell, float) or (isinstance(cell, str) and cell.isdigit() and len(cell) != len("20260930")):
        return False
    try:
        return date_of(cell) is not None
    except InvalidInputError as error:
        return error.code == "cell.date_ambiguous"


def _written_date(text: str, order: DateOrder) -> date | None:
    if text.casefold() in _NOTHING or text.casefold().strip(_AROUND_NOTHING) in _NOTHING:
        return None
    text = text.translate(_DASHES).removeprefix("=").strip(_QUOTES)
    if whole := _WHOLE.fullmatch(text):
        text = whole[1]
    if text.isdecimal() and not text.startswith("0") and int(text) in _SERIAL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    if stated := _stated_parts(text, order):
        return _ordered(stated, order)
    if _SHORT_YEAR.fullmatch(text):
        raise InvalidInputError("cell.date_ambiguous")
    if _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return _figures(text)
    if match := _DAY_AND_MONTH.fullmatch(text) or _IN_WORDS.fullmatch(text.lower()):
        day, month, year = match.groups()
        return _ordered((day, _month(month), year), DateOrder.DAY_FIRST)
    if match := _MONTH_BEFORE.fullmatch(text.lower()):
        name, day, year = match.groups()
        return _day(year, _month(name), day)
    raise InvalidInputError("cell.date")


def _month(name: str) -> str:
    """Its number; 0, which no calendar has, for another word."""
    if name.isdecimal():
        return name
    short = name[:3]
    return str(_MONTHS.index(short) + 1 if short in _MONTHS else _ENGLISH_MONTHS.get(short, 0))


def order_of(cells: Iterable[Cell]) -> DateOrder:
    """The order in which the days of a file are written, where some of them have one reading only."""
    day_first = month_first = False
    for cell in cells:
        if isinstance(cell, str) and (match := _DAY_FIRST.fullmatch(cell.strip())):
            day_first |= int(match[1]) > 12  # noqa: PLR2004 - months
            month_first |= int(match[3]) > 12  # noqa: PLR2004 - months
    if day_first == month_first:
        return DateOrder.UNSTATED
    return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST


def _figures(text: str) -> date | None:
    """A day in figures with a year of four."""
    if match := _YEAR_FIRST.fullmatch(text):
        if not match[2] and len(match[3] + match[4]) < 4:  # noqa: PLR2004 - 2026111 has two readings
            raise InvalidInputError("cell.date_ambiguous")
        found = _day(match[1], match[3], match[4])
        elsewhere = found and match[7] and not _OUR_ZONE.match(match[7])
        return _swedish_day(found, match[5], match[6], match[7]) if found and elsewhere else found
    if match := _DAY_FIRST.fullmatch(text):
        if match[2] == "." and int(match[3]) <= 12:  # noqa: PLR2004 - months
            return _day(match[4], match[3], match[1])
        if match[1] != match[3] and max(int(match[1]), int(match[3])) <= 12:  # noqa: PLR2004 - months
            raise InvalidInputError("cell.date_ambiguous")
        day, month = sorted((match[1], match[3]), key=int, reverse=True)
        return _day(match[4], month, day)
    raise InvalidInputError("cell.date")


def _stated_parts(text: str, order: DateOrder) -> Sequence[str] | None:
    """The three parts of a day whose order is stated."""
    if order and (six := _SIX_DIGITS.fullmatch(text)):
        return six.groups()
    parts = _PARTS.fullmatch(text)
    return parts.group(1, 3, 4) if parts and _fits(order, parts) else None


def _fits(order: DateOrder, parts: re.Match[str]) -> bool:
    """Whether the year of the order stands where it may: two digits first, two or four last."""
    if order is DateOrder.UNSTATED:
        return False
    year = len(parts[1 if order is DateOrder.YEAR_FIRST else 4])
    return year > 1 and (order is not DateOrder.YEAR_FIRST or len(parts[4]) <= len("30"))


def _ordered(parts: Sequence[str], order: DateOrder) -> date | None:
    """A day of three parts; a year of two digits is in this century."""
    named = dict(zip(order.value, parts, strict=True))
    year = named["y"] if len(named["y"]) == len("2026") else f"20{named['y'].zfill(2)}"
    return _day(year, named["m"], named["d"])


def _swedish_day(day: date, hour: str, minute: str, zone: str) -> date:
    """The day in Sweden at that moment: other systems write midnight as 22 or 23 o'clock UTC."""
    ahead = timedelta() if zone == "Z" else timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    passed = timedelta(hours=int(hour), minutes=int(minute)) - (ahead if zone[0] != "-" else -ahead)
    moment = datetime.combine(day, time()) + passed
    first, last = (_last_sunday(moment.year, month) for month in (3, 10))
    summer = first <= moment - timedelta(hours=1) < last
    return (moment + timedelta(hours=2 if summer else 1)).date()


def _last_sunday(year: int, month: int) -> datetime:
    end = datetime(year, month, 31)  # noqa: DTZ001 - compared with moments that are all UTC
    return end - timedelta(days=end.isoweekday() % 7)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return _plausible(date(int(year), int(month), int(day)))
    except ValueError as error:
        raise InvalidInputError("cell.date") from error


def _plausible(day: date) -> date | None:
    if day.year in _OPEN_END_YEARS:
        return None
    if day.year not in _YEARS:
        raise InvalidInputError("cell.date")
    return day


def code_of(cell: Cell, codes: CodeList) -> str:
    """The code behind a label in either language, or a code as it is; empty for an empty cell.

    Raises:
        InvalidInputError: `code.unknown`.
    """
    text = text_of(cell)
    if not text or text in codes:
        return text
    return codes.find(text).id


def postal_code_of(cell: Cell) -> str:
    """Five digits where it is a Swedish postal code, else the text as it stands."""
    text = text_of(cell)
    match = _POSTAL_CODE.fullmatch(text)
    return match[1] + match[2] if match else text
