"""Records of the sources that are set against each other: enrolments, exams and school notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.target_group import ExamKind


class FileKind(StrEnum):
    """The files that are taken in."""

    POPULATION = "population"
    ENROLMENT = "enrolment"
    EXAMS = "exams"
    NOTICES = "notices"
    REGISTER = "register"


class NoticeKind(StrEnum):
    """What a school must tell the home municipality (skollagen 15 kap. 15 §, 18 kap. 15 §)."""

    BEGINS = "begins"
    LEAVES = "leaves"
    ABSENT = "absent"


class EnrolmentRecord(NamedTuple):
    """A pupil of gymnasieskola, anpassad gymnasieskola or equivalent.

    Attributes:
        row: row number in the file as a spreadsheet shows it.
        number: twelve characters, checked.
        last: the last day in school, None while enrolled.
        organiser: who runs the school (huvudman), as the file says it.
    """

    row: int
    number: str
    first: date
    last: date | None = None
    programme: str = ""
    school: str = ""
    organiser: str = ""


class ExamRecord(NamedTuple):
    """A result of education and its day; the number is of twelve characters and checked."""

    row: int
    number: str
    kind: ExamKind
    taken_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord:
    """A school's notice that a pupil begins, leaves or is absent."""

    row: int
    number: PersonalNumber
    kind: NoticeKind
    dated: date
    school: str = ""
