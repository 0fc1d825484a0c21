"""Differences as a list shows them: who, why, what changes, and the source rows behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kaa_desktop.domain.reconcile_decisions import Evidence, evidence_of
from kaa_desktop.domain.reconciliation import Difference, Group, registration_reason
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.files.recognition import recognise
from kaa_desktop.services.reconciliation import Standing
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.case_workers import all_case_workers
from kaa_desktop.storage.staged_names import NOBODY
from kaa_desktop.storage.young_people import get_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field of the details, as the register has it and as the file says; empty for `protection`."""

    name: str
    had: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileRow:
    """One difference as a list shows it.

    Attributes:
        details: None for protected people, who are shown by case number.
        reason: the reason for registration that the files tell, for those who are new.
        worker: who looks into it, by name.
    """

    difference: Difference
    details: PersonDetails | None
    case_number: str
    birth_date: date | None
    reason: str = ""
    changes: tuple[Change, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    worker: str = ""


def describe(
    workspace: Workspace, stands: Standing, differences: Sequence[Difference]
) -> tuple[ReconcileRow, ...]:
    """A page of differences, in the order given; protected people are case numbers."""
    from kaa_desktop.storage.staged_residents import NewestResidents

    secret, sources = workspace.person_secret(), stands.sources
    file_rows = stands.file_rows(difference.key for difference in differences)
    with workspace.register.read() as connection:
        named = NewestResidents(connection, secret).details(file_rows)
        people = {one.key: get_person(connection, one.person_id) for one in differences if one.person_id}
        workers = {worker.id: worker.name for worker in all_case_workers(connection)}
    rows = []
    for one in differences:
        known = people.get(one.key)
        resident = sources.residents.get(one.key)
        said, case_number, _sealed = named.get(one.key, NOBODY)
        if known:
            details, case_number = known.details, known.case_number
        else:
            details = said
        rows.append(
            ReconcileRow(
                difference=one,
                details=details,
                case_number=case_number,
                birth_date=(resident.birth_date if resident else None)
                or (known.birth_date if known else None),
                reason=registration_reason(one.key, sources, stands.outcome.as_of)
                if one.group is Group.NEW
                else "",
                changes=tuple(_change(name, details, said) for name in one.changes),
                evidence=evidence_of(one.key, sources),
                worker=workers.get(stands.assigned.get((one.key, one.group), ""), ""),
            )
        )
    return tuple(rows)


def kind_of_file(path: Path, password: str = "") -> FileKind | None:
    """What a file that was handed over holds, by its headers; None where they do not tell.

    Raises:
        InvalidInputError: a code that begins with `file.`.
    """
    return recognise(path, password)


def _change(name: str, had: PersonDetails | None, said: PersonDetails | None) -> Change:
    if had is None or said is None:
        return Change(name=name)
    return Change(name=name, had=getattr(had, name, ""), said=getattr(said, name, ""))
