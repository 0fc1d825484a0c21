"""What is done about school notices; all of the notices of one call, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.episodes import check_deregistration
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.notice_rules import (
    NoticeFacts,
    closing_reason,
    local_status,
    propose,
    settled,
    still_out,
)
from kaa_desktop.domain.notices import (
    WAITING,
    DismissReason,
    NoticeStatus,
    Proposal,
    check_follow_up,
    check_waiting,
)
from kaa_desktop.domain.occupations import Occupation
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.services.notice_imports import follow_up_for
from kaa_desktop.services.notice_registration import NoticeRegistration, NoticeRegistry
from kaa_desktop.services.notices import ALL_KINDS, facts_of, proposals
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import notices as stored
from kaa_desktop.storage.episodes import save_episode
from kaa_desktop.storage.notice_people import NoticePeople
from kaa_desktop.storage.occupations import save_occupation
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.settings import load_settings

_SOURCE = "school_notice"
_OCCUPATIONS: Mapping[str, str] = MappingProxyType(
    {
        "began_national_programme": "national_programme",
        "began_introductory": "introductory_programme",
    }
)


def accept_registration(
    workspace: Workspace, notice_ids: Sequence[str], registration: NoticeRegistration
) -> Changes:
    """Register the people whose notices of leaving propose it; one or many at once.

    Raises:
        InvalidInputError: `notice.not_to_register` where the conditions do not hold, or what
            `check_registration` refuses.
        NotAllowedError: `person.no_right` for protected people without the right.
    """
    registration.check(workspace)
    with _work(workspace, "notice.register", notice_ids) as work:
        registry = NoticeRegistry(workspace, work.scope, work.people)
        for found in work.notices:
            proposal = work.proposal(found)
            if not proposal.may_register:
                raise InvalidInputError("notice.not_to_register")
            registry.register(found, work.readable(found), registration, proposal.reason)
        return workspace.register.changes(work.scope)


def to_episode(workspace: Workspace, notice_id: str, left: date, registration: NoticeRegistration) -> Changes:
    """An early warning becomes an episode: the pupil has left on the day, whatever the enrolment file says.

    Raises:
        InvalidInputError: `notice.left_in_future`, `notice.no_early_warning`, `notice.still_enrolled` where
            the pupil has begun again since, `notice.not_to_register`, or what `check_registration` refuses.
    """
    registration.check(workspace)
    if left > workspace.today:
        raise InvalidInputError("notice.left_in_future", day=left)
    with _work(workspace, "notice.register", [notice_id]) as work:
        (found,) = work.notices
        if found.notice.status is not NoticeStatus.EARLY_WARNING:
            raise InvalidInputError("notice.no_early_warning")
        facts = work.readable(found)
        reason = still_out(facts, left, workspace.today, work.settings)
        registry = NoticeRegistry(workspace, work.scope, work.people)
        registry.register(found, facts, registration, reason)
        return workspace.register.changes(work.scope)


def accept_closing(
    workspace: Workspace, notice_ids: Sequence[str], *, deregistered_on: date | None = None, reason: str = ""
) -> Changes:
    """Close the open episodes of those who have begun; the day and the reason are the notice's unless given.

    Raises:
        InvalidInputError: `notice.not_to_close` where nobody is registered, or what `check_deregistration`
            refuses.
        NotAllowedError: `person.no_right` for protected people without the right.
    """
    workspace.check_code(CodeKind.DEREGISTRATION_REASON, reason, required=False)
    with _work(workspace, "notice.close", notice_ids) as work:
        for found in work.notices:
            facts = work.readable(found)
            if found.notice.kind is not NoticeKind.BEGINS or facts.open_episode is None:
                raise InvalidInputError("notice.not_to_close")
            why = reason or closing_reason(found.notice, facts)
            _close(workspace, work.scope, found, facts, deregistered_on or found.notice.dated, why)
        return workspace.register.changes(work.scope)


def set_follow_up(workspace: Workspace, notice_id: str, day: date) -> Changes:
    """The day when an early warning is looked at again.

    Raises:
        InvalidInputError: `notice.no_early_warning` or `notice.follow_up_past`.
    """
    with _work(workspace, "notice.follow_up", [notice_id]) as work:
        check_follow_up(work.notices[0].notice, day, workspace.today)
        stored.change_notice(work.scope, notice_id, follow_up_on=day)
        return workspace.register.changes(work.scope)


def dismiss(workspace: Workspace, notice_ids: Sequence[str], reason: DismissReason) -> Changes:
    """Nothing is to be done about those notices; the reason stands in the history."""
    return _set_all(workspace, "notice.dismiss", notice_ids, NoticeStatus.DISMISSED, reason=reason.value)


def forward(workspace: Workspace, notice_ids: Sequence[str]) -> Changes:
    """Those notices have been sent on to the home municipality."""
    return _set_all(workspace, "notice.forward", notice_ids, NoticeStatus.FORWARDED)


def decide_home(workspace: Workspace, notice_ids: Sequence[str], *, here: bool) -> Changes:
    """Somebody has found out where a person whom no source holds, or whose home is hidden, lives.

    Raises:
        InvalidInputError: `notice.home_known` where a source tells.
    """
    with _work(workspace, "notice.decide", notice_ids) as work:
        for found in work.notices:
            notice = found.notice
            if notice.status is not NoticeStatus.TO_DECIDE:
                raise InvalidInputError("notice.home_known")
            status = local_status(notice.kind) if here else NoticeStatus.TO_FORWARD
            follow_up = follow_up_for(notice, status, workspace.today)
            stored.change_notice(work.scope, notice.id, status=status, follow_up_on=follow_up)
        return workspace.register.changes(work.scope)


def settle_notices(workspace: Workspace) -> tuple[int, Changes]:
    """Take off the list what asks for nothing more: outside the target group, or in the register already."""
    secret = workspace.person_secret()
    with workspace.register.operation("notice.settle") as scope:
        return settle_in(workspace, scope, secret), workspace.register.changes(scope)


def settle_in(workspace: Workspace, scope: OperationScope, secret: str) -> int:
    """The same within another operation, while the sources can still tell; returns how many."""
    people = NoticePeople(scope.connection, workspace.register.keys, secret)
    waiting = stored.page_of_notices(people, statuses=WAITING, kinds=ALL_KINDS, offset=0, limit=-1)
    facts = facts_of(people, waiting)
    proposed = proposals(workspace, people, waiting, load_settings(scope.connection))
    done = 0
    for found in waiting:
        notice = found.notice
        if status := settled(notice, proposed[notice.id]):
            registered = facts[notice.id].person_id if status is NoticeStatus.REGISTERED else ""
            stored.change_notice(scope, notice.id, status=status, person_id=registered)
            done += 1
    return done


class _Work:
    """One operation on notices that wait."""

    def __init__(self, workspace: Workspace, scope: OperationScope, notice_ids: Sequence[str]) -> None:
        secret = workspace.person_secret()
        self._today = workspace.today
        self.scope = scope
        self.settings: RegisterSettings = load_settings(scope.connection)
        self.people = NoticePeople(scope.connection, workspace.register.keys, secret)
        self.notices = stored.notices_by_id(self.people, notice_ids)
        if len(self.notices) < len(set(notice_ids)):
            raise InvalidInputError("notice.unknown")
        for found in self.notices:
            check_waiting(found.notice)
        self._facts = facts_of(self.people, self.notices)

    def readable(self, found: stored.StoredNotice) -> NoticeFacts:
        """The facts on the person, or a refusal where the user may not know who it is."""
        facts = self._facts[found.notice.id]
        if not facts.readable:
            raise NotAllowedError("person.no_right")
        return facts

    def proposal(self, found: stored.StoredNotice) -> Proposal:
        """What the notice proposes today."""
        return propose(found.notice, self.readable(found), self._today, self.settings)


@contextmanager
def _work(workspace: Workspace, name: str, notice_ids: Sequence[str], **details: str) -> Iterator[_Work]:
    ids = list(dict.fromkeys(notice_ids))
    with workspace.register.operation(name, {"notices": len(ids), **details}) as scope:
        yield _Work(workspace, scope, ids)


def _set_all(
    workspace: Workspace, name: str, notice_ids: Sequence[str], status: NoticeStatus, **details: str
) -> Changes:
    with _work(workspace, name, notice_ids, **details) as work:
        for found in work.notices:
            stored.change_notice(work.scope, found.notice.id, status=status)
        return workspace.register.changes(work.scope)


def _close(
    workspace: Workspace,
    scope: OperationScope,
    found: stored.StoredNotice,
    facts: NoticeFacts,
    day: date,
    reason: str,
) -> None:
    episode = facts.open_episode
    if episode is None:
        raise InvalidInputError("notice.not_to_close")
    check_deregistration(
        episode, deregistered_on=day, reason=reason, birth_date=facts.birth_date, today=workspace.today
    )
    save_episode(scope, replace(episode, deregistered_on=day, deregistration_reason=reason))
    if reason in _OCCUPATIONS:
        told = Occupation(
            id=new_id(),
            person_id=episode.person_id,
            kind=_OCCUPATIONS[reason],
            from_date=found.notice.dated,
            verified_on=found.notice.dated,
            source=_SOURCE,
        )
        save_occupation(scope, told)
    stored.change_notice(scope, found.notice.id, status=NoticeStatus.CLOSED, person_id=episode.person_id)
