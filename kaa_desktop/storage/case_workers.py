"""Case workers."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from kaa_desktop.domain.case_workers import CaseWorker
from kaa_desktop.storage.engine import plain_rows
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.tables import CaseWorkerRow


def all_case_workers(connection: Connection) -> tuple[CaseWorker, ...]:
    """Everybody, by name; also those who no longer work here."""
    rows = plain_rows(connection, "SELECT id, name, active FROM case_worker ORDER BY name", ())
    return tuple(CaseWorker(id=id_, name=name, active=bool(active)) for id_, name, active in rows)


def ids_by_name(scope: OperationScope, names: Iterable[str]) -> dict[str, str | None]:
    """Ids for names, made where they are missing; the empty name is nobody."""
    known: dict[str, str | None] = {w.name: w.id for w in all_case_workers(scope.connection)}
    known[""] = None
    for name in sorted(set(names) - known.keys()):
        row = CaseWorkerRow(id=new_id(), name=name)
        scope.session.add(row)
        known[name] = row.id
    scope.session.flush()
    return known
