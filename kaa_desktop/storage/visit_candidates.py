"""People who may be visited at home: an open episode, an address, and no protected personal data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.home_visits import (
    CHANNEL,
    Address,
    CandidateFilter,
    VisitArea,
    VisitCandidate,
    age_on,
)
from kaa_desktop.storage.code_sql import shipped_sql
from kaa_desktop.storage.days import day_of
from kaa_desktop.storage.search import search_people

# As the index of homes has it, so that no more people are read than are shown.
_CODE = "replace(p.postal_code, ' ', '')"
_HOMES = "p.sealed = '' AND p.street <> '' AND coalesce(p.turns_20_on, '9999') > :today"
_AREAS = f"""
SELECT {_CODE} AS code, p.city, count(*) AS people
FROM young_person p
WHERE {_HOMES} AND EXISTS (SELECT 1 FROM episode e WHERE e.person_id = p.id AND e.deregistered_on IS NULL)
GROUP BY 1, 2 ORDER BY lower(p.city), 1
"""
_PEOPLE = f"""
SELECT p.id, p.number, p.first_name, p.last_name, p.birth_date, p.street, p.postal_code, p.city,
       coalesce(w.name, '') AS worker,
       (SELECT max(a.made_on) FROM contact_attempt a
        WHERE a.person_id = p.id AND {shipped_sql("a.channel")} = '{CHANNEL}') AS visited_on
FROM young_person p
JOIN episode e ON e.rowid = (SELECT f.rowid FROM episode f
                             WHERE f.person_id = p.id AND f.deregistered_on IS NULL
                             ORDER BY f.registered_on DESC, f.id DESC LIMIT 1)
LEFT JOIN case_worker w ON w.id = e.case_worker_id
WHERE {_HOMES} {{conditions}}
ORDER BY {_CODE}, p.city, p.street, p.sort_name LIMIT :limit
"""
_BY_AREA = f"AND {_CODE} = :code AND p.city = :city"
_BY_WORKER = "AND w.name = :worker"
_BY_TEXT = "AND p.row_number IN (SELECT value FROM json_each(:found))"
_MOST_FOUND = 1000


def visit_areas(connection: Connection, today: date) -> tuple[VisitArea, ...]:
    """Every postal code where somebody can be visited, by town."""
    rows = connection.exec_driver_sql(_AREAS, {"today": today.isoformat()})
    return tuple(VisitArea(row.code, row.city, row.people) for row in rows)


def visit_candidates(
    connection: Connection, wanted: CandidateFilter, today: date, *, limit: int
) -> tuple[VisitCandidate, ...]:
    """The people whom the filter leaves, by address."""
    values: dict[str, str | int] = {"today": today.isoformat(), "limit": limit}
    conditions = []
    if wanted.postal_code or wanted.city:
        conditions.append(_BY_AREA)
        values |= {"code": wanted.postal_code.replace(" ", ""), "city": wanted.city}
    if wanted.worker:
        conditions.append(_BY_WORKER)
        values["worker"] = wanted.worker
    if wanted.text.strip():
        conditions.append(_BY_TEXT)
        values["found"] = json.dumps(list(search_people(connection, wanted.text, limit=_MOST_FOUND)))
    statement = _PEOPLE.format(conditions=" ".join(conditions))
    return tuple(_candidate(row, today) for row in connection.exec_driver_sql(statement, values))


def without_protected(connection: Connection, person_ids: Sequence[str]) -> list[str]:
    """Those of them whose address may stand on paper, in the same order."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM young_person WHERE sealed = '' AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(person_ids)),),
    )
    known = {row.id for row in rows}
    return [person_id for person_id in dict.fromkeys(person_ids) if person_id in known]


def _candidate(row: Any, today: date) -> VisitCandidate:
    return VisitCandidate(
        person_id=row.id,
        name=f"{row.first_name} {row.last_name}".strip() or row.number,
        age=age_on(day_of(row.birth_date), today),
        address=Address(street=row.street, postal_code=row.postal_code, city=row.city),
        case_worker=row.worker,
        visited_on=day_of(row.visited_on),
    )
