"""Close episodes and hand them to a case worker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.episodes import Episode, check_corrected, check_deregistration
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.episodes import episodes_of, get_episode, save_episode
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.young_people import get_person


def close_episode(workspace: Workspace, episode_id: str, *, deregistered_on: date, reason: str) -> Changes:
    """The responsibility has ended, or the registration was an error.

    Raises:
        InvalidInputError: where the dates, the reason or the birthday contradict each other.
    """
    workspace.check_code(CodeKind.DEREGISTRATION_REASON, reason)
    with workspace.register.operation("episode.close", {"reason": reason}) as scope:
        episode = _existing(scope, episode_id)
        person = get_person(scope.connection, episode.person_id)
        check_deregistration(
            episode,
            deregistered_on=deregistered_on,
            reason=reason,
            birth_date=person.birth_date if person else None,
            today=workspace.today,
        )
        closed = replace(episode, deregistered_on=deregistered_on, deregistration_reason=reason)
        save_episode(scope, closed)
        return workspace.register.changes(scope)


def assign_episode(workspace: Workspace, episode_id: str, case_worker_id: str | None) -> Changes:
    """Make somebody, or nobody, responsible."""
    with workspace.register.operation("episode.assign") as scope:
        save_episode(scope, replace(_existing(scope, episode_id), case_worker_id=case_worker_id))
        return workspace.register.changes(scope)


def correct_episode(workspace: Workspace, episode: Episode) -> Changes:
    """Put right what was written wrong: days and reasons; one without a last day is open again.

    Raises:
        InvalidInputError: where the days, the reason, the birthday or other episodes contradict each other.
    """
    workspace.check_code(CodeKind.REGISTRATION_REASON, episode.registration_reason, required=False)
    workspace.check_code(CodeKind.REGISTRATION_REASON, episode.last_school_activity, required=False)
    workspace.check_code(CodeKind.DEREGISTRATION_REASON, episode.deregistration_reason, required=False)
    with workspace.register.operation("episode.correct") as scope:
        former = _existing(scope, episode.id)
        person = get_person(scope.connection, former.person_id)
        others = [own for own in episodes_of(scope.connection, former.person_id) if own.id != former.id]
        check_corrected(
            episode, birth_date=person.birth_date if person else None, others=others, today=workspace.today
        )
        save_episode(scope, replace(episode, person_id=former.person_id))
        return workspace.register.changes(scope)


def _existing(scope: OperationScope, episode_id: str) -> Episode:
    episode = get_episode(scope.connection, episode_id)
    if episode is None:
        raise InvalidInputError("episode.unknown")
    return episode
