"""Where did they go: from last year's pupils, and those who left compulsory school since, to today.

Pure rules over facts at hand; keys stand for people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kaa_desktop.domain.occupations import UNKNOWN
from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.schooling import Schooling, on_day, same_school
from kaa_desktop.domain.target_group import Exam, ExamKind


class Origin(StrEnum):
    """Where somebody was."""

    PUPIL = "pupil"
    COMPULSORY_SCHOOL = "compulsory_school"


class Destination(StrEnum):
    """Where somebody is; each person has exactly one."""

    SAME = "same"
    CHANGED_PROGRAMME = "changed_programme"
    CHANGED_SCHOOL = "changed_school"
    BEGAN = "began"
    DIPLOMA = "diploma"
    STUDY_CERTIFICATE = "study_certificate"
    NEVER_BEGAN = "never_began"
    LEFT_REGISTERED = "left_registered"
    LEFT_NOT_KNOWN = "left_not_known"
    MOVED = "moved"
    TURNED_20 = "turned_20"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """What is known of one person.

    Attributes:
        lives_here, lived_here: today, and on the day of departure, as far as the sources tell.
        compulsory_schooling_ended_on: the last day of skolplikt, None where the birthday is unknown.
        registered: has an open episode.
        occupation: current, `unknown` where it is stale or nobody has told; empty outside the register.
    """

    key: str
    birth_date: date | None = None
    lives_here: bool = True
    lived_here: bool = True
    compulsory_schooling_ended_on: date | None = None
    schoolings: Sequence[Schooling] = ()
    exams: Sequence[Exam] = ()
    registered: bool = False
    occupation: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    """One stream; `occupation` splits those in the register."""

    origin: Origin
    destination: Destination
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class Flows:
    """Every stream with the people in it.

    Attributes:
        from_day, to_day: departure and arrival.
        people: keys by stream; nobody stands in two.
    """

    from_day: date
    to_day: date
    people: Mapping[Flow, Sequence[str]] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[Flow, int]:
        """The number of people in each stream."""
        return {flow: len(keys) for flow, keys in self.people.items()}

    def total(self, origin: Origin) -> int:
        """How many set out."""
        return sum(number for flow, number in self.counts.items() if flow.origin is origin)

    def by_destination(self, origin: Origin) -> Mapping[Destination, int]:
        """How many arrived where."""
        found: Counter[Destination] = Counter()
        for flow, number in self.counts.items():
            if flow.origin is origin:
                found[flow.destination] += number
        return found


def flows_between(travellers: Sequence[Traveller], from_day: date, to_day: date) -> Flows:
    """Sort everybody who set out.

    Pupils are those enrolled on the first day who lived here then; the others finished compulsory school
    after it and by the second day, live here, and were no pupils before.
    """
    people: dict[Flow, list[str]] = {}
    for traveller in travellers:
        if flow := _flow(traveller, from_day, to_day):
            people.setdefault(flow, []).append(traveller.key)
    return Flows(from_day, to_day, {flow: people[flow] for flow in sorted(people)})


def _flow(traveller: Traveller, from_day: date, to_day: date) -> Flow | None:
    before = on_day(traveller.schoolings, from_day)
    if before:
        if not traveller.lived_here:
            return None
        return _with_occupation(Origin.PUPIL, _pupil(traveller, before, to_day), traveller)
    ended = traveller.compulsory_schooling_ended_on
    if ended and from_day < ended <= to_day and traveller.lives_here:
        return _with_occupation(Origin.COMPULSORY_SCHOOL, _school_leaver(traveller, to_day), traveller)
    return None


def _pupil(traveller: Traveller, before: Schooling, to_day: date) -> Destination:
    if not traveller.lives_here:
        return Destination.MOVED
    now = on_day(traveller.schoolings, to_day)
    if now:
        return _in_school(before, now)
    return _out_of_school(traveller, to_day)


def _in_school(before: Schooling, now: Schooling) -> Destination:
    if before.school != now.school and not same_school(before.school, now.school):
        return Destination.CHANGED_SCHOOL
    same = before.programme.casefold() == now.programme.casefold()
    return Destination.SAME if same else Destination.CHANGED_PROGRAMME


def _school_leaver(traveller: Traveller, to_day: date) -> Destination:
    if on_day(traveller.schoolings, to_day):
        return Destination.BEGAN
    if any(schooling.first <= to_day for schooling in traveller.schoolings):
        return _out_of_school(traveller, to_day)
    return Destination.NEVER_BEGAN


def _out_of_school(traveller: Traveller, to_day: date) -> Destination:
    """An examen tells more than a birthday, and a birthday more than a study certificate."""
    taken = {exam.kind for exam in traveller.exams if exam.taken_on <= to_day}
    if taken - {ExamKind.STUDY_CERTIFICATE}:
        return Destination.DIPLOMA
    if traveller.birth_date and to_day >= turns_20_on(traveller.birth_date):
        return Destination.TURNED_20
    if ExamKind.STUDY_CERTIFICATE in taken:
        return Destination.STUDY_CERTIFICATE
    return Destination.LEFT_REGISTERED if traveller.registered else Destination.LEFT_NOT_KNOWN


def _with_occupation(origin: Origin, destination: Destination, traveller: Traveller) -> Flow:
    """Out of school and still ours: what they do now is the answer, or that nobody knows."""
    asked = {Destination.STUDY_CERTIFICATE, Destination.NEVER_BEGAN, Destination.LEFT_REGISTERED}
    if destination not in asked or not traveller.registered:
        return Flow(origin, destination)
    return Flow(origin, destination, traveller.occupation or UNKNOWN)
