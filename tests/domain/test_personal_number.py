from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import (
    PersonalNumberKind,
    Sex,
    age_on,
    check_digit,
    parse_personal_number,
    turns_20_on,
)
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.system.assets import translations_folder

TODAY = date(2026, 11, 20)
FOLDER = Path(__file__).parent.parent / "fixtures" / "personal_numbers"
ALL_KINDS = frozenset(PersonalNumberKind)


def official(name: str) -> list[str]:
    return (FOLDER / name).read_text("ascii").split()


def refusal(text: str, *, today: date = TODAY) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as caught:
        parse_personal_number(text, today=today)
    return caught.value


def completed(eleven: str) -> str:
    """Century, date and birth number with the right check digit."""
    return eleven + str(check_digit(eleven[2:]))


def test_every_official_personal_number_is_read() -> None:
    numbers = official("personal.txt")
    assert len(numbers) == 13_709
    for text in numbers:
        number = parse_personal_number(text, today=TODAY)
        assert number.kind is PersonalNumberKind.PERSONAL
        assert number.value == text
        assert number.birth_date == date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        assert number.sex is (Sex.MAN if text[10] in "13579" else Sex.WOMAN)


def test_every_official_coordination_number_is_read_and_194_have_no_birthday() -> None:
    numbers = official("coordination.txt")
    assert len(numbers) == 2_264
    without = 0
    for text in numbers:
        number = parse_personal_number(text, today=TODAY)
        assert number.kind is PersonalNumberKind.COORDINATION
        assert number.value == text
        assert number.sex is (Sex.MAN if text[10] in "13579" else Sex.WOMAN)
        try:
            born = date(int(text[:4]), int(text[4:6]), int(text[6:8]) - 60)
        except ValueError:
            born = None
            without += 1
        assert number.birth_date == born
    assert without == 194


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("200807012399", "check_digit"),
        ("080701-2399", "check_digit"),
        ("20080732-2390", "date"),
        ("20081301-2398", "date"),
        ("20070229-2399", "date"),
        ("00000000-0000", "date"),
        ("2008070A2398", "letters"),
        ("20080701O398", "letters"),
        ("20080701-I393", "letters"),
        ("Åsa", "letters"),
        ("080701239", "too_short"),
        ("20080701", "too_short"),
        ("2008070123981", "too_long"),
        ("20080701239", "shape"),
        ("2008070-12398", "shape"),
        ("20080701.2398", "shape"),
        ("２００８０７０１２３９８", "shape"),
        ("٢٠٠٨٠٧٠١٢٣٩٨", "shape"),
        ("٢٠٠٨٠٧٠١2٣٩٨", "shape"),
        ("20080701²398", "shape"),
        (completed("20261121239"), "future"),
        (completed("20270101239"), "future"),
        (completed("20270060239"), "future"),
        (completed("20080701T23"[:11]), "interim"),
    ],
)
def test_each_refusal_has_its_own_code_and_a_sentence(text: str, code: str) -> None:
    error = refusal(text)
    assert error.code == f"personal_number.{code}"
    sentences = {
        language: error_sentence(error, load_translator(language, translations_folder()))
        for language in ("sv", "en")
    }
    assert error.code not in "".join(sentences.values())
    assert sentences["sv"] != sentences["en"]


def test_all_refusals_read_differently() -> None:
    codes = ("empty", "check_digit", "date", "letters", "too_short", "too_long", "shape", "future", "interim")
    for language in ("sv", "en"):
        translator = load_translator(language, translations_folder())
        texts = {error_sentence(InvalidInputError(f"personal_number.{code}"), translator) for code in codes}
        assert len(texts) == len(codes)


def test_born_today_is_no_future_birth() -> None:
    assert parse_personal_number(completed("20261120239"), today=TODAY).birth_date == TODAY


def test_interim_numbers_need_permission() -> None:
    text = completed("20080701T23"[:11])
    assert refusal(text).code == "personal_number.interim"
    number = parse_personal_number(text, today=TODAY, allowed=ALL_KINDS)
    assert number.kind is PersonalNumberKind.INTERIM
    assert number.birth_date == date(2008, 7, 1)
    with pytest.raises(InvalidInputError) as caught:
        parse_personal_number(text[:-1] + str((int(text[-1]) + 1) % 10), today=TODAY, allowed=ALL_KINDS)
    assert caught.value.code == "personal_number.check_digit"


