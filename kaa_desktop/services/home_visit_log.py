"""What came of a round of home visits, noted in one pass and as one operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contacts import ContactAttempt, check_contact
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.home_visits import CHANNEL, OUTCOMES, Address, Visit, VisitReport
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import home_visits as storage
from kaa_desktop.storage.case_workers import ids_by_name
from kaa_desktop.storage.contacts import save_contact
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.occupations import save_occupation
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.register_histories import occupation_told_by
from kaa_desktop.storage.young_people import change_person, get_person


def log_visits(
    workspace: Workspace, round_id: str, made_on: date, reports: Sequence[VisitReport]
) -> tuple[int, Changes]:
    """Each report becomes a contact attempt, what was said an occupation, and a new address the person's.

    Visits without a report, and those that have been logged, stay as they are.

    Returns:
        How many visits were logged.

    Raises:
        InvalidInputError: where the day is to come, a code is unknown, or nothing is reported.
        NotAllowedError: `person.protected` for the new address of somebody who is protected by now.
    """
    _check(workspace, made_on, reports)
    register = workspace.register
    with register.operation("visit.log", {"visits": len(reports)}) as scope:
        found = storage.get_round(scope.connection, round_id)
        if found is None:
            raise InvalidInputError("visit.round_unknown")
        visits = {
            visit.id: visit for visit in storage.visits_of(scope.connection, round_id, found.plan.planned_on)
        }
        worker_id = found.plan.worker_id or ids_by_name(scope, [register.actor])[register.actor]
        logged = 0
        for report in reports:
            visit = visits.get(report.visit_id)
            if visit is None:
                raise InvalidInputError("visit.gone")
            if not visit.outcome:
                _log_one(scope, visit, report, made_on, worker_id)
                _move(scope, visit, report.address, register.keys)
                logged += 1
        return logged, register.changes(scope)


def _check(workspace: Workspace, made_on: date, reports: Sequence[VisitReport]) -> None:
    if not reports:
        raise InvalidInputError("visit.nothing_reported")
    for report in reports:
        workspace.check_code(CodeKind.OCCUPATION, report.occupation, required=False)
        check_contact(made_on=made_on, note=report.note, today=workspace.today)
        if report.address is not None and not report.address.street.strip():
            raise InvalidInputError("visit.street_missing")


def _log_one(
    scope: OperationScope, visit: Visit, report: VisitReport, made_on: date, worker_id: str | None
) -> None:
    attempt = ContactAttempt(
        id=new_id(),
        person_id=visit.person_id,
        made_on=made_on,
        channel=CHANNEL,
        outcome=OUTCOMES[report.result],
        occupation=report.occupation,
        case_worker_id=worker_id,
        note=report.note.strip(),
    )
    save_contact(scope, attempt)
    if attempt.occupation:
        save_occupation(scope, occupation_told_by(attempt))
    storage.note_attempt(scope, visit.id, attempt.id)


def _move(scope: OperationScope, visit: Visit, address: Address | None, keys: OpenedKeys) -> None:
    if address is None:
        return
    person = get_person(scope.connection, visit.person_id)
    if person is None or person.details is None:
        raise NotAllowedError("person.protected")
    change_person(
        scope,
        person.id,
        details=replace(
            person.details,
            street=address.street.strip(),
            postal_code=address.postal_code.strip(),
            city=address.city.strip(),
        ),
        birth_date=person.birth_date,
        protection=person.protection,
        home_municipality=person.home_municipality,
        keys=keys,
    )
