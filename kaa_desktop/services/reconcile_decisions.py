"""Decides on differences: accept, reject with a reason, assign; and tells why somebody is registered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from kaa_desktop.domain.changes import Changes, NoProgress, Progress, together
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.reconcile_decisions import (
    Decision,
    DecisionKind,
    Evidence,
    RejectReason,
    evidence_of,
)
from kaa_desktop.domain.reconciliation import Difference, Group
from kaa_desktop.services.protection import seal_told
from kaa_desktop.services.reconcile_acting import BY_RULE, Acceptance, Acting
from kaa_desktop.services.reconciliation import Comparison, compare
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.reconcile_decisions import decisions_on, save_decisions
from kaa_desktop.storage.register import OperationScope, Transaction
from kaa_desktop.storage.young_people import get_person, person_id_for

_STEP = 50


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was done; `left_alone` are those whom a rule refused or the user may not see."""

    done: int
    left_alone: int = 0


@dataclass(frozen=True, slots=True)
class WhyRegistered:
    """The rule, the day and the source rows by which somebody came into the register."""

    group: Group
    as_of: date
    evidence: tuple[Evidence, ...]


def accept(
    workspace: Workspace,
    as_of: date,
    group: Group,
    keys: Collection[str] | None,
    progress: Progress,
    told: Acceptance = BY_RULE,
) -> tuple[Accepted, Changes]:
    """Do what the differences ask for: of one person, of many, or of a whole group.

    Whoever becomes protected thereby stays so when it is undone.

    Args:
        workspace: the register.
        as_of: the day of the reconciliation.
        group: which differences are meant.
        keys: the people; None for the whole group, where those whom a rule refuses are left alone.
        progress: told how far it has come; where it is cancelled, nothing is changed.
        told: what somebody knows better than the files.

    Raises:
        InvalidInputError: `reconcile.changed_since` where a difference is no more,
            `reconcile.closing_missing` for people missing in the source, or what the rules of episodes
            refuse.
        NotAllowedError: `person.no_right` for protected people without the right.
    """
    workspace.check_code(CodeKind.REGISTRATION_REASON, told.reason, required=False)
    with workspace.register.transaction() as transaction:
        deciding = _deciding(workspace, "reconcile.accept", as_of, group, keys, progress, transaction)
        with deciding as (scope, found, asked):
            one_by_one = keys is not None and len(asked) == 1
            acting = Acting(workspace, scope, found, told)
            accepted = accept_all(scope, found, asked, acting, progress, strict=one_by_one)
            changes = workspace.register.changes(scope)
        sealed = seal_told(workspace, transaction, acting.marks)
    return accepted, together((sealed.changes, changes))


def reject(
    workspace: Workspace, as_of: date, group: Group, keys: Collection[str], reason: RejectReason
) -> tuple[int, Changes]:
    """Do nothing about them; they do not come back until the facts change. Returns how many.

    Raises:
        InvalidInputError: `reconcile.changed_since` where a difference is no more.
    """
    with _deciding(workspace, "reconcile.reject", as_of, group, keys, NoProgress()) as (scope, found, asked):
        save_decisions(
            scope,
            (
                replace(_decision(found, one, DecisionKind.REJECTED), reason=reason.value, evidence=())
                for one in asked
            ),
        )
        return len(asked), workspace.register.changes(scope)


def assign(
    workspace: Workspace, as_of: date, group: Group, keys: Collection[str], case_worker_id: str | None
) -> tuple[int, Changes]:
    """Let somebody, or nobody, look into them; returns how many.

    Raises:
        InvalidInputError: `reconcile.changed_since` where a difference is no more.
    """
    with _deciding(workspace, "reconcile.assign", as_of, group, keys, NoProgress()) as (scope, found, asked):
        save_decisions(
            scope,
            (
                replace(
                    _decision(found, one, DecisionKind.ASSIGNED), case_worker_id=case_worker_id, evidence=()
                )
                for one in asked
            ),
        )
        return len(asked), workspace.register.changes(scope)


def why_registered(workspace: Workspace, person_id: str) -> WhyRegistered | None:
    """What the sources said when the person was registered from them; None for those who came otherwise.

    Of protected people nothing is told without the right.
    """
    secret = workspace.person_secret()
    with workspace.register.read() as connection:
        person = get_person(connection, person_id, clear_with=workspace.register.keys)
        if person is None or person.details is None:
            return None
        decisions = decisions_on(connection, person_id_for(person.details.number, secret))
    for decision in decisions:
        if decision.kind is DecisionKind.ACCEPTED and decision.group in (Group.NEW, Group.DECIDE):
            return WhyRegistered(decision.group, decision.as_of, decision.evidence)
    return None


def accept_all(
    scope: OperationScope,
    found: Comparison,
    asked: Sequence[Difference],
    acting: Acting,
    progress: Progress,
    *,
    strict: bool,
) -> Accepted:
    """Act on each and keep the decision; unless strict, those who are refused are left alone."""
    done: list[Difference] = []
    for number, difference in enumerate(asked):
        if number % _STEP == 0:
            progress.step(number, len(asked))
        try:
            acting.act_on(difference)
        except (InvalidInputError, NotAllowedError):
            if strict:
                raise
        else:
            done.append(difference)
    save_decisions(scope, (_decision(found, one, DecisionKind.ACCEPTED) for one in done))
    return Accepted(len(done), len(asked) - len(done))


@contextmanager
def _deciding(
    workspace: Workspace,
    name: str,
    as_of: date,
    group: Group,
    keys: Collection[str] | None,
    progress: Progress,
    transaction: Transaction | None = None,
) -> Iterator[tuple[OperationScope, Comparison, list[Difference]]]:
    """One operation on differences that stand; compared anew, since somebody else may have acted."""
    secret = workspace.person_secret()
    details: dict[str, str | int] = {"group": group.value}
    if keys is not None:
        details["people"] = len(keys)
    with (transaction or workspace.register).operation(name, details) as scope:
        found = compare(workspace, scope.connection, secret, as_of, progress)
        of_group = {one.key: one for one in found.open_differences() if one.group is group}
        wanted = of_group.keys() if keys is None else dict.fromkeys(keys)
        if any(key not in of_group for key in wanted):
            raise InvalidInputError("reconcile.changed_since")
        yield scope, found, [of_group[key] for key in wanted]


def _decision(found: Comparison, difference: Difference, kind: DecisionKind) -> Decision:
    """With who was assigned before; evidence of protected people is not kept under a key of their number."""
    former = found.decisions.get((difference.key, difference.group))
    resident = found.sources.residents.get(difference.key)
    hidden = resident is None or bool(resident.protection)
    return Decision(
        key=difference.key,
        group=difference.group,
        facts_hash=found.hash_of(difference),
        kind=kind,
        as_of=found.outcome.as_of,
        case_worker_id=former.case_worker_id if former else None,
        evidence=() if hidden else evidence_of(difference.key, found.sources),
    )
