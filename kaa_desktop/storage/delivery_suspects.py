"""Finds in SQL those whom the controls of a delivery refuse, and those who must be looked at closely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.episodes import REGISTERED_IN_ERROR, TURNED_20
from kaa_desktop.domain.periods import Period

_OUTSIDE = (
    "NOT EXISTS (SELECT 1 FROM episode e WHERE e.person_id = f.person_id AND e.registered_on <= {day}"
    " AND (e.deregistered_on IS NULL OR e.deregistered_on {until} {day}))"
)
_WRONG = f"'{REGISTERED_IN_ERROR}'"
_HERE = "person_id > :after AND {0}.person_id <= :until"

# Each branch walks one index of people from one id to another; the plus signs keep it from the days', which
# hold everybody. The second column says whether it is sure.
_STATEMENT = f"""
SELECT person_id, 0 FROM contact_attempt f
 WHERE f.{_HERE.format("f")}
   AND +f.made_on BETWEEN :first AND :last AND {_OUTSIDE.format(day="f.made_on", until=">")}
UNION
SELECT person_id, 0 FROM contact_attempt f
 WHERE f.{_HERE.format("f")} AND +f.made_on BETWEEN :first AND :last
 GROUP BY person_id, made_on, outcome HAVING count(*) > 1
UNION
SELECT person_id, 0 FROM measure f
 WHERE f.{_HERE.format("f")}
   AND (f.started_on BETWEEN :first AND :last OR f.ended_on BETWEEN :first AND :last
        OR (f.started_on IS NOT NULL AND f.ended_on IS NULL))
   AND ((f.ended_on IS NOT NULL AND f.started_on IS NULL) OR f.ended_on < f.started_on
        OR (f.started_on IS NOT NULL AND {_OUTSIDE.format(day="f.started_on", until=">")})
        OR (f.ended_on IS NOT NULL AND {_OUTSIDE.format(day="f.ended_on", until=">=")}))
UNION
SELECT e.person_id, p.sealed = '' FROM episode e JOIN young_person p ON p.id = e.person_id
 WHERE e.{_HERE.format("e")}
   AND e.registered_on <= :last AND (e.deregistered_on IS NULL OR e.deregistered_on >= :first)
   AND (e.registered_on > :today OR p.number_kind = 'interim' OR p.turns_20_on <= e.registered_on
        OR (e.deregistered_on IS NULL AND (e.deregistration_reason <> '' OR p.turns_20_on < :first))
        OR (e.deregistered_on IS NOT NULL AND e.deregistration_reason = '')
        OR e.deregistered_on < e.registered_on
        OR (e.deregistration_reason = '{TURNED_20}' AND e.deregistered_on <> p.turns_20_on))
UNION
SELECT a.person_id, 0 FROM episode a JOIN episode b ON b.person_id = a.person_id AND b.id <> a.id
 WHERE a.{_HERE.format("a")}
   AND a.deregistration_reason <> {_WRONG} AND b.deregistration_reason <> {_WRONG}
   AND a.registered_on <= b.registered_on
   AND (a.deregistered_on IS NULL OR b.registered_on < a.deregistered_on)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspects:
    """Some people of the register, in order of their ids.

    Attributes:
        refused: a control finds an error.
        unsure: one may.
        until: the last id that was looked at; empty where nobody is left.
    """

    refused: frozenset[str]
    unsure: frozenset[str]
    until: str


def delivery_suspects(
    connection: Connection, period: Period, today: date, *, after: str, limit: int
) -> Suspects:
    """Whom a control may find an error about in the half-year, among so many people after an id."""
    until = connection.exec_driver_sql(
        "SELECT max(id) FROM (SELECT id FROM young_person WHERE id > ? ORDER BY id LIMIT ?)", (after, limit)
    ).scalar_one()
    values = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "today": today.isoformat(),
        "after": after,
        "until": until or "",
    }
    rows = connection.exec_driver_sql(_STATEMENT, values).all() if until else []
    refused = frozenset(str(row[0]) for row in rows if row[1])
    unsure = frozenset(str(row[0]) for row in rows)
    return Suspects(refused=refused, unsure=unsure - refused, until=until or "")
