"""Columns of plain text as a whole: cells, identity numbers, and what the few different texts of one mean.

Imported when a file is read: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

import polars as pl

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.plain_numbers import PlainDates
from kaa_desktop.files.cells import text_of
from kaa_desktop.files.csv_tables import PlainText
from kaa_desktop.files.source_files import UnusableRowError

_PLAIN_NUMBER = r"^(?:[0-9]{2})?[0-9]{6}-?[0-9]{4}$"
_FOUR, _SIX, _EIGHT = 4, 6, 8
_TAIL = 10**_FOUR
_UNTIDY = r"^ | $|  |[^ -~À-ÿ]"
"""What `text_of` may write otherwise; the other texts are their own."""


class PlainCells:
    """The cells of plain lines by column.

    Args:
        texts: the lines.
        width: how many columns have a header.
        positions: the columns that are asked for; one at the width or beyond it is empty.
    """

    def __init__(self, texts: Iterable[PlainText], width: int, positions: Iterable[int]) -> None:
        wanted = sorted({place for place in positions if place < width})
        self._cells = pl.concat([_cells(text, width, wanted) for text in texts])

    @property
    def rows(self) -> pl.Series:
        """Row numbers as a spreadsheet shows them."""
        return self._cells["row"]

    def column(self, position: int) -> pl.Series:
        """The cells of a column; empty ones where the file lacks it."""
        name = str(position)
        if name in self._cells.columns:
            return self._cells[name]
        return pl.repeat("", self._cells.height, dtype=pl.String, eager=True)


def _cells(text: PlainText, width: int, wanted: list[int]) -> pl.DataFrame:
    """The first line is ours: as wide as the header, so that a short line narrows nothing."""
    lines = f"{text.separator * (width - 1)}\n{text.text}\n".encode()
    cells = pl.read_csv(
        lines,
        separator=text.separator,
        has_header=False,
        quote_char=None,
        schema={str(place): pl.String for place in range(width)},
        columns=wanted,
        extra_columns="ignore",
        missing_columns="insert",
        empty_string_is_null=False,
    ).slice(1)
    return cells.with_columns(row=pl.int_range(text.first, text.first + text.size))


def sound_numbers(cells: pl.Series, today: date) -> tuple[pl.Series, pl.Series]:
    """The twelve characters of each sound personal or coordination number that tells a birthday.

    Null for all else, which is left to `parse_personal_number`; that gives the same for these. And whether
    the same stands in another cell.
    """
    digits = _digits(cells)
    value = digits.cast(pl.Int64)
    begun = (value // _TAIL).rename("begun")
    dates = begun.drop_nulls().unique()
    known = PlainDates(today)
    full = [known[f"{found:0{_SIX if found < 10**_SIX else _EIGHT}}"] or None for found in dates.to_list()]
    sums = pl.Series([found and _luhn_sum(found[_EIGHT - _SIX :]) for found in full], dtype=pl.Int64)
    place = begun.replace_strict(dates, pl.int_range(dates.len(), dtype=pl.UInt32, eager=True))
    total = sums.gather(place) + _tails().gather((value % _TAIL).cast(pl.UInt32))
    sound = (total % 10 == 0).fill_null(value=False)
    frame = pl.DataFrame({"digits": digits, "date": pl.Series(full, dtype=pl.String).gather(place)})
    if (digits.str.len_bytes() < _EIGHT + _FOUR).any():
        frame = frame.select(digits=pl.concat_str("date", pl.col("digits").str.tail(_FOUR)))
        value = frame["digits"].cast(pl.Int64)
    number = frame.select(pl.when(sound).then("digits"))["digits"]
    several = value.drop_nulls().n_unique() + value.null_count() < value.len()
    return number, value.is_duplicated() & sound if several else _all(sound, said=False)


def _digits(cells: pl.Series) -> pl.Series:
    """The digits of numbers of ten or twelve; null for all else."""
    plain = cells.str.contains(_PLAIN_NUMBER)
    if not cells.str.len_bytes().unique().is_in((_SIX + _FOUR, _EIGHT + _FOUR)).all():
        cells = cells.str.replace("-", "", literal=True)
    return cells.to_frame("cell").select(pl.when(plain).then("cell"))["cell"]


def _luhn_sum(digits: str) -> int:
    """Of digits that stand at the front, or of an even number at the end."""
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled)  # noqa: PLR2004 - two digits


@cache
def _tails() -> pl.Series:
    """The sums of serial number and check digit; null for the serial number that nobody has."""
    texts = (f"{tail:04}" for tail in range(_TAIL))
    return pl.Series([None if text < "0010" else _luhn_sum(text) for text in texts], dtype=pl.Int64)


def understood(
    cells: pl.Series, read: Callable[[str], object], kind: type[pl.DataType]
) -> tuple[pl.Series, pl.Series]:
    """What each cell means, read once for each text, and which cells could be read."""
    if cells.len() > 1 and (cells == cells[0]).all():
        meant, sound = understood(cells[:1], read, kind)
        return meant.new_from_index(0, cells.len()), sound.new_from_index(0, cells.len())
    texts, values, refused = cells.unique().to_list(), [], []
    for text in texts:
        try:
            values.append(read(text))
        except (InvalidInputError, UnusableRowError):
            values.append(None)
            refused.append(text)
    known = cells.replace_strict(texts, pl.Series(values, dtype=kind, strict=False), return_dtype=kind)
    return known, ~cells.is_in(refused) if refused else _all(cells, said=True)


def _all(cells: pl.Series, *, said: bool) -> pl.Series:
    return pl.repeat(said, cells.len(), dtype=pl.Boolean, eager=True)


def tidy(cells: pl.Series) -> pl.Series:
    """The texts on one line, as `text_of` gives them."""
    untidy = cells.str.contains(_UNTIDY)
    if not untidy.any():
        return cells
    texts = cells.filter(untidy).unique().to_list()
    return cells.replace(texts, list(map(text_of, texts)))
