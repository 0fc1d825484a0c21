"""School notices: the lists, what each notice proposes, and how fast somebody is contacted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.domain.figure_values import Days
from kaa_desktop.domain.notice_rules import NoticeFacts, propose
from kaa_desktop.domain.notices import WAITING, NoticeStatus, Proposal, SchoolNotice
from kaa_desktop.domain.percentiles import days_summary
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import notices as stored
from kaa_desktop.storage.histories import log_read
from kaa_desktop.storage.notice_people import NoticePeople
from kaa_desktop.storage.settings import load_settings

ALL_KINDS = tuple(NoticeKind)


def list_notices(
    workspace: Workspace,
    *,
    statuses: Collection[NoticeStatus] = WAITING,
    kinds: Collection[NoticeKind] = ALL_KINDS,
    offset: int,
    limit: int,
    reason: str = "",
) -> tuple[SchoolNotice, ...]:
    """A page: what is to be followed up by its day, then the newest.

    Protected people are case numbers; with a reason, a user with the right sees them, and it is logged.

    Raises:
        NotAllowedError: `person.no_right` where a reason is given without the right.
    """
    register = workspace.register
    if reason and register.keys.protected_key is None:
        raise NotAllowedError("person.no_right")
    secret = workspace.person_secret()
    with register.read() as connection:
        page = stored.page_of_notices(
            NoticePeople(connection, register.keys, secret),
            statuses=statuses,
            kinds=kinds,
            offset=offset,
            limit=limit,
            clear=bool(reason),
        )
    notices = tuple(found.notice for found in page)
    for notice in notices:
        if notice.person.case_number and notice.person.details:
            log_read(register, notice.person.key, what="notices", reason=reason)
    return notices


def count_notices(workspace: Workspace) -> Mapping[tuple[NoticeKind, NoticeStatus], int]:
    """How many there are by kind and status."""
    with workspace.register.read() as connection:
        return stored.count_notices(connection)


def propose_for(workspace: Workspace, notice_ids: Sequence[str]) -> Mapping[str, Proposal]:
    """What each of those notices proposes today, by id; for protected people it takes the right to tell."""
    secret = workspace.person_secret()
    with workspace.register.read() as connection:
        people = NoticePeople(connection, workspace.register.keys, secret)
        settings = load_settings(connection)
        return proposals(workspace, people, stored.notices_by_id(people, notice_ids), settings)


def days_to_first_contact(workspace: Workspace, period: Period) -> Days:
    """From a school's notice that a pupil leaves, dated in the period, to the first contact attempt.

    Counts people; attempts by the end of the period, or today where it has not ended. Dismissed notices
    are left out.
    """
    register = workspace.register
    with register.read() as connection:
        days = stored.days_to_first_attempt(connection, register.keys, period.until(workspace.today))
    return days_summary(days)


def facts_of(people: NoticePeople, notices: Sequence[stored.StoredNotice]) -> dict[str, NoticeFacts]:
    """What is known of the person of each notice, by notice id."""
    known = people.known([found.number for found in notices if found.number])
    facts = people.facts(known)
    hidden = NoticeFacts(readable=False)
    return {n.notice.id: facts[n.number.value] if n.number else hidden for n in notices}


def proposals(
    workspace: Workspace,
    people: NoticePeople,
    notices: Sequence[stored.StoredNotice],
    settings: RegisterSettings,
) -> dict[str, Proposal]:
    """What each notice proposes, by id."""
    facts = facts_of(people, notices)
    today = workspace.today
    return {n.notice.id: propose(n.notice, facts[n.notice.id], today, settings) for n in notices}
