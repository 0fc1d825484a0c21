"""The work list by groups and pages, from the derived rows alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.contact_plan import ContactPlan, NextStep, StepReason
from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.work_list import (
    TURNING_18_DAYS,
    WEEK,
    Flaw,
    MuteReason,
    WorkFilter,
    WorkGroup,
    WorkItem,
    WorkOrder,
)
from kaa_desktop.storage.days import day_of
from kaa_desktop.storage.engine import named_rows

_COLUMNS = (
    "row_number, person_id, case_worker_id, last_attempt_on, channel, due_on, reason, stale_on,"
    " measure_due_on, muted_until, mute_reason, turns_18_on, turns_20_on, flaws"
)
_CONDITIONS: Mapping[WorkGroup, str] = MappingProxyType(
    {
        WorkGroup.DUE: "due_on <= :today",
        WorkGroup.OVERDUE: "due_on < :today",
        WorkGroup.TODAY: "due_on = :today",
        WorkGroup.WEEK: "due_on > :today AND due_on <= :week",
        WorkGroup.NEVER_ATTEMPTED: "last_attempt_on IS NULL",
        WorkGroup.GOING_STALE: "stale_on > :today AND stale_on <= :stale",
        WorkGroup.UNASSIGNED: "case_worker_id = ''",
        WorkGroup.TURNING_20: "turns_20_on > :today AND turns_20_on <= :before_20",
        WorkGroup.TURNING_18: "turns_18_on > :today AND turns_18_on <= :before_18",
        WorkGroup.MEASURES: "measure_due_on <= :today",
        WorkGroup.FLAWS: "flaws <> ''",
        WorkGroup.MUTED: "muted_until > :today",
    }
)
_ORDERS: Mapping[WorkGroup, str] = MappingProxyType(
    {
        WorkGroup.NEVER_ATTEMPTED: "registered_on",
        WorkGroup.GOING_STALE: "stale_on",
        WorkGroup.TURNING_20: "turns_20_on",
        WorkGroup.TURNING_18: "turns_18_on",
        WorkGroup.MEASURES: "measure_due_on",
        WorkGroup.FLAWS: "registered_on",
        WorkGroup.MUTED: "muted_until",
    }
)
_OF_PERSON = "(SELECT {what} FROM young_person p WHERE p.row_number = work_item.row_number)"
_OCCUPATION = (
    "(SELECT o.kind FROM occupation o WHERE o.person_id = work_item.person_id"
    " ORDER BY o.verified_on DESC, o.id DESC LIMIT 1)"
)
_SORTED: Mapping[WorkOrder, tuple[str, ...]] = MappingProxyType(
    {
        WorkOrder.NAME: (_OF_PERSON.format(what="p.sort_name"),),
        WorkOrder.DUE: ("due_on",),
        WorkOrder.STEP: ("channel", "due_on"),
        WorkOrder.AGE: (_OF_PERSON.format(what="iif(p.sealed = '', -julianday(p.birth_date), NULL)"),),
        WorkOrder.OCCUPATION: (f"iif(stale_on > :today, {_OCCUPATION}, NULL)", "stale_on"),
        WorkOrder.WORKER: (
            "(SELECT w.name FROM case_worker w WHERE w.id = work_item.case_worker_id)",
            "due_on",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class WorkQuery:
    """A filter with what it means today.

    Attributes:
        workers: ids of those whose people are meant, None for all.
    """

    wanted: WorkFilter
    workers: frozenset[str] | None
    plan: ContactPlan
    today: date


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item, and whose it is."""

    row_number: int
    person_id: str
    item: WorkItem


