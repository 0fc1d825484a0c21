"""Half-written texts: kept as they are typed, offered again where they were, gone when sent.

They are no facts: no operation, nothing to undo, nothing to announce.
"""

from __future__ import annotations

from collections.abc import Mapping

from kaa_desktop.domain.drafts import Draft, DraftLeft
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import drafts as stored


def keep_draft(workspace: Workspace, place: str, person_id: str, fields: Mapping[str, str]) -> None:
    """Write what stands in a form at the moment; on disk when this returns."""
    register = workspace.register
    draft = Draft(place=place, person_id=person_id, fields=fields, written_at=register.now())
    with register.maintenance() as connection:
        stored.keep(connection, register.keys, draft)


def draft_at(workspace: Workspace, place: str, person_id: str) -> Draft | None:
    """What the user has begun to write there, if anything."""
    register = workspace.register
    with register.read() as connection:
        return stored.draft_at(connection, register.keys, place, person_id)


def drop_draft(workspace: Workspace, place: str, person_id: str) -> None:
    """Forget what was begun: it has been sent, or thrown away."""
    register = workspace.register
    with register.maintenance() as connection:
        stored.drop(connection, register.actor, place, person_id)


def drafts_left(workspace: Workspace) -> tuple[DraftLeft, ...]:
    """What the user has begun and not finished, newest first."""
    register = workspace.register
    with register.read() as connection:
        return stored.drafts_left(connection, register.actor)
