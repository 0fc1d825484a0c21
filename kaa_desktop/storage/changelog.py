"""The change log: sealed operations, the chain that shows tampering, and erasing that keeps the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.changes import Changes

MANY_PEOPLE = 500
"""Above this number of people a change is announced as concerning everyone."""

MERGE = "person.merge"
"""The operation whose details name the row that was kept and the one that was merged into it."""

_SAME_PERSON = f"""
WITH RECURSIVE same(id) AS (
    SELECT ?
    UNION
    SELECT json_extract(o.details, '$.merged') FROM operation o
    JOIN same ON o.name = '{MERGE}' AND json_extract(o.details, '$.kept') = same.id
    WHERE NOT EXISTS (SELECT 1 FROM young_person p WHERE p.id = json_extract(o.details, '$.merged'))
)"""

_COUNTED = ("id", "sex", "birth_date", "turns_20_on")


def seal_operation(connection: Connection, number: int) -> bool:
    """Close an operation: bind its rows and the device's former operation into its digest.

    An operation that changed nothing leaves no trace. Returns whether it has changed something.
    """
    empty = connection.exec_driver_sql(
        "SELECT NOT EXISTS (SELECT 1 FROM change_log WHERE operation = ?)", (number,)
    ).scalar()
    if empty:
        connection.exec_driver_sql("DELETE FROM operation WHERE number = ?", (number,))
        return False
    digest = operation_digest(connection, number, _former_digest(connection, number))
    connection.exec_driver_sql("UPDATE operation SET digest = ? WHERE number = ?", (digest, number))
    return True


def operation_digest(connection: Connection, number: int, former: str) -> str:
    """The hash over the former operation of the device, this one's facts, and its rows in order."""
    head = connection.exec_driver_sql(
        "SELECT id, name, details, actor, device, clock, made_at, undoes FROM operation WHERE number = ?",
        (number,),
    ).one()
    chain = hashlib.sha256(_joined((former, *head)))
    rows = connection.exec_driver_sql(
        "SELECT table_name, row_id, kind, person_id, salt, old_values, new_values, erased_hash"
        " FROM change_log WHERE operation = ? ORDER BY number",
        (number,),
    )
    for table, row_id, kind, person, salt, old, new, erased in rows:
        values = erased or values_hash(salt, old, new)
        chain.update(_joined((table, row_id, kind, person, values)))
    return chain.hexdigest()


def values_hash(salt: str, old: str | None, new: str | None) -> str:
    """The salted hash that stands in the chain for a row's values."""
    return hashlib.sha256(_joined((salt, old, new))).hexdigest()


def broken_operations(connection: Connection) -> list[int]:
    """Numbers of the operations whose digest does not fit what stands in the log."""
    former: dict[str, str] = {}
    broken = []
    operations = connection.exec_driver_sql("SELECT number, device, digest FROM operation ORDER BY number")
    for number, device, digest in operations.all():
        if operation_digest(connection, number, former.get(device, "")) != digest:
            broken.append(int(number))
        former[device] = digest
    return broken


def erase_values(connection: Connection, person_id: str) -> int:
    """Remove the logged values of one person's own row; the chain still holds over their hashes.

    Left are sex and birthday, without which a report could not be made again as it was.

    Likewise those of the rows that were merged into it and are the same person. Used where a person becomes
    protected and, later, by disposal. Returns the number of rows.
    """
    rows = connection.exec_driver_sql(
        f"{_SAME_PERSON} SELECT number, table_name, kind, salt, old_values, new_values FROM change_log"
        " WHERE table_name IN ('young_person', 'school_notice')"
        " AND row_id IN (SELECT id FROM same) AND erased_hash IS NULL",
        (person_id,),
    ).all()
    shown = connection.exec_driver_sql(
        "SELECT protection, case_number FROM young_person WHERE id = ?", (person_id,)
    ).first()
    hidden = dict(shown._mapping) if shown else {}  # noqa: SLF001 - the public name of a row's columns
    erased = [
        (
            _remains(row.table_name, row.kind, row.old_values, hidden),
            values_hash(row.salt, row.old_values, row.new_values),
            row.number,
        )
        for row in rows
    ]
    if erased:
        connection.exec_driver_sql(
            "UPDATE change_log SET old_values = ?, new_values = NULL, salt = '', erased_hash = ?"
            " WHERE number = ?",
            erased,
        )
    return len(erased)


def _remains(table: str, kind: str, old: str | None, hidden: Mapping[str, str]) -> str | None:
    """What earlier reports counted a person by, which the rows of protected people show as well.

    A row that is gone keeps its columns, empty, and is shown as the person whom it was merged into.
    """
    if table != "young_person" or not old:
        return None
    values: dict[str, str | None] = json.loads(old)
    kept: dict[str, str | None] = {name: value for name, value in values.items() if name in _COUNTED}
    if kind == "delete":
        kept = {**dict.fromkeys(values, ""), **kept, **hidden}
    return json.dumps(kept) if kept else None


def touched(connection: Connection, number: int, operation_id: str) -> Changes:
    """Kinds and people that the operation changed."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT table_name, person_id FROM change_log WHERE operation = ?", (number,)
    ).all()
    people = frozenset(person for _, person in rows if person)
    everyone = len(people) > MANY_PEOPLE
    return Changes(
        kinds=frozenset(table for table, _ in rows),
        person_ids=frozenset() if everyone else people,
        everyone=everyone,
        operation_id=operation_id if rows else None,
    )


def _former_digest(connection: Connection, number: int) -> str:
    row = connection.exec_driver_sql(
        "SELECT digest FROM operation WHERE number < ? AND device ="
        " (SELECT device FROM operation WHERE number = ?) ORDER BY number DESC LIMIT 1",
        (number, number),
    ).first()
    return str(row[0]) if row else ""


def _joined(parts: Iterable[Any] | Sequence[Any]) -> bytes:
    """Parts with their lengths, so that no two different lists give the same bytes."""
    texts = ["" if part is None else str(part) for part in parts]
    return "".join(f"{len(text)}:{text}," for text in texts).encode()
