"""Closes a reconciliation: keeps its counts and erases the rows of its sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.changes import Changes, NoProgress, Progress
from kaa_desktop.domain.reconcile_decisions import ClosedReconciliation, SourceStatus
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.services.notice_actions import settle_in
from kaa_desktop.services.protection import protect
from kaa_desktop.services.reconcile_acting import Acting
from kaa_desktop.services.reconcile_decisions import Accepted, accept_all
from kaa_desktop.services.reconciliation import Comparison, compare
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.reconciliations import last_reconciliation, save_reconciliation, source_statuses
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.source_files import erase_sources
from kaa_desktop.storage.staged_unreadable import told_together

_BY_RULE = (Group.NEW, Group.GONE, Group.CHANGED)


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done.

    Attributes:
        left_alone: people whom a rule refused, or whom the user may not see.
        erased: rows of sources; their counts stay.
    """

    registered: int
    closed: int
    changed: int
    left_alone: int
    erased: int


@dataclass(frozen=True, slots=True)
class SourcesOverview:
    """What has been taken in, and the last reconciliation that was closed."""

    sources: tuple[SourceStatus, ...]
    last: ClosedReconciliation | None


def sources_overview(workspace: Workspace) -> SourcesOverview:
    """What stands ready for a reconciliation."""
    with workspace.register.read() as connection:
        return SourcesOverview(source_statuses(connection), last_reconciliation(connection, workspace.today))


def close_reconciliation(
    workspace: Workspace, as_of: date, progress: Progress
) -> tuple[ClosedReconciliation, Changes]:
    """Keep how many were expected and registered, and erase what the register may not keep.

    The sources hold people outside the target group (förordning 2006:39, 4 §);
    decisions stay under keyed hashes alone, evidence only of those in the register.

    Raises:
        InvalidInputError: `reconcile.no_population` where nothing has been taken in.
    """
    register, secret = workspace.register, workspace.person_secret()
    with register.operation("reconcile.close", {"as_of": as_of.isoformat()}) as scope:
        with told_together(scope.connection):
            found = compare(workspace, scope.connection, secret, as_of, progress)
        closed = _finish(workspace, scope, found, secret)
        changes = register.changes(scope)
    with register.maintenance() as connection:
        erase_sources(connection)
    return closed, changes


def apply_reconciliation(workspace: Workspace, as_of: date, progress: Progress) -> tuple[Applied, Changes]:
    """Register everybody new, close everybody gone, take over what changed, and close the reconciliation.

    Those to decide by hand and those missing in the source are never touched.
    """
    register, secret = workspace.register, workspace.person_secret()
    with register.operation("reconcile.close", {"as_of": as_of.isoformat()}) as scope:
        with told_together(scope.connection):
            found = compare(workspace, scope.connection, secret, as_of, progress)
        acting = Acting(workspace, scope, found)
        done: dict[Group, Accepted] = {}
        for group in _BY_RULE:
            asked = [one for one in found.open_differences() if one.group is group]
            done[group] = accept_all(scope, found, asked, acting, progress, strict=False)
        protect(scope, acting.marks, register.keys)
        _finish(workspace, scope, compare(workspace, scope.connection, secret, as_of, NoProgress()), secret)
        changes = register.changes(scope)
    with register.maintenance() as connection:
        erased = erase_sources(connection)
    left = sum(accepted.left_alone for accepted in done.values())
    registered, closed, changed = (done[group].done for group in _BY_RULE)
    return Applied(registered, closed, changed, left, erased), changes


def _finish(
    workspace: Workspace, scope: OperationScope, found: Comparison, secret: str
) -> ClosedReconciliation:
    from kaa_desktop.storage.staged_residents import NewestResidents

    rows = {key: found.sources.residents[key].file_row for key in found.outcome.target_group}
    groups = Counter(difference.group.value for difference in found.open_differences())
    closed = ClosedReconciliation(
        as_of=found.outcome.as_of,
        expected=len(found.outcome.target_group),
        women=NewestResidents(scope.connection, secret).women(rows),
        registered=found.registered,
        counts=groups,
    )
    save_reconciliation(scope, closed)
    settle_in(workspace, scope, secret)  # school notices, before what they are judged by is erased
    return closed
