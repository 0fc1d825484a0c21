from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.ui.common.date_text import parse_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("20260930", date(2026, 9, 30)),
        ("2026.09.30", date(2026, 9, 30)),
        ("260930", date(2026, 9, 30)),
        ("30/9", date(2026, 9, 30)),
        ("30/9 2025", date(2025, 9, 30)),
        ("30.9.2025", date(2025, 9, 30)),
        ("24/12", date(2025, 12, 24)),
        ("22/11", TODAY),
        (" Idag ", TODAY),
        ("today", TODAY),
        ("igår", date(2026, 11, 21)),
        ("i  går", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 21)),
        ("-3", date(2026, 11, 19)),
        ("− 3", date(2026, 11, 19)),
        ("+1", date(2026, 11, 23)),
        ("-0", TODAY),
    ],
)
def test_days_as_people_write_them(text: str, day: date) -> None:
    assert parse_day(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["", "31/2", "2026-13-01", "29/2", "hej", "2026", "1/2/3/4", "0000-01-01"])
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text, today=TODAY) is None
