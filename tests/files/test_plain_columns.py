from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import check_digit, parse_personal_number
from kaa_desktop.files.cells import text_of
from kaa_desktop.files.csv_tables import PlainText
from kaa_desktop.files.plain_columns import PlainCells, sound_numbers, tidy

TODAY = date(2026, 11, 20)

_days = st.dates(date(1899, 1, 1), date(2027, 12, 31))
_serials = st.integers(0, 999)


@st.composite
def _sound(draw: st.DrawFn) -> str:
    born, serial = draw(_days), draw(_serials)
    day = born.day + draw(st.sampled_from((0, 60)))
    nine = f"{born:%y%m}{day:02}{serial:03}"
    ten = f"{nine}{check_digit(nine)}"
    century = draw(st.sampled_from(("", f"{born:%Y}"[:2])))
    dash = draw(st.sampled_from(("", "-", "+")))
    return f"{century}{ten[:6]}{dash}{ten[6:]}"


_texts = st.one_of(
    _sound(),
    _sound().map(lambda text: text[:-1] + "0"),
    st.from_regex(r"[0-9]{10}|[0-9]{12}|[0-9]{8}-[0-9]{4}|20080[0-9]60[0-9]{4}", fullmatch=True),
    st.text("0123456789-+ T٣²", max_size=13),
)


def _numbers(texts: list[str]) -> tuple[list[str | None], list[bool]]:
    found, several = sound_numbers(pl.Series(texts, dtype=pl.String), TODAY)
    return found.to_list(), several.to_list()


@given(st.lists(_texts, max_size=12))
def test_what_is_read_by_columns_is_what_is_read_closely(texts: list[str]) -> None:
    found, several = _numbers(texts)
    assert len(found) == len(texts)
    for text, number, twice in zip(texts, found, several, strict=True):
        assert twice == (number is not None and found.count(number) > 1)
        if number:
            assert parse_personal_number(text, today=TODAY).value == number


@given(st.lists(_sound(), min_size=1, max_size=12))
def test_sound_numbers_with_a_birthday_are_found(texts: list[str]) -> None:
    for text, number in zip(texts, _numbers(texts)[0], strict=True):
        try:
            read = parse_personal_number(text, today=TODAY)
        except InvalidInputError:
            assert number is None
        else:
            usual = "+" not in text and read.value[8:11] != "000"
            assert number == (read.value if usual else None)


_cells = st.text(st.characters(exclude_characters='\n\r"', codec="utf-8"), max_size=6)


@given(st.lists(_cells, max_size=8))
def test_texts_by_columns_are_the_texts_of_cells(cells: list[str]) -> None:
    assert tidy(pl.Series(cells, dtype=pl.String)).to_list() == list(map(text_of, cells))


@given(
    st.lists(st.lists(_cells.filter(lambda cell: ";" not in cell), max_size=4), min_size=1, max_size=6),
    st.integers(1, 4),
)
def test_cells_are_those_of_the_lines(rows: list[list[str]], width: int) -> None:
    text = PlainText(7, len(rows), "\n".join(map(";".join, rows)), ";")
    cells = PlainCells([text], width, range(width))
    assert cells.rows.to_list() == list(range(7, 7 + len(rows)))
    padded = [[*row, "", "", "", ""][:width] for row in rows]
    columns = [cells.column(place).to_list() for place in range(width)]
    assert [list(row) for row in zip(*columns, strict=True)] == padded
    assert cells.column(width).to_list() == [""] * len(rows)
