"""Closed reconciliations, and the files that stand in force for the next one."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import Connection

from kaa_desktop.domain.reconcile_decisions import (
    SOURCE_FILES,
    ClosedReconciliation,
    SourceKind,
    SourceStatus,
)
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.staged_unreadable import unreadable_sources
from kaa_desktop.storage.tables import ReconciliationRow


def source_statuses(connection: Connection) -> tuple[SourceStatus, ...]:
    """Every kind of source, those without files too; of population files the newest alone counts."""
    unreadable = unreadable_sources(connection)
    return tuple(_status(connection, kind, readable=kind not in unreadable) for kind in SOURCE_FILES)


def _status(connection: Connection, kind: SourceKind, *, readable: bool) -> SourceStatus:
    newest = " LIMIT 1" if kind is SourceKind.POPULATION else ""
    rows = connection.exec_driver_sql(
        "SELECT b.id, (SELECT f.row_count FROM staged_file f WHERE f.batch_id = b.id),"
        " (SELECT max(o.made_at) FROM change_log c JOIN operation o ON o.number = c.operation"
        "  WHERE c.table_name = 'import_batch' AND c.row_id = b.id)"
        f" FROM import_batch b WHERE b.kind = ? ORDER BY b.id DESC{newest}",
        (kind.value,),
    )
    held = [(count, made_at) for _batch, count, made_at in rows if count]
    if not held:
        return SourceStatus(kind=kind)
    return SourceStatus(
        kind=kind,
        files=len(held),
        rows=sum(count for count, _made_at in held),
        taken_in_at=datetime.fromisoformat(held[0][1]),
        readable=readable,
    )


def save_reconciliation(scope: OperationScope, closed: ClosedReconciliation) -> None:
    """Keep the numbers."""
    scope.session.add(
        ReconciliationRow(
            id=new_id(),
            as_of=closed.as_of.isoformat(),
            expected=closed.expected,
            expected_registered=closed.registered,
            counts=json.dumps({"groups": dict(closed.counts), "women": closed.women}, sort_keys=True),
        )
    )
    scope.session.flush()


def last_reconciliation(connection: Connection, on_or_before: date) -> ClosedReconciliation | None:
    """The newest by its day; of several on one day the one that was closed last."""
    row = connection.exec_driver_sql(
        "SELECT as_of, expected, expected_registered, counts FROM reconciliation WHERE as_of <= ?"
        " ORDER BY as_of DESC, id DESC LIMIT 1",
        (on_or_before.isoformat(),),
    ).first()
    if row is None:
        return None
    counts = json.loads(row[3])
    return ClosedReconciliation(
        as_of=date.fromisoformat(row[0]),
        expected=row[1],
        women=counts["women"],
        registered=row[2],
        counts=counts["groups"],
    )
