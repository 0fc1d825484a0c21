from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.storage.staged_numbers import shortened, stored, whole

SCHEMA = {"number": pl.String, "birth_date": pl.Date, "row": pl.Int32}

_born = st.dates(date(1890, 1, 1), date(2030, 12, 31)) | st.dates()


def digits(day: date, more: int = 0) -> str:
    return f"{day.year:04}{day.month:02}{day.day + more:02}"


@st.composite
def residents(draw: st.DrawFn) -> tuple[str, date | None, int]:
    """The birthday mostly begins the number; coordination and interim numbers say otherwise."""
    born = draw(_born)
    other = draw(_born)
    begun = draw(st.sampled_from([digits(born), digits(born, 60), digits(other)]))
    tail = draw(st.sampled_from(["0010", "2395", "9999", "TF12", "R001"]))
    return begun + tail, draw(st.sampled_from([born, None])), draw(st.integers(2, 600_000))


@given(st.lists(residents(), max_size=12))
def test_every_number_comes_back(rows: list[tuple[str, date | None, int]]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    packed = shortened(frame)
    assert "number" not in packed.columns
    for columns in (["number"], ["row", "number"], ["birth_date", "number", "row"], ["row"]):
        assert whole(packed.select(stored(columns)), columns).equals(frame.select(columns))


def test_nearly_all_are_told_by_their_last_digits() -> None:
    frame = pl.DataFrame([("200706302395", date(2007, 6, 30), 2)], schema=SCHEMA, orient="row")
    assert shortened(frame).rows(named=True) == [
        {"birth_date": date(2007, 6, 30), "row": 2, "tail": 2395, "other": None}
    ]
