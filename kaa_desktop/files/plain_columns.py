"""Columns of plain text as a whole: cells, identity numbers, and what the few different texts of one mean.

Imported when a file is read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

import polars as pl

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.plain_numbers import PlainDates
from kaa_desktop.files.cells import text_of
from kaa_desktop.files.plain_texts import PlainText
from kaa_desktop.files.source_files import UnusableRowError

_PLAIN_NUMBER = r"^(?:[1-9][0-9])?[0-9]{6}-?[0-9]{4}$"
_FOUR, _SIX, _EIGHT, _TWELVE = 4, 6, 8, 12
_TAIL = 10**_FOUR
_PAIR = 10**2
_TABLE = 10**6
_NONE = None, None, None
_DATES = {"begun": pl.Int64, "full": pl.Int64, "born": pl.Date, "sum": pl.Int64}
_UNTIDY = r"^ | $|  |[^ -~À-ÿ]"
"""What `text_of` may write otherwise; the other texts are their own."""


def plain_cells(texts: Sequence[PlainText], width: int, places: Mapping[str, int]) -> pl.DataFrame:
    """The cells of plain lines by the key of their column, and `row` as a spreadsheet shows it.

    Unless all lines are as wide as the header the first one is ours, so that a short line narrows nothing.

    Args:
        texts: lines that follow each other.
        width: how many columns have a header.
        places: where the columns stand that are asked for; one at the width or beyond it is left out.
    """
    separator, even = texts[0].separator, 1 < texts[0].width == width
    ours = [] if even else [separator.encode() * (width - 1)]
    alone = even and len(texts) == 1
    lines = pl.scan_csv(
        texts[0].text if alone else b"\n".join((*ours, *(text.text for text in texts), b"")),
        separator=separator,
        has_header=False,
        quote_char=None,
        schema={str(place): pl.String for place in range(width)},
        extra_columns="ignore",
        missing_columns="insert",
        empty_string_is_null=False,
    )
    asked = {key: pl.col(str(place)) for key, place in places.items() if place < width}
    cells = lines.select(**asked).collect(engine="in-memory").slice(len(ours)).rechunk()
    first = texts[0].first
    return cells.with_columns(row=pl.int_range(first, first + cells.height))


class SoundNumbers:
    """Reads columns of identity numbers; the dates in which they begin are looked at once.

    Args:
        today: a birthday to come is none.
    """

    def __init__(self, today: date) -> None:
        self._known = _dates(today)
        self._tails = _tails()
        self._told = pl.DataFrame(schema=_DATES)

    def of(self, cells: pl.Series) -> pl.DataFrame:
        """The sound personal and coordination numbers that tell a birthday.

        `number`, of twelve characters, `born`, and `value`, the number as an integer. Null for all else,
        which is left to `parse_personal_number`; that gives the same for these.
        """
        full = bool((cells.str.len_bytes() == _TWELVE).all())
        digits = cells if full else _digits(cells)
        value = digits.cast(pl.Int64, strict=False)
        if full:
            value = _null_below(value, 10 ** (_TWELVE - 1))  # a sign is no digit
        begun = value // _TAIL
        dates, place = self._places(begun)
        tail = value % _TAIL
        sums = dates["sum"].gather(place) + self._tails.gather(tail.cast(pl.UInt32))
        if not full:
            value = dates["full"].gather(place) * _TAIL + tail
            digits = value.cast(pl.String)
        columns = {"number": digits, "born": dates["born"].gather(place), "value": value}
        sound = (sums % 10 == 0).fill_null(value=False)
        return pl.DataFrame(columns).select(pl.when(sound).then(pl.all()))

    def _places(self, begun: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """What the digits before the last four tell, once each, and where it stands for each row."""
        dates = self._told
        place = _found(begun, dates)
        if place.null_count() > begun.null_count():
            met = begun.filter(place.is_null()).drop_nulls().unique()
            dates = self._told = pl.concat([dates, self._dates(met)], rechunk=True)
            place = _found(begun, dates)
        return dates, place

    def _dates(self, begun: pl.Series) -> pl.DataFrame:
        """In `full` eight digits, the birthday, and the sum of the last six."""
        known = [(digits, *self._known[digits]) for digits in begun.to_list()]
        return pl.DataFrame(known, schema=_DATES, orient="row")


def _found(begun: pl.Series, dates: pl.DataFrame) -> pl.Series:
    """Where each stands among those dates; mostly by a table of all from the first to the last."""
    places = pl.int_range(dates.height, dtype=pl.UInt32, eager=True)
    known = dates["begun"]
    first, last = known.to_frame().select(first=pl.first().min(), last=pl.first().max()).row(0)
    if first is None or last - first > _TABLE:
        return begun.replace_strict(known, places, default=None, return_dtype=pl.UInt32)
    table = pl.repeat(None, last - first + 1, dtype=pl.UInt32, eager=True).scatter(known - first, places)
    return table.gather(begun.set(~begun.is_between(first, last), None) - first)


class _Dates(dict[int, tuple[int | None, date | None, int | None]]):
    """Eight digits, the birthday and the sum of the last six digits by the six or eight of a number."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._known = PlainDates(today)

    def __missing__(self, begun: int) -> tuple[int | None, date | None, int | None]:
        """Read a date that was not met before."""
        full = self._known[f"{begun:0{_SIX if begun < 10**_SIX else _EIGHT}}"]
        found = (int(full), read_back(f"{full}0000").birth_date, _luhn_sum(full[-_SIX:])) if full else _NONE
        self[begun] = found
        return found


