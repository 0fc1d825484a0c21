from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import check_digit, parse_personal_number
from kaa_desktop.files.cells import text_of
from kaa_desktop.files.plain_columns import SoundNumbers, plain_cells, said_again, tidied, understood
from kaa_desktop.files.plain_texts import PlainText

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


def _numbers(texts: list[str]) -> pl.DataFrame:
    return SoundNumbers(TODAY).of(pl.Series(texts, dtype=pl.String))


@given(st.lists(_texts, max_size=12))
def test_what_is_read_by_columns_is_what_is_read_closely(texts: list[str]) -> None:
    found = _numbers(texts)
    assert found.height == len(texts)
    for text, (number, born, value) in zip(texts, found.iter_rows(), strict=True):
        if number:
            read = parse_personal_number(text, today=TODAY)
            assert (read.value, read.birth_date, int(read.value)) == (number, born, value)
        else:
            assert (born, value) == (None, None)


@pytest.mark.parametrize(
    "text", ["000801010102", "+80801010102", "-80801010102", "20080101010 ", " 0801010102"]
)
@pytest.mark.parametrize("others", [[], ["0801010102"]])
def test_what_looks_like_twelve_digits_is_left_to_be_read_closely(text: str, others: list[str]) -> None:
    assert _numbers([text, *others])["number"][0] is None


@given(st.lists(_sound(), min_size=1, max_size=12))
def test_sound_numbers_with_a_birthday_are_found(texts: list[str]) -> None:
    for text, number in zip(texts, _numbers(texts)["number"].to_list(), strict=True):
        try:
            read = parse_personal_number(text, today=TODAY)
        except InvalidInputError:
            assert number is None
        else:
            usual = "+" not in text and read.value[8:11] != "000"
            assert number == (read.value if usual else None)


@given(st.lists(st.integers(0, 9)))
def test_what_is_said_again_is_found(values: list[int]) -> None:
    several = said_again(pl.Series(values, dtype=pl.Int64))
    found = [False] * len(values) if several is None else several.to_list()
    assert found == [values.count(value) > 1 for value in values]


@pytest.mark.parametrize("texts", [["1"], ["x"], ["1", "1"], ["1", "2", "x", "", "1"]])
def test_what_cannot_be_read_is_told(texts: list[str]) -> None:
    def read(text: str) -> int:
        if not text.isdigit():
            raise InvalidInputError("x")
        return int(text)

    cells = pl.DataFrame({"row": range(len(texts)), "cell": texts})
    (meaning,) = understood(cells, {"cell": (read, pl.Int64)}).values()
    found = cells.select("row", value=meaning.value, read=meaning.read).rows()
    assert found == [
        (row, int(text) if text.isdigit() else None, text.isdigit()) for row, text in enumerate(texts)
    ]


_cells = st.text(st.characters(exclude_characters='\n\r"', codec="utf-8"), max_size=6)


@given(st.lists(_cells, max_size=8))
def test_texts_by_columns_are_the_texts_of_cells(cells: list[str]) -> None:
    frame = pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
    assert frame.select(**tidied(frame, ["cell"]))["cell"].to_list() == list(map(text_of, cells))


@given(
    st.lists(
        st.lists(
            st.lists(_cells.filter(lambda cell: ";" not in cell), max_size=4),
            min_size=1,
            max_size=6,
        ),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 4),
)
def test_cells_are_those_of_the_lines(blocks: list[list[list[str]]], width: int) -> None:
    texts, first = [], 7
    for block in blocks:
        texts.append(PlainText(first, len(block), "\n".join(map(";".join, block)).encode(), ";"))
        first += len(block)
    cells = plain_cells(texts, width, {str(place): place for place in range(width + 1)})
    assert cells["row"].to_list() == list(range(7, first))
    padded = [(*row, "", "", "", "")[:width] for block in blocks for row in block]
    assert cells.drop("row").rows() == padded
