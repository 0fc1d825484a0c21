"""The statements behind the figures.

The facts are copied once into tables in memory, with small numbers for people in place of long ids and
nothing to decrypt; each period is then counted from these, with one pass per table. `{who}` is `p.person`
where the people behind a figure are asked for, else 0, so that equal people are counted in one row.
"""

from __future__ import annotations

from kaa_desktop.storage.code_sql import shipped_sql

# Bound values everywhere: :first and :last are the counted period, :after the day after its last.
# Coverage ends the day before deregistration or the 20th birthday, whichever is first; an episode
# registered in error covers nothing. Ages are whole years on the last covered day in the period.

_LATEST = "'9999-12-31'"
_KIND, _CHANNEL = shipped_sql("o.kind"), shipped_sql("a.channel")
_MEASURE, _END_REASON, _AFTER = map(shipped_sql, ("m.kind", "m.end_reason", "m.occupation_after"))

BASE_TABLES = ("figure_person", "figure_episode", "figure_occupation", "figure_measure")

BASE = (
    """
CREATE TEMP TABLE figure_person (
    id TEXT PRIMARY KEY, person INTEGER, sex TEXT, birth_date TEXT, turns_20_on TEXT
) WITHOUT ROWID
""",
    """
INSERT INTO figure_person
SELECT id, row_number, sex, birth_date, turns_20_on FROM young_person ORDER BY id
""",
    f"""
CREATE TEMP TABLE figure_episode AS
SELECT p.person, p.sex, p.birth_date, e.registered_on, e.deregistered_on, e.registration_reason,
       e.deregistration_reason, coalesce(w.name, '') AS worker, coalesce(e.case_worker_id, '') AS worker_id,
       e.deregistration_reason = 'registered_in_error' AS in_error,
       min(coalesce(e.deregistered_on, {_LATEST}), coalesce(p.turns_20_on, {_LATEST})) AS ends_on
FROM episode e CROSS JOIN figure_person p ON p.id = e.person_id
LEFT JOIN case_worker w ON w.id = e.case_worker_id
""",
    "CREATE INDEX figure_episode_person ON figure_episode(person, registered_on)",
    """
CREATE TEMP TABLE figure_occupation (
    person INTEGER, verified_on TEXT, id TEXT, kind TEXT, PRIMARY KEY (person, verified_on, id)
) WITHOUT ROWID
""",
    f"""
INSERT INTO figure_occupation
SELECT p.person, o.verified_on, o.id, {_KIND}
FROM occupation o CROSS JOIN figure_person p ON p.id = o.person_id ORDER BY 1, 2, 3
""",
    f"""
CREATE TEMP TABLE figure_measure AS
SELECT p.person, p.sex, {_MEASURE} AS kind, m.response, {_END_REASON} AS end_reason,
       {_AFTER} AS occupation_after, m.offered_on, m.started_on, m.ended_on
FROM measure m CROSS JOIN figure_person p ON p.id = m.person_id
""",
    "CREATE INDEX figure_measure_person ON figure_measure(person, started_on, ended_on)",
)

PERIOD_TABLES = ("period_attempt", "counted_person")

