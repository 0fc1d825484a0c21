"""Rounds of home visits and the people on them; addresses of protected people are never read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.home_visits import Address, RoundPlan, Visit, VisitRound, age_on
from kaa_desktop.storage.days import day_of
from kaa_desktop.storage.register import OperationScope, new_id

_ROUNDS = """
SELECT r.id, r.planned_on, r.area, r.worker_id, r.companion_id, r.phone, r.expected_back, r.back_at,
       w.name AS worker, c.name AS companion,
       count(h.id) FILTER (WHERE p.sealed = '') AS visits,
       count(h.contact_attempt_id) FILTER (WHERE p.sealed = '') AS logged,
       count(h.id) FILTER (WHERE p.sealed <> '') AS hidden
FROM visit_round r
LEFT JOIN case_worker w ON w.id = r.worker_id
LEFT JOIN case_worker c ON c.id = r.companion_id
LEFT JOIN home_visit h ON h.round_id = r.id
LEFT JOIN young_person p ON p.id = h.person_id
WHERE {condition}
GROUP BY r.id ORDER BY r.planned_on DESC, r.expected_back DESC, r.id DESC LIMIT ?
"""
_VISITS = """
SELECT h.id, h.person_id, p.number, p.first_name, p.last_name, p.birth_date, p.street, p.postal_code, p.city,
       a.outcome
