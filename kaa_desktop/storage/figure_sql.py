"""The statements behind the figures; each reads its table once and groups by sex, age and code."""

from __future__ import annotations

# Bound values everywhere: :first and :last are the counted period, :after the day after its last.
# Coverage ends the day before deregistration or the 20th birthday, whichever is first; an episode
# registered in error covers nothing. Ages are whole years on the last covered day in the period.

COVERED = """
CREATE TEMP TABLE covered AS
SELECT e.person_id AS person_id, p.sex AS sex, p.birth_date AS birth_date,
       date(max(min(coalesce(e.deregistered_on, :after), coalesce(p.turns_20_on, :after), :after)), '-1 day')
         AS last_day,
       max(CASE WHEN e.registered_on <= :last
                 AND min(coalesce(e.deregistered_on, :after), coalesce(p.turns_20_on, :after)) > :last
           THEN e.registered_on || '|' || coalesce(e.case_worker_id, '') END) AS open_episode
FROM episode e JOIN young_person p ON p.id = e.person_id
WHERE e.registered_on <= :last
  AND e.deregistration_reason <> 'registered_in_error'
  AND min(coalesce(e.deregistered_on, :after), coalesce(p.turns_20_on, :after), :after)
      > max(e.registered_on, :first)
GROUP BY e.person_id
"""

PEOPLE = """
CREATE TEMP TABLE counted_person (
    person_id TEXT PRIMARY KEY, sex TEXT, age INTEGER, open_at_end INTEGER, case_worker_id TEXT,
    attempts INTEGER NOT NULL DEFAULT 0, reached INTEGER NOT NULL DEFAULT 0,
    in_measure INTEGER NOT NULL DEFAULT 0, occupation TEXT, verified_in_period INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""

FILL_PEOPLE = """
INSERT INTO counted_person(person_id, sex, age, open_at_end, case_worker_id, attempts, reached, in_measure,
                           occupation, verified_in_period)
SELECT c.person_id, c.sex,
       cast(substr(c.last_day, 1, 4) AS INTEGER) - cast(substr(c.birth_date, 1, 4) AS INTEGER)
         - (substr(c.last_day, 6) < substr(c.birth_date, 6)),
       c.open_episode IS NOT NULL, substr(c.open_episode, 12),
       coalesce(a.attempts, 0), coalesce(a.reached, 0),
       EXISTS (SELECT 1 FROM measure m WHERE m.person_id = c.person_id
               AND m.started_on <= :last AND (m.ended_on IS NULL OR m.ended_on >= :first)),
       CASE WHEN c.open_episode IS NOT NULL THEN
            (SELECT o.verified_on || '|' || o.kind FROM occupation o
             WHERE o.person_id = c.person_id AND o.verified_on <= :last
             ORDER BY o.verified_on DESC, o.id DESC LIMIT 1) END,
       EXISTS (SELECT 1 FROM occupation o WHERE o.person_id = c.person_id
               AND o.verified_on BETWEEN :first AND :last)
FROM covered c LEFT JOIN period_attempts a ON a.person_id = c.person_id
"""

ATTEMPTS_PER_PERSON = """
CREATE TEMP TABLE period_attempts AS
SELECT person_id, count(*) AS attempts, max(outcome IN ({reached})) AS reached
FROM contact_attempt WHERE made_on BETWEEN :first AND :last GROUP BY person_id
"""

INDEX_ATTEMPTS = "CREATE UNIQUE INDEX period_attempts_person ON period_attempts(person_id)"

PEOPLE_BY_FACTS = """
SELECT sex, age, open_at_end, reached, attempts > 0, in_measure, verified_in_period,
       coalesce(w.name, ''), substr(occupation, 12),
       occupation IS NOT NULL AND substr(occupation, 1, 10) >= :fresh_from, count(*)
FROM counted_person LEFT JOIN case_worker w ON w.id = case_worker_id
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
"""

ATTEMPTS = """
SELECT p.sex, p.age, a.channel, a.outcome, count(*)
FROM contact_attempt a JOIN counted_person p ON p.person_id = a.person_id
WHERE a.made_on BETWEEN :first AND :last
GROUP BY 1, 2, 3, 4
"""

REGISTERED = """
SELECT p.id, p.sex, c.age, e.registration_reason,
       NOT EXISTS (SELECT 1 FROM episode f
                   WHERE f.person_id = e.person_id AND f.registered_on < e.registered_on
                   AND f.deregistration_reason <> 'registered_in_error')
FROM episode e JOIN young_person p ON p.id = e.person_id
LEFT JOIN counted_person c ON c.person_id = p.id
WHERE e.registered_on BETWEEN :first AND :last AND e.deregistration_reason <> 'registered_in_error'
"""

DEREGISTERED = """
SELECT p.id, p.sex, c.age, e.deregistration_reason
FROM episode e JOIN young_person p ON p.id = e.person_id
LEFT JOIN counted_person c ON c.person_id = p.id
WHERE e.deregistered_on BETWEEN :first AND :last
"""

MEASURES = """
SELECT p.sex, c.age, m.kind, m.response, m.end_reason, m.occupation_after,
       m.offered_on BETWEEN :first AND :last, m.started_on BETWEEN :first AND :last,
       m.ended_on BETWEEN :first AND :last, count(*)
FROM measure m JOIN young_person p ON p.id = m.person_id
LEFT JOIN counted_person c ON c.person_id = p.id
WHERE m.offered_on BETWEEN :first AND :last OR m.started_on BETWEEN :first AND :last
   OR m.ended_on BETWEEN :first AND :last
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
"""

DAYS_TO_FIRST = """
SELECT cast(julianday(min(a.made_on)) - julianday(e.registered_on) AS INTEGER)
FROM episode e JOIN contact_attempt a ON a.person_id = e.person_id
 AND a.made_on >= e.registered_on AND a.made_on <= :last
 AND (e.deregistered_on IS NULL OR a.made_on < e.deregistered_on) {condition}
WHERE e.registered_on BETWEEN :first AND :last AND e.deregistration_reason <> 'registered_in_error'
GROUP BY e.id
"""
