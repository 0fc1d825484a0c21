"""Log contact attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contacts import ContactAttempt, check_contact
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.case_workers import ids_by_name
from kaa_desktop.storage.contacts import save_contact
from kaa_desktop.storage.occupations import save_occupation
from kaa_desktop.storage.register import new_id
from kaa_desktop.storage.register_histories import occupation_told_by


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry:
    """What is filled in for one attempt."""

    made_on: date
    channel: str
    outcome: str
    occupation: str = ""
    note: str = ""


def log_contact(workspace: Workspace, person_ids: Sequence[str], entry: ContactEntry) -> Changes:
    """One attempt for one or several people; it can always be logged, also on a closed episode.

    What a person said to do becomes their occupation, verified on the day of the contact.

    Raises:
        InvalidInputError: a code is missing or unknown, the day is to come, or the note is too long.
    """
    workspace.check_code(CodeKind.CHANNEL, entry.channel)
    workspace.check_code(CodeKind.OUTCOME, entry.outcome)
    workspace.check_code(CodeKind.OCCUPATION, entry.occupation, required=False)
    check_contact(made_on=entry.made_on, note=entry.note, today=workspace.today)
    register = workspace.register
    details = {"channel": entry.channel, "outcome": entry.outcome, "people": len(person_ids)}
    with register.operation("contact.log", details) as scope:
        worker_id = ids_by_name(scope, [register.actor])[register.actor]
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
        return register.changes(scope)
