from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.contact_plan import ContactFacts, ContactPlan, contact_facts, next_step, stale_on
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.register_history import RegisterHistory
from kaa_desktop.domain.work_list import (
    WEEK,
    Flaw,
    WorkFilter,
    WorkGroup,
    WorkItem,
    WorkReason,
    reasons_for,
)
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.contacts import contacts_of
from kaa_desktop.storage.episodes import episodes_of
from kaa_desktop.storage.measures import measures_of
from kaa_desktop.storage.occupations import occupations_of
from kaa_desktop.storage.register_histories import HistoryIntake
from kaa_desktop.storage.work_items import WorkRules, bring_up_to_date, out_of_date
from kaa_desktop.storage.work_list import (
    WorkQuery,
    count_work,
    page_of_work,
    people_of_work,
    work_of,
)
from kaa_desktop.storage.young_people import get_person
from tests.storage.random_registers import FRESHNESS, registers
from tests.storage.slow_figures import REACHED

PLAN = ContactPlan(follow_up_days=5)
days = st.dates(date(2026, 2, 20), date(2026, 5, 20))


def rules(today: date) -> WorkRules:
    return WorkRules(plan=PLAN, freshness_days=FRESHNESS, reached=frozenset(REACHED), today=today)


@contextmanager
def holding(workspace: Workspace, history: RegisterHistory) -> Iterator[Connection]:
    """The register with these people, which it forgets again."""
    register, secret = workspace.register, workspace.person_secret()
    with register.operation("import.register", keep=False) as scope:
        HistoryIntake(scope, register.keys, secret, NoProgress()).take_in(history)
        yield scope.connection


def open_episodes(connection: Connection) -> dict[str, Episode]:
    """The latest open episode of everybody who has one."""
    ids = connection.exec_driver_sql("SELECT id FROM young_person").scalars().all()
    found = {}
    for person_id in ids:
        still = [e for e in episodes_of(connection, person_id) if e.open]
        if still:
            found[str(person_id)] = max(still, key=lambda e: (e.registered_on, e.id))
    return found


def slow_facts(connection: Connection, person_id: str, episode: Episode) -> ContactFacts:
    person = get_person(connection, person_id)
    assert person is not None
    occupations = occupations_of(connection, person_id)
    return contact_facts(
        episode,
        contacts_of(connection, person_id),
        occupations[-1] if occupations else None,
        person.birth_date,
        reached=frozenset(REACHED),
        protected=person.protection is not Protection.NONE,
    )


def item_of(connection: Connection, person_id: str) -> WorkItem:
    (placed,) = work_of(connection, person_id)
    return placed.item


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=registers(), today=days, later=st.integers(0, 90))
def test_the_stored_steps_equal_the_rule(
    shared: Workspace, history: RegisterHistory, today: date, later: int
) -> None:
    """Also some days later, when birthdays have come."""
    with holding(shared, history) as connection:
        bring_up_to_date(connection, rules(today))
        day = today + timedelta(days=later)
        if out_of_date(connection, day):
            bring_up_to_date(connection, rules(day))
        episodes = open_episodes(connection)
        assert connection.exec_driver_sql("SELECT count(*) FROM work_item").scalar() == len(episodes)
        for person_id, episode in episodes.items():
            facts, item = slow_facts(connection, person_id, episode), item_of(connection, person_id)
            assert item.step == next_step(facts, PLAN, day, freshness_days=FRESHNESS)
            assert item.stale_on == stale_on(facts, FRESHNESS)
            assert item.attempted == (facts.last_attempt_on is not None)
            assert item.unassigned == (episode.case_worker_id is None)
            assert (Flaw.NO_REASON in item.flaws) == (episode.registration_reason == "")
            assert (Flaw.NO_BIRTHDAY in item.flaws) == (facts.birth_date is None)
            begun = [m.started_on for m in measures_of(connection, person_id) if m.running and m.started_on]
            assert (item.measure_due_on is not None) == bool(begun)


GROUPS = {
    WorkGroup.TODAY: {WorkReason.TODAY},
    WorkGroup.NEVER_ATTEMPTED: {WorkReason.NEVER_ATTEMPTED},
    WorkGroup.GOING_STALE: {WorkReason.GOING_STALE},
    WorkGroup.UNASSIGNED: {WorkReason.UNASSIGNED},
    WorkGroup.TURNING_20: {WorkReason.TURNING_20},
    WorkGroup.TURNING_18: {WorkReason.TURNING_18},
    WorkGroup.MEASURES: {WorkReason.MEASURE},
    WorkGroup.FLAWS: {WorkReason.NO_REASON, WorkReason.NO_BIRTHDAY, WorkReason.TWO_EPISODES},
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=registers(), today=days)
def test_groups_counts_pages_and_reasons_say_the_same(
    shared: Workspace, history: RegisterHistory, today: date
) -> None:
    with holding(shared, history) as connection:
        bring_up_to_date(connection, rules(today))
        items = {person: item_of(connection, person) for person in open_episodes(connection)}
        counts = count_work(connection, query(today))
        for group in WorkGroup:
            page = page_of_work(connection, query(today, group), offset=0, limit=99)
            assert len(page) == counts[group]
            assert people_of_work(connection, query(today, group)) == tuple(p.person_id for p in page)
            assert {p.person_id for p in page} == {
                person for person, item in items.items() if belongs(item, group, today)
            }


def query(today: date, group: WorkGroup = WorkGroup.DUE) -> WorkQuery:
    return WorkQuery(WorkFilter(group=group), None, PLAN, today)


def belongs(item: WorkItem, group: WorkGroup, today: date) -> bool:
    """As the reasons and the day tell."""
    due = item.step.due_on
    by_day = {
        WorkGroup.DUE: due <= today,
        WorkGroup.OVERDUE: due < today,
        WorkGroup.WEEK: today < due <= today + WEEK,
        WorkGroup.TODAY: due == today,
        WorkGroup.MUTED: False,
    }
    if group in by_day:
        return by_day[group]
    return bool(GROUPS[group] & set(reasons_for(item, PLAN, today)))
