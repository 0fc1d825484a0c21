"""The work list: who asks for something today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.contact_plan import ContactPlan, check_plan, next_step, parse_plan
from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.work_list import WEEK, WorkFilter, WorkGroup, WorkItem, WorkRow, reasons_for
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import work_items, work_list
from kaa_desktop.storage.leaves import workers_of
from kaa_desktop.storage.person_lists import rows_for
from kaa_desktop.storage.settings import load_settings
from kaa_desktop.storage.work_list import PlacedItem, WorkQuery

_CANNOT_WRITE_NOW = frozenset({"register.locked", "register.read_only", "register.disk_full"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCounts:
    """How many people a plan would make due: by today, and in the week that begins today."""

    now: int
    week: int


def list_work(workspace: Workspace, wanted: WorkFilter, *, offset: int, limit: int) -> tuple[WorkRow, ...]:
    """A page of a group, the most urgent first; protected people by case number only."""
    bring_up_to_date(workspace)
    with workspace.register.read() as connection:
        query = _query(connection, workspace, wanted)
        items = work_list.page_of_work(connection, query, offset=offset, limit=limit)
        return _rows(connection, workspace, items, query.plan)


def count_work(workspace: Workspace, wanted: WorkFilter) -> Mapping[WorkGroup, int]:
    """How many people each group holds, with the rest of the filter as it is."""
    bring_up_to_date(workspace)
    with workspace.register.read() as connection:
        return work_list.count_work(connection, _query(connection, workspace, wanted))


def length_of_work(workspace: Workspace, wanted: WorkFilter) -> int:
    """How many people the group holds."""
    bring_up_to_date(workspace)
    with workspace.register.read() as connection:
        query = _query(connection, workspace, wanted)
        return work_list.count_work(connection, query, (wanted.group,))[wanted.group]


def people_of_work(workspace: Workspace, wanted: WorkFilter) -> tuple[str, ...]:
    """The ids of everybody in a group, in its order."""
    bring_up_to_date(workspace)
    with workspace.register.read() as connection:
        return work_list.people_of_work(connection, _query(connection, workspace, wanted))


def work_of(workspace: Workspace, person_id: str) -> WorkRow | None:
    """Where one person stands; None without an open episode."""
    bring_up_to_date(workspace)
    with workspace.register.read() as connection:
        return work_now(connection, workspace, person_id)


def work_now(connection: Connection, workspace: Workspace, person_id: str) -> WorkRow | None:
    """As `work_of`, where the list is up to date."""
    items = work_list.work_of(connection, person_id)
    rows = _rows(connection, workspace, items, parse_plan(load_settings(connection).contact_plan))
    return rows[0] if rows else None


def work_areas(workspace: Workspace) -> tuple[tuple[str, int], ...]:
    """Where the people on the list live, with how many."""
    bring_up_to_date(workspace)
    with workspace.register.read() as connection:
        return work_list.areas(connection)


def has_own_work(workspace: Workspace) -> bool:
    """Whether the user is responsible for anybody, or stands in for somebody who is."""
    bring_up_to_date(workspace)
    with workspace.register.read() as connection:
        workers = workers_of(connection, workspace.register.actor, workspace.today)
        return work_list.any_of(connection, workers)


def warnings_due(workspace: Workspace) -> int:
    """How many early warnings of schools are to be followed up by today."""
    with workspace.register.read() as connection:
        return work_list.count_warnings_due(connection, workspace.today)


def simulate_plan(workspace: Workspace, plan: ContactPlan) -> DueCounts:
    """How many people would be due with this plan, if it were in force today.

    Raises:
        InvalidInputError: the plan leads nowhere.
    """
    check_plan(plan)
    bring_up_to_date(workspace)
    today = workspace.today
    now = week = 0
    with workspace.register.read() as connection:
        freshness = load_settings(connection).freshness_days
        for facts, muted_until in work_items.all_facts(connection):
            if muted_until and muted_until > today:
                continue
            due = next_step(facts, plan, today, freshness_days=freshness).due_on
            now += due <= today
            week += due <= today + WEEK
    return DueCounts(now=now, week=week)


def is_up_to_date(connection: Connection, workspace: Workspace) -> bool:
    """Whether nothing has changed since the derived rows were brought up to date."""
    return not work_items.out_of_date(connection, workspace.today)


def bring_up_to_date(workspace: Workspace) -> None:
    """Bring the derived rows up to date.

    Where another program holds the register for long, the list as it was is better than none.
    """
    register, today = workspace.register, workspace.today
    with register.read() as connection:
        if is_up_to_date(connection, workspace):
            return
    try:
        with register.maintenance() as connection:
            settings = load_settings(connection)
            rules = work_items.WorkRules(
                plan=parse_plan(settings.contact_plan),
                freshness_days=settings.freshness_days,
                reached=workspace.code_lists.reached_outcomes,
                today=today,
            )
            work_items.bring_up_to_date(connection, rules)
    except RegisterError as error:
        if error.code not in _CANNOT_WRITE_NOW:
            raise


def _query(connection: Connection, workspace: Workspace, wanted: WorkFilter) -> WorkQuery:
    today = workspace.today
    name = wanted.worker or (workspace.register.actor if wanted.mine else "")
    return WorkQuery(
        wanted=wanted,
        workers=workers_of(connection, name, today) if name else None,
        plan=parse_plan(load_settings(connection).contact_plan),
        today=today,
    )


def _rows(
    connection: Connection, workspace: Workspace, items: Sequence[PlacedItem], plan: ContactPlan
) -> tuple[WorkRow, ...]:
    numbers = [placed.row_number for placed in items]
    people = rows_for(connection, numbers, reached=workspace.code_lists.reached_outcomes)
    by_id = {person.id: person for person in people}
    return tuple(
        _row(by_id[placed.person_id], placed.item, plan, workspace.today)
        for placed in items
        if placed.person_id in by_id
    )


def _row(person: PersonListRow, item: WorkItem, plan: ContactPlan, today: date) -> WorkRow:
    return WorkRow(
        person=person,
        item=item,
        reasons=reasons_for(item, plan, today),
        known=item.stale_on is not None and item.stale_on > today,
    )
