"""Views of a list that users keep under a name of their own."""

from __future__ import annotations

from collections.abc import Mapping

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import saved_views as stored

LONGEST_NAME = 60


def list_views(workspace: Workspace, place: str) -> Mapping[str, Mapping[str, str]]:
    """The user's own views of a place: what was chosen, by name."""
    with workspace.register.read() as connection:
        return stored.views_of(connection, workspace.register.actor, place)


def keep_view(workspace: Workspace, place: str, name: str, choices: Mapping[str, str]) -> Changes:
    """Keep what is chosen now; a view of the same name gives way.

    Raises:
        InvalidInputError: `view.name_missing`.
    """
    cleaned = " ".join(name.split())[:LONGEST_NAME]
    if not cleaned:
        raise InvalidInputError("view.name_missing")
    register = workspace.register
    with register.operation("view.keep") as scope:
        stored.save_view(scope, owner=register.actor, place=place, name=cleaned, choices=choices)
        return register.changes(scope)


def forget_view(workspace: Workspace, place: str, name: str) -> Changes:
    """Take a view away."""
    register = workspace.register
    with register.operation("view.forget") as scope:
        stored.remove_view(scope, owner=register.actor, place=place, name=name)
        return register.changes(scope)
