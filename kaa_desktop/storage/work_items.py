"""Keeps the derived rows of the work list true: facts of whom something has changed, then steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.contact_plan import (
    LETTERS,
    ContactFacts,
    ContactPlan,
    StepByHand,
    next_birthday_change,
    next_step,
    stale_on,
)
from kaa_desktop.domain.occupations import UNKNOWN
from kaa_desktop.domain.personal_number import turns_18_on, turns_20_on
from kaa_desktop.domain.work_list import Flaw
from kaa_desktop.storage.code_sql import shipped_sql
from kaa_desktop.storage.days import day_of, text_of_day
from kaa_desktop.storage.engine import plain_rows

EVERYBODY = ""
"""Stands in `work_dirty` for the plan, which concerns all."""

_FACTS = (
    "registered_on, birth_date, attempt_days, last_attempt_on, last_reached_on, last_letter_on, verified_on,"
    " protected, hand_channel, hand_due_on, hand_set_on, measure_on"
)
_DERIVED = "channel, due_on, reason, stale_on, measure_due_on, turns_18_on, turns_20_on, changes_on"

# One row for each person of whom something has changed and who has an open episode; of two, the later one.
_GATHER = """
INSERT INTO work_item(row_number, person_id, case_worker_id, area, {facts}, muted_until, mute_reason, flaws,
                      channel, due_on, reason)
SELECT p.row_number, p.id, coalesce(e.case_worker_id, ''),
       trim(substr(p.postal_code, 1, 3) || ' ' || p.city),
       e.registered_on, p.birth_date,
       (SELECT count(DISTINCT a.made_on) FROM contact_attempt a
        WHERE a.person_id = p.id AND a.made_on >= e.registered_on AND a.made_on > coalesce(
            (SELECT max(r.made_on) FROM contact_attempt r WHERE r.person_id = p.id
             AND r.made_on >= e.registered_on AND r.outcome IN ({reached})), '')),
       (SELECT max(a.made_on) FROM contact_attempt a
        WHERE a.person_id = p.id AND a.made_on >= e.registered_on),
       (SELECT max(a.made_on) FROM contact_attempt a
        WHERE a.person_id = p.id AND a.made_on >= e.registered_on AND a.outcome IN ({reached})),
       (SELECT max(a.made_on) FROM contact_attempt a
        WHERE a.person_id = p.id AND a.made_on >= e.registered_on AND {channel} IN ({letters})),
       (SELECT iif(o.kind = '{unknown}', NULL, o.verified_on) FROM occupation o WHERE o.person_id = p.id
        ORDER BY o.verified_on DESC, o.id DESC LIMIT 1),
       p.protection <> '',
       s.channel, s.due_on, s.set_on,
       (SELECT min(m.started_on) FROM measure m
        WHERE m.person_id = p.id AND m.started_on IS NOT NULL AND m.ended_on IS NULL),
       coalesce(q.until, ''), coalesce(q.reason, ''),
       trim(iif(e.registration_reason = '', '{no_reason} ', '')
            || iif(p.birth_date IS NULL, '{no_birthday} ', '')
            || iif((SELECT count(*) FROM episode f WHERE f.person_id = p.id AND f.deregistered_on IS NULL)
                   > 1, '{two}', '')),
       '', '', ''
FROM work_dirty d
JOIN young_person p ON p.id = d.person_id
JOIN episode e ON e.rowid = (SELECT f.rowid FROM episode f
                             WHERE f.person_id = p.id AND f.deregistered_on IS NULL
                             ORDER BY f.registered_on DESC, f.id DESC LIMIT 1)
LEFT JOIN next_step s ON s.id = (SELECT n.id FROM next_step n WHERE n.person_id = p.id
                                 AND n.set_on >= e.registered_on ORDER BY n.set_on DESC, n.id DESC LIMIT 1)
LEFT JOIN mute q ON q.id = (SELECT n.id FROM mute n WHERE n.person_id = p.id
                            ORDER BY n.until DESC, n.id DESC LIMIT 1)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRules:
    """What the list is derived by, apart from the facts.

    Attributes:
        reached: outcomes that mean that somebody was reached.
    """

    plan: ContactPlan
    freshness_days: int
    reached: frozenset[str]
    today: date


