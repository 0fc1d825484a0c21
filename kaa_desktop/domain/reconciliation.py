"""Sets the sources against the register: who is new, gone, changed, to be decided, or missing.

Pure rules over facts at hand; keys stand for people, so that nobody needs to be named to be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from kaa_desktop.domain.changes import NoProgress, Progress
from kaa_desktop.domain.contradictions import contradiction
from kaa_desktop.domain.episodes import REGISTERED_IN_ERROR, TURNED_20
from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.residents import (
    DecideReason,
    as_staff_know,
    changed_fields,
    decide_by_hand,
    judge_resident,
)
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Registered, Resident, Sources
from kaa_desktop.domain.target_group import Condition, ExamKind, Verdict
from kaa_desktop.domain.young_people import Protection

_INTRODUCTORY = "IM"
"""Study path codes of introductory programmes begin so (IMV, IMY, IMA, IMS)."""
_STEP = 5000
_RESULTS = frozenset(
    {Condition.NO_DIPLOMA, Condition.NO_ADAPTED_CERTIFICATE, Condition.NO_EQUIVALENT_EDUCATION}
)
_NEW_HERE = timedelta(days=365)
_NOBODY: Mapping[Condition, int] = MappingProxyType({})


_Judgement = tuple[Verdict, DecideReason | None]


class Group(StrEnum):
    """What a difference asks for."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    DECIDE = "decide"
    MISSING = "missing"


