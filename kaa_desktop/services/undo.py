"""Undo and redo per operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kaa_desktop.domain.changes import Changes, together
from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.domain.undo_history import UndoHistory
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import undo as stored
from kaa_desktop.storage.undo import UndoableOperation
from kaa_desktop.storage.undo_history import undo_history

MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class Steps:
    """How far several steps came.

    Attributes:
        done: how many.
        changes: what they touched, all together.
        stopped_by: why the next could not be done, or None.
    """

    done: int
    changes: Changes
    stopped_by: NotAllowedError | None


def next_undo(workspace: Workspace) -> UndoableOperation | None:
    """What undo would take back: the user's own newest operation on this device."""
    register = workspace.register
    with register.read() as connection:
        return stored.next_undo(connection, register.actor, register.device)


def next_redo(workspace: Workspace) -> UndoableOperation | None:
    """What redo would bring back."""
    register = workspace.register
    with register.read() as connection:
        return stored.next_redo(connection, register.actor, register.device)


def undo(workspace: Workspace) -> tuple[UndoableOperation, Changes]:
    """Take back the newest operation.

    Raises:
        NotAllowedError: `undo.nothing`, `undo.changed_since` or `undo.erased`.
    """
    operation = next_undo(workspace)
    if operation is None:
        raise NotAllowedError("undo.nothing")
    return operation, _take_back(workspace, operation, stored.UNDO)


def redo(workspace: Workspace) -> tuple[UndoableOperation, Changes]:
    """Bring back what was undone last.

    Raises:
        NotAllowedError: `redo.nothing`, `undo.changed_since` or `undo.erased`.
    """
    operation = next_redo(workspace)
    if operation is None:
        raise NotAllowedError("redo.nothing")
    return operation, _take_back(workspace, operation, stored.REDO)


def history(workspace: Workspace) -> UndoHistory:
    """What the user's own next undos and redos on this device would do."""
    register = workspace.register
    with register.read() as connection:
        return undo_history(connection, register.actor, register.device, most=MOST_STEPS)


def undo_steps(workspace: Workspace, count: int) -> Steps:
    """Take back the newest operations, one after the other; stops at one that cannot be."""
    return _repeat(undo, workspace, count)


def redo_steps(workspace: Workspace, count: int) -> Steps:
    """Bring back as many; stops likewise."""
    return _repeat(redo, workspace, count)


def _take_back(workspace: Workspace, operation: UndoableOperation, name: str) -> Changes:
    changes = stored.take_back(workspace.register, operation.number, name)
    lists = workspace.code_lists
    if "setting" in changes.kinds:
        workspace.refresh_codes()
    return changes if workspace.code_lists is lists else replace(changes, everyone=True)


def _repeat(
    step: Callable[[Workspace], tuple[UndoableOperation, Changes]], workspace: Workspace, count: int
) -> Steps:
    touched: list[Changes] = []
    stopped_by: NotAllowedError | None = None
    try:
        touched.extend(step(workspace)[1] for _ in range(count))
    except NotAllowedError as error:
        stopped_by = error
    return Steps(len(touched), together(touched), stopped_by)
