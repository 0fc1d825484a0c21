"""Case workers of the register."""

from __future__ import annotations

from kaa_desktop.domain.case_workers import CaseWorker
from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.case_workers import all_case_workers, ids_by_name


def list_case_workers(workspace: Workspace) -> tuple[CaseWorker, ...]:
    """Everybody who has been responsible or made a contact, by name."""
    with workspace.register.read() as connection:
        return all_case_workers(connection)


def add_case_worker(workspace: Workspace, name: str) -> tuple[str, Changes]:
    """Somebody new who can be responsible; a name that is there already keeps its id.

    Raises:
        InvalidInputError: `case_worker.name_missing`.
    """
    cleaned = " ".join(name.split())
    if not cleaned:
        raise InvalidInputError("case_worker.name_missing")
    register = workspace.register
    with register.operation("case_worker.add") as scope:
        worker_id = ids_by_name(scope, [cleaned])[cleaned]
        changes = register.changes(scope)
    return worker_id or "", changes
