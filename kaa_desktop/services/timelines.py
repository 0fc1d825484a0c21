"""A person's page with all that its timeline tells."""

from __future__ import annotations

from kaa_desktop.domain.person_log import PersonLog
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage.person_logs import person_log


def open_with_log(workspace: Workspace, person_id: str, *, reason: str = "") -> tuple[PersonView, PersonLog]:
    """As `open_person`, with corrections, school notices, imports and other changes.

    Raises:
        NotAllowedError: `person.no_right` where a reason is given without the right.
        InvalidInputError: `person.unknown`.
    """
    view = open_person(workspace, person_id, reason=reason)
    with workspace.register.read() as connection:
        return view, person_log(connection, person_id, view.contacts)
