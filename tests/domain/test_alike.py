from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.alike import Alike, judge_sorts
from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.reconciliation import reconcile
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Pupil, Resident, Sources
from kaa_desktop.domain.target_group import Enrolment, Exam, ExamKind
from kaa_desktop.domain.young_people import Protection

DAY = date(2026, 9, 30)
SETTINGS = RegisterSettings(municipality_code="0180")
Person = tuple[Resident, list[Pupil], list[Exam]]

_near = st.integers(-400, 400).map(lambda days: DAY + timedelta(days=days))
_births = st.sampled_from([None, date(2006, 9, 30), date(2006, 10, 1), date(2008, 5, 5), date(2010, 7, 1)])
_residents = st.builds(
    Resident,
    key=st.just(""),
    file_row=st.just(2),
    birth_date=_births,
    home_municipality=st.sampled_from(["", "0180", "0114"]),
    protection=st.sampled_from(list(Protection)),
    moved_in_on=st.none() | _near,
)
_pupils = st.lists(
    st.builds(
        Pupil,
        file_row=st.just(3),
        enrolment=st.builds(Enrolment, _near, st.just(date.max) | _near),
        programme=st.just("NA25"),
        school=st.sampled_from(["", "Ek", "Al"]),
    ),
    max_size=3,
)
_exams = st.lists(st.builds(Exam, st.sampled_from(list(ExamKind)), _near), max_size=2)


def _sort_of(resident: Resident, pupils: list[Pupil], exams: list[Exam]) -> Alike:
    born, moved = resident.birth_date, resident.moved_in_on
    ended = {e.kind.value for e in exams if e.taken_on <= DAY} - {ExamKind.STUDY_CERTIFICATE.value}
    return Alike(
        born.isoformat() if born else None,
        resident.home_municipality,
        resident.protection.value,
        moved.isoformat() if moved and moved > DAY else None,
        any(pupil.enrolment.first <= DAY <= pupil.enrolment.last for pupil in pupils),
        tuple(sorted(ended)),
    )


def _closely(pupils: list[Pupil]) -> bool:
    """One enrolment ended, another goes on: files that may contradict each other."""
    spans = [pupil.enrolment for pupil in pupils]
    return any(e.last < DAY for e in spans) and any(e.first <= DAY <= e.last for e in spans)


@given(st.lists(st.tuples(_residents, _pupils, _exams), max_size=12))
def test_sorts_give_the_same_as_each_resident_by_itself(people: list[Person]) -> None:
    residents = {f"k{n}": resident._replace(key=f"k{n}") for n, (resident, _, _) in enumerate(people)}
    pupils = {f"k{n}": found for n, (_, found, _) in enumerate(people)}
    exams = {f"k{n}": found for n, (_, _, found) in enumerate(people)}
    sources = Sources(residents, pupils, exams)
    sort_of = {key: _sort_of(residents[key], pupils[key], exams[key]) for key in residents}
    sizes = Counter(sort_of.values())
    judged = judge_sorts(list(sizes), DAY, SETTINGS, NoProgress())
    place = {alike: place for place, alike in enumerate(sizes)}
    asked = [k for k in residents if place[sort_of[k]] in judged.asking or _closely(pupils[k])]
    outside = judged.outside(list(sizes.values()), Counter(place[sort_of[key]] for key in asked))
    some = replace(sources, residents={key: residents[key] for key in asked})
    assert reconcile(some, {}, DAY, SETTINGS, counted=outside) == reconcile(sources, {}, DAY, SETTINGS)
