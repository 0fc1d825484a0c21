"""Take in enrolment and exam files; they wait as sources until the reconciliation is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.tables import Source
from kaa_desktop.services.intakes import take_in_one
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.imports import Fingerprint, begin_import
from kaa_desktop.storage.register import Transaction

if TYPE_CHECKING:
    from polars import DataFrame

    from kaa_desktop.storage.staged_parts import PackedRows


@dataclass(frozen=True, slots=True)
class SourceImport:
    """What came of a file, with its list of exceptions.

    Attributes:
        rows: rows that could be read.
        taken: rows kept; nought where the very same file was taken in before.
    """

    rows: int
    taken: int
    problems: Sequence[RowProblem]
    source: Source


def import_source(
    workspace: Workspace,
    path: Path,
    progress: Progress,
    *,
    kind: FileKind,
    dry_run: bool = False,
    reading: Reading = AS_FOUND,
) -> tuple[SourceImport, Changes]:
    """Pupils and when they began and left (the last day in school), or results of education and their days.

    Raises:
        InvalidInputError: the file cannot be read at all.
    """
    intake = SourceIntake(workspace, kind, path, reading, dry_run=dry_run)
    return take_in_one(workspace, intake, progress, dry_run=dry_run)


class SourceIntake:
    """An enrolment or exam file on its way in.

    Attributes:
        path: where it is.
    """

    def __init__(
        self, workspace: Workspace, kind: FileKind, path: Path, reading: Reading, *, dry_run: bool
    ) -> None:
        self._workspace = workspace
        self._settings = workspace.settings()
        self._secret = workspace.person_secret()
        self._kind = kind
        self.path = path
        self._reading = reading
        self._dry_run = dry_run
        self._frame: DataFrame | None = None
        self._ready: _Ready | None = None

    def read(self, progress: Progress) -> None:
        """Read the file.

        Raises:
            InvalidInputError: it cannot be read at all.
        """
        fingerprint = Fingerprint(self.path)
        file = (read_enrolments if self._kind is FileKind.ENROLMENT else read_exams)(
            self.path,
            today=self._workspace.today,
            allowed_kinds=self._settings.allowed_kinds,
            reading=self._reading,
            progress=progress,
        )
        self._frame = file.frame
        self._ready = _Ready(fingerprint, file.frame.height, file.problems, file.source)

    def pack(self, progress: Progress) -> None:
        """Make the rows ready to be kept."""
        from kaa_desktop.storage import staging  # while another file is being read

        frame, self._frame = self._frame, None
        if frame is None or self._ready is None or self._dry_run:
            return
        enrolment = self._kind is FileKind.ENROLMENT
        packing = staging.packed_enrolments if enrolment else staging.packed_exams
        self._ready = replace(self._ready, packed=packing(frame, self._secret, progress))

    def keep(self, transaction: Transaction) -> tuple[SourceImport, Changes]:
        """Keep the rows."""
        from kaa_desktop.storage.staged_unreadable import erase_unreadable
        from kaa_desktop.storage.staging import stage_rows

        ready, self._ready = self._ready, None
        if ready is None:
            raise RuntimeError
        with transaction.operation(f"import.{self._kind.value}") as scope:
            erase_unreadable(scope.connection, self._kind.value)
            batch_id = begin_import(scope, self._kind.value, ready.fingerprint, {"rows": ready.rows})
            if batch_id and ready.packed:
                stage_rows(scope.connection, batch_id, ready.packed)
            changes = self._workspace.register.changes(scope)
        taken = ready.rows if batch_id else 0
        return SourceImport(ready.rows, taken, ready.problems, ready.source), changes


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file that has been read; packed where it is to be kept."""

    fingerprint: Fingerprint
    rows: int
    problems: Sequence[RowProblem]
    source: Source
    packed: PackedRows | None = None
