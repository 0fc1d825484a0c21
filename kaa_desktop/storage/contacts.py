"""Contact attempts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.storage.engine import named_rows
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.tables import ContactAttemptRow

_COLUMNS = "id, person_id, made_on, channel, outcome, occupation, case_worker_id, note"


def contact_values(attempt: ContactAttempt) -> dict[str, Any]:
    """The columns of an attempt."""
    return {
        "id": attempt.id,
        "person_id": attempt.person_id,
        "made_on": attempt.made_on.isoformat(),
        "channel": attempt.channel,
        "outcome": attempt.outcome,
        "occupation": attempt.occupation,
        "case_worker_id": attempt.case_worker_id,
        "note": attempt.note,
    }


def save_contact(scope: OperationScope, attempt: ContactAttempt) -> None:
    """Insert or update."""
    scope.session.merge(ContactAttemptRow(**contact_values(attempt)))
    scope.session.flush()


def contacts_of(connection: Connection, person_id: str) -> tuple[ContactAttempt, ...]:
    """All attempts on a person, oldest first."""
    rows = named_rows(
        connection,
        f"SELECT {_COLUMNS} FROM contact_attempt WHERE person_id = ? ORDER BY made_on, id",
        (person_id,),
    )
    return tuple(attempt_of(vars(row)) for row in rows)


def get_contact(connection: Connection, contact_id: str) -> ContactAttempt | None:
    """One attempt."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM contact_attempt WHERE id = ?", (contact_id,))
    row = rows.mappings().first()
    return attempt_of(dict(row)) if row else None


def delete_contact(scope: OperationScope, contact_id: str) -> None:
    """Take the attempt out; what it told must be taken out first."""
    scope.connection.exec_driver_sql(
        "UPDATE home_visit SET contact_attempt_id = NULL WHERE contact_attempt_id = ?", (contact_id,)
    )
    scope.connection.exec_driver_sql("DELETE FROM contact_attempt WHERE id = ?", (contact_id,))


def attempt_of(values: Mapping[str, Any]) -> ContactAttempt:
    """The attempt that the columns hold."""
    return ContactAttempt(**{**values, "made_on": date.fromisoformat(values["made_on"])})
