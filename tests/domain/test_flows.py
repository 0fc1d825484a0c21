from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.flows import Destination, Flow, Origin, Traveller, flows_between
from kaa_desktop.domain.schooling import Schooling
from kaa_desktop.domain.target_group import Exam, ExamKind

BEFORE, NOW = date(2025, 9, 30), date(2026, 9, 30)
THEN = Schooling(first=date(2024, 8, 18), last=date(2026, 6, 12), programme="EK", school="Gymnasium 1")
STILL = replace(THEN, last=date.max)
AFTER = replace(STILL, first=date(2026, 8, 18))
DIPLOMA = Exam(ExamKind.DIPLOMA, date(2026, 6, 12))
CERTIFICATE = Exam(ExamKind.STUDY_CERTIFICATE, date(2026, 6, 12))
LEFT = Traveller(key="p", birth_date=date(2008, 3, 1), schoolings=(THEN,))
LEAVER = Traveller(
    key="p", birth_date=date(2010, 3, 1), compulsory_schooling_ended_on=date(2026, 6, 15), schoolings=()
)


def flow(traveller: Traveller) -> Flow | None:
    return next(iter(flows_between([traveller], BEFORE, NOW).people), None)


@pytest.mark.parametrize(
    ("traveller", "destination"),
    [
        (replace(LEFT, schoolings=(STILL,)), Destination.SAME),
        (replace(LEFT, schoolings=(THEN, AFTER)), Destination.SAME),
        (replace(LEFT, schoolings=(THEN, replace(AFTER, programme="VF"))), Destination.CHANGED_PROGRAMME),
        (replace(LEFT, schoolings=(THEN, replace(AFTER, school="Gymnasium 2"))), Destination.CHANGED_SCHOOL),
        (replace(LEFT, exams=(DIPLOMA, CERTIFICATE)), Destination.DIPLOMA),
        (replace(LEFT, exams=(CERTIFICATE,)), Destination.STUDY_CERTIFICATE),
        (replace(LEFT, exams=(CERTIFICATE,), birth_date=date(2006, 9, 30)), Destination.TURNED_20),
        (replace(LEFT, exams=(DIPLOMA,), birth_date=date(2006, 9, 30)), Destination.DIPLOMA),
        (replace(LEFT, lives_here=False, exams=(DIPLOMA,)), Destination.MOVED),
        (LEFT, Destination.LEFT_NOT_KNOWN),
    ],
)
def test_where_a_pupil_went(traveller: Traveller, destination: Destination) -> None:
    assert flow(traveller) == Flow(Origin.PUPIL, destination)


def test_those_in_the_register_are_split_by_what_they_do() -> None:
    working = replace(LEFT, registered=True, occupation="work")
    assert flow(working) == Flow(Origin.PUPIL, Destination.LEFT_REGISTERED, "work")
    assert flow(replace(working, occupation="")) == Flow(Origin.PUPIL, Destination.LEFT_REGISTERED, "unknown")
    certified = replace(working, exams=(CERTIFICATE,))
    assert flow(certified) == Flow(Origin.PUPIL, Destination.STUDY_CERTIFICATE, "work")


def test_those_who_left_compulsory_school_since() -> None:
    began = replace(LEAVER, schoolings=(AFTER,))
    tried = replace(LEAVER, schoolings=(replace(AFTER, last=date(2026, 9, 1)),))
    assert flow(LEAVER) == Flow(Origin.COMPULSORY_SCHOOL, Destination.NEVER_BEGAN)
    assert flow(began) == Flow(Origin.COMPULSORY_SCHOOL, Destination.BEGAN)
    assert flow(tried) == Flow(Origin.COMPULSORY_SCHOOL, Destination.LEFT_NOT_KNOWN)
    registered = replace(LEAVER, registered=True, occupation="job_seeking")
    assert flow(registered) == Flow(Origin.COMPULSORY_SCHOOL, Destination.NEVER_BEGAN, "job_seeking")


@pytest.mark.parametrize(
    "traveller",
    [
        replace(LEFT, lived_here=False),
        replace(LEFT, schoolings=(replace(THEN, last=date(2025, 6, 12)),)),
        replace(LEAVER, lives_here=False),
        replace(LEAVER, compulsory_schooling_ended_on=BEFORE),
        replace(LEAVER, compulsory_schooling_ended_on=date(2026, 10, 1)),
        replace(LEAVER, compulsory_schooling_ended_on=None),
    ],
)
def test_those_who_did_not_set_out(traveller: Traveller) -> None:
    assert flow(traveller) is None


days = st.dates(date(2024, 1, 1), date(2027, 1, 1))
schoolings = st.builds(
    Schooling,
    first=days,
    last=st.one_of(days, st.just(date.max)),
    programme=st.sampled_from(["EK", "IMV"]),
    school=st.sampled_from(["", "A", "B"]),
)
travellers = st.builds(
    Traveller,
    key=st.uuids().map(str),
    birth_date=st.one_of(st.none(), st.dates(date(2005, 1, 1), date(2011, 1, 1))),
    lives_here=st.booleans(),
    lived_here=st.booleans(),
    compulsory_schooling_ended_on=st.one_of(st.none(), days),
    schoolings=st.lists(schoolings, max_size=3),
    exams=st.lists(st.builds(Exam, st.sampled_from(ExamKind), days), max_size=2),
    registered=st.booleans(),
    occupation=st.sampled_from(["", "work"]),
)


@given(st.lists(travellers, max_size=20, unique_by=lambda traveller: traveller.key))
def test_everybody_who_set_out_arrives_once(people: list[Traveller]) -> None:
    flows = flows_between(people, BEFORE, NOW)
    arrived = [key for keys in flows.people.values() for key in keys]
    pupils = {p.key for p in people if p.lived_here and any(s.covers(BEFORE) for s in p.schoolings)}
    assert len(arrived) == len(set(arrived))
    assert pupils == {k for f, keys in flows.people.items() if f.origin is Origin.PUPIL for k in keys}
    assert flows.total(Origin.PUPIL) == len(pupils) == sum(flows.by_destination(Origin.PUPIL).values())
