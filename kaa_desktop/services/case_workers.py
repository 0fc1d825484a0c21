"""Case workers of the register."""

from __future__ import annotations

from kaa_desktop.domain.case_workers import CaseWorker
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.case_workers import all_case_workers


def list_case_workers(workspace: Workspace) -> tuple[CaseWorker, ...]:
    """Everybody who has been responsible or made a contact, by name."""
    with workspace.register.read() as connection:
        return all_case_workers(connection)
