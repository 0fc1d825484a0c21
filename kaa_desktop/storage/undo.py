"""Takes an operation back row by row from the change log; taking that back is redo."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.notices import seal_protected
from kaa_desktop.storage.register import CHANGED_SINCE, OperationScope, Register
from kaa_desktop.storage.source_shelf import put_on_shelf, take_from_shelf
from kaa_desktop.storage.staged_protection import Hidden
from kaa_desktop.storage.young_people import forget_clear

UNDO, REDO = "undo", "redo"
STAYS = frozenset({"protection.seal", "reconcile.close", "delivery.make"})
"""What undo passes by: it has erased what it would need, or the outside world has seen it."""

_PASSED_BY = ", ".join(f"'{name}'" for name in sorted(STAYS))


@dataclass(frozen=True, slots=True)
class UndoableOperation:
    """An operation that can be taken back, or brought back."""

    number: int
    name: str
    details: Mapping[str, Any]


def next_undo(connection: Connection, actor: str, device: str) -> UndoableOperation | None:
    """The newest operation of this user on this device that stands; making the register is never undone."""
    return _first(connection, standing(connection, actor, device, most=1))


def next_redo(connection: Connection, actor: str, device: str) -> UndoableOperation | None:
    """The undo to take back next; none once something else has been done."""
    return _first(connection, taken_back(connection, actor, device, most=1))


def standing(
    connection: Connection, actor: str, device: str, *, most: int, with_what_stays: bool = False
) -> list[int]:
    """What undo would take back, one after the other; on wish between them what it passes by."""
    passed_by = "''" if with_what_stays else _PASSED_BY
    return _newest(
        connection,
        f"o.name NOT IN ('undo', 'register.create', {passed_by})"
        " AND NOT EXISTS (SELECT 1 FROM operation u WHERE u.undoes = o.number)",
        (actor, device),
        most,
    )


def taken_back(connection: Connection, actor: str, device: str, *, most: int) -> list[int]:
    """What redo would bring back, one after the other: the undos since something else was done."""
    newest = connection.exec_driver_sql(
        "SELECT max(number) FROM operation WHERE actor = ? AND device = ? AND name NOT IN ('undo', 'redo')",
        (actor, device),
    ).scalar()
    undos = _newest(
        connection,
        "o.name = 'undo' AND NOT EXISTS (SELECT 1 FROM operation u WHERE u.undoes = o.number)",
        (actor, device),
        most,
    )
    return [number for number in undos if number > (newest or 0)]


def operation_named(connection: Connection, number: int) -> UndoableOperation:
    """What a number stands for; an undo or redo is named after the operation at its root."""
    row = connection.exec_driver_sql(
        "SELECT number, name, details, undoes FROM operation WHERE number = ?", (number,)
    ).one()
    while row.undoes is not None:
        row = connection.exec_driver_sql(
            "SELECT number, name, details, undoes FROM operation WHERE number = ?", (row.undoes,)
        ).one()
    return UndoableOperation(number, row.name, json.loads(row.details))


def take_back(register: Register, number: int, name: str) -> Changes:
    """Undo or redo (`name`): restore the exact rows from before the operation.

    Raises:
        NotAllowedError: `undo.changed_since` where a later operation touched the same rows or refers to
            them, `undo.erased` where values were erased by rule.
    """
    try:
        with register.operation(name, undoes=number) as scope:
            _revert(scope, number, register.keys)
            return register.changes(scope)
    except NotAllowedError as error:
        if error.code == CHANGED_SINCE:
            raise NotAllowedError("undo.changed_since") from None
        raise


def _revert(scope: OperationScope, number: int, keys: OpenedKeys) -> None:
    connection = scope.connection
    rows = connection.exec_driver_sql(
        "SELECT table_name, row_id, kind, old_values, new_values, erased_hash FROM change_log"
        " WHERE operation = ? ORDER BY number DESC",
        (number,),
    ).all()
    if any(row.erased_hash for row in rows):
        raise NotAllowedError("undo.erased")
    if _changed_since(connection, number) & {(row.table_name, row.row_id) for row in rows}:
        raise NotAllowedError("undo.changed_since")
    for row in rows:
        old = json.loads(row.old_values) if row.old_values else {}
        new = json.loads(row.new_values) if row.new_values else {}
        _revert_row(connection, row.table_name, row.row_id, row.kind, old, new)
        if row.table_name == "import_batch":
            _move_source(scope, row.row_id, row.kind)
        if row.table_name == "young_person" and old.get("sealed") and new.get("sealed") == "":
            hidden = Hidden(read_back(new["number"]), Protection(old["protection"]), old["case_number"])
            forget_clear(scope, row.row_id, hidden, keys)
            seal_protected(scope, keys)


def _move_source(scope: OperationScope, batch_id: str, kind: str) -> None:
    """The rows of a source are not in the log; they go and come with their import."""
    if kind == "insert":
        put_on_shelf(scope.connection, batch_id, scope.number)
    elif kind == "delete":
        take_from_shelf(scope.connection, batch_id)


def _changed_since(connection: Connection, number: int) -> set[tuple[str, str]]:
    """Rows that later operations have changed; one that was taken back, and its taking back, changed none."""
    later = connection.exec_driver_sql(
        "SELECT number, undoes FROM operation WHERE number > ?", (number,)
    ).all()
    taken_back_by = {row.undoes: row.number for row in later}

    def stands(operation: int) -> bool:
        taker = taken_back_by.get(operation)
        return taker is None or not stands(taker)

    standing = {row.number for row in later if (row.undoes or 0) <= number and stands(row.number)}
    changes = connection.exec_driver_sql(
        "SELECT DISTINCT operation, table_name, row_id FROM change_log WHERE operation > ?", (number,)
    )
    return {(table, row_id) for operation, table, row_id in changes if operation in standing}


def _revert_row(
    connection: Connection, table: str, row_id: str, kind: str, old: dict[str, Any], new: dict[str, Any]
) -> None:
    if kind == "delete":
        columns = ", ".join(old)
        marks = ", ".join("?" * len(old))
        _expect_one(
            connection, f"INSERT OR IGNORE INTO {table}({columns}) VALUES ({marks})", tuple(old.values())
        )
        return
    unchanged = " AND ".join(f"{column} IS ?" for column in new)
    expected = (row_id, *new.values())
    if kind == "insert":
        _expect_one(connection, f"DELETE FROM {table} WHERE id = ? AND {unchanged}", expected)
        return
    setting = ", ".join(f"{column} = ?" for column in old)
    statement = f"UPDATE {table} SET {setting} WHERE id = ? AND {unchanged}"
    _expect_one(connection, statement, (*old.values(), *expected))


def _expect_one(connection: Connection, statement: str, values: tuple[Any, ...]) -> None:
    if connection.exec_driver_sql(statement, values).rowcount != 1:
        raise NotAllowedError("undo.changed_since")


def _newest(connection: Connection, condition: str, who: tuple[str, str], most: int) -> list[int]:
    rows = connection.exec_driver_sql(
        f"SELECT o.number FROM operation o WHERE o.actor = ? AND o.device = ? AND {condition}"
        " ORDER BY o.number DESC LIMIT ?",
        (*who, most),
    )
    return [int(number) for number in rows.scalars()]


def _first(connection: Connection, numbers: list[int]) -> UndoableOperation | None:
    return operation_named(connection, numbers[0]) if numbers else None
