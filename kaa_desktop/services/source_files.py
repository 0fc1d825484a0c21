"""Take in enrolment and exam files; they wait as sources until the reconciliation is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kaa_desktop.domain.candidates import (
    CANDIDATE_PLACEMENTS,
    WAITING,
    CandidateStatus,
    Placement,
    place_resident,
)
from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.source_facts import Resident
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.exams import read_exams
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import candidates as stored
from kaa_desktop.storage.imports import begin_import
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.sources import day_of, load_sources, stage_enrolments, stage_exams
from kaa_desktop.storage.young_people import person_id_for


@dataclass(frozen=True, slots=True)
class SourceImport:
    """What came of a file, with its list of exceptions.

    Attributes:
        rows: rows that could be read.
        taken: rows kept; nought where the very same file was taken in before.
        left_list: candidates who turned out to be outside the target group.
        came_back: candidates who turned out to belong to it after all.
    """

    rows: int
    taken: int
    left_list: int
    came_back: int
    problems: Sequence[RowProblem]


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
    read = read_enrolments(
        path, today=workspace.today, allowed_kinds=workspace.settings().allowed_kinds, reading=reading
    )
    secret = workspace.person_secret()

    def stage(scope: OperationScope, batch_id: str) -> None:
        stage_enrolments(scope, batch_id, read.records, secret, progress)

    work = _Intake(workspace, "enrolment", path, len(read.records), read.problems)
    return work.run(stage, secret, dry_run=dry_run)


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
    read = read_exams(
        path, today=workspace.today, allowed_kinds=workspace.settings().allowed_kinds, reading=reading
    )
    secret = workspace.person_secret()

    def stage(scope: OperationScope, batch_id: str) -> None:
        stage_exams(scope, batch_id, read.records, secret, progress)

    work = _Intake(workspace, "exams", path, len(read.records), read.problems)
    return work.run(stage, secret, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Intake:
    """One file on its way in."""

    workspace: Workspace
    kind: str
    path: Path
    rows: int
    problems: Sequence[RowProblem]

    def run(
        self, stage: Callable[[OperationScope, str], None], secret: str, *, dry_run: bool
    ) -> tuple[SourceImport, Changes]:
        """Keep the rows, and place the candidates again by what is known now."""
        register = self.workspace.register
        with register.operation(f"import.{self.kind}", keep=not dry_run) as scope:
            batch_id = begin_import(scope, self.kind, self.path, {"rows": self.rows})
            if batch_id:
                stage(scope, batch_id)
            left, came_back = place_candidates_again(self.workspace, scope, secret)
            changes = Changes() if dry_run else register.changes(scope)
        taken = self.rows if batch_id else 0
        return SourceImport(self.rows, taken, left, came_back, self.problems), changes


def place_candidates_again(workspace: Workspace, scope: OperationScope, secret: str) -> tuple[int, int]:
    """Take those off the list who are outside by rule, and bring back whom a rule took off.

    Whom somebody dismissed by hand stays dismissed. Returns how many left and how many came back.
    """
    sources = load_sources(scope.connection)
    settings = workspace.settings()
    left = came_back = 0
    moved: list[tuple[CandidateStatus, Placement, str]] = []
    for number, row in stored.who_is_known(scope.connection, workspace.register.keys).candidates.items():
        by_rule = row["reason"] not in CANDIDATE_PLACEMENTS
        waits = row["status"] in WAITING
        if not waits and not (by_rule and row["status"] == CandidateStatus.DISMISSED):
            continue
        resident = Resident(
            key=person_id_for(PersonalNumber(number, PersonalNumberKind(row["number_kind"])), secret),
            file_row=0,
            birth_date=day_of(row["birth_date"]),
            home_municipality=row["home_municipality"],
            protection=Protection(row["protection"]),
        )
        placement = place_resident(resident, sources, workspace.today, settings)
        belongs = placement in CANDIDATE_PLACEMENTS
        if belongs == waits:
            continue
        moved.append((_status(placement), placement, row["id"]))
        left, came_back = left + waits, came_back + belongs
    stored.set_placements(scope, moved)
    return left, came_back


def _status(placement: Placement) -> CandidateStatus:
    if placement is Placement.CANDIDATE:
        return CandidateStatus.WAITING
    if placement in CANDIDATE_PLACEMENTS:
        return CandidateStatus.DECIDE_BY_HAND
    return CandidateStatus.DISMISSED
