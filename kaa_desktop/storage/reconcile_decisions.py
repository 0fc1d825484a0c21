"""Decisions on differences, under the keyed hash of a person's number; no name stands here."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.reconcile_decisions import Decision, DecisionKind, Evidence, SourceKind
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.storage.days import day_of
from kaa_desktop.storage.register import OperationScope, new_id

DecisionKey = tuple[str, Group]
_COLUMNS = "person_key, group_name, facts, decision, reason, case_worker_id"


def facts_hash(facts: str, secret: str) -> str:
    """Tells whether facts have changed, and nothing about them without the register's secret."""
    return hmac.new(bytes.fromhex(secret), facts.encode(), hashlib.sha256).hexdigest()


def load_decisions(connection: Connection) -> dict[DecisionKey, Decision]:
    """Every decision, by person and group."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM reconcile_decision")
    decisions = (_decision(row) for row in rows)
    return {(decision.key, decision.group): decision for decision in decisions}


def decisions_on(connection: Connection, key: str) -> tuple[Decision, ...]:
    """The decisions on one person, the newest day first."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM reconcile_decision WHERE person_key = ?", (key,)
    )
    return tuple(sorted(map(_decision, rows), key=lambda decision: decision.as_of, reverse=True))


def save_decisions(scope: OperationScope, decisions: Iterable[Decision]) -> None:
    """Insert, or replace what was decided of the same person and group before."""
    scope.session.flush()
    values = [_values(decision) for decision in decisions]
    if values:
        scope.connection.exec_driver_sql(
            f"INSERT INTO reconcile_decision(id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT(person_key, group_name) DO UPDATE SET facts = excluded.facts,"
            " decision = excluded.decision, reason = excluded.reason,"
            " case_worker_id = excluded.case_worker_id",
            values,
        )


def forget_decisions(scope: OperationScope, keys: Iterable[DecisionKey]) -> None:
    """Take decisions away."""
    scope.session.flush()
    scope.connection.exec_driver_sql(
        "DELETE FROM reconcile_decision WHERE person_key = ? AND group_name = ?",
        [(key, group.value) for key, group in keys],
    )


def _values(decision: Decision) -> tuple[str | None, ...]:
    facts = {
        "hash": decision.facts_hash,
        "as_of": decision.as_of.isoformat(),
        "evidence": [_as_json(evidence) for evidence in decision.evidence],
    }
    return (
        new_id(),
        decision.key,
        decision.group.value,
        json.dumps(facts, ensure_ascii=False, sort_keys=True),
        decision.kind.value,
        decision.reason,
        decision.case_worker_id,
    )


def _decision(row: Any) -> Decision:
    facts = json.loads(row.facts)
    return Decision(
        key=row.person_key,
        group=Group(row.group_name),
        facts_hash=facts["hash"],
        kind=DecisionKind(row.decision),
        as_of=date.fromisoformat(facts["as_of"]),
        reason=row.reason,
        case_worker_id=row.case_worker_id,
        evidence=tuple(_from_json(evidence) for evidence in facts["evidence"]),
    )


def _as_json(evidence: Evidence) -> dict[str, str | int]:
    days = {"first": evidence.first, "last": evidence.last}
    return {
        "source": evidence.source.value,
        "row": evidence.file_row,
        "what": evidence.what,
        "where": evidence.where,
        **{name: day.isoformat() for name, day in days.items() if day},
    }


def _from_json(data: dict[str, Any]) -> Evidence:
    return Evidence(
        source=SourceKind(data["source"]),
        file_row=data["row"],
        what=data["what"],
        where=data["where"],
        first=day_of(data.get("first")),
        last=day_of(data.get("last")),
    )