def page_of_work(
    connection: Connection, query: WorkQuery, *, offset: int, limit: int
) -> tuple[PlacedItem, ...]:
    """A page of the group, the most urgent first."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM work_item WHERE {_where(query, query.wanted.group)}"
        f" ORDER BY {_order(query)} LIMIT :limit OFFSET :offset",
        {**_values(query), "limit": limit, "offset": offset},
    )
    return tuple(_placed(row) for row in rows)


def count_work(
    connection: Connection, query: WorkQuery, groups: Iterable[WorkGroup] = WorkGroup
) -> Mapping[WorkGroup, int]:
    """How many people each of these groups holds, all in one statement.

    Everybody's are counted each from its own index; of those whom a filter leaves, in one pass.
    """
    counted = tuple(groups)
    narrowed = " AND ".join(_narrowing(query))
    if narrowed:
        counts = ", ".join(f"coalesce(sum({_belongs(group)}), 0)" for group in counted)
        statement = f"SELECT {counts} FROM work_item WHERE {narrowed}"
    else:
        counts = ", ".join(f"(SELECT count(*) FROM work_item WHERE {_belongs(group)})" for group in counted)
        statement = f"SELECT {counts}"
    row = connection.exec_driver_sql(statement, _values(query)).one()
    return dict(zip(counted, row, strict=True))


def people_of_work(connection: Connection, query: WorkQuery) -> tuple[str, ...]:
    """The ids of everybody in the group, in its order."""
    rows = connection.exec_driver_sql(
        f"SELECT person_id FROM work_item WHERE {_where(query, query.wanted.group)} ORDER BY {_order(query)}",
        _values(query),
    )
    return tuple(str(row[0]) for row in rows)


def work_of(connection: Connection, person_id: str) -> tuple[PlacedItem, ...]:
    """Where one person stands; nothing without an open episode."""
    rows = named_rows(connection, f"SELECT {_COLUMNS} FROM work_item WHERE person_id = ?", (person_id,))
    return tuple(_placed(row) for row in rows)


def any_of(connection: Connection, workers: Iterable[str]) -> bool:
    """Whether any of these workers is responsible for anybody."""
    return any(
        connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM work_item WHERE case_worker_id = ?)", (worker,)
        ).scalar_one()
        for worker in workers
    )


def areas(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Where the people on the list live, with how many."""
    rows = connection.exec_driver_sql(
        "SELECT area, count(*) FROM work_item WHERE area <> '' GROUP BY area ORDER BY area"
    )
    return tuple((str(area), int(number)) for area, number in rows)


def count_warnings_due(connection: Connection, today: date) -> int:
    """Early warnings of schools whose day of follow-up has come."""
    return int(
        connection.exec_driver_sql(
            "SELECT count(*) FROM school_notice WHERE status = ? AND follow_up_on <= ?",
            (NoticeStatus.EARLY_WARNING.value, today.isoformat()),
        ).scalar_one()
    )


def _order(query: WorkQuery) -> str:
    """What is not known comes last, whichever way round."""
    wanted = query.wanted
    parts = _SORTED.get(wanted.order)
    if parts is None:
        return f"{_ORDERS.get(wanted.group, 'due_on')}, row_number"
    way = "DESC" if wanted.descending else "ASC"
    return ", ".join([f"{parts[0]} {way} NULLS LAST", *parts[1:], "row_number"])


def _where(query: WorkQuery, group: WorkGroup) -> str:
    return " AND ".join([_belongs(group), *_narrowing(query)])


def _belongs(group: WorkGroup) -> str:
    """Whoever is muted stands in no group but that one."""
    condition = _CONDITIONS[group]
    return condition if group is WorkGroup.MUTED else f"{condition} AND muted_until <= :today"


def _narrowing(query: WorkQuery) -> list[str]:
    """What the rest of the filter asks for."""
    wanted, parts = query.wanted, []
    if query.workers is not None:
        parts.append(f"case_worker_id IN ({_marks('worker', query.workers)})")
    if wanted.areas:
        parts.append(f"area IN ({_marks('area', wanted.areas)})")
    if _match(wanted.text):
        parts.append("row_number IN (SELECT rowid FROM person_words WHERE person_words MATCH :words)")
    return parts


def _values(query: WorkQuery) -> dict[str, Any]:
    today, plan = query.today, query.plan
    days = {
        "today": today,
        "week": today + WEEK,
        "stale": today + timedelta(days=plan.follow_up_days),
        "before_20": today + timedelta(days=plan.letter_before_20_days),
        "before_18": today + timedelta(days=TURNING_18_DAYS),
    }
    values: dict[str, Any] = {name: day.isoformat() for name, day in days.items()}
    values["words"] = _match(query.wanted.text)
    for name, chosen in (("area", query.wanted.areas), ("worker", sorted(query.workers or ()))):
        values |= {f"{name}_{number}": one for number, one in enumerate(chosen)}
    return values


def _match(text: str) -> str:
    """Every word as the beginning of a word in the index of people; empty for no text."""
    return " ".join(f'"{word}"*' for word in re.findall(r"\w+", text))


def _marks(name: str, values: Iterable[str]) -> str:
    return ", ".join(f":{name}_{number}" for number, _ in enumerate(values)) or "NULL"


def _placed(row: Any) -> PlacedItem:
    item = WorkItem(
        step=NextStep(
            channel=row.channel, due_on=date.fromisoformat(row.due_on), reason=StepReason(row.reason)
        ),
        unassigned=not row.case_worker_id,
        attempted=row.last_attempt_on is not None,
        stale_on=day_of(row.stale_on),
        measure_due_on=day_of(row.measure_due_on),
        muted_until=day_of(row.muted_until),
        mute_reason=MuteReason(row.mute_reason) if row.mute_reason else None,
        turns_18_on=day_of(row.turns_18_on),
        turns_20_on=day_of(row.turns_20_on),
        flaws=frozenset(Flaw(flaw) for flaw in row.flaws.split()),
    )
    return PlacedItem(row.row_number, row.person_id, item)
