from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kaa_desktop.domain.candidates import Placement, place
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import PersonalNumberKind, parse_personal_number
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.settings import RegisterSettings, check_municipality_code
from kaa_desktop.domain.young_people import PersonDetails, Protection
from tests.registers import person

DAY = date(2026, 11, 20)
NO_BIRTHDAY = "200600852388"
SETTINGS = RegisterSettings(municipality_code="0180")


def resident(born: date = date(2008, 3, 14), municipality: str = "0180") -> PopulationRecord:
    return PopulationRecord(row=2, details=person(238, born=born), home_municipality=municipality)


def placed(record: PopulationRecord, day: date = DAY) -> Placement:
    return place(record, day, SETTINGS)


def test_age_decides_first() -> None:
    assert placed(resident(date(2006, 11, 20))) is Placement.TURNED_20
    assert placed(resident(date(2006, 11, 21))) is Placement.CANDIDATE
    assert placed(resident(date(2010, 3, 14)), date(2026, 6, 15)) is Placement.COMPULSORY_SCHOOLING
    assert placed(resident(date(2010, 3, 14)), date(2026, 6, 16)) is Placement.CANDIDATE


def test_another_municipality_is_outside_unless_the_registration_is_protected() -> None:
    elsewhere = resident(municipality="1480")
    assert placed(elsewhere) is Placement.OTHER_MUNICIPALITY
    protected = replace(elsewhere, protection=Protection.PROTECTED_REGISTRATION)
    assert placed(protected) is Placement.DECIDE_MUNICIPALITY
    assert placed(replace(elsewhere, protection=Protection.CONFIDENTIALITY_MARK)) is (
        Placement.OTHER_MUNICIPALITY
    )
    assert placed(resident(municipality="")) is Placement.CANDIDATE


def test_without_a_birthday_somebody_decides() -> None:
    number = parse_personal_number(NO_BIRTHDAY, today=DAY)
    assert number.birth_date is None
    record = PopulationRecord(row=2, details=PersonDetails(number=number), home_municipality="0180")
    assert placed(record) is Placement.DECIDE_BIRTHDAY
    assert placed(replace(record, birth_date=date(2008, 3, 14))) is Placement.CANDIDATE


def test_the_year_alone_decides_where_no_day_could_change_it() -> None:
    number = parse_personal_number(NO_BIRTHDAY, today=DAY)
    record = PopulationRecord(row=2, details=PersonDetails(number=number), home_municipality="0180")
    born = int(number.value[:4])
    assert placed(record, date(born + 20, 12, 30)) is Placement.DECIDE_BIRTHDAY
    assert placed(record, date(born + 20, 12, 31)) is Placement.TURNED_20
    assert placed(record, date(born + 16, 6, 15)) is Placement.COMPULSORY_SCHOOLING
    assert placed(record, date(born + 16, 6, 16)) is Placement.DECIDE_BIRTHDAY


@pytest.mark.parametrize("text", ["", "180", "01800", "018a", "٠١٨٠"])
def test_municipality_codes_have_four_digits(text: str) -> None:
    assert check_municipality_code(" 0180 ") == "0180"
    with pytest.raises(InvalidInputError) as caught:
        check_municipality_code(text)
    assert caught.value.code == "municipality.code"


def test_interim_numbers_are_kept_only_where_the_municipality_has_said_so() -> None:
    assert PersonalNumberKind.INTERIM not in RegisterSettings().allowed_kinds
    assert PersonalNumberKind.INTERIM in RegisterSettings(allow_interim=True).allowed_kinds
