"""Take in enrolment and exam files; they wait as sources until the reconciliation is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop.domain.changes import Changes, Progress, Share
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import EnrolmentRecord, ExamRecord, FileKind
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.tables import Source
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.imports import Fingerprint, begin_import
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.system.collector import collector_at_rest

if TYPE_CHECKING:
    from kaa_desktop.files.column_files import ColumnFile


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


@collector_at_rest()
def import_enrolments(
    workspace: Workspace,
    path: Path,
    progress: Progress,
    *,
    dry_run: bool = False,
    reading: Reading = AS_FOUND,
) -> tuple[SourceImport, Changes]:
    """Pupils and when they began and left; the last day is the last day in school.

    Raises:
        InvalidInputError: the file cannot be read at all.
    """
    fingerprint = Fingerprint(path)
    read = read_enrolments(
        path,
        today=workspace.today,
        allowed_kinds=workspace.settings().allowed_kinds,
        reading=reading,
        progress=Share(progress, 0, 50),
    )
    secret = workspace.person_secret()

    def stage(scope: OperationScope, batch_id: str) -> None:
        from kaa_desktop.storage.staging import stage_enrolments

        stage_enrolments(scope, batch_id, read.frame, secret, Share(progress, 50, 100))

    work = _Intake(workspace, FileKind.ENROLMENT, fingerprint, read)
    return work.run(stage, dry_run=dry_run)


@collector_at_rest()
def import_exams(
    workspace: Workspace,
    path: Path,
    progress: Progress,
    *,
    dry_run: bool = False,
    reading: Reading = AS_FOUND,
) -> tuple[SourceImport, Changes]:
    """Results of education and their days.

    Raises:
        InvalidInputError: the file cannot be read at all.
    """
    fingerprint = Fingerprint(path)
    read = read_exams(
        path,
        today=workspace.today,
        allowed_kinds=workspace.settings().allowed_kinds,
        reading=reading,
        progress=Share(progress, 0, 50),
    )
    secret = workspace.person_secret()

    def stage(scope: OperationScope, batch_id: str) -> None:
        from kaa_desktop.storage.staging import stage_exams

        stage_exams(scope, batch_id, read.frame, secret, Share(progress, 50, 100))

    work = _Intake(workspace, FileKind.EXAMS, fingerprint, read)
    return work.run(stage, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Intake:
    """One file on its way in."""

    workspace: Workspace
    kind: FileKind
    fingerprint: Fingerprint
    read: ColumnFile[EnrolmentRecord] | ColumnFile[ExamRecord]

    def run(
        self, stage: Callable[[OperationScope, str], None], *, dry_run: bool
    ) -> tuple[SourceImport, Changes]:
        """Keep the rows."""
        register, rows = self.workspace.register, self.read.frame.height
        with register.operation(f"import.{self.kind.value}", keep=not dry_run) as scope:
            batch_id = begin_import(scope, self.kind.value, self.fingerprint, {"rows": rows})
            if batch_id and not dry_run:
                stage(scope, batch_id)
            changes = Changes() if dry_run else register.changes(scope)
        taken = rows if batch_id else 0
        return SourceImport(rows, taken, self.read.problems, self.read.source), changes
