"""What the change log knows of how an episode came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.reconcile_decisions import SOURCE_FILES, SourceKind
from kaa_desktop.domain.registration_origins import NoticeBehind
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.storage.undo import operation_named


@dataclass(frozen=True, slots=True)
class ActOfRegistration:
    """The operation that wrote an episode, by its number and root name."""

    number: int
    name: str
    details: Mapping[str, Any]
    actor: str
    made_at: datetime


def act_behind(connection: Connection, episode_id: str) -> ActOfRegistration | None:
    """The operation that wrote the episode first; None for a register whose log was not carried along."""
    row = connection.exec_driver_sql(
        "SELECT o.number, o.actor, o.made_at FROM change_log c JOIN operation o ON o.number = c.operation"
        " WHERE c.table_name = 'episode' AND c.row_id = ? AND c.kind = 'insert'"
        " ORDER BY o.number LIMIT 1",
        (episode_id,),
    ).first()
    if row is None:
        return None
    named = operation_named(connection, row.number)
    made_at = datetime.fromisoformat(row.made_at)
    return ActOfRegistration(row.number, named.name, named.details, row.actor, made_at)


def imports_until(connection: Connection, number: int) -> dict[SourceKind, datetime]:
    """When the newest file of each kind of source was taken in by then."""
    rows = connection.exec_driver_sql(
        "SELECT name, max(made_at) FROM operation WHERE number <= ? AND name LIKE 'import.%'"
        " AND EXISTS (SELECT 1 FROM change_log c WHERE c.operation = operation.number"
        "  AND c.table_name = 'import_batch') GROUP BY name",
        (number,),
    )
    kinds = {f"import.{kind.value}": kind for kind in SOURCE_FILES}
    return {kinds[name]: datetime.fromisoformat(made_at) for name, made_at in rows if name in kinds}


def notices_until(connection: Connection, person_id: str, day: date) -> tuple[NoticeBehind, ...]:
    """What schools had told of the person by a day, the newest first; sealed ones are left out."""
    rows = connection.exec_driver_sql(
        "SELECT kind, dated, school FROM school_notice WHERE person_key = ? AND sealed = '' AND dated <= ?"
        " ORDER BY dated DESC",
        (person_id, day.isoformat()),
    )
    return tuple(NoticeBehind(NoticeKind(r.kind), date.fromisoformat(r.dated), r.school) for r in rows)
