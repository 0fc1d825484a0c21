from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.domain.alike import Alike
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import PersonalNumberKind
from kaa_desktop.domain.placements import Placement, place
from kaa_desktop.domain.settings import RegisterSettings, check_municipality_code
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.domain.young_people import Protection

DAY = date(2026, 11, 20)
SETTINGS = RegisterSettings(municipality_code="0180")


def resident(born: str | None = "2008-03-14", municipality: str = "0180", protection: str = "") -> Alike:
    return Alike(born, municipality, protection)


def placed(alike: Alike, day: date = DAY, year: int = 0) -> Placement:
    return place(alike, day, SETTINGS, year=year)


def test_age_decides_first() -> None:
    assert placed(resident("2006-11-20")) is Placement.TURNED_20
    assert placed(resident("2006-11-21")) is Placement.CANDIDATE
    assert placed(resident("2010-03-14"), date(2026, 6, 15)) is Placement.COMPULSORY_SCHOOLING
    assert placed(resident("2010-03-14"), date(2026, 6, 16)) is Placement.CANDIDATE


def test_another_municipality_is_outside_unless_the_registration_is_protected() -> None:
    assert placed(resident(municipality="1480")) is Placement.OTHER_MUNICIPALITY
    hidden = resident(municipality="1480", protection=Protection.PROTECTED_REGISTRATION)
    assert placed(hidden) is Placement.DECIDE_MUNICIPALITY
    marked = resident(municipality="1480", protection=Protection.CONFIDENTIALITY_MARK)
    assert placed(marked) is Placement.OTHER_MUNICIPALITY
    assert placed(resident(municipality="")) is Placement.CANDIDATE


def test_who_is_in_school_or_has_a_result_is_outside() -> None:
    assert placed(resident()._replace(enrolled=True)) is Placement.ENROLLED
    assert placed(resident()._replace(results=(ExamKind.DIPLOMA,))) is Placement.HAS_RESULT


def test_without_a_birthday_somebody_decides() -> None:
    assert placed(resident(None), year=2006) is Placement.DECIDE_BIRTHDAY
    assert placed(resident("2008-03-14"), year=2006) is Placement.CANDIDATE


def test_the_year_alone_decides_where_no_day_could_change_it() -> None:
    nameless, born = resident(None), 2006
    assert placed(nameless, date(born + 20, 12, 30), born) is Placement.DECIDE_BIRTHDAY
    assert placed(nameless, date(born + 20, 12, 31), born) is Placement.TURNED_20
    assert placed(nameless, date(born + 16, 6, 15), born) is Placement.COMPULSORY_SCHOOLING
    assert placed(nameless, date(born + 16, 6, 16), born) is Placement.DECIDE_BIRTHDAY


@pytest.mark.parametrize("text", ["", "180", "01800", "018a", "٠١٨٠"])
def test_municipality_codes_have_four_digits(text: str) -> None:
    assert check_municipality_code(" 0180 ") == "0180"
    with pytest.raises(InvalidInputError) as caught:
        check_municipality_code(text)
    assert caught.value.code == "municipality.code"


def test_interim_numbers_are_kept_only_where_the_municipality_has_said_so() -> None:
    assert PersonalNumberKind.INTERIM not in RegisterSettings().allowed_kinds
    assert PersonalNumberKind.INTERIM in RegisterSettings(allow_interim=True).allowed_kinds