@lru_cache(maxsize=1)
def _dates(today: date) -> _Dates:
    """The same for all files of a day."""
    return _Dates(today)


def said_again(values: pl.Series) -> pl.Series | None:
    """Whether each stands in another row too; None where none does, as is usual."""
    return None if values.n_unique() == values.len() else values.is_duplicated()


def _null_below(values: pl.Series, least: int) -> pl.Series:
    return values.to_frame("value").select(pl.when(pl.col("value") >= least).then("value"))["value"]


def _digits(cells: pl.Series) -> pl.Series:
    """The digits of numbers of ten or twelve; null for all else."""
    bare = cells.str.replace("-", "", literal=True)
    plain = cells.str.contains(_PLAIN_NUMBER)
    return bare.to_frame("cell").select(pl.when(plain).then("cell"))["cell"]


def _luhn_sum(digits: str) -> int:
    """Of digits that stand at the front, or of an even number at the end."""
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled)  # noqa: PLR2004 - two digits


@cache
def _tails() -> pl.Series:
    """The sums of serial number and check digit; null for the serial number that nobody has."""
    pairs = [_luhn_sum(f"{pair:02}") for pair in range(_PAIR)]
    return pl.Series([None] * 10 + [one + other for one in pairs for other in pairs][10:], dtype=pl.Int64)


class Meaning(NamedTuple):
    """What each cell of a column means, and whether it could be read."""

    value: pl.Expr
    read: pl.Expr


def understood(
    cells: pl.DataFrame, reads: Mapping[str, tuple[Callable[[str], object], type[pl.DataType]]]
) -> dict[str, Meaning]:
    """Columns whose texts are read once each, with how, and as what; one that is lacking is empty."""
    return {key: _meaning(key, _different_in(cells, key), read, kind) for key, (read, kind) in reads.items()}


def _different_in(cells: pl.DataFrame, key: str) -> list[str]:
    return different(cells[key]).to_list() if key in cells.columns else [""]


def different(texts: pl.Series) -> pl.Series:
    """Each text once; many columns say the same in every row, which is told at a glance."""
    return texts.head(1) if texts.eq_missing(texts.first()).all() else texts.unique()


def _meaning(
    key: str, texts: Sequence[str], read: Callable[[str], object], kind: type[pl.DataType]
) -> Meaning:
    values, refused = [], []
    for text in texts:
        try:
            values.append(read(text))
        except (InvalidInputError, UnusableRowError):
            values.append(None)
            refused.append(text)
    meant = pl.Series(values, dtype=kind, strict=False)
    if len(texts) == 1:
        return Meaning(pl.lit(meant[0], dtype=kind), pl.lit(value=not refused))
    sound = ~pl.col(key).is_in(refused) if refused else pl.lit(value=True)
    return Meaning(pl.col(key).replace_strict(texts, meant, return_dtype=kind), sound)


def tidied(cells: pl.DataFrame, keys: Collection[str]) -> dict[str, pl.Expr]:
    """Columns of texts on one line, as `text_of` gives them; one that is lacking is empty."""
    return {key: _tidied(cells[key]) if key in cells.columns else pl.lit("") for key in keys}


def _tidied(cells: pl.Series) -> pl.Expr:
    texts = different(cells)
    odd = texts.filter(texts.str.contains(_UNTIDY)).to_list()
    return pl.col(cells.name).replace(odd, list(map(text_of, odd))) if odd else pl.col(cells.name)
