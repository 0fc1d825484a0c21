"""Search for people."""

from __future__ import annotations

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.person_lists import rows_for
from kaa_desktop.storage.search import search_people


def search(workspace: Workspace, text: str, *, limit: int = 50) -> tuple[PersonListRow, ...]:
    """The best matches for what is typed so far, best first; protected people by case number only."""
    with workspace.register.read() as connection:
        numbers = search_people(connection, text, limit=limit)
        return rows_for(connection, numbers, reached=workspace.code_lists.reached_outcomes)