def out_of_date(connection: Connection, today: date) -> bool:
    """Whether anything has changed since the list was brought up to date, or a birthday has come."""
    rows = plain_rows(
        connection,
        "SELECT EXISTS (SELECT 1 FROM work_dirty) OR EXISTS (SELECT 1 FROM work_item WHERE changes_on <= ?)",
        (today.isoformat(),),
    )
    return bool(rows[0][0])


def bring_up_to_date(connection: Connection, rules: WorkRules) -> None:
    """Gather the facts of whom something has changed, and place them; all, for a new plan."""
    dirty = "SELECT person_id FROM work_dirty"
    everybody = connection.exec_driver_sql(
        "DELETE FROM work_dirty WHERE person_id = ? RETURNING 1", (EVERYBODY,)
    ).first()
    connection.exec_driver_sql(f"DELETE FROM work_item WHERE person_id IN ({dirty})")
    connection.exec_driver_sql(
        _GATHER.format(
            facts=_FACTS,
            reached=_listed(rules.reached),
            letters=_listed(LETTERS),
            channel=shipped_sql("a.channel"),
            unknown=UNKNOWN,
            no_reason=Flaw.NO_REASON.value,
            no_birthday=Flaw.NO_BIRTHDAY.value,
            two=Flaw.TWO_EPISODES.value,
        )
    )
    connection.exec_driver_sql("DELETE FROM work_dirty")
    which = "1" if everybody else "due_on = '' OR changes_on <= ?"
    values = () if everybody else (rules.today.isoformat(),)
    rows = connection.exec_driver_sql(f"SELECT row_number, {_FACTS} FROM work_item WHERE {which}", values)
    placed = [(*_placed(row, rules), row.row_number) for row in rows.all()]
    if placed:
        setting = ", ".join(f"{column} = ?" for column in _DERIVED.split(", "))
        connection.exec_driver_sql(f"UPDATE work_item SET {setting} WHERE row_number = ?", placed)


def all_facts(connection: Connection) -> Iterator[tuple[ContactFacts, date | None]]:
    """The facts of everybody on the list, and until when they are muted."""
    for row in connection.exec_driver_sql(f"SELECT {_FACTS}, muted_until FROM work_item"):
        yield _facts(row), day_of(row.muted_until)


def _placed(row: Any, rules: WorkRules) -> tuple[str | None, ...]:
    """The derived columns."""
    facts = _facts(row)
    step = next_step(facts, rules.plan, rules.today, freshness_days=rules.freshness_days)
    stale, change = stale_on(facts, rules.freshness_days), next_birthday_change(facts, rules.today)
    born, begun = facts.birth_date, day_of(row.measure_on)
    looked_at = max(begun, facts.last_reached_on or begun) if begun else None
    return (
        step.channel,
        step.due_on.isoformat(),
        step.reason.value,
        text_of_day(stale),
        text_of_day(looked_at + timedelta(weeks=rules.plan.measure_weeks)) if looked_at else None,
        text_of_day(turns_18_on(born)) if born else None,
        text_of_day(turns_20_on(born)) if born else None,
        text_of_day(change),
    )


def _facts(row: Any) -> ContactFacts:
    return ContactFacts(
        registered_on=date.fromisoformat(row.registered_on),
        birth_date=day_of(row.birth_date),
        attempt_days=row.attempt_days,
        last_attempt_on=day_of(row.last_attempt_on),
        last_reached_on=day_of(row.last_reached_on),
        last_letter_on=day_of(row.last_letter_on),
        verified_on=day_of(row.verified_on),
        protected=bool(row.protected),
        by_hand=StepByHand(
            channel=row.hand_channel,
            due_on=date.fromisoformat(row.hand_due_on),
            set_on=date.fromisoformat(row.hand_set_on),
        )
        if row.hand_due_on
        else None,
    )


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))
