"""Take in a population file; its residents wait as a source until the reconciliation is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop.domain.alike import Alike, SortInFile
from kaa_desktop.domain.changes import Changes, Progress, together
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.placements import POSSIBLE, Placement, PopulationOutcome, place
from kaa_desktop.domain.register_history import PopulationRecord, RowProblem
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.files.population import read_population
from kaa_desktop.files.tables import Source
from kaa_desktop.services.intakes import take_in_one
from kaa_desktop.services.notice_imports import place_again
from kaa_desktop.services.protection import seal_told
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.imports import Fingerprint, note_batch, taken_before
from kaa_desktop.storage.register import Transaction, new_id
from kaa_desktop.storage.young_people import ids_by_number

if TYPE_CHECKING:
    from kaa_desktop.files.column_files import ColumnFile
    from kaa_desktop.storage.staged_parts import PackedRows

_KIND = "population"


@dataclass(frozen=True, slots=True)
class PopulationImport:
    """What came of a file, with its list of exceptions."""

    outcome: PopulationOutcome
    problems: Sequence[RowProblem]
    source: Source


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
    intake = PopulationIntake(workspace, path, reading, dry_run=dry_run)
    return take_in_one(workspace, intake, progress, dry_run=dry_run)


class PopulationIntake:
    """A population file on its way in; see `import_population`.

    Attributes:
        path: where it is.
    """

    def __init__(self, workspace: Workspace, path: Path, reading: Reading, *, dry_run: bool) -> None:
        self._workspace = workspace
        self._settings = workspace.settings()
        self._secret = workspace.person_secret()
        self.path = path
        self._reading = reading
        self._dry_run = dry_run
        self._ready: _Ready | None = None

    def read(self, progress: Progress) -> None:
        """Read the file.

        Raises:
            InvalidInputError: it cannot be read at all.
        """
        fingerprint = Fingerprint(self.path)
        file = read_population(
            self.path,
            today=self._workspace.today,
            allowed_kinds=self._settings.allowed_kinds,
            reading=self._reading,
            progress=progress,
        )
        self._ready = _Ready(fingerprint, file)

    def pack(self, progress: Progress) -> None:
        """Make the residents ready to be kept."""
        from kaa_desktop.storage.staging import packed_residents  # while another file is being read

        if self._ready and not self._dry_run:
            self._ready = replace(self._ready, packed=packed_residents(self._ready.file.frame, progress))

    def keep(self, transaction: Transaction) -> tuple[PopulationImport, Changes]:
        """Keep the residents, and seal whom the file marks."""
        ready, self._ready = self._ready, None
        if ready is None:
            raise RuntimeError
        taken = self._take(transaction, ready)
        placed = _placed(taken.sorts, self._workspace.today, self._settings)
        return _result(ready.file, placed, taken), taken.changes

    def _take(self, transaction: Transaction, ready: _Ready) -> _Taken:
        from kaa_desktop.storage.staged_facts import file_sorts
        from kaa_desktop.storage.staged_unreadable import erase_unreadable
        from kaa_desktop.storage.staging import stage_residents

        workspace, secret, keys = self._workspace, self._secret, self._workspace.register.keys
        connection, residents = transaction.connection, ready.file.frame
        protected = ready.file.only(residents["protection"] != "").records
        erase_unreadable(connection, _KIND)
        known = ids_by_number(connection, keys)
        strangers = residents.filter(~residents["number"].is_in(list(known))) if known else residents
        batch_id = "" if taken_before(connection, _KIND, ready.fingerprint) else new_id()
        file = None
        if batch_id and ready.packed:
            file = stage_residents(connection, batch_id, ready.packed, protected, keys=keys, secret=secret)
        sorts = file_sorts(connection, strangers, workspace.today, secret)
        marks = ((record.number, record.protection) for record in protected)
        sealed = seal_told(workspace, transaction, marks, file)
        with transaction.operation("import.population") as scope:
            if batch_id:
                note_batch(scope, batch_id, _KIND, ready.fingerprint, {"rows": residents.height})
            place_again(workspace, scope, secret, sealed.numbers)
            changes = together((sealed.changes, workspace.register.changes(scope)))
        return _Taken(sorts, strangers.height, not batch_id, changes)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file that has been read; packed where it is to be kept."""

    fingerprint: Fingerprint
    file: ColumnFile[PopulationRecord]
    packed: PackedRows | None = None


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
