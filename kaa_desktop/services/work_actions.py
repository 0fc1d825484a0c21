"""What is done with people of the work list, one or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contact_plan import StepByHand
from kaa_desktop.domain.work_list import MuteReason, check_mute, check_step
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.episodes import get_episode, save_episode
from kaa_desktop.storage.next_steps import (
    end_mute,
    open_episode_ids,
    save_mute,
    save_next_step,
    use_up_next_steps,
)


def set_next_step(workspace: Workspace, person_ids: Sequence[str], channel: str, due_on: date) -> Changes:
    """Say what is to be done next, and when; it stands until an attempt is logged.

    Raises:
        InvalidInputError: the channel is missing or unknown, or the day has passed.
    """
    workspace.check_code(CodeKind.CHANNEL, channel)
    today = workspace.today
    check_step(due_on, today)
    details = {"channel": channel, "people": len(person_ids)}
    with workspace.register.operation("next_step.set", details) as scope:
        for person_id in person_ids:
            save_next_step(scope, person_id, StepByHand(channel=channel, due_on=due_on, set_on=today))
        return workspace.register.changes(scope)


def follow_plan(workspace: Workspace, person_ids: Sequence[str]) -> Changes:
    """Take away the steps that were set by hand; the contact plan proposes again."""
    with workspace.register.operation("next_step.clear", {"people": len(person_ids)}) as scope:
        use_up_next_steps(scope, person_ids, workspace.today)
        return workspace.register.changes(scope)


def mute(workspace: Workspace, person_ids: Sequence[str], until: date, reason: MuteReason) -> Changes:
    """Leave people off the list until a day.

    Raises:
        InvalidInputError: `mute.past` or `mute.too_long`.
    """
    today = workspace.today
    check_mute(until, today)
    with workspace.register.operation("work.mute", {"people": len(person_ids)}) as scope:
        for person_id in person_ids:
            save_mute(scope, person_id, begun_on=today, until=until, reason=reason)
        return workspace.register.changes(scope)


def unmute(workspace: Workspace, person_ids: Sequence[str]) -> Changes:
    """Show people again."""
    with workspace.register.operation("work.unmute", {"people": len(person_ids)}) as scope:
        for person_id in person_ids:
            end_mute(scope, person_id)
        return workspace.register.changes(scope)


def assign_people(workspace: Workspace, person_ids: Sequence[str], case_worker_id: str | None) -> Changes:
    """Make somebody, or nobody, responsible for many."""
    with workspace.register.operation("work.assign", {"people": len(person_ids)}) as scope:
        for episode_id in open_episode_ids(scope.connection, person_ids):
            episode = get_episode(scope.connection, episode_id)
            if episode:
                save_episode(scope, replace(episode, case_worker_id=case_worker_id))
        return workspace.register.changes(scope)
