from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.periods import Period, half_year_of, parse_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026h2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2026-09 ", date(2026, 9, 1), date(2026, 9, 30)),
        ("2025/26", date(2025, 7, 1), date(2026, 6, 30)),
        ("1999/00", date(1999, 7, 1), date(2000, 6, 30)),
        ("2026-03-01..2026-04-15", date(2026, 3, 1), date(2026, 4, 15)),
        ("2026-03-01", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026-03-01..2026-03-01", date(2026, 3, 1), date(2026, 3, 1)),
    ],
)
def test_the_forms(text: str, first: date, last: date) -> None:
    assert parse_period(text) == Period(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026H3",
        "2026Q0",
        "2026-13",
        "2026-00",
        "2025/27",
        "0000",
        "0001H1",
        "9999",
        "2026-02-30..2026-03-01",
        "x",
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_period(text)
    assert caught.value.code == "period.form"


def test_the_last_day_before_the_first_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_period("2026-03-02..2026-03-01")
    assert caught.value.code == "period.order"


@given(st.text(max_size=24))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    with suppress(InvalidInputError):
        period = parse_period(text)
        assert period.first <= period.last


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_the_code_reads_back(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    assert parse_period(period.code) == period


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2026H1", "2025H2"),
        ("2026H2", "2026H1"),
        ("2026", "2025"),
        ("2026Q1", "2025Q4"),
        ("2026-03", "2026-02"),
        ("2025/26", "2024/25"),
        ("2026-03-08..2026-03-14", "2026-03-01..2026-03-07"),
    ],
)
def test_the_period_before(text: str, before: str) -> None:
    assert parse_period(text).previous() == parse_period(before)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_the_period_before_ends_the_day_before(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    before = period.previous()
    assert before.last == period.first - timedelta(days=1)
    assert before.first <= before.last


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_every_day_is_in_its_half_year(day: date) -> None:
    half = half_year_of(day)
    assert half.first <= day <= half.last
    assert half.code in {f"{day.year}H1", f"{day.year}H2"}


def test_a_period_that_goes_on_is_counted_until_today() -> None:
    period = parse_period("2026H2")
    assert period.until(date(2026, 11, 20)) == Period(date(2026, 7, 1), date(2026, 11, 20))
    assert period.until(date(2027, 1, 1)) == period
