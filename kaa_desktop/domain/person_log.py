"""What the change log and the schools tell about a person, for the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.sources import NoticeKind


class RemovalReason(StrEnum):
    """Why a contact attempt is taken out; codes, since the log of what was done holds no free text."""

    WRONG_PERSON = "wrong_person"
    LOGGED_TWICE = "logged_twice"
    NEVER_MADE = "never_made"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRevision:
    """An attempt as it stood before somebody corrected or removed it.

    Attributes:
        reason: a `RemovalReason` where it was removed, empty where it was corrected.
    """

    former: ContactAttempt
    changed_at: datetime
    changed_by: str
    reason: str = ""

    @property
    def removed(self) -> bool:
        """Whether it was taken out."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNotice:
    """What a school has told about the person."""

    kind: NoticeKind
    dated: date
    school: str
    status: NoticeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOperation:
    """Something that was done to the person's facts, and still stands."""

    name: str
    details: Mapping[str, Any]
    actor: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLog:
    """All of it, oldest first.

    Attributes:
        noted_on: by attempt, the day on which somebody logged it.
    """

    revisions: tuple[ContactRevision, ...] = ()
    notices: tuple[PersonNotice, ...] = ()
    operations: tuple[PersonOperation, ...] = ()
    noted_on: Mapping[str, date]
