"""Plan rounds of home visits: who is visited and in which order, who goes, and when they are back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.home_visits import (
    MOST_VISITS,
    CandidateFilter,
    RoundPlan,
    RoundView,
    VisitArea,
    VisitCandidate,
    VisitRound,
    check_plan,
    in_order_of_area,
)
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import home_visits as storage
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.visit_candidates import visit_areas, visit_candidates, without_protected

MOST_ROUNDS = 200
MOST_CANDIDATES = 300


@dataclass(frozen=True, slots=True)
class AddedVisits:
    """What came of putting people on a round.

    Attributes:
        left_out: protected people, whose addresses never stand on a round.
    """

    round_id: str
    added: int
    left_out: int


def plan_round(
    workspace: Workspace, plan: RoundPlan, person_ids: Sequence[str] = ()
) -> tuple[AddedVisits, Changes]:
    """A new round with the people on it, ordered by area.

    Raises:
        InvalidInputError: where the plan cannot be, or holds too many people.
    """
    plan = _checked(plan)
    register = workspace.register
    with register.operation("visit.plan", {"people": len(person_ids)}) as scope:
        round_id = storage.add_round(scope, plan)
        added = _add(scope, round_id, person_ids)
        _order_by_area(scope, round_id)
        return added, register.changes(scope)


def change_round(workspace: Workspace, round_id: str, plan: RoundPlan) -> Changes:
    """Another day, area, company or time.

    Raises:
        InvalidInputError: where the plan cannot be, or the round is gone.
    """
    plan = _checked(plan)
    register = workspace.register
    with register.operation("visit.change") as scope:
        _existing(scope, round_id)
        storage.change_round(scope, round_id, plan)
        return register.changes(scope)


def remove_round(workspace: Workspace, round_id: str) -> Changes:
    """Take a round away; what has been logged of it stays with each person."""
    register = workspace.register
    with register.operation("visit.remove") as scope:
        _existing(scope, round_id)
        storage.remove_round(scope, round_id)
        return register.changes(scope)


def add_visits(workspace: Workspace, round_id: str, person_ids: Sequence[str]) -> tuple[AddedVisits, Changes]:
    """Put people at the end of a round; those who are on it already stay where they are.

    Raises:
        InvalidInputError: `visit.too_many`, or `visit.round_unknown`.
    """
    register = workspace.register
    with register.operation("visit.add", {"people": len(person_ids)}) as scope:
        _existing(scope, round_id)
        added = _add(scope, round_id, person_ids)
        return added, register.changes(scope)


def remove_visits(workspace: Workspace, round_id: str, visit_ids: Sequence[str]) -> Changes:
    """Take people off a round."""
    register = workspace.register
    with register.operation("visit.take_off", {"people": len(visit_ids)}) as scope:
        storage.remove_visits(scope, round_id, visit_ids)
        return register.changes(scope)


def order_visits(workspace: Workspace, round_id: str, visit_ids: Sequence[str]) -> Changes:
    """Put the visits in that order."""
    register = workspace.register
    with register.operation("visit.order") as scope:
        storage.order_visits(scope, round_id, visit_ids)
        return register.changes(scope)


def order_by_area(workspace: Workspace, round_id: str) -> Changes:
    """Put neighbours beside each other."""
    register = workspace.register
    with register.operation("visit.order") as scope:
        _existing(scope, round_id)
        _order_by_area(scope, round_id)
        return register.changes(scope)


def check_in(workspace: Workspace, round_id: str) -> Changes:
    """Those who went are back."""
    register = workspace.register
    with register.operation("visit.back") as scope:
        _existing(scope, round_id)
        storage.note_back(scope, round_id, register.now().astimezone(UTC))
        return register.changes(scope)


def list_rounds(workspace: Workspace) -> tuple[VisitRound, ...]:
    """The newest rounds, newest day first."""
    with workspace.register.read() as connection:
        return storage.list_rounds(connection, limit=MOST_ROUNDS)


def open_round(workspace: Workspace, round_id: str) -> RoundView:
    """A round with its visits in order.

    Raises:
        InvalidInputError: `visit.round_unknown`.
    """
    with workspace.register.read() as connection:
        found = storage.get_round(connection, round_id)
        if found is None:
            raise InvalidInputError("visit.round_unknown")
        return RoundView(found, storage.visits_of(connection, round_id, found.plan.planned_on))


def missing_rounds(workspace: Workspace) -> tuple[VisitRound, ...]:
    """Rounds whose people should have been back by now and have not said that they are."""
    now = local_now(workspace)
    with workspace.register.read() as connection:
        out = storage.rounds_out(connection, now.date())
    return tuple(found for found in out if found.is_missing(now))


def list_visit_areas(workspace: Workspace) -> tuple[VisitArea, ...]:
    """Postal codes with somebody who can be visited."""
    with workspace.register.read() as connection:
        return visit_areas(connection, workspace.today)


def find_visit_candidates(workspace: Workspace, wanted: CandidateFilter) -> tuple[VisitCandidate, ...]:
    """People to choose from, by address; at most `MOST_CANDIDATES`. Protected people are never among them."""
    with workspace.register.read() as connection:
        return visit_candidates(connection, wanted, workspace.today, limit=MOST_CANDIDATES)


def local_now(workspace: Workspace) -> datetime:
    """The time on the wall where the user is, without zone."""
    return workspace.register.now().astimezone().replace(tzinfo=None)


def _checked(plan: RoundPlan) -> RoundPlan:
    tidy = replace(plan, area=" ".join(plan.area.split()), phone=" ".join(plan.phone.split()))
    check_plan(tidy)
    return tidy


def _existing(scope: OperationScope, round_id: str) -> VisitRound:
    found = storage.get_round(scope.connection, round_id)
    if found is None:
        raise InvalidInputError("visit.round_unknown")
    return found


def _add(scope: OperationScope, round_id: str, person_ids: Sequence[str]) -> AddedVisits:
    wanted = list(dict.fromkeys(person_ids))
    allowed = without_protected(scope.connection, wanted)
    added = storage.add_visits(scope, round_id, allowed)
    if _existing(scope, round_id).visits > MOST_VISITS:
        raise InvalidInputError("visit.too_many", limit=MOST_VISITS)
    return AddedVisits(round_id, added, len(wanted) - len(allowed))


def _order_by_area(scope: OperationScope, round_id: str) -> None:
    found = _existing(scope, round_id)
    visits = storage.visits_of(scope.connection, round_id, found.plan.planned_on)
    storage.order_visits(scope, round_id, [visit.id for visit in in_order_of_area(visits)])
