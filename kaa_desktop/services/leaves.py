"""Leave of case workers: who is away, and who stands in."""

from __future__ import annotations

from datetime import date

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.leaves import Leave, check_leave
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.leaves import leaves_from, remove_leave, save_leave
from kaa_desktop.storage.register import new_id


def list_leaves(workspace: Workspace) -> tuple[Leave, ...]:
    """Those that last or are to come."""
    with workspace.register.read() as connection:
        return leaves_from(connection, workspace.today)


def add_leave(
    workspace: Workspace, *, case_worker_id: str, substitute_id: str, first_day: date, last_day: date
) -> Changes:
    """From the first to the last day the substitute's list holds the other's people as well.

    Raises:
        InvalidInputError: `leave.order` or `leave.same`.
    """
    leave = Leave(
        id=new_id(),
        case_worker_id=case_worker_id,
        substitute_id=substitute_id,
        first_day=first_day,
        last_day=last_day,
    )
    check_leave(leave)
    with workspace.register.operation("leave.add") as scope:
        save_leave(scope, leave)
        return workspace.register.changes(scope)


def cancel_leave(workspace: Workspace, leave_id: str) -> Changes:
    """It does not come about, or has ended early."""
    with workspace.register.operation("leave.cancel") as scope:
        remove_leave(scope, leave_id)
        return workspace.register.changes(scope)
