from __future__ import annotations

from datetime import date, datetime

import pytest

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import DateOrder
from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.cells import (
    Cell,
    code_of,
    date_of,
    identity_text,
    note_of,
    order_of,
    postal_code_of,
    text_of,
)
from kaa_desktop.files.protection_marks import plain_yes_under, protection_of, stronger


@pytest.mark.parametrize(
    "cell",
    [
        *("200706302395", "20070630-2395", "070630-2395", "0706302395", "070630 2395", " 20070630 2395 "),
        *(
            "'200706302395",
            "2007-06-30-2395",
            "07-06-30-2395",
            "\ufeff200706302395",
            "200706302395.0",
            "706302395",
            "706302395.0",
            "200706302395,00",
            '="200706302395"',
            "'200706302395'",
            "200706302395´",
            "200.706.302.395",
            "20070630—2395",
            "070630/2395",
            "20070630.2395",
        ),
        *(200706302395.0, 706302395.0, 706302395, 200706302395),
    ],
)
def test_identity_numbers_in_every_shape(cell: Cell) -> None:
    number = parse_personal_number(identity_text(cell), today=date(2026, 9, 30))
    assert number.value == "200706302395"


def test_a_number_cell_may_have_lost_two_zeros() -> None:
    assert identity_text(11232382.0) == "0011232382"


@pytest.mark.parametrize(
    "cell", ["20070630", "70630-2395", "7063023", 7063023.0, 2.5, True, "2.00706E+11", ""]
)
def test_nothing_else_is_guessed(cell: Cell) -> None:
    with pytest.raises(InvalidInputError) as raised:
        parse_personal_number(identity_text(cell), today=date(2026, 9, 30))
    assert raised.value.code.startswith("personal_number.")


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-09-30", "20260930", "2026/09/30", "2026.9.30", "2026-09-30 00:00", "2026-09-30T00:00:00"),
        *("2026-9-30", "2026-09-30T10:15:00.000+02:00", "2026-09-30T10:15:00Z"),
        *(
            "30 september 2026",
            "30 sep. 2026",
            "2026–09–30",
            "'2026-09-30",
            '="2026-09-30"',
            "46295,0",
            "30/9/2026",
            "9/30/2026",
            "30.09.2026",
            "46295",
            " 46295.0 ",
        ),
        *(46295, 46295.0, 46295.75, 20260930.0, date(2026, 9, 30), datetime(2026, 9, 30, 12, 5)),  # noqa: DTZ001 - cells have no zone
    ],
)
def test_dates_in_every_shape(cell: Cell) -> None:
    assert date_of(cell) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-08-17T22:00:00Z", date(2026, 8, 18)),
        ("2026-08-17T22:00:00.000+0000", date(2026, 8, 18)),
        ("2026-01-07T23:00:00Z", date(2026, 1, 8)),
        ("2026-01-07T22:59:00Z", date(2026, 1, 7)),
        ("2026-08-18T00:00:00+02:00", date(2026, 8, 18)),
        ("2026-02-18T00:00:00+02:00", date(2026, 2, 18)),
        ("2026-08-18T00:00:00+01:00", date(2026, 8, 18)),
        ("2026-08-17T17:00:00-05:00", date(2026, 8, 18)),
        ("2026-03-28T23:00:00Z", date(2026, 3, 29)),
        ("2026-03-29T22:00:00Z", date(2026, 3, 30)),
        ("2026-10-25T22:30:00Z", date(2026, 10, 25)),
        ("9999-12-31T23:00:00Z", None),
    ],
)
def test_a_moment_in_another_zone_is_the_day_it_was_in_sweden(cell: str, day: date | None) -> None:
    assert date_of(cell) == day


@pytest.mark.parametrize(
    "cell", ["", "  ", "-", "–", "NULL", "9999-12-31", "2999-12-31", date(9999, 12, 31), date(2999, 12, 31)]
)
def test_no_date(cell: Cell) -> None:
    assert date_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("05/06/2026", "cell.date_ambiguous"),
        ("2026111", "cell.date_ambiguous"),
        ("26-09-30", "cell.date_ambiguous"),
        ("5/6/26", "cell.date_ambiguous"),
        ("2026-02-30", "cell.date"),
        ("30 foo 2026", "cell.date"),
        ("hösten", "cell.date"),
        ("0206-01-01", "cell.date"),
        ("260930", "cell.date_ambiguous"),
        ("010926", "cell.date_ambiguous"),
        (7.0, "cell.date"),
        (True, "cell.date"),
        (float("inf"), "cell.date"),
        (float("nan"), "cell.date"),
    ],
)
def test_doubtful_dates_are_refused(cell: Cell, code: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        date_of(cell)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("260612", DateOrder.YEAR_FIRST),
        (260612, DateOrder.YEAR_FIRST),
        ("120626", DateOrder.DAY_FIRST),
        ("061226", DateOrder.MONTH_FIRST),
    ],
)
def test_six_digits_are_a_day_where_their_order_is_stated(cell: Cell, order: DateOrder) -> None:
    assert date_of(cell, order) == date(2026, 6, 12)


def test_a_day_and_a_month_alike_have_one_reading() -> None:
    assert date_of("05/05/2026") == date(2026, 5, 5)