PERIOD = (
    f"""
CREATE TEMP TABLE period_attempt AS
SELECT p.person, a.made_on, {_CHANNEL} AS channel, a.outcome, a.outcome IN ({{reached}}) AS reached
FROM contact_attempt a CROSS JOIN figure_person p ON p.id = a.person_id
WHERE a.made_on BETWEEN :first AND :last
""",
    """
CREATE TEMP TABLE counted_person (
    person INTEGER PRIMARY KEY, sex TEXT, age INTEGER, open_episode TEXT, attempts INTEGER, reached INTEGER,
    in_measure INTEGER, occupation TEXT, verified_in_period INTEGER
)
""",
    """
INSERT INTO counted_person
WITH covered AS (
    SELECT person, sex, birth_date, date(max(min(ends_on, :after)), '-1 day') AS last_day,
           max(CASE WHEN ends_on > :last THEN registered_on || worker_id || '|' || worker END)
             AS open_episode
    FROM figure_episode
    WHERE NOT in_error AND registered_on <= :last AND min(ends_on, :after) > max(registered_on, :first)
    GROUP BY person
), tried AS (
    SELECT person, count(*) AS attempts, max(reached) AS reached FROM period_attempt GROUP BY person
)
SELECT c.person, c.sex,
       cast(substr(c.last_day, 1, 4) AS INTEGER) - cast(substr(c.birth_date, 1, 4) AS INTEGER)
         - (substr(c.last_day, 6) < substr(c.birth_date, 6)),
       c.open_episode, coalesce(t.attempts, 0), coalesce(t.reached, 0),
       EXISTS (SELECT 1 FROM figure_measure m WHERE m.person = c.person AND m.started_on <= :last
               AND (m.ended_on IS NULL OR m.ended_on >= max(m.started_on, :first))),
       CASE WHEN c.open_episode IS NOT NULL THEN
            (SELECT o.verified_on || '|' || o.kind FROM figure_occupation o
             WHERE o.person = c.person AND o.verified_on <= :last
             ORDER BY o.verified_on DESC, o.id DESC LIMIT 1) END,
       EXISTS (SELECT 1 FROM figure_occupation o
               WHERE o.person = c.person AND o.verified_on BETWEEN :first AND :last)
FROM covered c LEFT JOIN tried t ON t.person = c.person
""",
)

PEOPLE_BY_FACTS = """
SELECT {who}, sex, age, open_episode IS NOT NULL, reached, attempts > 0, in_measure, verified_in_period,
       coalesce(substr(open_episode, instr(open_episode, '|') + 1), ''),
       substr(occupation, 12), occupation IS NOT NULL AND substr(occupation, 1, 10) >= :fresh_from, count(*)
FROM counted_person p
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
"""

ATTEMPTS = """
SELECT {who}, p.sex, p.age, a.channel, a.outcome, count(*)
FROM period_attempt a CROSS JOIN counted_person p ON p.person = a.person
GROUP BY 1, 2, 3, 4, 5
"""

REGISTERED = """
SELECT e.person, e.sex, c.age, e.registration_reason,
       NOT EXISTS (SELECT 1 FROM figure_episode f WHERE f.person = e.person
                   AND f.registered_on < e.registered_on AND NOT f.in_error)
FROM figure_episode e LEFT JOIN counted_person c ON c.person = e.person
WHERE e.registered_on BETWEEN :first AND :last AND NOT e.in_error
"""

DEREGISTERED = """
SELECT e.person, e.sex, c.age, e.deregistration_reason
FROM figure_episode e LEFT JOIN counted_person c ON c.person = e.person
WHERE e.deregistered_on BETWEEN :first AND :last
"""

MEASURES = """
SELECT {who}, p.sex, c.age, p.kind, p.response, p.end_reason, p.occupation_after,
       p.offered_on BETWEEN :first AND :last, p.started_on BETWEEN :first AND :last,
       p.ended_on BETWEEN :first AND :last, count(*)
FROM figure_measure p LEFT JOIN counted_person c ON c.person = p.person
WHERE p.offered_on BETWEEN :first AND :last OR p.started_on BETWEEN :first AND :last
   OR p.ended_on BETWEEN :first AND :last
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
"""

# An attempt on or after a registration in the period, and not after the period, lies in the period itself.
DAYS_TO_FIRST = """
SELECT e.person, e.sex, cast(julianday(min(a.made_on)) - julianday(e.registered_on) AS INTEGER),
       cast(julianday(min(CASE WHEN a.reached THEN a.made_on END)) - julianday(e.registered_on) AS INTEGER)
FROM period_attempt a CROSS JOIN figure_episode e
  ON e.person = a.person AND e.registered_on BETWEEN :first AND a.made_on
 AND (e.deregistered_on IS NULL OR a.made_on < e.deregistered_on) AND NOT e.in_error
GROUP BY e.rowid
"""