FROM home_visit h JOIN young_person p ON p.id = h.person_id
LEFT JOIN contact_attempt a ON a.id = h.contact_attempt_id
WHERE h.round_id = ? AND p.sealed = '' ORDER BY h.position, h.id
"""


def list_rounds(connection: Connection, *, limit: int) -> tuple[VisitRound, ...]:
    """The rounds, newest day first."""
    rows = connection.exec_driver_sql(_ROUNDS.format(condition="1"), (limit,))
    return tuple(map(_round, rows))


def rounds_between(connection: Connection, first: date, last: date) -> tuple[VisitRound, ...]:
    """The rounds of some days, newest day first."""
    rows = connection.exec_driver_sql(
        _ROUNDS.format(condition="r.planned_on BETWEEN ? AND ?"), (first.isoformat(), last.isoformat(), -1)
    )
    return tuple(map(_round, rows))


def rounds_out(connection: Connection, day: date) -> tuple[VisitRound, ...]:
    """Rounds of that day or before whose people are expected back and have not said that they are."""
    rows = connection.exec_driver_sql(
        _ROUNDS.format(condition="r.back_at IS NULL AND r.expected_back <> '' AND r.planned_on <= ?"),
        (day.isoformat(), -1),
    )
    return tuple(map(_round, rows))


def get_round(connection: Connection, round_id: str) -> VisitRound | None:
    """One round."""
    row = connection.exec_driver_sql(_ROUNDS.format(condition="r.id = ?"), (round_id, 1)).first()
    return _round(row) if row else None


def visits_of(connection: Connection, round_id: str, day: date) -> tuple[Visit, ...]:
    """The visits of a round in order, with ages on that day; without protected people."""
    return tuple(
        Visit(
            id=row.id,
            person_id=row.person_id,
            name=f"{row.first_name} {row.last_name}".strip() or row.number,
            age=age_on(day_of(row.birth_date), day),
            address=Address(street=row.street, postal_code=row.postal_code, city=row.city),
            outcome=row.outcome or "",
        )
        for row in connection.exec_driver_sql(_VISITS, (round_id,))
    )


def add_round(scope: OperationScope, plan: RoundPlan) -> str:
    """A new round; returns its id."""
    round_id = new_id()
    scope.connection.exec_driver_sql(
        "INSERT INTO visit_round(planned_on, area, worker_id, companion_id, phone, expected_back, id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*_values(plan), round_id),
    )
    return round_id


def change_round(scope: OperationScope, round_id: str, plan: RoundPlan) -> None:
    """Another plan for a round."""
    scope.connection.exec_driver_sql(
        "UPDATE visit_round SET planned_on = ?, area = ?, worker_id = ?, companion_id = ?, phone = ?,"
        " expected_back = ? WHERE id = ?",
        (*_values(plan), round_id),
    )


def remove_round(scope: OperationScope, round_id: str) -> None:
    """Take a round away with its visits; contact attempts that came of them stay."""
    connection = scope.connection
    connection.exec_driver_sql("DELETE FROM home_visit WHERE round_id = ?", (round_id,))
    connection.exec_driver_sql("DELETE FROM visit_round WHERE id = ?", (round_id,))


def note_back(scope: OperationScope, round_id: str, moment: datetime) -> None:
    """They are back."""
    scope.connection.exec_driver_sql(
        "UPDATE visit_round SET back_at = ? WHERE id = ?", (moment.isoformat(timespec="seconds"), round_id)
    )


def add_visits(scope: OperationScope, round_id: str, person_ids: Sequence[str]) -> int:
    """Put people who are not on it at the end of a round; returns how many were added."""
    connection = scope.connection
    last = connection.exec_driver_sql(
        "SELECT coalesce(max(position), 0) FROM home_visit WHERE round_id = ?", (round_id,)
    ).scalar_one()
    before = _count(connection, round_id)
    for position, person_id in enumerate(person_ids, start=int(last) + 1):
        connection.exec_driver_sql(
            "INSERT INTO home_visit(id, round_id, person_id, position)"
            " SELECT ?, ?, ?, ? WHERE NOT EXISTS"
            " (SELECT 1 FROM home_visit WHERE round_id = ? AND person_id = ?)",
            (new_id(), round_id, person_id, position, round_id, person_id),
        )
    return _count(connection, round_id) - before


def remove_visits(scope: OperationScope, round_id: str, visit_ids: Sequence[str]) -> None:
    """Take visits off a round."""
    scope.connection.exec_driver_sql(
        "DELETE FROM home_visit WHERE round_id = ? AND id IN (SELECT value FROM json_each(?))",
        (round_id, json.dumps(list(visit_ids))),
    )


def order_visits(scope: OperationScope, round_id: str, visit_ids: Sequence[str]) -> None:
    """Put the visits in that order."""
    for position, visit_id in enumerate(visit_ids, start=1):
        scope.connection.exec_driver_sql(
            "UPDATE home_visit SET position = ? WHERE id = ? AND round_id = ? AND position <> ?",
            (position, visit_id, round_id, position),
        )


def note_attempt(scope: OperationScope, visit_id: str, attempt_id: str) -> None:
    """The contact attempt that a visit became."""
    scope.connection.exec_driver_sql(
        "UPDATE home_visit SET contact_attempt_id = ? WHERE id = ?", (attempt_id, visit_id)
    )


def settle_shared_rounds(scope: OperationScope, one_id: str, other_id: str) -> None:
    """Before two people become one: of their visits on the same round the logged one stays."""
    scope.connection.exec_driver_sql(
        "DELETE FROM home_visit WHERE id IN"
        " (SELECT iif(mine.contact_attempt_id IS NULL, mine.id, theirs.id)"
        " FROM home_visit mine JOIN home_visit theirs ON theirs.round_id = mine.round_id"
        " WHERE mine.person_id = ? AND theirs.person_id = ?)",
        (one_id, other_id),
    )


def _count(connection: Connection, round_id: str) -> int:
    statement = "SELECT count(*) FROM home_visit WHERE round_id = ?"
    return int(connection.exec_driver_sql(statement, (round_id,)).scalar_one())


def _values(plan: RoundPlan) -> tuple[str | None, ...]:
    back = plan.expected_back
    return (
        plan.planned_on.isoformat(),
        plan.area,
        plan.worker_id,
        plan.companion_id,
        plan.phone,
        back.isoformat(timespec="minutes") if back else "",
    )


def _round(row: Any) -> VisitRound:
    return VisitRound(
        id=row.id,
        plan=RoundPlan(
            planned_on=date.fromisoformat(row.planned_on),
            area=row.area,
            worker_id=row.worker_id,
            companion_id=row.companion_id,
            phone=row.phone,
            expected_back=time.fromisoformat(row.expected_back) if row.expected_back else None,
        ),
        workers=tuple(name for name in (row.worker, row.companion) if name),
        back_at=datetime.fromisoformat(row.back_at) if row.back_at else None,
        visits=row.visits,
        logged=row.logged,
        hidden=row.hidden,
    )
