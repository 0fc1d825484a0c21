from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.domain.contradictions import contradicted
from kaa_desktop.domain.source_facts import Leaving, Pupil
from kaa_desktop.domain.target_group import Enrolment

DAY = date(2026, 9, 30)
AUTUMN, SPRING = date(2024, 8, 19), date(2026, 6, 10)
GOES_ON = date.max


def pupil(first: date, last: date = GOES_ON, school: str = "Norrskolan") -> Pupil:
    return Pupil(file_row=2, enrolment=Enrolment(first, last), programme="NA25", school=school)


HELD = pupil(AUTUMN)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], False),
        ([pupil(AUTUMN, SPRING)], True),
        ([pupil(AUTUMN, SPRING, "")], True),
        ([pupil(AUTUMN, SPRING, "Söderskolan")], True),
        ([pupil(date(2025, 8, 18), SPRING)], True),
        ([pupil(date(2026, 1, 7), date(2026, 5, 2), "Söderskolan")], True),
        ([pupil(date(2023, 8, 21), SPRING, "Söderskolan")], True),
        ([pupil(AUTUMN, DAY)], False),
        ([pupil(AUTUMN, date(2027, 6, 10))], False),
        ([pupil(date(2023, 8, 21), date(2024, 6, 14))], False),
        ([pupil(date(2023, 8, 21), date(2024, 9, 13), "Söderskolan")], False),
        ([pupil(AUTUMN, date(2024, 8, 30), "Söderskolan")], False),
        ([pupil(AUTUMN, SPRING), pupil(date(2026, 8, 17), school="Söderskolan")], False),
    ],
    ids=[
        "one row alone",
        "the same time, ended",
        "no school told",
        "begun the same day elsewhere, ended two years on",
        "a later time at the same school",
        "another school since",
        "an earlier time that ended long after",
        "the last day in school is the day itself",
        "both go on",
        "the school before",
        "a change of school that was reported late",
        "began at another school and changed at once",
        "has left, and begun again since",
    ],
)
def test_a_row_that_ended_contradicts_one_that_goes_on(others: list[Pupil], *, expected: bool) -> None:
    assert contradicted([HELD, *others], (), DAY) is expected
    assert contradicted([*others, HELD], (), DAY) is expected


def test_a_last_day_that_is_set_is_believed() -> None:
    assert not contradicted([pupil(AUTUMN, date(2027, 6, 10)), pupil(AUTUMN, SPRING)], (), DAY)


@pytest.mark.parametrize(
    ("dated", "school", "expected"),
    [
        (SPRING, "Norrskolan", True),
        (SPRING, " norrskolan", True),
        (SPRING, "", True),
        (SPRING, "Söderskolan", True),
        (date(2024, 8, 30), "Norrskolan", True),
        (date(2024, 8, 30), "Söderskolan", False),
        (date(2024, 6, 14), "Norrskolan", False),
    ],
    ids=[
        "left",
        "written otherwise",
        "no school told",
        "another school",
        "at once",
        "changed at once",
        "before",
    ],
)
def test_a_notice_of_leaving_contradicts_a_row_that_goes_on(
    dated: date, school: str, *, expected: bool
) -> None:
    assert contradicted([HELD], [Leaving(dated, school)], DAY) is expected


def test_who_has_begun_again_since_the_notice_has_not_left() -> None:
    again = pupil(date(2026, 8, 17), school="Söderskolan")
    assert not contradicted([HELD, again], [Leaving(SPRING, "Norrskolan")], DAY)
