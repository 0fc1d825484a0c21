"""Reads the operations that can be taken back or brought back, with those whom they concern."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from kaa_desktop.domain.undo_history import UndoHistory, UndoStep
from kaa_desktop.storage.undo import STAYS, operation_named, standing, taken_back

_NAMED = 2


def undo_history(connection: Connection, actor: str, device: str, *, most: int) -> UndoHistory:
    """At most so many steps each way."""
    return UndoHistory(
        undo=_steps(
            connection, standing(connection, actor, device, most=most, with_what_stays=True), undone=False
        ),
        redo=_steps(connection, taken_back(connection, actor, device, most=most), undone=True),
    )


def _steps(connection: Connection, numbers: Sequence[int], *, undone: bool) -> tuple[UndoStep, ...]:
    return tuple(_step(connection, number, undone=undone) for number in numbers)


def _step(connection: Connection, number: int, *, undone: bool) -> UndoStep:
    operation = operation_named(connection, number)
    made_at = connection.exec_driver_sql(
        "SELECT made_at FROM operation WHERE number = ?", (number,)
    ).scalar_one()
    people = connection.exec_driver_sql(
        "SELECT DISTINCT person_id FROM change_log WHERE operation = ? AND person_id <> ''", (number,)
    ).scalars()
    ids = list(people)
    return UndoStep(
        number=number,
        name=operation.name,
        details=operation.details,
        made_at=datetime.fromisoformat(made_at),
        people=_names(connection, ids[:_NAMED]),
        others=max(0, len(ids) - _NAMED),
        undone=undone,
        stays=operation.name in STAYS,
    )


def _names(connection: Connection, ids: Sequence[str]) -> tuple[str, ...]:
    """Nobody for those who are gone, as after the registration was undone."""
    rows = (
        connection.exec_driver_sql(
            "SELECT case_number, first_name, last_name FROM young_person WHERE id = ?", (person_id,)
        ).first()
        for person_id in ids
    )
    return tuple(row[0] or f"{row[1]} {row[2]}" for row in rows if row is not None)
