"""What the quarterly report shows beside the figures; from the facts that these are counted from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.quarter_report import (
    AreaLine,
    Freshness,
    QuarterDetails,
    QuarterPerson,
    WorkerLine,
)
from kaa_desktop.storage.days import day_of
from kaa_desktop.storage.figures import FactRunner, FigureRules, copied_facts, period_facts

GOING_STALE_DAYS = 30
_KNOWN = "p.occupation IS NOT NULL AND substr(p.occupation, 1, 10) >= :fresh_from"
_WORKER = "substr(p.open_episode, instr(p.open_episode, '|') + 1)"

_AT_END = f"""
SELECT {_WORKER}, count(*), sum(NOT ({_KNOWN} AND substr(p.occupation, 12) <> 'unknown')),
       sum(p.attempts = 0)
FROM counted_person p WHERE p.open_episode IS NOT NULL GROUP BY 1
"""
_BEFORE = f"SELECT {_WORKER}, count(*) FROM counted_person p WHERE p.open_episode IS NOT NULL GROUP BY 1"
_REGISTERED = """
SELECT worker, count(DISTINCT person) FROM figure_episode
WHERE registered_on BETWEEN :first AND :last AND NOT in_error GROUP BY 1
"""
_DEREGISTERED = """
SELECT worker, count(DISTINCT person) FROM figure_episode
WHERE deregistered_on BETWEEN :first AND :last GROUP BY 1
"""
_ATTEMPTS = """
SELECT coalesce(w.name, ''), count(*)
FROM contact_attempt a CROSS JOIN figure_person f ON f.id = a.person_id
CROSS JOIN counted_person p ON p.person = f.person LEFT JOIN case_worker w ON w.id = a.case_worker_id
WHERE a.made_on BETWEEN :first AND :last GROUP BY 1
"""
_MEASURES = """
SELECT coalesce(w.name, ''), sum(coalesce(m.offered_on BETWEEN :first AND :last, 0)),
       sum(coalesce(m.started_on BETWEEN :first AND :last, 0))
FROM measure m LEFT JOIN case_worker w ON w.id = m.case_worker_id
WHERE m.offered_on BETWEEN :first AND :last OR m.started_on BETWEEN :first AND :last GROUP BY 1
"""
_CHANNELS = """
SELECT a.channel, a.outcome, count(*) FROM period_attempt a CROSS JOIN counted_person p ON p.person = a.person
GROUP BY 1, 2
"""
_AREA = "trim(substr(y.postal_code, 1, 3) || ' ' || y.city)"
_AREAS = f"""
SELECT {_AREA}, count(*), sum(p.open_episode IS NOT NULL), sum(p.reached),
       sum(p.open_episode IS NOT NULL AND NOT ({_KNOWN} AND substr(p.occupation, 12) <> 'unknown'))
FROM counted_person p CROSS JOIN young_person y ON y.row_number = p.person GROUP BY 1 ORDER BY 2 DESC, 1
"""
_FRESHNESS = f"""
SELECT CASE WHEN p.occupation IS NULL THEN 'never_known'
            WHEN substr(p.occupation, 12) = 'unknown' THEN 'told_unknown'
            WHEN NOT ({_KNOWN}) THEN 'stale'
            WHEN substr(p.occupation, 1, 10) < :stale_soon THEN 'going_stale' ELSE 'known' END, count(*)
FROM counted_person p WHERE p.open_episode IS NOT NULL GROUP BY 1
"""
_PEOPLE = f"""
SELECT y.number, y.number_kind, y.case_number, y.first_name, y.last_name, {_AREA},
       coalesce({_WORKER}, ''), p.age, p.open_episode IS NOT NULL, p.attempts, p.reached, p.in_measure,
       (SELECT o.verified_on || '|' || o.kind FROM figure_occupation o
        WHERE o.person = p.person AND o.verified_on <= :last ORDER BY o.verified_on DESC, o.id DESC LIMIT 1)
