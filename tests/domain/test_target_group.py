from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.target_group import (
    Circumstances,
    Condition,
    Enrolment,
    Exam,
    ExamKind,
    Residence,
    default_end_of_compulsory_schooling,
    judge,
)

HERE = "0180"
BORN = date(2008, 5, 10)
DAY = date(2026, 3, 1)
ENDED = date(2024, 6, 15)


def circumstances(
    *,
    birth_date: date | None = BORN,
    ended: date | None = ENDED,
    residences: tuple[Residence, ...] = (Residence(HERE),),
    enrolments: tuple[Enrolment, ...] = (),
    exams: tuple[Exam, ...] = (),
) -> Circumstances:
    return Circumstances(birth_date, ended, residences, enrolments, exams)


def inside(facts: Circumstances, day: date = DAY) -> bool:
    return judge(facts, day, municipality=HERE).inside


def days_from(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


near = st.dates(date(2026, 2, 20), date(2026, 3, 10))
spans = st.tuples(near, near).map(sorted)
circumstances_near = st.builds(
    Circumstances,
    birth_date=st.none() | st.dates(date(2006, 2, 20), date(2006, 3, 10)) | st.just(BORN),
    compulsory_schooling_ended_on=st.none() | near | st.just(ENDED),
    residences=st.lists(
        st.builds(lambda m, s: Residence(m, s[0], s[1]), st.sampled_from([HERE, "1480"]), spans)
        | st.just(Residence(HERE)),
        max_size=2,
    ).map(tuple),
    enrolments=st.lists(st.builds(lambda s: Enrolment(s[0], s[1]), spans), max_size=2).map(tuple),
    exams=st.lists(st.builds(Exam, st.sampled_from(ExamKind), near), max_size=2).map(tuple),
)


def obvious_reading(facts: Circumstances, day: date) -> dict[Condition, bool | None]:
    """Skollagen 29 kap. 9 §, condition by condition, day by day."""
    twentieth = None
    if facts.birth_date:
        born = facts.birth_date
        leap_day = (born.month, born.day) == (2, 29)
        twentieth = date(born.year + 20, 3, 1) if leap_day else date(born.year + 20, born.month, born.day)
        if leap_day and (born.year + 20) % 4 == 0:
            twentieth = date(born.year + 20, 2, 29)
    at_home: set[date] = set()
    for residence in facts.residences:
        if residence.municipality == HERE:
            first, last = max(residence.first, date(2026, 1, 1)), min(residence.last, date(2026, 12, 31))
            at_home |= days_from(first, last)
    at_school: set[date] = set()
    for enrolment in facts.enrolments:
        at_school |= days_from(enrolment.first, enrolment.last)
    results = {exam.kind for exam in facts.exams if exam.taken_on in days_from(date(2026, 1, 1), day)}
    ended = facts.compulsory_schooling_ended_on
    return {
        Condition.HOME_MUNICIPALITY: day in at_home,
        Condition.UNDER_20: None if twentieth is None else not day >= twentieth,
        Condition.COMPULSORY_SCHOOLING_ENDED: None if ended is None else ended < day,
        Condition.NOT_ENROLLED: day not in at_school,
        Condition.NO_DIPLOMA: ExamKind.DIPLOMA not in results,
        Condition.NO_ADAPTED_CERTIFICATE: ExamKind.ADAPTED_CERTIFICATE not in results,
        Condition.NO_EQUIVALENT_EDUCATION: ExamKind.EQUIVALENT not in results,
    }


@given(circumstances_near, near)
def test_the_verdict_is_what_the_law_says(facts: Circumstances, day: date) -> None:
    expected = obvious_reading(facts, day)
    verdict = judge(facts, day, municipality=HERE)
    assert verdict.failed == tuple(c for c in Condition if expected[c] is False)
    assert verdict.undecided == tuple(c for c in Condition if expected[c] is None)
    assert verdict.inside == all(expected.values())


def test_somebody_who_meets_all_conditions_is_in() -> None:
    verdict = judge(circumstances(), DAY, municipality=HERE)
    assert (verdict.inside, verdict.failed, verdict.undecided) == (True, (), ())


def test_the_last_day_of_compulsory_schooling_is_still_school() -> None:
    assert not inside(circumstances(ended=DAY))
    assert inside(circumstances(ended=DAY - timedelta(days=1)))


def test_the_twentieth_birthday_is_the_first_day_outside() -> None:
    facts = circumstances(birth_date=date(2006, 3, 1))
    assert inside(facts, date(2026, 2, 28))
    assert not inside(facts, date(2026, 3, 1))


def test_born_on_a_leap_day() -> None:
    facts = circumstances(birth_date=date(2008, 2, 29))
    assert inside(facts, date(2028, 2, 28))
    assert not inside(facts, date(2028, 2, 29))


def test_a_study_certificate_stays_in_and_a_diploma_leaves() -> None:
    assert inside(circumstances(exams=(Exam(ExamKind.STUDY_CERTIFICATE, DAY),)))
    for kind in (ExamKind.DIPLOMA, ExamKind.ADAPTED_CERTIFICATE, ExamKind.EQUIVALENT):
        facts = circumstances(exams=(Exam(kind, DAY),))
        assert not inside(facts)
        assert inside(facts, DAY - timedelta(days=1))


def test_leaving_school_and_coming_back() -> None:
    autumn = Enrolment(date(2025, 8, 18), date(2025, 10, 3))
    spring = Enrolment(date(2026, 1, 12))
    facts = circumstances(enrolments=(autumn, spring))
    days = [
        date(2025, 8, 17),
        date(2025, 8, 18),
        date(2025, 10, 3),
        date(2025, 10, 4),
        date(2026, 1, 11),
        DAY,
    ]
    assert [inside(facts, day) for day in days] == [True, False, False, True, True, False]


def test_moving_away_and_back() -> None:
    facts = circumstances(
        residences=(
            Residence(HERE, last=date(2025, 5, 31)),
            Residence("1480", date(2025, 6, 1), date(2025, 8, 31)),
            Residence(HERE, date(2025, 9, 1)),
        )
    )
    days = [date(2025, 5, 31), date(2025, 6, 1), date(2025, 8, 31), date(2025, 9, 1)]
    assert [inside(facts, day) for day in days] == [True, False, False, True]


def test_what_is_not_known_is_undecided_and_never_inside() -> None:
    verdict = judge(circumstances(birth_date=None, ended=None), DAY, municipality=HERE)
    assert not verdict.inside
    assert verdict.failed == ()
    assert verdict.undecided == (Condition.UNDER_20, Condition.COMPULSORY_SCHOOLING_ENDED)


def test_schooling_ends_in_the_year_of_the_sixteenth_birthday() -> None:
    assert default_end_of_compulsory_schooling(date(2010, 12, 31)) == date(2026, 6, 15)
    assert default_end_of_compulsory_schooling(date(2010, 1, 1), month=6, day=10) == date(2026, 6, 10)
