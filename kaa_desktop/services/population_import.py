"""Take in a population file; its residents wait as a source until the reconciliation is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kaa_desktop.domain.alike import Alike, DayFacts
from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.placements import POSSIBLE, Placement, PopulationOutcome, place
from kaa_desktop.domain.register_history import PopulationRecord, RowProblem
from kaa_desktop.files.population import PopulationFile, read_population
from kaa_desktop.services.notice_imports import place_again
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.imports import begin_import
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.notices import seal_protected
from kaa_desktop.storage.person_keys import PersonKeys
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.sources import facts_on
from kaa_desktop.storage.staging import stage_residents
from kaa_desktop.storage.young_people import change_person, get_person, ids_by_number, protected_ids

_DATE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class PopulationImport:
    """What came of a file, with its list of exceptions."""

    outcome: PopulationOutcome
    problems: Sequence[RowProblem]
    encoding: str
    separator: str


def import_population(
    workspace: Workspace,
    path: Path,
    progress: Progress,
    *,
    dry_run: bool = False,
    reading: Reading = AS_FOUND,
) -> tuple[PopulationImport, Changes]:
    """Keep the residents for the reconciliation, and count who may be in the target group by now.

    Somebody of the register whom the file marks becomes protected. A file imported twice changes nothing.
    With `dry_run` nothing is written.

    Raises:
        InvalidInputError: the file cannot be read at all.
    """
    settings = workspace.settings()
    read = read_population(path, today=workspace.today, allowed_kinds=settings.allowed_kinds, reading=reading)
    secret, register = workspace.person_secret(), workspace.register
    with register.operation("import.population", keep=not dry_run) as scope:
        known = ids_by_number(scope.connection, register.keys)
        facts = facts_on(scope.connection, workspace.today)
        counts = {"rows": len(read.records)}
        batch_id = begin_import(scope, "population", path, counts)
        if batch_id and not dry_run:
            stage_residents(
                scope, batch_id, read.records, keys=register.keys, secret=secret, progress=progress
            )
        summary = _Summary(workspace, PersonKeys(secret), facts)
        summary.count([record for record in read.records if record.number not in known])
        _protect(scope, read.records, register.keys)
        place_again(workspace, scope, secret)
        seal_protected(scope, register.keys)
        changes = Changes() if dry_run else register.changes(scope)
    return _result(read, summary, taken_before=batch_id is None), changes


def _protect(scope: OperationScope, records: Sequence[PopulationRecord], keys: OpenedKeys) -> None:
    """Those of the register whom the file marks; a mark is only ever taken away by hand."""
    known, protected = ids_by_number(scope.connection, keys), protected_ids(scope.connection, keys)
    for record in records:
        if not record.protection or record.number in protected or record.number not in known:
            continue
        former = get_person(scope.connection, known[record.number])
        if former and former.details:
            change_person(
                scope,
                former.id,
                details=former.details,
                birth_date=former.birth_date,
                protection=record.protection,
                home_municipality=former.home_municipality,
                keys=keys,
            )


class _Summary:
    """Counts people by what the files say of them so far."""

    def __init__(self, workspace: Workspace, keys: PersonKeys, facts: DayFacts) -> None:
        self._day = workspace.today
        self._settings = workspace.settings()
        self._keys = keys
        self._facts = facts
        self.placed: Counter[Placement] = Counter()
        self.people = 0

    def count(self, records: Sequence[PopulationRecord]) -> None:
        """Place those people; each sort of them once."""
        self.people = len(records)
        facts = self._facts
        numbers = [record.number for record in records]
        alone = not (facts.enrolled or facts.results)
        keys = numbers if alone else self._keys.of(numbers)
        sorts = Counter(
            (
                None if record.contradicted else record.birth_date or record.number[:_DATE_LENGTH],
                record.home_municipality,
                record.protection,
                key in facts.enrolled,
                facts.results.get(key, ()),
            )
            for record, key in zip(records, keys, strict=True)
        )
        for (born, home, protection, enrolled, results), number in sorts.items():
            told = read_back(f"{born}0000").birth_date if isinstance(born, str) else born
            alike = Alike(
                told.isoformat() if told else None, home, protection, enrolled=enrolled, results=results
            )
            year = int(born[:4]) if isinstance(born, str) else 0
            self.placed[place(alike, self._day, self._settings, year=year)] += number


def _result(read: PopulationFile, summary: _Summary, *, taken_before: bool) -> PopulationImport:
    fatal = sum(problem.fatal for problem in read.problems)
    possible = {placement: summary.placed[placement] for placement in POSSIBLE if summary.placed[placement]}
    outcome = PopulationOutcome(
        rows=len(read.records) + fatal,
        new={} if taken_before else possible,
        known=sum(possible.values()) if taken_before else 0,
        registered=len(read.records) - summary.people,
        outside={place: number for place, number in summary.placed.items() if place not in POSSIBLE},
        unreadable=fatal,
    )
    return PopulationImport(outcome, read.problems, read.source.encoding, read.source.separator)
