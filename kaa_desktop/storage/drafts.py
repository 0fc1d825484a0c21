"""Half-written texts in the register, outside its change log; those of protected people are sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.drafts import Draft, DraftLeft, form_of, joined_fields
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.sealing import seal_text, unseal_text

_KEY = "author = ? AND place = ? AND person_id = ?"


def keep(connection: Connection, keys: OpenedKeys, draft: Draft) -> None:
    """Write a draft over the former one of the same place."""
    text = json.dumps(dict(draft.fields), sort_keys=True)
    sealed = _must_be_sealed(connection, keys, draft.person_id)
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO draft(author, place, person_id, fields, sealed, written_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            keys.user,
            draft.place,
            draft.person_id,
            seal_text(text, keys.protected_public) if sealed else text,
            int(sealed),
            draft.written_at.astimezone(UTC).isoformat(timespec="milliseconds"),
        ),
    )


def draft_at(connection: Connection, keys: OpenedKeys, place: str, person_id: str) -> Draft | None:
    """The user's draft of a place; None where there is none, or where the user may not read it any more."""
    row = connection.exec_driver_sql(
        f"SELECT fields, sealed, written_at FROM draft WHERE {_KEY}", (keys.user, place, person_id)
    ).first()
    if row is None or (row.sealed and keys.protected_key is None):
        return None
    fields = _fields(row, keys)
    return Draft(
        place=place, person_id=person_id, fields=fields, written_at=datetime.fromisoformat(row.written_at)
    )


def drop(connection: Connection, user: str, place: str, person_id: str) -> None:
    """Forget a draft."""
    connection.exec_driver_sql(f"DELETE FROM draft WHERE {_KEY}", (user, place, person_id))


def drafts_left(connection: Connection, user: str) -> tuple[DraftLeft, ...]:
    """The user's drafts, newest first; those about people who are gone are left out."""
    rows = connection.exec_driver_sql(
        "SELECT d.place, d.person_id, d.written_at, p.case_number, p.first_name, p.last_name FROM draft d"
        " LEFT JOIN young_person p ON p.id = d.person_id"
        " WHERE d.author = ? AND (d.person_id = '' OR p.id IS NOT NULL) ORDER BY d.written_at DESC",
        (user,),
    )
    return tuple(
        DraftLeft(
            place=row.place,
            form=form_of(row.place),
            person_id=row.person_id,
            person=(row.case_number or f"{row.first_name} {row.last_name}") if row.person_id else "",
            written_at=datetime.fromisoformat(row.written_at),
        )
        for row in rows
    )


def seal_all_of(connection: Connection, person_id: str, keys: OpenedKeys) -> None:
    """Seal what was written about somebody who has become protected."""
    rows = connection.exec_driver_sql(
        "SELECT author, place, fields FROM draft WHERE person_id = ? AND sealed = 0", (person_id,)
    ).all()
    for author, place, text in rows:
        connection.exec_driver_sql(
            f"UPDATE draft SET fields = ?, sealed = 1 WHERE {_KEY}",
            (seal_text(text, keys.protected_public), author, place, person_id),
        )


def move(connection: Connection, keys: OpenedKeys, former_id: str, person_id: str) -> None:
    """Carry drafts along to the person that another was merged into; two of the same place become one."""
    pairs = connection.exec_driver_sql(
        "SELECT author, place FROM draft WHERE person_id = ? INTERSECT"
        " SELECT author, place FROM draft WHERE person_id = ?",
        (former_id, person_id),
    ).all()
    for author, place in pairs:
        _join(connection, keys, (author, place), former_id, person_id)
    connection.exec_driver_sql(
        "UPDATE OR IGNORE draft SET person_id = ? WHERE person_id = ?", (person_id, former_id)
    )


def _join(
    connection: Connection, keys: OpenedKeys, whose: tuple[str, str], former_id: str, person_id: str
) -> None:
    """Put both texts into the draft of the person who stays; what cannot be read here stays as it is."""
    select = f"SELECT fields, sealed, written_at FROM draft WHERE {_KEY}"
    kept, other = (connection.exec_driver_sql(select, (*whose, id_)).one() for id_ in (person_id, former_id))
    if (kept.sealed or other.sealed) and keys.protected_key is None:
        return
    text = json.dumps(joined_fields(_fields(kept, keys), _fields(other, keys)), sort_keys=True)
    connection.exec_driver_sql(
        f"UPDATE draft SET fields = ?, written_at = ? WHERE {_KEY}",
        (
            seal_text(text, keys.protected_public) if kept.sealed else text,
            max(kept.written_at, other.written_at),
            *whose,
            person_id,
        ),
    )


def _must_be_sealed(connection: Connection, keys: OpenedKeys, person_id: str) -> bool:
    """Of a protected person always; of a person yet to be registered where the user can read it again."""
    if not person_id:
        return keys.protected_key is not None
    row = connection.exec_driver_sql("SELECT sealed FROM young_person WHERE id = ?", (person_id,)).first()
    return row is not None and row[0] != ""


def _fields(row: Any, keys: OpenedKeys) -> Mapping[str, str]:
    text = unseal_text(row.fields, keys.protected_key) if row.sealed and keys.protected_key else row.fields
    return {str(name): str(value) for name, value in json.loads(text).items()}