@pytest.mark.parametrize(
    "cell",
    [
        *("5.6.2026", "05.06.2026 00:00", "5-jun-26", "den 5 juni 2026", "Jun 5, 2026"),
        *("5/6-2026", "05/06 2026", "5/6 - 26"),
    ],
)
def test_days_whose_month_is_told_by_how_they_are_written(cell: Cell) -> None:
    assert date_of(cell) == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["8/6/2026", "18/8/2026", "18/8 2026", 3.0], DateOrder.DAY_FIRST),
        (["6/8/2026", "8/18/2026 12:00:00 AM"], DateOrder.MONTH_FIRST),
        (["8/18/2026", "18/8/2026"], DateOrder.UNSTATED),
        (["6/8/2026"], DateOrder.UNSTATED),
    ],
)
def test_one_day_tells_how_the_others_are_written(cells: list[Cell], order: DateOrder) -> None:
    assert order_of(cells) is order


def test_texts() -> None:
    assert text_of("  Anna \t Maria\x00 ") == "Anna Maria"
    assert text_of(701234567.0) == "701234567"
    assert note_of(" ett\r\ntvå\rtre \n") == "ett\ntvå\ntre"
    assert text_of("A\u030asa O\u0308berg") == "Åsa Öberg"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("123 45", "12345"),
        (12345.0, "12345"),
        ("SE-123 45", "12345"),
        ("S-12345", "12345"),
        ("AB1 2CD", "AB1 2CD"),
    ],
)
def test_postal_codes(cell: Cell, expected: str) -> None:
    assert postal_code_of(cell) == expected


def test_labels_in_both_languages_and_codes(code_lists: CodeLists) -> None:
    channels = code_lists[CodeKind.CHANNEL]
    assert code_of(" via  VÅRDNADSHAVARE ", channels) == "guardian"
    assert code_of("Through guardian", channels) == "guardian"
    assert code_of("guardian", channels) == "guardian"
    assert code_of("", channels) == ""
    with pytest.raises(InvalidInputError, match=r"code\.unknown"):
        code_of("Brevduva", channels)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", (Protection.NONE, True)),
        ("Nej", (Protection.NONE, True)),
        ("J", (Protection.PROTECTED_REGISTRATION, True)),
        ("01003", (Protection.CONFIDENTIALITY_MARK, True)),
        (1003.0, (Protection.CONFIDENTIALITY_MARK, True)),
        (1020.0, (Protection.PROTECTED_REGISTRATION, True)),
        ("SKYDDAD FOLKBOKFÖRING", (Protection.PROTECTED_REGISTRATION, True)),
        ("Fingerade personuppgifter", (Protection.ASSUMED_IDENTITY, True)),
        ("01003/01020", (Protection.PROTECTED_REGISTRATION, False)),
        ("0", (Protection.NONE, True)),
        (1.0, (Protection.PROTECTED_REGISTRATION, True)),
        ("7", (Protection.PROTECTED_REGISTRATION, False)),
        ("kolla", (Protection.PROTECTED_REGISTRATION, False)),
        ("01003 Sekretessmarkering", (Protection.CONFIDENTIALITY_MARK, True)),
        ("Sekretess-\nmarkering", (Protection.CONFIDENTIALITY_MARK, True)),
        ("Skyddad folkbokföring (01020)", (Protection.PROTECTED_REGISTRATION, True)),
        ("SF", (Protection.PROTECTED_REGISTRATION, True)),
        ("FALSKT", (Protection.NONE, True)),
        ("Inget skydd", (Protection.NONE, True)),
        ("Ej skyddad folkbokföring?", (Protection.PROTECTED_REGISTRATION, False)),
        (True, (Protection.PROTECTED_REGISTRATION, True)),
    ],
)
def test_what_is_not_understood_protects(cell: Cell, expected: tuple[Protection, bool]) -> None:
    assert protection_of(cell) == expected


@pytest.mark.parametrize("cell", ["Ja", "j", "YES", "X", "1", 1, 1.0, True, "sant", "true", "S"])
def test_a_plain_yes_says_what_its_header_says(cell: Cell) -> None:
    for header in ("Sekretess", "Sekretessmarkering", "SEKR.MARK.", "Har sekretess", "Confidentiality mark"):
        assert protection_of(cell, plain_yes_under(header)) == (Protection.CONFIDENTIALITY_MARK, True)
    unspecific = ("Skydd", "Skyddad", "Skyddade personuppgifter", "Skyddad identitet", "Protected", "")
    own = ("Skyddad folkbokföring", "SFB", "Kvarskrivning", "Sekretess/skydd", "Sekretess el. SFB")
    for header in (*unspecific, *own, "Fingerade personuppgifter", "Skyddade pers.uppg. (sekretess)"):
        assert protection_of(cell, plain_yes_under(header)) == (Protection.PROTECTED_REGISTRATION, True)


def test_a_word_says_its_own_kind_whatever_the_header() -> None:
    for header in ("Skydd", "Sekretess", "SFB"):
        meant = plain_yes_under(header)
        assert protection_of("01003", meant) == (Protection.CONFIDENTIALITY_MARK, True)
        assert protection_of("Skyddad folkbokföring", meant) == (Protection.PROTECTED_REGISTRATION, True)
        assert protection_of("nej", meant) == (Protection.NONE, True)
    assert protection_of("kolla", plain_yes_under("Sekretess")) == (Protection.CONFIDENTIALITY_MARK, False)


def test_every_shipped_protection_label_is_understood(code_lists: CodeLists) -> None:
    for value in code_lists[CodeKind.PROTECTION].values:
        for text in (value.id, value.sv, value.en):
            assert protection_of(text) == (Protection(value.id), True)


def test_the_stronger_protection() -> None:
    assert stronger(Protection.NONE, Protection.CONFIDENTIALITY_MARK) is Protection.CONFIDENTIALITY_MARK
    assert stronger(Protection.ASSUMED_IDENTITY, Protection.NONE) is Protection.ASSUMED_IDENTITY
