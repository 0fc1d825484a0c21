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
from kaa_desktop.storage.search import search_people

_OPEN = """
FROM episode e JOIN young_person p ON p.id = e.person_id
LEFT JOIN case_worker w ON w.id = e.case_worker_id
WHERE e.deregistered_on IS NULL AND e.registered_on <= :today AND p.sealed = '' AND p.street <> ''
  AND coalesce(p.turns_20_on, '9999') > :today
"""
_AREAS = f"""
SELECT replace(p.postal_code, ' ', '') AS code, max(p.postal_code) AS postal_code, max(p.city) AS city,
       count(DISTINCT p.id) AS people
{_OPEN} GROUP BY code, lower(p.city) ORDER BY lower(p.city), code
"""
_PEOPLE = f"""
SELECT p.id, p.number, p.first_name, p.last_name, p.birth_date, p.street, p.postal_code, p.city,
       coalesce(w.name, '') AS worker,
       (SELECT max(a.made_on) FROM contact_attempt a
        WHERE a.person_id = p.id AND a.channel = '{CHANNEL}') AS visited_on
{_OPEN}
  AND (:code = '' OR (replace(p.postal_code, ' ', '') = :code AND lower(p.city) = lower(:city)))
  AND (:worker = '' OR w.name = :worker)
  AND (:found IS NULL OR p.row_number IN (SELECT value FROM json_each(:found)))
GROUP BY p.id ORDER BY replace(p.postal_code, ' ', ''), p.street, p.sort_name LIMIT :limit
"""
_MOST_FOUND = 1000


def visit_areas(connection: Connection, today: date) -> tuple[VisitArea, ...]:
    """Every postal code where somebody can be visited, by town."""
    rows = connection.exec_driver_sql(_AREAS, {"today": today.isoformat()})
    return tuple(VisitArea(row.postal_code, row.city, row.people) for row in rows)


def visit_candidates(
    connection: Connection, wanted: CandidateFilter, today: date, *, limit: int
) -> tuple[VisitCandidate, ...]:
    """The people whom the filter leaves, by address."""
    found = search_people(connection, wanted.text, limit=_MOST_FOUND) if wanted.text.strip() else None
    rows = connection.exec_driver_sql(
        _PEOPLE,
        {
            "today": today.isoformat(),
            "code": wanted.postal_code.replace(" ", ""),
            "city": wanted.city,
            "worker": wanted.worker,
            "found": None if found is None else json.dumps(list(found)),
            "limit": limit,
        },
    )
    return tuple(_candidate(row, today) for row in rows)


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
        age=age_on(date.fromisoformat(row.birth_date) if row.birth_date else None, today),
        address=Address(street=row.street, postal_code=row.postal_code, city=row.city),
        case_worker=row.worker,
        visited_on=date.fromisoformat(row.visited_on) if row.visited_on else None,
    )