@pytest.mark.parametrize(
    ("text", "today", "born"),
    [
        ("261120-239", date(2026, 11, 20), date(2026, 11, 20)),
        ("261120-239", date(2026, 11, 19), date(1926, 11, 20)),
        ("261120+239", date(2026, 11, 19), date(1926, 11, 20)),
        ("261120+239", date(2026, 11, 20), date(1926, 11, 20)),
        ("261120+239", date(2027, 1, 1), date(1926, 11, 20)),
        ("080701-239", TODAY, date(2008, 7, 1)),
        ("080701+239", TODAY, date(1908, 7, 1)),
        ("270101-239", TODAY, date(1927, 1, 1)),
        ("261180-239", date(2026, 11, 20), date(2026, 11, 20)),
        ("261180-239", date(2026, 11, 19), date(1926, 11, 20)),
    ],
)
def test_the_century_of_the_short_form(text: str, today: date, born: date) -> None:
    nine = text.replace("-", "").replace("+", "")
    number = parse_personal_number(text + str(check_digit(nine)), today=today)
    assert number.birth_date == born


@given(
    st.dates(date(1930, 1, 1), TODAY),
    st.integers(1, 999),
    st.sampled_from([0, 60]),
    st.sampled_from(
        ["{0}{1}-{2}", "{0}{1}{2}", "{1}-{2}", "{1}{2}", " {0} {1} {2} ", "{0}{1}–{2}", "{1} - {2}"]
    ),
)
def test_all_ways_of_writing_mean_the_same_number(born: date, serial: int, extra: int, form: str) -> None:
    day = born.day + extra
    six = f"{born:%y%m}{day:02d}"
    tail = f"{serial:03d}{check_digit(f'{six}{serial:03d}')}"
    number = parse_personal_number(form.format(f"{born:%Y}"[:2], six, tail), today=TODAY)
    assert number.birth_date == born
    assert number.kind is (PersonalNumberKind.COORDINATION if extra else PersonalNumberKind.PERSONAL)
    assert parse_personal_number(number.formatted, today=TODAY) == number


@given(st.text(max_size=16))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with suppress(InvalidInputError):
        number = parse_personal_number(text, today=TODAY, allowed=ALL_KINDS)
        assert number.value.isascii()
        assert len(number.value) == 12


@given(st.from_regex(r"[0-9]{8}[-+]?[0-9TDQ][0-9]{3}", fullmatch=True))
def test_digits_at_random_are_read_back_or_refused(text: str) -> None:
    with suppress(InvalidInputError):
        number = parse_personal_number(text, today=TODAY, allowed=ALL_KINDS)
        assert number.value == text.replace("-", "").replace("+", "")


def _outcome(text: str, today: date) -> object:
    try:
        return parse_personal_number(text, today=today)
    except InvalidInputError as error:
        return error.code


_LIKELY = st.builds(
    lambda day, extra, serial, check: (
        f"{day:%Y%m}{day.day + extra:02d}{serial:03d}"
        + str(check or check_digit(f"{day:%y%m}{day.day + extra:02d}{serial:03d}"))
    ),
    st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    st.sampled_from([0, 0, 60, 30]),
    st.integers(0, 999),
    st.sampled_from([0, 0, 0, 4]),
)


@given(
    _LIKELY | st.from_regex(r"[0-9]{12}|[0-9T]{10}", fullmatch=True),
    st.sampled_from(["", "-", "+"]),
    st.integers(0, 2),
    st.sampled_from([TODAY, date(2026, 1, 1), date(2019, 12, 31)]),
)
def test_the_quick_look_and_the_close_one_agree(text: str, sign: str, cut: int, today: date) -> None:
    text = text[cut:-4] + sign + text[-4:]
    assert _outcome(text, today) == _outcome(f" {text}", today)  # a space makes it unusual


@given(st.dates(date(1990, 1, 1), date(2079, 12, 31)))
def test_the_twentieth_birthday_is_the_first_day_of_age_20(born: date) -> None:
    birthday = turns_20_on(born)
    assert age_on(born, birthday) == 20
    assert age_on(born, birthday - timedelta(days=1)) == 19


def test_leap_day_births_turn_20_on_a_leap_day_except_in_2100() -> None:
    assert turns_20_on(date(2008, 2, 29)) == date(2028, 2, 29)
    assert turns_20_on(date(2080, 2, 29)) == date(2100, 3, 1)
    assert age_on(date(2080, 2, 29), date(2100, 2, 28)) == 19
    assert age_on(date(2080, 2, 29), date(2100, 3, 1)) == 20