_NEW, _DECIDE = Group.NEW, Group.DECIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How an episode would be closed."""

    reason: str
    on: date


class Difference(NamedTuple):
    """One difference between sources and register; a tuple, since the first reconciliation finds many.

    Attributes:
        failed: the conditions that do not hold, for those who are gone.
        decide: why it cannot be decided by rule.
        closing: what fits, for those who are gone.
        changes: what the file says otherwise than the register: fields of the details, or `protection`.
    """

    group: Group
    key: str
    person_id: str = ""
    failed: tuple[Condition, ...] = ()
    decide: DecideReason | None = None
    closing: Closing | None = None
    changes: tuple[str, ...] = ()


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
    sources: Sources,
    register: Mapping[str, Registered],
    as_of: date,
    settings: RegisterSettings,
    progress: Progress | None = None,
    counted: Mapping[Condition, int] = _NOBODY,
) -> Reconciliation:
    """Compare everybody in the population file and everybody in the register.

    Args:
        sources: the files.
        register: people with or without an open episode, by key.
        as_of: the day that is judged.
        settings: home municipality and the end of compulsory schooling.
        progress: told how far it has come.
        counted: how many residents outside the sources at hand fail each condition.
    """
    told = progress or NoProgress()
    inside: set[str] = set()
    differences: list[Difference] = []
    outside = {condition: counted.get(condition, 0) for condition in Condition}
    judged = _Judged(sources, as_of, settings)
    for done, (key, row) in enumerate(sources.residents.items()):
        if done % _STEP == 0:
            told.step(done, len(sources.residents))
        known = register.get(key)
        resident = as_staff_know(row, known)
        verdict, decide = judged.of(resident)
        for condition in verdict.failed:
            outside[condition] += 1
        if verdict.inside:
            inside.add(key)
        if known is None:
            difference = _of_stranger(key, verdict, decide)
        else:
            difference = _difference(resident, verdict, decide, known, sources, as_of)
        if difference:
            differences.append(difference)
    differences += [
        Difference(group=Group.MISSING, key=key, person_id=known.person_id)
        for key, known in register.items()
        if known.open_episode and key not in sources.residents
    ]
    return Reconciliation(as_of, frozenset(inside), tuple(differences), outside)


class _Judged:
    """Judges residents; those of whom no other file says anything are of few sorts, each judged once.

    But for who turns 20 in the year, the year of birth tells as much as the day.
    """

    def __init__(self, sources: Sources, as_of: date, settings: RegisterSettings) -> None:
        self._sources = sources
        self._rules = as_of, settings
        self._turning_20 = as_of.year - 20
        self._heard_of = sources.pupils.keys() | sources.exams.keys()
        self._silent: dict[tuple[date | int | None, str, Protection, date | None], _Judgement] = {}

    def of(self, resident: Resident) -> _Judgement:
        """Whether the resident is in the target group, and why somebody has to decide, if so."""
        key = resident.key
        if key in self._heard_of:
            return self._judge(resident)
        born: date | int | None = resident.birth_date
        if isinstance(born, date) and born.year != self._turning_20:
            born = born.year
        told = (born, resident.home_municipality, resident.protection, resident.moved_in_on)
        known = self._silent.get(told)
        if known is None:
            known = self._silent[told] = self._judge(resident)
        return known

    def _judge(self, resident: Resident) -> _Judgement:
        as_of, _ = self._rules
        verdict = judge_resident(resident, self._sources, *self._rules)
        decide = decide_by_hand(resident, verdict)
        return verdict, decide or contradiction(resident.key, verdict, self._sources, as_of)


def _of_stranger(key: str, verdict: Verdict, decide: DecideReason | None) -> Difference | None:
    """Somebody whom the register does not know; the first reconciliation finds thousands."""
    if decide:
        return Difference(_DECIDE, key, decide=decide)
    return Difference(_NEW, key) if verdict.inside else None


def _difference(
    resident: Resident,
    verdict: Verdict,
    decide: DecideReason | None,
    known: Registered,
    sources: Sources,
    as_of: date,
) -> Difference | None:
    open_here = known.open_episode is not None
    person_id = known.person_id
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
    if open_here and (changes := changed_fields(resident, known)):
        return Difference(group=Group.CHANGED, key=resident.key, person_id=person_id, changes=changes)
    return None


def _closing(resident: Resident, verdict: Verdict, sources: Sources, as_of: date) -> Closing:
    """The reason that came first, and its day; a file tells that somebody has moved, but not when."""
    failed = set(verdict.failed)
    found: list[Closing] = []
    if Condition.UNDER_20 in failed and resident.birth_date:
        found.append(Closing(reason=TURNED_20, on=turns_20_on(resident.birth_date)))
    if failed & _RESULTS:
        exams = [e for e in sources.exams.get(resident.key, ()) if e.kind is not ExamKind.STUDY_CERTIFICATE]
        found.append(Closing(reason="exam", on=min(e.taken_on for e in exams if e.taken_on <= as_of)))
    if Condition.NOT_ENROLLED in failed:
        current = [p for p in sources.pupils[resident.key] if p.enrolment.first <= as_of <= p.enrolment.last]
        pupil = min(current, key=lambda p: p.enrolment.first)
        introductory = pupil.programme.upper().startswith(_INTRODUCTORY)
        reason = "began_introductory" if introductory else "began_national_programme"
        found.append(Closing(reason=reason, on=pupil.enrolment.first))
    moved = Condition.HOME_MUNICIPALITY in failed
    found.append(Closing(reason="moved" if moved else REGISTERED_IN_ERROR, on=as_of))
    return min(found, key=lambda closing: closing.on)


def registration_reason(key: str, sources: Sources, as_of: date) -> str:
    """The reason for a registration that the files tell; empty where they tell none."""
    exams = [exam for exam in sources.exams.get(key, ()) if exam.taken_on <= as_of]
    pupils = sorted(sources.pupils.get(key, ()), key=lambda pupil: pupil.enrolment.first)
    if any(exam.kind is ExamKind.STUDY_CERTIFICATE for exam in exams):
        return "study_certificate"
    if not pupils:
        resident = sources.residents.get(key)
        moved = resident.moved_in_on if resident else None
        newcomer = moved is not None and moved <= as_of <= moved + _NEW_HERE
        return "newly_registered_resident" if newcomer else "never_began"
    introductory = pupils[-1].programme.upper().startswith(_INTRODUCTORY)
    return "completed_introductory" if introductory else "dropped_out"
