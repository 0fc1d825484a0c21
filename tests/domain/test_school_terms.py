from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.domain.periods import parse_period
from kaa_desktop.domain.school_terms import held_from, term_in, term_of


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *((text, "2026H2") for text in ("Ht26", "HT 2026", "ht-26", "Höstterminen 2026", "26HT", "2026 ht")),
        *((text, "2027H1") for text in ("vt27", "VT'27", "Vårtermin 2027", "våren 2027", "2027VT", "VT. 27")),
        *(
            (text, "2026/27")
            for text in ("2026/27", "26/27", "2026/2027", "Läsår 2026-2027", "läsåret 26/27")
        ),
        *((text, "2026/27") for text in ("2026 – 2027", "LÅ 26/27", " Skolåret  2026/27 ")),
    ],
)
def test_terms_and_school_years(text: str, period: str) -> None:
    assert term_of(text) == parse_period(period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026",
        "Ht",
        "v34",
        "2026/28",
        "2026-08",
        "2026-08-18",
        "Ht 3",
        "1/2",
        "Åk 2",
        "ht 26 och vt 27",
        "ht 3456",
    ],
)
def test_no_term(text: str) -> None:
    assert term_of(text) is None


@pytest.mark.parametrize(
    ("titles", "period"),
    [
        (("Klasslista NA24A", "Läsår 2026/2027, utskriven 2026-09-01"), "2026/27"),
        (("Elever ht26", "Ht 2026", "Gymnasium 1"), "2026H2"),
        (("Sida 26/27",), None),
        (("Diarienr 2026/27", "Nät26"), None),
        (("Jämförelse vt26 och ht26",), None),
        ((), None),
    ],
)
def test_the_term_of_titles(titles: tuple[str, ...], period: str | None) -> None:
    assert term_in(titles) == (parse_period(period) if period else None)


def test_a_list_holds_to_the_end_of_its_half_year() -> None:
    assert held_from(date(2026, 9, 15)).last == date(2026, 12, 31)
    assert held_from(date(2027, 1, 1)).last == date(2027, 6, 30)
