"""Differences that were rejected, and taking that back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.reconcile_decisions import DecisionKind, RejectReason
from kaa_desktop.domain.reconciliation import Difference
from kaa_desktop.services.reconcile_rows import ReconcileRow, describe
from kaa_desktop.services.reconciliation import Standing
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.reconcile_decisions import DecisionKey, forget_decisions, load_decisions


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A difference that does not ask for an action any more, and why somebody said so.

    Attributes:
        as_of: the day of the reconciliation in which it was rejected.
    """

    row: ReconcileRow
    reason: RejectReason
    as_of: date

    @property
    def key(self) -> DecisionKey:
        """What is taken back."""
        return self.row.difference.key, self.row.difference.group


def rejected_rows(workspace: Workspace, standing: Standing) -> tuple[RejectedRow, ...]:
    """The rejected differences that would ask for an action on the day of the reconciliation."""
    with workspace.register.read() as connection:
        decisions = load_decisions(connection)
    rejected: dict[DecisionKey, tuple[RejectReason, date]] = {
        key: (RejectReason(decision.reason), decision.as_of)
        for key, decision in decisions.items()
        if decision.kind is DecisionKind.REJECTED
    }
    shown = [one for one in standing.put_aside if _key(one) in rejected]
    return tuple(
        RejectedRow(row, *rejected[_key(row.difference)]) for row in describe(workspace, standing, shown)
    )


def take_back(workspace: Workspace, keys: Collection[DecisionKey]) -> tuple[int, Changes]:
    """Let rejected differences ask for an action again; returns how many.

    Raises:
        InvalidInputError: `reconcile.changed_since` where one of them is not rejected any more.
    """
    register = workspace.register
    with register.operation("reconcile.take_back", {"people": len(keys)}) as scope:
        decisions = load_decisions(scope.connection)
        for key in keys:
            known = decisions.get(key)
            if known is None or known.kind is not DecisionKind.REJECTED:
                raise InvalidInputError("reconcile.changed_since")
        forget_decisions(scope, keys)
        return len(keys), register.changes(scope)


def _key(difference: Difference) -> DecisionKey:
    return difference.key, difference.group