FROM counted_person p CROSS JOIN young_person y ON y.row_number = p.person
ORDER BY 7, y.sort_name, y.case_number
"""


def quarter_details(
    connection: Connection, counted: Period, rules: FigureRules, overdue: Mapping[str, int] | None = None
) -> QuarterDetails:
    """What happened in the quarter by case worker, channel and area.

    Args:
        connection: a consistent view of the register.
        counted: the part of the quarter that has been.
        rules: of the municipality.
        overdue: people by case worker who are overdue today; None where that does not belong here.
    """
    eve = counted.first - timedelta(days=1)
    with copied_facts(connection):
        with period_facts(connection, Period(eve, eve), rules) as run:
            before = run.rows(_BEFORE)
        with period_facts(connection, counted, rules) as run:
            return QuarterDetails(
                workers=_workers(run, before, overdue),
                channels=_channels(run.rows(_CHANNELS)),
                areas=tuple(AreaLine(*row) for row in run.rows(_AREAS)),
                freshness=Freshness(**dict(_with_limit(run, counted).rows(_FRESHNESS))),
            )


def quarter_people(connection: Connection, counted: Period, rules: FigureRules) -> tuple[QuarterPerson, ...]:
    """Everybody in the register during the quarter, by case worker and name."""
    with copied_facts(connection), period_facts(connection, counted, rules) as run:
        return tuple(map(_person, run.rows(_PEOPLE)))


def workers_of(connection: Connection, person_ids: Sequence[str]) -> Mapping[str, int]:
    """How many of these people on the work list each case worker has."""
    rows = connection.exec_driver_sql(
        "SELECT coalesce(w.name, ''), count(*) FROM work_item i LEFT JOIN case_worker w"
        " ON w.id = i.case_worker_id WHERE i.person_id IN (SELECT value FROM json_each(?)) GROUP BY 1",
        (json.dumps(list(person_ids)),),
    )
    return {str(name): int(number) for name, number in rows}


def _with_limit(run: FactRunner, counted: Period) -> FactRunner:
    """The day after which an occupation stays fresh for a while yet."""
    fresh_from = date.fromisoformat(run.bound["fresh_from"])
    soon = min(fresh_from + timedelta(days=GOING_STALE_DAYS), counted.last)
    return FactRunner(run.connection, {**run.bound, "stale_soon": soon.isoformat()})


def _workers(run: FactRunner, before: list[Any], overdue: Mapping[str, int] | None) -> tuple[WorkerLine, ...]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for names, rows in (
        (("before",), before),
        (("at_end", "not_known", "without_attempt"), run.rows(_AT_END)),
        (("registered",), run.rows(_REGISTERED)),
        (("deregistered",), run.rows(_DEREGISTERED)),
        (("attempts",), run.rows(_ATTEMPTS)),
        (("offers", "measures_begun"), run.rows(_MEASURES)),
        (("overdue",), list((overdue or {}).items())),
    ):
        for worker, *numbers in rows:
            found[worker] |= dict(zip(names, numbers, strict=True))
    if overdue is not None:
        found = defaultdict(dict, {worker: {"overdue": 0, **numbers} for worker, numbers in found.items()})
    order = sorted(found, key=lambda worker: (not worker, worker))
    return tuple(WorkerLine(worker=worker, **found[worker]) for worker in order)


def _channels(rows: list[Any]) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for channel, outcome, number in rows:
        found[channel][outcome] = number
    return found


def _person(row: Any) -> QuarterPerson:
    value, kind, case_number, first_name, last_name, area, worker, age, at_end, attempts, *rest = row
    reached, in_measure, told = rest
    verified_on, _, occupation = (told or "").partition("|")
    number = PersonalNumber(value, PersonalNumberKind(kind)).formatted if value else case_number
    return QuarterPerson(
        number=number,
        name=case_number or f"{first_name} {last_name}".strip(),
        area=area,
        worker=worker,
        age=age,
        at_end=bool(at_end),
        attempts=attempts,
        reached=bool(reached),
        in_measure=bool(in_measure),
        occupation=occupation,
        verified_on=day_of(verified_on),
    )
