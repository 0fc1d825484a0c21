"""The lists of notices, a line in them, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kaa_desktop.domain.notices import NoticeRule, NoticeStatus, Proposal, ProposalKind, SchoolNotice
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.services.notices import list_notices, propose_for
from kaa_desktop.services.workspace import Workspace


class NoticeList(StrEnum):
    """The lists, each a segment of the page."""

    TO_DECIDE = "to_decide"
    WARNINGS = "warnings"
    TO_FORWARD = "to_forward"
    DONE = "done"


STATUSES: Mapping[NoticeList, tuple[NoticeStatus, ...]] = MappingProxyType(
    {
        NoticeList.TO_DECIDE: (NoticeStatus.OPEN, NoticeStatus.TO_DECIDE),
        NoticeList.WARNINGS: (NoticeStatus.EARLY_WARNING,),
        NoticeList.TO_FORWARD: (NoticeStatus.TO_FORWARD,),
        NoticeList.DONE: (
            NoticeStatus.REGISTERED,
            NoticeStatus.CLOSED,
            NoticeStatus.FORWARDED,
            NoticeStatus.DISMISSED,
        ),
    }
)
ACTIONS: Mapping[NoticeList, tuple[str, ...]] = MappingProxyType(
    {
        NoticeList.TO_DECIDE: (
            "notices.register",
            "notices.close",
            "notices.home",
            "notices.dismiss",
            "notices.person",
            "notices.settle",
        ),
        NoticeList.WARNINGS: (
            "notices.follow_up",
            "notices.episode",
            "notices.register",
            "notices.dismiss",
            "notices.person",
            "notices.settle",
        ),
        NoticeList.TO_FORWARD: ("notices.forward", "notices.dismiss"),
        NoticeList.DONE: ("notices.person",),
    }
)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice with what it proposes today."""

    notice: SchoolNotice
    proposal: Proposal

    @property
    def warning(self) -> bool:
        """Whether it is an early warning."""
        return self.notice.status is NoticeStatus.EARLY_WARNING

    @property
    def may_close(self) -> bool:
        """Whether an open episode can be closed by it."""
        late = NoticeRule.REGISTERED_AFTER_NOTICE in self.proposal.rules
        return self.notice.kind is NoticeKind.BEGINS and (self.proposal.kind is ProposalKind.CLOSE or late)


SINGLE = frozenset({"notices.follow_up", "notices.episode", "notices.person"})
"""What is done with one notice at a time."""
SUITS: Mapping[str, Callable[[NoticeLine], bool]] = MappingProxyType(
    {
        "notices.register": lambda line: line.proposal.may_register,
        "notices.close": lambda line: line.may_close,
        "notices.follow_up": lambda line: line.warning,
        "notices.episode": lambda line: line.warning,
        "notices.home": lambda line: line.notice.status is NoticeStatus.TO_DECIDE,
        "notices.forward": lambda line: line.notice.status is NoticeStatus.TO_FORWARD,
        "notices.dismiss": lambda _line: True,
        "notices.person": lambda line: line.notice.person.registered,
    }
)
"""Which selected notices an action takes; the others are left as they are."""
_PROPOSED: Mapping[ProposalKind, str] = MappingProxyType(
    {
        ProposalKind.REGISTER: "notices.register",
        ProposalKind.CLOSE: "notices.close",
        ProposalKind.FOLLOW_UP: "notices.follow_up",
    }
)


def proposed_action(line: NoticeLine) -> str:
    """What Enter does: what the notice proposes and a dialog can ask about; empty for nothing."""
    if line.notice.status is NoticeStatus.TO_DECIDE and line.proposal.kind is ProposalKind.DECIDE:
        return "notices.home"
    if line.proposal.kind is ProposalKind.DECIDE:
        return next((name for name in ("notices.register", "notices.close") if SUITS[name](line)), "")
    return _PROPOSED.get(line.proposal.kind, "")


def read_lines(workspace: Workspace, which: NoticeList, *, offset: int, limit: int) -> list[NoticeLine]:
    """A page of a list; `limit` of -1 is all of it."""
    notices = list_notices(workspace, statuses=STATUSES[which], offset=offset, limit=limit)
    proposals = propose_for(workspace, [notice.id for notice in notices])
    return [NoticeLine(notice, proposals[notice.id]) for notice in notices]
