"""Take in a population file; its residents wait as a source until the reconciliation is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop.domain.alike import Alike, SortInFile
from kaa_desktop.domain.changes import Changes, Progress, Share, together
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.placements import POSSIBLE, Placement, PopulationOutcome, place
from kaa_desktop.domain.register_history import PopulationRecord, RowProblem
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.files.population import read_population
from kaa_desktop.files.tables import Source
from kaa_desktop.services.notice_imports import place_again
from kaa_desktop.services.protection import seal_told
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.imports import Fingerprint, note_batch, taken_before
from kaa_desktop.storage.register import new_id
from kaa_desktop.storage.young_people import ids_by_number
from kaa_desktop.system.collector import collector_at_rest

if TYPE_CHECKING:
    from kaa_desktop.files.column_files import ColumnFile

_KIND = "population"


@dataclass(frozen=True, slots=True)
class PopulationImport:
    """What came of a file, with its list of exceptions."""

    outcome: PopulationOutcome
    problems: Sequence[RowProblem]
    source: Source


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
    settings, fingerprint = workspace.settings(), Fingerprint(path)
    read = read_population(
        path,
        today=workspace.today,
        allowed_kinds=settings.allowed_kinds,
        reading=reading,
        progress=Share(progress, 0, 50),
    )
    taken = _take(workspace, fingerprint, read, Share(progress, 50, 100), dry_run=dry_run)
    placed = _placed(taken.sorts, workspace.today, settings)
    return _result(read, placed, taken), taken.changes


@dataclass(frozen=True, slots=True)
class _Taken:
    """What has become of the rows of a file.

    Attributes:
        sorts: of those who are not in the register.
        strangers: how many they are.
    """

    sorts: Sequence[SortInFile]
    strangers: int
    taken_before: bool
    changes: Changes


def _take(
    workspace: Workspace,
    fingerprint: Fingerprint,
    read: ColumnFile[PopulationRecord],
    progress: Progress,
    *,
    dry_run: bool,
) -> _Taken:
    from kaa_desktop.storage.staged_facts import file_sorts
    from kaa_desktop.storage.staging import stage_residents

    secret, register = workspace.person_secret(), workspace.register
    residents, protected = read.frame, read.only(read.frame["protection"] != "").records
    with register.transaction(keep=not dry_run) as transaction:
        connection = transaction.connection
        known = ids_by_number(connection, register.keys)
        strangers = residents.filter(~residents["number"].is_in(list(known))) if known else residents
        batch_id = "" if taken_before(connection, _KIND, fingerprint) else new_id()
        file = None
        if batch_id and not dry_run:
            keys = register.keys
            file = stage_residents(
                connection, batch_id, residents, protected, keys=keys, secret=secret, progress=progress
            )
        sorts = file_sorts(connection, strangers, workspace.today, secret)
        marks = ((record.number, record.protection) for record in protected)
        sealed = seal_told(workspace, transaction, marks, file)
        with transaction.operation("import.population") as scope:
            if batch_id:
                note_batch(scope, batch_id, _KIND, fingerprint, {"rows": read.frame.height})
            place_again(workspace, scope, secret, sealed.numbers)
            changes = Changes() if dry_run else together((sealed.changes, register.changes(scope)))
    return _Taken(sorts, strangers.height, not batch_id, changes)


def _placed(sorts: Iterable[SortInFile], day: date, settings: RegisterSettings) -> Counter[Placement]:
    """Place each sort of them once."""
    sizes: Counter[tuple[Alike, int]] = Counter()
    for sort in sorts:
        sizes[sort.alike.deciding(day), 0 if sort.contradicted else sort.year] += sort.size
    placed: Counter[Placement] = Counter()
    for (alike, year), size in sizes.items():
        placed[place(alike, day, settings, year=year)] += size
    return placed


def _result(
    read: ColumnFile[PopulationRecord], placed: Counter[Placement], taken: _Taken
) -> PopulationImport:
    fatal = sum(problem.fatal for problem in read.problems)
    possible = {placement: placed[placement] for placement in POSSIBLE if placed[placement]}
    outcome = PopulationOutcome(
        rows=read.frame.height + fatal,
        new={} if taken.taken_before else possible,
        known=sum(possible.values()) if taken.taken_before else 0,
        registered=read.frame.height - taken.strangers,
        outside={place: number for place, number in placed.items() if place not in POSSIBLE},
        unreadable=fatal,
    )
    return PopulationImport(outcome, read.problems, read.source)
