"""A person's page: who it is, what the timeline tells, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.delivery_controls import Finding
from kaa_desktop.domain.leaves import Leave
from kaa_desktop.domain.person_log import PersonLog
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.work_list import WorkRow
from kaa_desktop.services.delivery_checks import check_person_now
from kaa_desktop.services.work_list import bring_up_to_date, is_up_to_date, work_now
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import note_reading, view_of
from kaa_desktop.storage.leaves import leaves_from
from kaa_desktop.storage.person_logs import person_log


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPerson:
    """All that the page shows.

    Attributes:
        work: where the person stands in the contact plan; None without an open episode.
        leave: of whoever is responsible, if somebody stands in today.
        findings: what the delivery would be refused for, or warned of; nothing of those who stay hidden.
    """

    view: PersonView
    log: PersonLog
    work: WorkRow | None
    leave: Leave | None
    findings: tuple[Finding, ...]


def open_with_log(workspace: Workspace, person_id: str, *, reason: str = "") -> OpenedPerson:
    """As `open_person`, with corrections, school notices, imports and other changes, and the next step.

    Raises:
        NotAllowedError: `person.no_right` where a reason is given without the right.
        InvalidInputError: `person.unknown`.
    """
    register = workspace.register
    with register.read() as connection:
        if is_up_to_date(connection, workspace):
            return _opened(connection, workspace, person_id, reason)
    bring_up_to_date(workspace)
    with register.read() as connection:
        return _opened(connection, workspace, person_id, reason)


def open_noted(workspace: Workspace, person_id: str, *, reason: str) -> OpenedPerson:
    """As `open_with_log`; that it was read, and why, is logged before anybody sees it."""
    opened = open_with_log(workspace, person_id, reason=reason)
    note_reading(workspace, person_id, reason=reason)
    return opened


def _opened(connection: Connection, workspace: Workspace, person_id: str, reason: str) -> OpenedPerson:
    """All of it as it was at one moment."""
    view = view_of(connection, workspace, person_id, reason=reason)
    leaves = leaves_from(connection, workspace.today)
    return OpenedPerson(
        view=view,
        log=person_log(connection, person_id, view.contacts),
        work=work_now(connection, workspace, person_id),
        leave=_leave_of(view, leaves, workspace.today),
        findings=check_person_now(connection, workspace, view) if view.person.details else (),
    )


def _leave_of(view: PersonView, leaves: Iterable[Leave], today: date) -> Leave | None:
    worker = view.open_episode.case_worker_id if view.open_episode else None
    running = (leave for leave in leaves if leave.first_day <= today)
    return next((leave for leave in running if leave.case_worker_id == worker), None)
