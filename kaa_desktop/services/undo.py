"""Undo and redo per operation."""

from __future__ import annotations

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import undo as stored
from kaa_desktop.storage.undo import UndoableOperation


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
    return operation, stored.take_back(workspace.register, operation.number, stored.UNDO)


def redo(workspace: Workspace) -> tuple[UndoableOperation, Changes]:
    """Bring back what was undone last.

    Raises:
        NotAllowedError: `redo.nothing`, `undo.changed_since` or `undo.erased`.
    """
    operation = next_redo(workspace)
    if operation is None:
        raise NotAllowedError("redo.nothing")
    return operation, stored.take_back(workspace.register, operation.number, stored.REDO)
