"""Acts on a reconciliation: registers the new, closes the gone, and erases the sources' rows."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace

from kaa_desktop.domain.candidates import CandidateStatus
from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.reconciliation import Difference, Group, Reconciliation, registration_reason
from kaa_desktop.services.notice_actions import settle_in
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import candidates as stored
from kaa_desktop.storage.episodes import open_episodes, save_episode
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.sources import erase_sources, load_sources
from kaa_desktop.storage.tables import ReconciliationRow
from kaa_desktop.storage.young_people import person_id_for


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done.

    Attributes:
        left_alone: new people who were dismissed by hand, or whom the user may not see.
        erased: rows of sources; their counts stay.
    """

    registered: int
    closed: int
    left_alone: int
    erased: int


def apply_reconciliation(
    workspace: Workspace, outcome: Reconciliation, progress: Progress
) -> tuple[Applied, Changes]:
    """Register everybody new and close everybody gone, with the reasons that fit, in one operation.

    Those to decide by hand and those missing in the source are never touched. The sources hold people whom
    the register may not keep (förordning 2006:39), so their rows are erased afterwards.
    """
    register = workspace.register
    secret = workspace.person_secret()
    with register.operation("reconcile.close", {"as_of": outcome.as_of.isoformat()}) as scope:
        work = _Application(workspace, scope, outcome, secret)
        for done, difference in enumerate(outcome.differences):
            progress.step(done, len(outcome.differences))
            work.act_on(difference)
        settle_in(workspace, scope, secret)  # school notices, before what they are judged by is erased
        groups = Counter(difference.group.value for difference in outcome.differences)
        scope.session.add(
            ReconciliationRow(
                id=new_id(),
                as_of=outcome.as_of.isoformat(),
                expected=len(outcome.target_group),
                expected_registered=len(outcome.target_group) - work.left_alone,
                counts=json.dumps(groups, sort_keys=True),
            )
        )
        changes = register.changes(scope)
    with register.maintenance() as connection:
        erased = erase_sources(connection)
    return Applied(work.registered, work.closed, work.left_alone, erased), changes


class _Application:
    """One application of the differences."""

    def __init__(
        self, workspace: Workspace, scope: OperationScope, outcome: Reconciliation, secret: str
    ) -> None:
        self._scope = scope
        self._outcome = outcome
        self._sources = load_sources(scope.connection)
        self._episodes = open_episodes(scope.connection)
        self._candidates = _candidates_by_key(workspace, scope, secret)
        self.registered = self.closed = self.left_alone = 0

    def act_on(self, difference: Difference) -> None:
        """Do what the difference asks for, if a rule can."""
        if difference.group is Group.NEW:
            self._register(difference)
        elif difference.group is Group.GONE and difference.closing:
            episode = self._episodes[difference.person_id]
            ended = max(difference.closing.on, episode.registered_on)
            closed = replace(episode, deregistered_on=ended, deregistration_reason=difference.closing.reason)
            save_episode(self._scope, closed)
            self.closed += 1

    def _register(self, difference: Difference) -> None:
        person_id = difference.person_id
        candidate_id, status = self._candidates.get(difference.key, ("", ""))
        if not person_id:
            if not candidate_id or status == CandidateStatus.DISMISSED:
                self.left_alone += 1
                return
            stored.copy_to_register(self._scope, candidate_id)
            person_id = candidate_id
        if candidate_id:
            stored.set_status(self._scope, [candidate_id], CandidateStatus.REGISTERED)
        reason = registration_reason(difference.key, self._sources, self._outcome.as_of)
        episode = Episode(
            id=new_id(),
            person_id=person_id,
            registered_on=self._outcome.as_of,
            registration_reason=reason,
            last_school_activity=reason,
        )
        save_episode(self._scope, episode)
        self.registered += 1


def _candidates_by_key(
    workspace: Workspace, scope: OperationScope, secret: str
) -> dict[str, tuple[str, str]]:
    known = stored.who_is_known(scope.connection, workspace.register.keys).candidates
    return {
        person_id_for(PersonalNumber(number, PersonalNumberKind(row["number_kind"])), secret): (
            row["id"],
            row["status"],
        )
        for number, row in known.items()
    }
