"""Contact attempts; an attempt is not a contact until it reached the young person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.errors import InvalidInputError

NOTE_LENGTH = 500
"""Free text is short (förordning 2006:39, 5 §: no sensitive data)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAttempt:
    """One try to reach a person on a day.

    Attributes:
        occupation: what the person said they do, a code of the occupation list, or empty.
    """

    id: str
    person_id: str
    made_on: date
    channel: str
    outcome: str
    occupation: str = ""
    case_worker_id: str | None = None
    note: str = ""


def check_contact(*, made_on: date, note: str, today: date) -> None:
    """Refuse an attempt in the future or a note that is too long.

    Raises:
        InvalidInputError: `contact.future` or `contact.note_too_long`.
    """
    if made_on > today:
        raise InvalidInputError("contact.future", day=made_on)
    if len(note) > NOTE_LENGTH:
        raise InvalidInputError("contact.note_too_long", length=len(note), limit=NOTE_LENGTH)
