"""The rules for one resident of a population file: in or out, to decide by hand, and what has changed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Registered, Resident, Sources
from kaa_desktop.domain.target_group import (
    Circumstances,
    Condition,
    Residence,
    Verdict,
    default_end_of_compulsory_schooling,
    judge,
)
from kaa_desktop.domain.young_people import Protection

_COMPARED = ("first_name", "last_name", "street", "postal_code", "city")


class DecideReason(StrEnum):
    """Why nobody but a person can decide."""

    MUNICIPALITY = "decide_municipality"
    BIRTHDAY = "decide_birthday"
    CONTRADICTION = "decide_contradiction"


def as_staff_know(resident: Resident, known: Registered | None) -> Resident:
    """What staff have found out stands where the file hides it or does not know (29 kap. 6 §)."""
    if known is None:
        return resident
    hidden = resident.protection is Protection.PROTECTED_REGISTRATION and known.home_municipality
    if not hidden and (resident.birth_date or not known.birth_date):
        return resident
    return resident._replace(
        home_municipality=known.home_municipality if hidden else resident.home_municipality,
        birth_date=resident.birth_date or known.birth_date,
    )


def changed_fields(resident: Resident, known: Registered) -> tuple[str, ...]:
    """What the file says otherwise; silence of the file and protection in the register change nothing."""
    if known.protection is not Protection.NONE:
        return ()
    if resident.protection is not Protection.NONE:
        return ("protection",)
    if resident.details is None or known.details is None:
        return ()
    said, had = resident.details, known.details
    return tuple(name for name in _COMPARED if getattr(said, name) not in ("", getattr(had, name)))


def judge_resident(resident: Resident, sources: Sources, day: date, settings: RegisterSettings) -> Verdict:
    """The conditions for one resident with what all files say."""
    born = resident.birth_date
    ended = born and default_end_of_compulsory_schooling(
        born, month=settings.schooling_ends_month, day=settings.schooling_ends_day
    )
    facts = Circumstances(
        birth_date=born,
        compulsory_schooling_ended_on=ended,
        residences=(
            Residence(
                resident.home_municipality or settings.municipality_code, resident.moved_in_on or date.min
            ),
        ),
        enrolments=tuple(pupil.enrolment for pupil in sources.pupils.get(resident.key, ())),
        exams=tuple(sources.exams.get(resident.key, ())),
    )
    return judge(facts, day, municipality=settings.municipality_code)


def decide_by_hand(resident: Resident, verdict: Verdict) -> DecideReason | None:
    """A protected registration may hide that the person stays here; an unknown birthday hides the age."""
    if verdict.failed == (Condition.HOME_MUNICIPALITY,):
        hidden = resident.protection is Protection.PROTECTED_REGISTRATION
        return DecideReason.MUNICIPALITY if hidden else None
    return DecideReason.BIRTHDAY if verdict.undecided and not verdict.failed else None
