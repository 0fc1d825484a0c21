"""What the change log tells about a person, read back from the newest state to the oldest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.person_log import ContactRevision, PersonLog, PersonNotice, PersonOperation
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.storage.contacts import attempt_of, contact_values
from kaa_desktop.storage.engine import named_rows, plain_rows

CORRECT, REMOVE, LOG = "contact.correct", "contact.remove", "contact.log"
_TAKING_BACK = frozenset({"undo", "redo"})
_ROWS = (
    "SELECT o.number, o.name, o.details, o.actor, o.made_at, c.table_name, c.row_id, c.kind,"
    " iif(c.table_name = 'contact_attempt', c.old_values, NULL) AS old_values"
    " FROM change_log c JOIN operation o ON o.number = c.operation"
    " WHERE c.person_id = ? ORDER BY c.number DESC"
)


def person_log(connection: Connection, person_id: str, contacts: Sequence[ContactAttempt]) -> PersonLog:
    """Corrections, removals, school notices and everything else that was done and stands."""
    rows = named_rows(connection, _ROWS, (person_id,))
    standing = _standing(connection, {row.number for row in rows})
    return PersonLog(
        revisions=_revisions(rows, standing, contacts),
        notices=_notices(connection, person_id),
        operations=_operations(rows, standing),
        noted_on={
            row.row_id: _moment(row).astimezone().date()
            for row in rows
            if row.name == LOG and row.kind == "insert" and row.table_name == "contact_attempt"
        },
    )


def _revisions(
    rows: Sequence[Any], standing: set[int], contacts: Sequence[ContactAttempt]
) -> tuple[ContactRevision, ...]:
    """Each former version: the present one with the logged old values laid over it, one after the other."""
    versions: dict[str, Mapping[str, Any]] = {contact.id: contact_values(contact) for contact in contacts}
    found = []
    for row in rows:
        if row.table_name != "contact_attempt" or row.kind == "insert" or row.old_values is None:
            continue
        former = {**versions.get(row.row_id, {}), **json.loads(row.old_values)}
        versions[row.row_id] = former
        if row.name in {CORRECT, REMOVE} and row.number in standing:
            found.append(_revision(row, former))
    return tuple(reversed(found))


def _revision(row: Any, former: Mapping[str, Any]) -> ContactRevision:
    return ContactRevision(
        former=attempt_of(former),
        changed_at=_moment(row),
        changed_by=row.actor,
        reason=json.loads(row.details)["reason"] if row.name == REMOVE else "",
    )


def _operations(rows: Sequence[Any], standing: set[int]) -> tuple[PersonOperation, ...]:
    by_number = {row.number: row for row in rows if row.number in standing and row.name not in _TAKING_BACK}
    return tuple(
        PersonOperation(name=row.name, details=json.loads(row.details), actor=row.actor, made_at=_moment(row))
        for _number, row in sorted(by_number.items())
    )


def _standing(connection: Connection, numbers: set[int]) -> set[int]:
    """Those that nobody has taken back, or whose taking back was itself taken back."""
    takers = plain_rows(
        connection,
        "SELECT undoes, number FROM operation WHERE undoes IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(numbers)),),
    )
    taken_by = dict(takers)

    def stands(number: int) -> bool:
        return number not in taken_by or not stands(taken_by[number])

    return {number for number in numbers if stands(number)}


def _notices(connection: Connection, person_id: str) -> tuple[PersonNotice, ...]:
    rows = named_rows(
        connection,
        "SELECT kind, dated, school, status FROM school_notice WHERE person_key = ? ORDER BY dated, id",
        (person_id,),
    )
    return tuple(
        PersonNotice(
            kind=NoticeKind(row.kind),
            dated=date.fromisoformat(row.dated),
            school=row.school,
            status=NoticeStatus(row.status),
        )
        for row in rows
    )


def _moment(row: Any) -> datetime:
    return datetime.fromisoformat(row.made_at)
