"""What somebody decides of a difference, on which facts, and the evidence that stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kaa_desktop.domain.reconciliation import Difference, Group
from kaa_desktop.domain.source_facts import Resident, Sources
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.target_group import Exam


class DecisionKind(StrEnum):
    """What was decided."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ASSIGNED = "assigned"


class RejectReason(StrEnum):
    """Why nothing is done about a difference."""

    SOURCE_WRONG = "source_wrong"
    KNOWN_OTHERWISE = "known_otherwise"
    NOT_OURS = "not_ours"
    AGREED = "agreed"


class SourceKind(StrEnum):
    """Where a fact comes from."""

    POPULATION = "population"
    ENROLMENT = "enrolment"
    EXAM = "exams"
    NOTICE = "notices"


SOURCE_FILES = (SourceKind.POPULATION, SourceKind.ENROLMENT, SourceKind.EXAM)
"""Those that are taken in anew for each reconciliation; a notice is kept by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A source row behind a difference, as codes.

    Attributes:
        file_row: of a file; a notice may have come otherwise and has none.
        what: home municipality, study path, kind of result or kind of notice.
        where: the school.
        first, last: moved in; the first and the last day in school; the day of the result or notice.
    """

    source: SourceKind
    what: str
    file_row: int = 0
    where: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided of one person's difference; it holds while `facts_hash` fits the facts."""

    key: str
    group: Group
    facts_hash: str
    kind: DecisionKind
    as_of: date
    reason: str = ""
    case_worker_id: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def hides(self, facts_hash: str, *, registered: bool) -> bool:
        """Whether the difference does not come back: it was decided on these very facts.

        One to decide by hand who was accepted stays decided while registered.
        """
        if facts_hash != self.facts_hash:
            return False
        kept = self.kind is DecisionKind.ACCEPTED and self.group is Group.DECIDE and registered
        return kept or self.kind is DecisionKind.REJECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """What has been taken in of one kind of source.

    Attributes:
        files: how many hold rows in force.
        taken_in_at: the newest of them.
        readable: False where their rows lie in another format, or are damaged.
    """

    kind: SourceKind
    files: int = 0
    rows: int = 0
    taken_in_at: datetime | None = None
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedReconciliation:
    """How many were expected on a day, and how many of them were in the register when it was closed."""

    as_of: date
    expected: int
    women: int
    registered: int
    counts: Mapping[str, int]


def facts_of(difference: Difference, sources: Sources) -> str:
    """All that a decision rests on, in one order; where it differs, the decision is asked for again."""
    resident = sources.residents.get(difference.key)
    pupils = sources.pupils.get(difference.key, ())
    facts = [
        difference.group,
        difference.decide or "",
        list(difference.failed),
        difference.closing.reason if difference.closing else "",
        _resident_facts(resident, difference.changes) if resident else [],
        sorted([*_days(p.enrolment.first, p.enrolment.last), p.programme, p.school] for p in pupils),
        sorted([exam.kind, exam.taken_on.isoformat()] for exam in sources.exams.get(difference.key, ())),
    ]
    if leavings := sources.leavings.get(difference.key):
        facts.append([[one.dated.isoformat(), one.school] for one in leavings])
    return json.dumps(facts, ensure_ascii=False)


def evidence_of(key: str, sources: Sources) -> tuple[Evidence, ...]:
    """The source rows on one person."""
    resident = sources.residents.get(key)
    return (
        *([_from_population(resident)] if resident else ()),
        *(
            Evidence(
                source=SourceKind.ENROLMENT,
                file_row=pupil.file_row,
                what=pupil.programme,
                where=pupil.school,
                first=pupil.enrolment.first,
                last=None if pupil.enrolment.last == date.max else pupil.enrolment.last,
            )
            for pupil in sources.pupils.get(key, ())
        ),
        *_from_exams(sources.exams.get(key, ())),
        *(
            Evidence(source=SourceKind.NOTICE, what=NoticeKind.LEAVES, where=one.school, first=one.dated)
            for one in sources.leavings.get(key, ())
        ),
    )


def _from_population(resident: Resident) -> Evidence:
    return Evidence(
        source=SourceKind.POPULATION,
        file_row=resident.file_row,
        what=resident.home_municipality,
        first=resident.moved_in_on,
    )


def _from_exams(exams: Iterable[Exam]) -> Iterable[Evidence]:
    return (
        Evidence(source=SourceKind.EXAM, file_row=exam.file_row, what=exam.kind, first=exam.taken_on)
        for exam in exams
    )


def _resident_facts(resident: Resident, changes: Iterable[str]) -> list[str]:
    changed = [f"{name}={getattr(resident.details, name, '')}" for name in changes]
    return [
        *(resident.birth_date.isoformat() if resident.birth_date else "", resident.home_municipality),
        *(resident.protection, resident.moved_in_on.isoformat() if resident.moved_in_on else ""),
        *changed,
    ]


def _days(*days: date) -> list[str]:
    return [day.isoformat() for day in days]
