"""Next steps set by hand, and muting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.contact_plan import StepByHand
from kaa_desktop.domain.work_list import MuteReason
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.work_list_tables import MuteRow, NextStepRow


def save_next_step(scope: OperationScope, person_id: str, step: StepByHand) -> None:
    """Set a person's step; a former one goes."""
    scope.connection.exec_driver_sql("DELETE FROM next_step WHERE person_id = ?", (person_id,))
    scope.session.add(
        NextStepRow(
            id=new_id(),
            person_id=person_id,
            channel=step.channel,
            due_on=step.due_on.isoformat(),
            set_on=step.set_on.isoformat(),
        )
    )
    scope.session.flush()


def use_up_next_steps(scope: OperationScope, person_ids: Sequence[str], made_on: date) -> None:
    """An attempt of that day has been noted; a step set later is still to come."""
    for person_id in person_ids:
        scope.connection.exec_driver_sql(
            "DELETE FROM next_step WHERE person_id = ? AND set_on <= ?", (person_id, made_on.isoformat())
        )


def save_mute(
    scope: OperationScope, person_id: str, *, begun_on: date, until: date, reason: MuteReason
) -> None:
    """Leave a person alone until a day; a former muting goes."""
    end_mute(scope, person_id)
    scope.session.add(
        MuteRow(
            id=new_id(),
            person_id=person_id,
            begun_on=begun_on.isoformat(),
            until=until.isoformat(),
            reason=reason.value,
        )
    )
    scope.session.flush()


def end_mute(scope: OperationScope, person_id: str) -> None:
    """Show a person again."""
    scope.connection.exec_driver_sql("DELETE FROM mute WHERE person_id = ?", (person_id,))


def open_episode_ids(connection: Connection, person_ids: Sequence[str]) -> tuple[str, ...]:
    """The open episodes of these people."""
    found: list[str] = []
    for person_id in person_ids:
        rows = connection.exec_driver_sql(
            "SELECT id FROM episode WHERE person_id = ? AND deregistered_on IS NULL ORDER BY id", (person_id,)
        )
        found += [str(row[0]) for row in rows]
    return tuple(found)
