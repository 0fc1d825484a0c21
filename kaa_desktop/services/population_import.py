"""Take in a population file; its residents wait as a source until the reconciliation is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from kaa_desktop.domain.alike import Alike, DayFacts
from kaa_desktop.domain.changes import Changes, Progress, Share
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
from kaa_desktop.system.collector import collector_at_rest

_DATE_LENGTH = 8
_STEP = 5000


@dataclass(frozen=True, slots=True)
class PopulationImport:
    """What came of a file, with its list of exceptions."""

    outcome: PopulationOutcome
    problems: Sequence[RowProblem]
    encoding: str
    separator: str


@collector_at_rest()
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
    read = read_population(
        path,
        today=workspace.today,
        allowed_kinds=settings.allowed_kinds,
        reading=reading,
        progress=Share(progress, 0, 50),
    )
    secret, register = workspace.person_secret(), workspace.register
    with register.operation("import.population", keep=not dry_run) as scope:
        known = ids_by_number(scope.connection, register.keys)
        facts = facts_on(scope.connection, workspace.today)
        counts = {"rows": len(read.records)}
        batch_id = begin_import(scope, "population", path, counts)
        if batch_id and not dry_run:
            stage_residents(
                scope,
                batch_id,
                read.records,
                keys=register.keys,
                secret=secret,
                progress=Share(progress, 50, 100),
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
        self._sorts: Counter[tuple[Any, ...]] = Counter()
        self.people = 0

    def count(self, records: Sequence[PopulationRecord]) -> None:
        """Count those people; what is done for each is done beneath Python."""
        facts = self._facts
        self.people += len(records)
        for start in range(0, len(records), _STEP):
            columns = zip(*records[start : start + _STEP], strict=True)
            _rows, numbers, *_texts, protections, homes, births, _moved, _immigrated, doubts = columns
            alone = not (facts.enrolled or facts.results)
            keys = numbers if alone else self._keys.of(numbers)
            told = map(itemgetter(slice(_DATE_LENGTH)), numbers)
            enrolled, results = map(facts.enrolled.__contains__, keys), map(facts.results.get, keys)
            self._sorts.update(zip(told, births, doubts, homes, protections, enrolled, results, strict=True))

    def placed(self) -> Counter[Placement]:
        """Place each sort of them once."""
        placed: Counter[Placement] = Counter()
        for (told, birth, doubt, home, protection, enrolled, results), number in self._sorts.items():
            born = None if doubt else birth or read_back(f"{told}0000").birth_date
            alike = Alike(born.isoformat() if born else None, home, protection, None, enrolled, results or ())
            year = 0 if doubt else int(told[:4])
            placed[place(alike, self._day, self._settings, year=year)] += number
        return placed


def _result(read: PopulationFile, summary: _Summary, *, taken_before: bool) -> PopulationImport:
    fatal = sum(problem.fatal for problem in read.problems)
    placed = summary.placed()
    possible = {placement: placed[placement] for placement in POSSIBLE if placed[placement]}
    outcome = PopulationOutcome(
        rows=len(read.records) + fatal,
        new={} if taken_before else possible,
        known=sum(possible.values()) if taken_before else 0,
        registered=len(read.records) - summary.people,
        outside={place: number for place, number in placed.items() if place not in POSSIBLE},
        unreadable=fatal,
    )
    return PopulationImport(outcome, read.problems, read.source.encoding, read.source.separator)
