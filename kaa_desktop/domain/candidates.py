"""Candidates: people of a population file who may be in the target group and are not yet registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.residents import decide_by_hand, judge_resident
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Pupil, Resident, Sources
from kaa_desktop.domain.target_group import Condition, Exam, default_end_of_compulsory_schooling
from kaa_desktop.domain.young_people import PersonDetails, Protection


class CandidateStatus(StrEnum):
    """Where a candidate stands; registered and dismissed ones do not come back."""

    WAITING = "waiting"
    DECIDE_BY_HAND = "decide_by_hand"
    REGISTERED = "registered"
    DISMISSED = "dismissed"


WAITING = (CandidateStatus.DECIDE_BY_HAND, CandidateStatus.WAITING)
"""Those who are on the list; the ones to decide by hand come first."""


class Placement(StrEnum):
    """What a population row came to."""

    CANDIDATE = "candidate"
    DECIDE_MUNICIPALITY = "decide_municipality"
    DECIDE_BIRTHDAY = "decide_birthday"
    DECIDE_CONTRADICTION = "decide_contradiction"
    TURNED_20 = "turned_20"
    COMPULSORY_SCHOOLING = "compulsory_schooling"
    OTHER_MUNICIPALITY = "other_municipality"
    ENROLLED = "enrolled"
    HAS_RESULT = "has_result"


CANDIDATE_PLACEMENTS = frozenset(
    {Placement.CANDIDATE, Placement.DECIDE_MUNICIPALITY, Placement.DECIDE_BIRTHDAY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One candidate as a list shows it; details are None for protected people without the right."""

    id: str
    details: PersonDetails | None
    case_number: str
    birth_date: date | None
    protection: Protection
    home_municipality: str
    status: CandidateStatus
    reason: Placement


@dataclass(frozen=True, slots=True)
class PopulationOutcome:
    """What came of a population file; every row is in exactly one of the numbers.

    Attributes:
        rows: rows with a person, read or not.
        new: candidates that were not known before, by placement.
        known: already candidates, unchanged.
        changed: already candidates, with other facts than before.
        registered: already in the register.
        dismissed: dismissed earlier with a reason; they do not come back.
        outside: rows outside the target group, by placement.
        unreadable: rows in the list of exceptions.
    """

    rows: int
    new: Mapping[Placement, int]
    known: int
    changed: int
    registered: int
    dismissed: int
    outside: Mapping[Placement, int]
    unreadable: int


def place(
    record: PopulationRecord,
    day: date,
    settings: RegisterSettings,
    pupils: Sequence[Pupil] = (),
    exams: Sequence[Exam] = (),
) -> Placement:
    """What can be said of a resident from what the files tell (skollagen 29 kap. 6 and 9 §§).

    Where a coordination number tells no birthday, its year decides as long as no day of it could matter.
    """
    number = record.details.number
    if record.birth_date is None and number.birth_date is None:
        first, last = (date(int(number.value[:4]), *day_of) for day_of in ((1, 1), (12, 31)))
        if day >= turns_20_on(last):
            return Placement.TURNED_20
        if day <= default_end_of_compulsory_schooling(
            first, month=settings.schooling_ends_month, day=settings.schooling_ends_day
        ):
            return Placement.COMPULSORY_SCHOOLING
    resident = Resident(
        key="",
        file_row=record.row,
        birth_date=record.birth_date or record.details.number.birth_date,
        home_municipality=record.home_municipality,
        protection=record.protection,
    )
    return place_resident(resident, Sources({}, {"": pupils}, {"": exams}), day, settings)


def place_resident(resident: Resident, sources: Sources, day: date, settings: RegisterSettings) -> Placement:
    """Where a resident belongs; the first condition that does not hold gives the reason.

    A person with protected registration may carry another municipality's code and still stay here; that is
    decided by hand, never silently.
    """
    verdict = judge_resident(resident, sources, day, settings)
    if decide := decide_by_hand(resident, verdict):
        return Placement(decide.value)
    return next(
        (place for failed, place in _OUTSIDE.items() if failed in verdict.failed), Placement.CANDIDATE
    )


_OUTSIDE = MappingProxyType(
    {
        Condition.UNDER_20: Placement.TURNED_20,
        Condition.COMPULSORY_SCHOOLING_ENDED: Placement.COMPULSORY_SCHOOLING,
        Condition.HOME_MUNICIPALITY: Placement.OTHER_MUNICIPALITY,
        Condition.NOT_ENROLLED: Placement.ENROLLED,
        Condition.NO_DIPLOMA: Placement.HAS_RESULT,
        Condition.NO_ADAPTED_CERTIFICATE: Placement.HAS_RESULT,
        Condition.NO_EQUIVALENT_EDUCATION: Placement.HAS_RESULT,
    }
)
