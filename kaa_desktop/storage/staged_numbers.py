"""Identity numbers as they lie packed: nearly all begin with the birthday that stands beside them.

Imported where sources are read or written: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

import polars as pl

NUMBER, BORN = "number", "birth_date"

_TAIL, _OTHER = "tail", "other"
_TAILS = 10_000
_LEAST = 10**11
"""Of twelve digits; a nought in front would be lost."""
_Rows = TypeVar("_Rows", pl.DataFrame, pl.LazyFrame)


def _begun() -> pl.Expr:
    """The eight digits of a birthday."""
    born = pl.col(BORN).dt
    year, month, day = (part.cast(pl.Int64) for part in (born.year(), born.month(), born.day()))
    return year * 10_000 + month * 100 + day


def shortened(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the last digits of each number, and the others as a whole."""
    value = rows[NUMBER].cast(pl.Int64, strict=False)
    same = ((value // _TAILS == _begun_of(rows[BORN])) & (value >= _LEAST)).fill_null(value=False)
    parts = pl.DataFrame({_TAIL: value % _TAILS, _OTHER: rows[NUMBER], "same": same})
    tail = pl.when("same").then(_TAIL).otherwise(0).cast(pl.Int16)
    return rows.drop(NUMBER).hstack(parts.select(tail, pl.when(~pl.col("same")).then(_OTHER)))


def _begun_of(days: pl.Series) -> pl.Series:
    """The same for each day, of which there are few."""
    numbers = days.to_physical()
    first, last = numbers.to_frame("day").select(first=pl.col("day").min(), last=pl.col("day").max()).row(0)
    if first is None:
        return numbers.cast(pl.Int64)
    known = pl.int_range(first, last + 1, dtype=pl.Int32, eager=True).cast(pl.Date)
    begun = known.to_frame(BORN).select(_begun())[BORN]
    return begun.gather(numbers - first)


def stored(columns: Collection[str]) -> list[str]:
    """What has to be read for some columns of shortened rows."""
    if NUMBER not in columns:
        return list(columns)
    return [*dict.fromkeys((*(name for name in columns if name != NUMBER), BORN, _TAIL, _OTHER))]


def whole(rows: _Rows, columns: Sequence[str]) -> _Rows:
    """Those columns of shortened rows."""
    if NUMBER not in columns:
        return rows.select(columns)
    told = (_begun() * _TAILS + pl.col(_TAIL)).cast(pl.String)
    return rows.with_columns(pl.coalesce(_OTHER, told).alias(NUMBER)).select(columns)
