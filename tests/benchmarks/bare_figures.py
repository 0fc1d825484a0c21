"""The numbers of a half-year by hand-written SQL alone, as the floor for the figures and the report."""

from __future__ import annotations

from sqlcipher3 import dbapi2

_COVERED = """
WITH covered AS MATERIALIZED (
    SELECT e.person_id, p.sex, p.birth_date, max(min(coalesce(e.deregistered_on, '9'),
               coalesce(p.turns_20_on, '9'), :after)) AS until, max(e.case_worker_id) AS worker,
           max(min(coalesce(e.deregistered_on, '9'), coalesce(p.turns_20_on, '9')) > :last) AS open_at_end
    FROM episode e JOIN young_person p ON p.id = e.person_id
    WHERE e.registered_on <= :last AND e.deregistration_reason <> 'registered_in_error'
      AND min(coalesce(e.deregistered_on, '9'), coalesce(p.turns_20_on, '9'), :after)
          > max(e.registered_on, :first)
    GROUP BY e.person_id
), tried AS MATERIALIZED (
    SELECT person_id, max(outcome IN ('declined_contact', 'reached')) AS reached
    FROM contact_attempt WHERE made_on BETWEEN :first AND :last GROUP BY person_id
)
"""

_STATEMENTS = (
    f"""{_COVERED}
SELECT c.sex, substr(c.until, 1, 4) - substr(c.birth_date, 1, 4)
         - (substr(c.until, 6) < substr(c.birth_date, 6)) AS age,
       c.open_at_end, t.reached, w.name,
       EXISTS (SELECT 1 FROM measure m WHERE m.person_id = c.person_id AND m.started_on <= :last
               AND (m.ended_on IS NULL OR m.ended_on >= :first)) AS in_measure,
       CASE WHEN c.open_at_end THEN
            (SELECT o.kind || (o.verified_on > :fresh) FROM occupation o WHERE o.person_id = c.person_id
             AND o.verified_on <= :last ORDER BY o.verified_on DESC LIMIT 1) END AS occupation,
       EXISTS (SELECT 1 FROM occupation o WHERE o.person_id = c.person_id
               AND o.verified_on BETWEEN :first AND :last) AS verified, count(*)
FROM covered c LEFT JOIN tried t ON t.person_id = c.person_id LEFT JOIN case_worker w ON w.id = c.worker
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
""",
    f"""{_COVERED}
SELECT c.sex, a.channel, a.outcome, count(*)
FROM contact_attempt a JOIN covered c ON c.person_id = a.person_id
WHERE a.made_on BETWEEN :first AND :last GROUP BY 1, 2, 3
""",
    """
SELECT p.sex, e.registration_reason, count(DISTINCT p.id), sum(NOT EXISTS (SELECT 1 FROM episode f
       WHERE f.person_id = e.person_id AND f.registered_on < e.registered_on))
FROM episode e JOIN young_person p ON p.id = e.person_id
WHERE e.registered_on BETWEEN :first AND :last AND e.deregistration_reason <> 'registered_in_error'
GROUP BY 1, 2
""",
    """
SELECT p.sex, e.deregistration_reason, count(DISTINCT p.id)
FROM episode e JOIN young_person p ON p.id = e.person_id
WHERE e.deregistered_on BETWEEN :first AND :last GROUP BY 1, 2
""",
    """
SELECT p.sex, m.kind, m.response, m.end_reason, m.occupation_after, m.offered_on BETWEEN :first AND :last,
       m.started_on BETWEEN :first AND :last, m.ended_on BETWEEN :first AND :last, count(*)
FROM measure m JOIN young_person p ON p.id = m.person_id
WHERE m.offered_on BETWEEN :first AND :last OR m.started_on BETWEEN :first AND :last
   OR m.ended_on BETWEEN :first AND :last
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
""",
    """
SELECT julianday(min(a.made_on)) - julianday(e.registered_on),
       julianday(min(CASE WHEN a.outcome IN ('declined_contact', 'reached') THEN a.made_on END))
         - julianday(e.registered_on)
FROM episode e JOIN contact_attempt a ON a.person_id = e.person_id
 AND a.made_on BETWEEN e.registered_on AND :last AND a.made_on < coalesce(e.deregistered_on, '9')
WHERE e.registered_on BETWEEN :first AND :last AND e.deregistration_reason <> 'registered_in_error'
GROUP BY e.id
""",
)

HALF_YEARS = (
    {"first": "2024-07-01", "last": "2024-12-31", "after": "2025-01-01", "fresh": "2024-10-02"},
    {"first": "2025-01-01", "last": "2025-06-30", "after": "2025-07-01", "fresh": "2025-04-01"},
    {"first": "2025-07-01", "last": "2025-12-31", "after": "2026-01-01", "fresh": "2025-10-02"},
    {"first": "2026-01-01", "last": "2026-06-30", "after": "2026-07-01", "fresh": "2026-04-01"},
)


def bare_figures(connection: dbapi2.Connection, half_year: dict[str, str]) -> list[object]:
    """Every number of one half-year."""
    return [connection.execute(statement, half_year).fetchall() for statement in _STATEMENTS]
