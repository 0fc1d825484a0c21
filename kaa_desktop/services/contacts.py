"""Log, correct and remove contact attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contact_plan import StepByHand
from kaa_desktop.domain.contacts import ContactAttempt, check_contact
from kaa_desktop.domain.episodes import covered_days
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.person_log import RemovalReason
from kaa_desktop.domain.work_list import check_step
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.case_workers import ids_by_name
from kaa_desktop.storage.contacts import delete_contact, get_contact, save_contact
from kaa_desktop.storage.episodes import episodes_of
from kaa_desktop.storage.next_steps import save_next_step, use_up_next_steps
from kaa_desktop.storage.occupations import forget_told_by, save_occupation
from kaa_desktop.storage.person_logs import CORRECT, LOG, REMOVE
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.register_histories import occupation_told_by


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry:
    """What is filled in for one attempt.

    Attributes:
        next_channel, next_on: what is to be done next; without a channel the contact plan proposes it.
    """

    made_on: date
    channel: str
    outcome: str
    occupation: str = ""
    note: str = ""
    next_channel: str = ""
    next_on: date | None = None


def log_contact(workspace: Workspace, person_ids: Sequence[str], entry: ContactEntry) -> Changes:
    """One attempt for one or several people; it can always be logged, also on a closed episode.

    What a person said to do becomes their occupation, verified on the day of the contact; a next step that
    was set by hand is used up.

    Raises:
        InvalidInputError: a code is missing or unknown, the day is to come, the note is too long, or the next
            step has no day or one that has passed.
    """
    _check(workspace, entry)
    step = _next_step(workspace, entry)
    register = workspace.register
    details = {"channel": entry.channel, "outcome": entry.outcome, "people": len(person_ids)}
    with register.operation(LOG, details) as scope:
        worker_id = ids_by_name(scope, [register.actor])[register.actor]
        use_up_next_steps(scope, person_ids, entry.made_on)
        for person_id in person_ids:
            attempt = ContactAttempt(
                id=new_id(),
                person_id=person_id,
                made_on=entry.made_on,
                channel=entry.channel,
                outcome=entry.outcome,
                occupation=entry.occupation,
                case_worker_id=worker_id,
                note=entry.note.strip(),
            )
            save_contact(scope, attempt)
            if attempt.occupation:
                save_occupation(scope, occupation_told_by(attempt))
            if step is not None:
                save_next_step(scope, person_id, step)
        return register.changes(scope)


def correct_contact(workspace: Workspace, contact_id: str, entry: ContactEntry) -> Changes:
    """Say what was meant; how it stood before is kept in the change log and shown in the timeline.

    Raises:
        InvalidInputError: as `log_contact`, or `contact.unknown`.
    """
    _check(workspace, entry)
    register = workspace.register
    details = {"channel": entry.channel, "outcome": entry.outcome}
    with register.operation(CORRECT, details) as scope:
        former = _existing(scope, contact_id)
        attempt = replace(
            former,
            made_on=entry.made_on,
            channel=entry.channel,
            outcome=entry.outcome,
            occupation=entry.occupation,
            note=entry.note.strip(),
        )
        save_contact(scope, attempt)
        if (attempt.occupation, attempt.made_on) != (former.occupation, former.made_on):
            forget_told_by(scope, contact_id)
            if attempt.occupation:
                save_occupation(scope, occupation_told_by(attempt))
        return register.changes(scope)


def remove_contact(workspace: Workspace, contact_id: str, reason: RemovalReason) -> Changes:
    """Take an attempt out, and what it told; the change log keeps it, and the timeline shows that.

    Raises:
        InvalidInputError: `contact.unknown`.
    """
    with workspace.register.operation(REMOVE, {"reason": reason.value}) as scope:
        _existing(scope, contact_id)
        forget_told_by(scope, contact_id)
        delete_contact(scope, contact_id)
        return workspace.register.changes(scope)


def outside_responsibility(workspace: Workspace, person_ids: Sequence[str], day: date) -> tuple[str, ...]:
    """For whom of these the municipality was not responsible on the day; a contact is saved all the same."""
    with workspace.register.read() as connection:
        return tuple(
            person_id
            for person_id in person_ids
            if not any(
                covered[0] <= day <= covered[1]
                for episode in episodes_of(connection, person_id)
                if (covered := covered_days(episode, None))
            )
        )


def _check(workspace: Workspace, entry: ContactEntry) -> None:
    workspace.check_code(CodeKind.CHANNEL, entry.channel)
    workspace.check_code(CodeKind.OUTCOME, entry.outcome)
    workspace.check_code(CodeKind.OCCUPATION, entry.occupation, required=False)
    check_contact(made_on=entry.made_on, note=entry.note, today=workspace.today)


def _next_step(workspace: Workspace, entry: ContactEntry) -> StepByHand | None:
    if not entry.next_channel:
        return None
    workspace.check_code(CodeKind.CHANNEL, entry.next_channel)
    today = workspace.today
    if entry.next_on is None:
        raise InvalidInputError("next_step.no_day")
    check_step(entry.next_on, today)
    return StepByHand(channel=entry.next_channel, due_on=entry.next_on, set_on=today)


def _existing(scope: OperationScope, contact_id: str) -> ContactAttempt:
    attempt = get_contact(scope.connection, contact_id)
    if attempt is None:
        raise InvalidInputError("contact.unknown")
    return attempt
