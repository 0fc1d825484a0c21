"""Candidates: take in a population file, register those who belong, dismiss those who do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kaa_desktop.domain.candidates import (
    WAITING,
    Candidate,
    CandidateStatus,
    PopulationOutcome,
)
from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.episodes import Episode, check_registration
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.register_history import PopulationRecord, RowProblem
from kaa_desktop.files.population import PopulationFile, read_population
from kaa_desktop.services.notice_imports import place_again
from kaa_desktop.services.population_sorting import PopulationSorting
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import candidates as stored
from kaa_desktop.storage.episodes import episodes_of, save_episode
from kaa_desktop.storage.imports import begin_import
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.notices import seal_protected
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.sources import load_sources, stage_residents
from kaa_desktop.storage.young_people import change_person, get_person

_STEP = 1000


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
    """Make candidates of the residents who may be in the target group; everybody else is only counted.

    A file imported twice changes nothing. With `dry_run` nothing is written.

    Raises:
        InvalidInputError: the file cannot be read at all.
    """
    settings = workspace.settings()
    read = read_population(path, today=workspace.today, allowed_kinds=settings.allowed_kinds, reading=reading)
    secret = workspace.person_secret()
    register = workspace.register
    if dry_run:
        with register.read() as connection:
            known = stored.who_is_known(connection, register.keys)
            sources = load_sources(connection)
        sorting = PopulationSorting(workspace, known, sources, secret, progress)
        sorting.sort(read.records)
        return _result(read, sorting), Changes()
    with register.operation("import.population") as scope:
        known = stored.who_is_known(scope.connection, register.keys)
        sources = load_sources(scope.connection)
        sorting = PopulationSorting(workspace, known, sources, secret, progress)
        sorting.sort(read.records)
        counts = {"rows": len(read.records), "new": len(sorting.new_rows)}
        if batch_id := begin_import(scope, "population", path, counts):
            stage_residents(
                scope, batch_id, read.records, keys=register.keys, secret=secret, progress=progress
            )
        for person_id, record in sorting.newly_protected:
            _protect(scope, person_id, record, register.keys)
        stored.add_candidates(scope, sorting.new_rows)
        for candidate_id, values in sorting.changes:
            stored.update_candidate(scope, candidate_id, values)
        stored.settle_registered(scope, register.keys)
        place_again(workspace, scope, secret)
        seal_protected(scope, register.keys)
        return _result(read, sorting), register.changes(scope)


def list_candidates(workspace: Workspace, *, offset: int, limit: int) -> tuple[Candidate, ...]:
    """Those who wait to be registered; those to decide by hand first."""
    with workspace.register.read() as connection:
        return stored.page_of_candidates(connection, WAITING, offset=offset, limit=limit)


def count_candidates(workspace: Workspace) -> int:
    """How many wait."""
    with workspace.register.read() as connection:
        return stored.count_candidates(connection, WAITING)


def register_candidates(
    workspace: Workspace,
    candidate_ids: Sequence[str],
    *,
    registered_on: date,
    reason: str,
    case_worker_id: str | None,
    progress: Progress,
) -> tuple[int, Changes]:
    """Register one or many at once; all or nothing. Returns how many.

    Raises:
        InvalidInputError: where one of them cannot be registered on the day.
    """
    workspace.check_code(CodeKind.REGISTRATION_REASON, reason, required=False)
    register = workspace.register
    with register.operation("candidates.register", {"people": len(candidate_ids)}) as scope:
        for done, candidate_id in enumerate(candidate_ids):
            if done % _STEP == 0:
                progress.step(done, len(candidate_ids))
            _register_one(workspace, scope, candidate_id, registered_on, reason, case_worker_id)
        stored.set_status(scope, candidate_ids, CandidateStatus.REGISTERED)
        return len(candidate_ids), register.changes(scope)


def dismiss_candidates(workspace: Workspace, candidate_ids: Sequence[str]) -> Changes:
    """Take people off the list; they do not come back with the next file."""
    register = workspace.register
    with register.operation("candidates.dismiss", {"people": len(candidate_ids)}) as scope:
        stored.set_status(scope, candidate_ids, CandidateStatus.DISMISSED)
        return register.changes(scope)


def _register_one(
    workspace: Workspace,
    scope: OperationScope,
    candidate_id: str,
    registered_on: date,
    reason: str,
    case_worker_id: str | None,
) -> None:
    candidate = stored.get_candidate(scope.connection, candidate_id)
    if candidate is None:
        raise InvalidInputError("candidate.unknown")
    others = episodes_of(scope.connection, candidate_id)
    check_registration(
        registered_on=registered_on, birth_date=candidate.birth_date, others=others, today=workspace.today
    )
    if not others:
        stored.copy_to_register(scope, candidate_id)
    episode = Episode(
        id=new_id(),
        person_id=candidate_id,
        registered_on=registered_on,
        registration_reason=reason,
        case_worker_id=case_worker_id,
    )
    save_episode(scope, episode)


def _protect(scope: OperationScope, person_id: str, record: PopulationRecord, keys: OpenedKeys) -> None:
    """Somebody of the register whom the file marks; a mark is only ever taken away by hand."""
    former = get_person(scope.connection, person_id)
    if former and former.details:
        change_person(
            scope,
            person_id,
            details=former.details,
            birth_date=former.birth_date,
            protection=record.protection,
            home_municipality=former.home_municipality,
            keys=keys,
        )


def _result(read: PopulationFile, sorting: PopulationSorting) -> PopulationImport:
    fatal = sum(problem.fatal for problem in read.problems)
    outcome = PopulationOutcome(
        rows=len(read.records) + fatal,
        new=dict(sorting.new),
        known=sorting.counts["known"],
        changed=sorting.counts["changed"],
        registered=sorting.counts["registered"],
        dismissed=sorting.counts["dismissed"],
        outside=dict(sorting.outside),
        unreadable=fatal,
    )
    return PopulationImport(outcome, read.problems, read.source.encoding, read.source.separator)
