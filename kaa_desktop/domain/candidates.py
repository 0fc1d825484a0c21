"""Candidates: people of a population file who may be in the target group and are not yet registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.target_group import default_end_of_compulsory_schooling
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
    TURNED_20 = "turned_20"
    COMPULSORY_SCHOOLING = "compulsory_schooling"
    OTHER_MUNICIPALITY = "other_municipality"


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


def place(record: PopulationRecord, day: date, settings: RegisterSettings) -> Placement:
    """What can be said of a resident from the population file alone (skollagen 29 kap. 6 and 9 §§).

    A person with protected registration may carry another municipality's code and still stay here; that is
    decided by hand, never silently.
    """
    born = record.birth_date or record.details.number.birth_date
    if born is not None:
        if day >= turns_20_on(born):
            return Placement.TURNED_20
        ended = default_end_of_compulsory_schooling(
            born, month=settings.schooling_ends_month, day=settings.schooling_ends_day
        )
        if day <= ended:
            return Placement.COMPULSORY_SCHOOLING
    here = not settings.municipality_code or record.home_municipality in ("", settings.municipality_code)
    if not here:
        if record.protection is Protection.PROTECTED_REGISTRATION:
            return Placement.DECIDE_MUNICIPALITY
        return Placement.OTHER_MUNICIPALITY
    return Placement.CANDIDATE if born else Placement.DECIDE_BIRTHDAY
