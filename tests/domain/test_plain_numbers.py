from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import check_digit, parse_personal_number
from kaa_desktop.domain.plain_numbers import PlainNumbers

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


@given(st.lists(_texts, max_size=12))
def test_what_is_read_by_columns_is_what_is_read_closely(texts: list[str]) -> None:
    found = PlainNumbers(TODAY).read(texts)
    assert len(found) == len(texts)
    for text, number in zip(texts, found, strict=True):
        if number:
            assert parse_personal_number(text, today=TODAY).value == number


@given(st.lists(_sound(), min_size=1, max_size=12))
def test_sound_numbers_with_a_birthday_are_found(texts: list[str]) -> None:
    for text, number in zip(texts, PlainNumbers(TODAY).read(texts), strict=True):
        try:
            read = parse_personal_number(text, today=TODAY)
        except InvalidInputError:
            assert number == ""
        else:
            usual = "+" not in text and read.value[8:11] != "000"
            assert number == (read.value if usual else "")
