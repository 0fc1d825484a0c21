from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest

from kaa_desktop.domain.personal_number import PersonalNumberKind, Sex, parse_personal_number
from kaa_desktop.services.demo_calendar import RegistrationCalendar
from kaa_desktop.services.demo_history import MOST_PEOPLE
from kaa_desktop.services.demo_names import load_demo_source
from kaa_desktop.services.demo_numbers import NumberSupply

TODAY = date(2026, 11, 22)
OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "personnummer"


def supply_of(numbers: Sequence[str]) -> NumberSupply:
    rng = Random(3)  # noqa: S311 - the same draw in each run
    return NumberSupply(rng, numbers, RegistrationCalendar(TODAY))


def test_two_hundred_thousand_made_up_numbers_never_repeat() -> None:
    supply = supply_of(())
    men = round(MOST_PEOPLE * 0.56)  # more than the share of men that a register of that size can draw
    taken = [supply.take(Sex.MAN).number for _ in range(men)]
    taken += [supply.take(Sex.WOMAN).number for _ in range(MOST_PEOPLE - men)]
    assert len({number.value for number in taken}) == MOST_PEOPLE
    assert sum(number.sex is Sex.MAN for number in taken) == men
    for number in taken[::500]:
        assert (
            parse_personal_number(number.value, today=TODAY, allowed=frozenset(PersonalNumberKind)) == number
        )


def test_shipped_test_numbers_are_valid_and_different() -> None:
    numbers = load_demo_source().test_numbers
    assert len(numbers) == len(set(numbers)) == 10845
    kinds = {parse_personal_number(value, today=TODAY).kind for value in numbers[::7]}
    assert kinds == {PersonalNumberKind.PERSONAL, PersonalNumberKind.COORDINATION}


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official lists are not beside the project")
def test_shipped_test_numbers_are_the_official_ones() -> None:
    official = {
        line.strip() for path in OFFICIAL.glob("*.txt") for line in path.read_text("utf-8").splitlines()
    }
    expected = {value for value in official if "2000" <= value[:4] <= "2014"}
    assert set(load_demo_source().test_numbers) == expected


def test_a_number_without_birthday_gets_one_that_it_may_mean() -> None:
    supply = supply_of(["200700852387"])
    identity = supply.take(Sex.WOMAN)
    assert identity.number.value == "200700852387"
    assert identity.number.birth_date is None
    assert date.fromordinal(identity.born).year == 2007
