from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.alike import DayFacts, ResidentFacts, sift
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


def _row(resident: Resident) -> ResidentFacts:
    born, moved = resident.birth_date, resident.moved_in_on
    return (
        resident.key,
        born.isoformat() if born else None,
        resident.home_municipality,
        resident.protection.value,
        moved.isoformat() if moved else None,
    )


def _facts(sources: Sources) -> DayFacts:
    ended = {
        key: {e.kind.value for e in exams if e.taken_on <= DAY} - {ExamKind.STUDY_CERTIFICATE.value}
        for key, exams in sources.exams.items()
    }
    results = {key: tuple(sorted(kinds)) for key, kinds in ended.items() if kinds}
    spans = {key: [pupil.enrolment for pupil in pupils] for key, pupils in sources.pupils.items()}
    return DayFacts(
        frozenset(key for key, of in spans.items() if any(e.first <= DAY <= e.last for e in of)),
        frozenset(key for key, of in spans.items() if any(e.last < DAY for e in of)),
        results,
    )


@given(st.lists(st.tuples(_residents, _pupils, _exams), max_size=12), st.integers(1, 5))
def test_sifted_residents_give_the_same_as_each_by_itself(people: list[Person], chunk: int) -> None:
    residents = {f"k{n}": replace(resident, key=f"k{n}") for n, (resident, _, _) in enumerate(people)}
    pupils = {f"k{n}": found for n, (_, found, _) in enumerate(people)}
    exams = {f"k{n}": found for n, (_, _, found) in enumerate(people)}
    sources = Sources(residents, pupils, exams)
    rows = [_row(resident) for resident in residents.values()]
    chunks = [rows[start : start + chunk] for start in range(0, len(rows), chunk)]
    sifted = sift(chunks, _facts(sources), frozenset(), (DAY, SETTINGS), NoProgress(), len(rows))
    asked = replace(sources, residents={key: residents[key] for key in sifted.asked})
    parted = reconcile(asked, {}, DAY, SETTINGS, counted=sifted.outside)
    assert parted == reconcile(sources, {}, DAY, SETTINGS)


def test_everybody_in_the_register_is_asked() -> None:
    rows: list[ResidentFacts] = [("a", "2000-01-01", "0180", "", None), ("b", "2000-01-01", "0180", "", None)]
    sifted = sift([rows], DayFacts(), frozenset({"b"}), (DAY, SETTINGS), NoProgress(), 2)
    assert sifted.asked == ("b",)
    assert sum(sifted.outside.values()) == 1
