"""Choices of a list that a user has given a name."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection

from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.work_list_tables import SavedViewRow


def views_of(connection: Connection, owner: str, place: str) -> Mapping[str, Mapping[str, str]]:
    """The user's views of a place, by name."""
    rows = connection.exec_driver_sql(
        "SELECT name, choices FROM saved_view WHERE owner = ? AND place = ? ORDER BY name", (owner, place)
    )
    return {name: json.loads(choices) for name, choices in rows}


def save_view(
    scope: OperationScope, *, owner: str, place: str, name: str, choices: Mapping[str, str]
) -> None:
    """Keep a view; one of the same name gives way."""
    remove_view(scope, owner=owner, place=place, name=name)
    scope.session.add(
        SavedViewRow(
            id=new_id(), owner=owner, place=place, name=name, choices=json.dumps(choices, sort_keys=True)
        )
    )
    scope.session.flush()


def remove_view(scope: OperationScope, *, owner: str, place: str, name: str) -> None:
    """Forget a view."""
    scope.connection.exec_driver_sql(
        "DELETE FROM saved_view WHERE owner = ? AND place = ? AND name = ?", (owner, place, name)
    )
