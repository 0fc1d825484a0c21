"""Who may have been met or written to at the same time."""

from __future__ import annotations

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.person_lists import rows_for
from kaa_desktop.storage.search import people_at_address
from kaa_desktop.storage.young_people import get_person


def same_address(workspace: Workspace, person_id: str) -> tuple[PersonListRow, ...]:
    """The others at a person's address; nobody for and none of the people with protected identity."""
    with workspace.register.read() as connection:
        person = get_person(connection, person_id)
        if person is None or person.details is None or not person.details.street.strip():
            return ()
        numbers = people_at_address(connection, person.details)
        rows = rows_for(connection, numbers, reached=workspace.code_lists.reached_outcomes)
    return tuple(row for row in rows if row.id != person_id)
