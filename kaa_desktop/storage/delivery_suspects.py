"""Finds in SQL those whom the controls of a delivery may refuse; they are then looked at closely."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.episodes import REGISTERED_IN_ERROR, TURNED_20
from kaa_desktop.domain.periods import Period

_OUTSIDE = (
    "NOT EXISTS (SELECT 1 FROM episode e WHERE e.person_id = f.person_id AND e.registered_on <= {day}"
    " AND (e.deregistered_on IS NULL OR e.deregistered_on {until} {day}))"
)
_WRONG = f"'{REGISTERED_IN_ERROR}'"
_STATEMENT = f"""
SELECT person_id FROM contact_attempt f
 WHERE f.made_on BETWEEN :first AND :last AND {_OUTSIDE.format(day="f.made_on", until=">")}
UNION
SELECT person_id FROM contact_attempt WHERE made_on BETWEEN :first AND :last
 GROUP BY person_id, made_on, channel, outcome, occupation HAVING count(*) > 1
UNION
SELECT person_id FROM measure f
 WHERE (f.started_on BETWEEN :first AND :last OR f.ended_on BETWEEN :first AND :last
        OR (f.started_on IS NOT NULL AND f.ended_on IS NULL))
   AND ((f.ended_on IS NOT NULL AND f.started_on IS NULL) OR f.ended_on < f.started_on
        OR (f.started_on IS NOT NULL AND {_OUTSIDE.format(day="f.started_on", until=">")})
        OR (f.ended_on IS NOT NULL AND {_OUTSIDE.format(day="f.ended_on", until=">=")}))
UNION
SELECT e.person_id FROM episode e JOIN young_person p ON p.id = e.person_id
 WHERE e.registered_on <= :last AND (e.deregistered_on IS NULL OR e.deregistered_on >= :first)
   AND (e.registered_on > :today OR p.number_kind = 'interim' OR p.turns_20_on <= e.registered_on
        OR (e.deregistered_on IS NULL AND (e.deregistration_reason <> '' OR p.turns_20_on < :first))
        OR (e.deregistered_on IS NOT NULL AND e.deregistration_reason = '')
        OR e.deregistered_on < e.registered_on
        OR (e.deregistration_reason = '{TURNED_20}' AND e.deregistered_on <> p.turns_20_on))
UNION
SELECT a.person_id FROM episode a JOIN episode b ON b.person_id = a.person_id AND b.id <> a.id
 WHERE a.deregistration_reason <> {_WRONG} AND b.deregistration_reason <> {_WRONG}
   AND a.registered_on <= b.registered_on
   AND (a.deregistered_on IS NULL OR b.registered_on < a.deregistered_on)
"""


def delivery_suspects(connection: Connection, period: Period, today: date) -> tuple[str, ...]:
    """Ids of everybody about whom a control may find an error in the half-year; some will be sound."""
    days = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "today": today.isoformat(),
    }
    return tuple(str(row[0]) for row in connection.exec_driver_sql(_STATEMENT, days))
