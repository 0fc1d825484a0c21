"""The six conditions of skollagen 29 kap. 9 §: is this person in the target group on this day, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kaa_desktop.domain.personal_number import turns_20_on


class Condition(StrEnum):
    """What must hold; residence (29 kap. 6 §) decides which municipality, the six whether anybody."""

    HOME_MUNICIPALITY = "home_municipality"
    UNDER_20 = "under_20"
    COMPULSORY_SCHOOLING_ENDED = "compulsory_schooling_ended"
    NOT_ENROLLED = "not_enrolled"
    NO_DIPLOMA = "no_diploma"
    NO_ADAPTED_CERTIFICATE = "no_adapted_certificate"
    NO_EQUIVALENT_EDUCATION = "no_equivalent_education"


class ExamKind(StrEnum):
    """Results of education; a study certificate (studiebevis) ends nothing."""

    DIPLOMA = "diploma"
    ADAPTED_CERTIFICATE = "adapted_certificate"
    EQUIVALENT = "equivalent"
    STUDY_CERTIFICATE = "study_certificate"


@dataclass(frozen=True, slots=True)
class Residence:
    """Home municipality from a day, to a day (both included)."""

    municipality: str
    first: date = date.min
    last: date = date.max


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A pupil of gymnasieskola, introduktionsprogram, anpassad gymnasieskola or equivalent.

    `last` is the last day in school.
    """

    first: date
    last: date = date.max


@dataclass(frozen=True, slots=True)
class Exam:
    """A result and its day, and the row of the file that told it."""

    kind: ExamKind
    taken_on: date
    file_row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that the conditions ask about one person.

    `compulsory_schooling_ended_on` is the last day of skolplikt (7 kap. 12-14 §§), None where unknown.
    """

    birth_date: date | None
    compulsory_schooling_ended_on: date | None
    residences: tuple[Residence, ...]
    enrolments: tuple[Enrolment, ...] = ()
    exams: tuple[Exam, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """In or out, and why.

    Attributes:
        inside: all conditions hold.
        failed: the conditions that do not hold, in the order of the law.
        undecided: the conditions that cannot be judged since a fact is missing.
    """

    inside: bool
    failed: tuple[Condition, ...]
    undecided: tuple[Condition, ...]


def default_end_of_compulsory_schooling(birth_date: date, *, month: int = 6, day: int = 15) -> date:
    """The end of the tenth school year, in the year of the 16th birthday, where no source says otherwise.

    The day is a setting of the municipality; the law only says the end of the spring term (7 kap. 12 §).
    """
    return date(birth_date.year + 16, month, day)


def judge(circumstances: Circumstances, day: date, *, municipality: str) -> Verdict:
    """Whether the municipality is responsible for the person on the day (29 kap. 6 and 9 §§)."""
    failed: list[Condition] = []
    undecided: list[Condition] = []
    for condition, holds in _TESTS.items():
        answer = holds(circumstances, day, municipality)
        if answer is None:
            undecided.append(condition)
        elif not answer:
            failed.append(condition)
    return Verdict(not failed and not undecided, tuple(failed), tuple(undecided))


def _lives_here(facts: Circumstances, day: date, municipality: str) -> bool:
    return any(r.municipality == municipality and r.first <= day <= r.last for r in facts.residences)


def _is_under_20(facts: Circumstances, day: date, _municipality: str) -> bool | None:
    return None if facts.birth_date is None else day < turns_20_on(facts.birth_date)


def _schooling_ended(facts: Circumstances, day: date, _municipality: str) -> bool | None:
    ended = facts.compulsory_schooling_ended_on
    return None if ended is None else day > ended


def _is_not_enrolled(facts: Circumstances, day: date, _municipality: str) -> bool:
    return not any(enrolment.first <= day <= enrolment.last for enrolment in facts.enrolments)


def _has_no(kind: ExamKind) -> Callable[[Circumstances, date, str], bool]:
    def test(facts: Circumstances, day: date, _municipality: str) -> bool:
        return not any(exam.kind is kind and exam.taken_on <= day for exam in facts.exams)

    return test


_TESTS: dict[Condition, Callable[[Circumstances, date, str], bool | None]] = {
    Condition.HOME_MUNICIPALITY: _lives_here,
    Condition.UNDER_20: _is_under_20,
    Condition.COMPULSORY_SCHOOLING_ENDED: _schooling_ended,
    Condition.NOT_ENROLLED: _is_not_enrolled,
    Condition.NO_DIPLOMA: _has_no(ExamKind.DIPLOMA),
    Condition.NO_ADAPTED_CERTIFICATE: _has_no(ExamKind.ADAPTED_CERTIFICATE),
    Condition.NO_EQUIVALENT_EDUCATION: _has_no(ExamKind.EQUIVALENT),
}
