"""Sets the sources against the register: who is new, gone, changed, to be decided, or missing.

Pure rules over facts at hand; keys stand for people, so that nobody needs to be named to be compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kaa_desktop.domain.episodes import TURNED_20, Episode
from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.target_group import (
    Circumstances,
    Condition,
    Enrolment,
    Exam,
    ExamKind,
    Residence,
    Verdict,
    default_end_of_compulsory_schooling,
    judge,
)
from kaa_desktop.domain.young_people import Protection

_INTRODUCTORY = "IM"
"""Study path codes of introductory programmes begin so (IMV, IMY, IMA, IMS)."""


class Group(StrEnum):
    """What a difference asks for."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    DECIDE = "decide"
    MISSING = "missing"


class DecideReason(StrEnum):
    """Why nobody but a person can decide."""

    MUNICIPALITY = "decide_municipality"
    BIRTHDAY = "decide_birthday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """A row of the population file, as far as the rules ask."""

    key: str
    file_row: int
    birth_date: date | None
    home_municipality: str
    protection: Protection
    moved_in_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """A row of an enrolment file."""

    file_row: int
    enrolment: Enrolment
    programme: str


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the files said, by person key."""

    residents: Mapping[str, Resident]
    pupils: Mapping[str, Sequence[Pupil]] = field(default_factory=dict)
    exams: Mapping[str, Sequence[Exam]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A person of the register, under the same key, with the open episode if there is one."""

    key: str
    person_id: str
    birth_date: date | None
    open_episode: Episode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How an episode would be closed."""

    reason: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference between sources and register.

    Attributes:
        failed: the conditions that do not hold, for those who are gone.
        decide: why it cannot be decided by rule.
        closing: what fits, for those who are gone.
    """

    group: Group
    key: str
    person_id: str = ""
    failed: tuple[Condition, ...] = ()
    decide: DecideReason | None = None
    closing: Closing | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The outcome as of a day.

    Attributes:
        target_group: keys of everybody for whom all conditions hold.
        differences: what asks for an action.
        outside: how many residents fail each condition; one person may fail several.
    """

    as_of: date
    target_group: frozenset[str]
    differences: tuple[Difference, ...]
    outside: Mapping[Condition, int]

    @property
    def to_decide(self) -> tuple[Difference, ...]:
        """Those to decide by hand."""
        return tuple(found for found in self.differences if found.group is Group.DECIDE)


def reconcile(
    sources: Sources, register: Mapping[str, Registered], as_of: date, settings: RegisterSettings
) -> Reconciliation:
    """Compare everybody in the population file and everybody in the register.

    Args:
        sources: the files.
        register: people with or without an open episode, by key.
        as_of: the day that is judged.
        settings: home municipality and the end of compulsory schooling.
    """
    inside: set[str] = set()
    differences: list[Difference] = []
    outside: dict[Condition, int] = dict.fromkeys(Condition, 0)
    for key, resident in sources.residents.items():
        verdict = judge_resident(resident, sources, as_of, settings)
        for condition in verdict.failed:
            outside[condition] += 1
        known = register.get(key)
        decide = decide_by_hand(resident, verdict)
        if verdict.inside:
            inside.add(key)
        if difference := _difference(resident, verdict, decide, known, sources, as_of):
            differences.append(difference)
    differences += [
        Difference(group=Group.MISSING, key=key, person_id=known.person_id)
        for key, known in register.items()
        if known.open_episode and key not in sources.residents
    ]
    return Reconciliation(as_of, frozenset(inside), tuple(differences), outside)


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


def _difference(
    resident: Resident,
    verdict: Verdict,
    decide: DecideReason | None,
    known: Registered | None,
    sources: Sources,
    as_of: date,
) -> Difference | None:
    open_here = known is not None and known.open_episode is not None
    person_id = known.person_id if known else ""
    if decide:
        return Difference(group=Group.DECIDE, key=resident.key, person_id=person_id, decide=decide)
    if verdict.inside and not open_here:
        return Difference(group=Group.NEW, key=resident.key, person_id=person_id)
    if not verdict.inside and open_here:
        return Difference(
            group=Group.GONE,
            key=resident.key,
            person_id=person_id,
            failed=verdict.failed,
            closing=_closing(resident, verdict, sources, as_of),
        )
    return None


def _closing(resident: Resident, verdict: Verdict, sources: Sources, as_of: date) -> Closing:
    """The reason that fits, and its day; the birthday decides before anything that came after it."""
    failed = set(verdict.failed)
    if Condition.UNDER_20 in failed and resident.birth_date:
        return Closing(reason=TURNED_20, on=turns_20_on(resident.birth_date))
    exams = [e for e in sources.exams.get(resident.key, ()) if e.kind is not ExamKind.STUDY_CERTIFICATE]
    if failed & {Condition.NO_DIPLOMA, Condition.NO_ADAPTED_CERTIFICATE, Condition.NO_EQUIVALENT_EDUCATION}:
        return Closing(reason="exam", on=min(e.taken_on for e in exams if e.taken_on <= as_of))
    if Condition.NOT_ENROLLED in failed:
        current = [p for p in sources.pupils[resident.key] if p.enrolment.first <= as_of <= p.enrolment.last]
        pupil = min(current, key=lambda p: p.enrolment.first)
        introductory = pupil.programme.upper().startswith(_INTRODUCTORY)
        reason = "began_introductory" if introductory else "began_national_programme"
        return Closing(reason=reason, on=pupil.enrolment.first)
    return Closing(reason="moved", on=as_of)


def registration_reason(key: str, sources: Sources, as_of: date) -> str:
    """The reason for a registration that the files tell; empty where they tell none."""
    exams = [exam for exam in sources.exams.get(key, ()) if exam.taken_on <= as_of]
    pupils = sorted(sources.pupils.get(key, ()), key=lambda pupil: pupil.enrolment.first)
    if any(exam.kind is ExamKind.STUDY_CERTIFICATE for exam in exams):
        return "study_certificate"
    if not pupils:
        return "never_began"
    introductory = pupils[-1].programme.upper().startswith(_INTRODUCTORY)
    return "completed_introductory" if introductory else "dropped_out"
