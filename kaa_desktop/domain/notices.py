"""School notices: who begins, leaves or is absent, and what each proposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.domain.target_group import Condition
from kaa_desktop.domain.young_people import PersonDetails, Protection

FOLLOW_UP_AFTER = timedelta(days=14)
"""When an early warning is looked at again, unless somebody says another day."""


class NoticeStatus(StrEnum):
    """What has become of a notice; each has exactly one."""

    OPEN = "open"
    EARLY_WARNING = "early_warning"
    TO_DECIDE = "to_decide"
    TO_FORWARD = "to_forward"
    REGISTERED = "registered"
    CLOSED = "closed"
    FORWARDED = "forwarded"
    DISMISSED = "dismissed"


WAITING = (
    NoticeStatus.OPEN,
    NoticeStatus.EARLY_WARNING,
    NoticeStatus.TO_DECIDE,
    NoticeStatus.TO_FORWARD,
)
"""Those that ask for something; the others have been dealt with."""


class DismissReason(StrEnum):
    """Why nothing was done; codes, since the log of what was done holds no free text."""

    OUTSIDE_TARGET_GROUP = "outside_target_group"
    ALREADY_REGISTERED = "already_registered"
    SETTLED_WITH_SCHOOL = "settled_with_school"
    WRONG_NOTICE = "wrong_notice"
    DUPLICATE = "duplicate"
    OTHER = "other"


class ProposalKind(StrEnum):
    """What a notice proposes."""

    REGISTER = "register"
    CLOSE = "close"
    FOLLOW_UP = "follow_up"
    FORWARD = "forward"
    DECIDE = "decide"
    WAIT = "wait"
    NOTHING = "nothing"


class NoticeRule(StrEnum):
    """Why it proposes that."""

    LEFT_SCHOOL = "left_school"
    STUDY_CERTIFICATE = "study_certificate"
    BEGAN_SCHOOL = "began_school"
    STILL_ENROLLED = "still_enrolled"
    NOT_IN_SOURCES = "not_in_sources"
    NO_ENROLMENT_KNOWN = "no_enrolment_known"
    ENROLLED_AFTER_NOTICE = "enrolled_after_notice"
    TAKES_EFFECT_LATER = "takes_effect_later"
    OUTSIDE_TARGET_GROUP = "outside_target_group"
    ALREADY_REGISTERED = "already_registered"
    NOT_REGISTERED = "not_registered"
    REGISTERED_AFTER_NOTICE = "registered_after_notice"
    OTHER_MUNICIPALITY = "other_municipality"
    HOME_UNKNOWN = "home_unknown"
    PROTECTED_REGISTRATION = "protected_registration"
    BIRTHDAY_UNKNOWN = "birthday_unknown"
    IDENTITY_HIDDEN = "identity_hidden"
    DEALT_WITH = "dealt_with"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePerson:
    """Whom a notice is about.

    Attributes:
        key: how the person is told apart from others; the id of the register's person, if there is one.
        details: None for protected people without the right and a reason; the number alone where no source
            names the person.
        case_number: how a protected person is named; empty for others.
        registered: whether the key is that of a person of the register.
    """

    key: str
    details: PersonDetails | None
    case_number: str = ""
    protection: Protection = Protection.NONE
    registered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolNotice:
    """One notice; `follow_up_on` is the municipality's own day, apart from the school's."""

    id: str
    kind: NoticeKind
    dated: date
    school: str
    status: NoticeStatus
    person: NoticePerson
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a notice proposes, and why.

    Attributes:
        failed: conditions of the law that do not hold.
        reason: of the registration or of the closing; empty where nothing tells it.
        on: the day of the registration, the closing or the follow-up, if one of them can be done.
    """

    kind: ProposalKind
    rules: tuple[NoticeRule, ...] = ()
    failed: tuple[Condition, ...] = ()
    reason: str = ""
    on: date | None = None

    @property
    def may_register(self) -> bool:
        """Whether the person may be registered by the notice: proposed, or left to somebody's judgement."""
        return self.kind in (ProposalKind.REGISTER, ProposalKind.DECIDE) and self.on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesOutcome:
    """What came of a file; every row is in exactly one of the numbers.

    Attributes:
        new: taken in, by kind and status.
        known: had come before.
        unreadable: in the list of exceptions.
    """

    rows: int
    new: Mapping[tuple[NoticeKind, NoticeStatus], int] = field(default_factory=dict)
    known: int = 0
    unreadable: int = 0

    @property
    def taken(self) -> int:
        """How many notices are new."""
        return sum(self.new.values())

    def having(self, kind: NoticeKind, status: NoticeStatus) -> int:
        """How many of the new ones are of that kind and status."""
        return self.new.get((kind, status), 0)


def check_notice(*, kind: NoticeKind, dated: date, today: date) -> None:
    """Refuse a notice of absence that has not been yet; schools may tell of leaving and beginning ahead.

    Raises:
        InvalidInputError: `notice.future`.
    """
    if kind is NoticeKind.ABSENT and dated > today:
        raise InvalidInputError("notice.future", day=dated)


def check_follow_up(notice: SchoolNotice, day: date, today: date) -> None:
    """Refuse a follow-up of what is no early warning, or in the past.

    Raises:
        InvalidInputError: `notice.no_early_warning` or `notice.follow_up_past`.
    """
    if notice.status is not NoticeStatus.EARLY_WARNING:
        raise InvalidInputError("notice.no_early_warning")
    if day < today:
        raise InvalidInputError("notice.follow_up_past", day=day)


def check_waiting(notice: SchoolNotice) -> None:
    """Refuse to deal with a notice a second time.

    Raises:
        InvalidInputError: `notice.dealt_with`.
    """
    if notice.status not in WAITING:
        raise InvalidInputError("notice.dealt_with")
