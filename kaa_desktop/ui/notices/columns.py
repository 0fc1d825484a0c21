"""The columns of notices, and what a notice proposes in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.notices import NoticeRule, NoticeStatus, ProposalKind, SchoolNotice
from kaa_desktop.i18n.notice_labels import (
    failed_condition_label,
    notice_kind_label,
    notice_rule_label,
    notice_status_label,
    proposal_label,
)
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.notices.lines import STATUSES, NoticeLine, NoticeList

_TONES: Mapping[ProposalKind, Tone] = MappingProxyType(
    {
        ProposalKind.REGISTER: Tone.INFO,
        ProposalKind.CLOSE: Tone.SUCCESS,
        ProposalKind.DECIDE: Tone.WARNING,
    }
)
_DATED = frozenset({ProposalKind.FOLLOW_UP, ProposalKind.WAIT})


def notice_columns(context: UiContext) -> tuple[Column[NoticeLine], ...]:
    """Who, what the school tells, and what it leads to."""
    _ = context.translator.gettext
    return (
        Column[NoticeLine](
            id="name",
            title=_("Name"),
            text=lambda line: notice_name(line.notice),
            icon=lambda line: "shield" if line.notice.person.case_number else "",
            width=152,
        ),
        Column[NoticeLine](
            id="number", title=_("Identity number"), text=lambda line: _number(line, context), width=124
        ),
        Column[NoticeLine](
            id="kind",
            title=_("Notice"),
            text=lambda line: notice_kind_label(line.notice.kind, context.translator),
            width=118,
        ),
        Column[NoticeLine](
            id="dated",
            title=_("Dated"),
            text=lambda line: _day(line.notice.dated, context),
            day=lambda line: line.notice.dated,
            width=100,
        ),
        Column[NoticeLine](id="school", title=_("School"), text=lambda line: line.notice.school, width=124),
        Column[NoticeLine](
            id="proposal",
            title=_("To do / done"),
            text=lambda line: _outcome(line, context),
            tone=lambda line: _tone(line, context.workspace.today),
            width=182,
        ),
        Column[NoticeLine](
            id="why", title=_("Why"), text=lambda line: why(line, context), width=260, stretch=True
        ),
    )


def notice_name(notice: SchoolNotice) -> str:
    """The name; the number where no source names the person, the case number of protected people."""
    person = notice.person
    if person.details is None:
        return person.case_number
    name = f"{person.details.first_name} {person.details.last_name}".strip()
    return name or person.details.number.formatted


def why(line: NoticeLine, context: UiContext) -> str:
    """The rules behind the proposal, and the reason it would be registered or closed with."""
    if done(line.notice):
        return ""
    translator, proposal = context.translator, line.proposal
    parts = [
        notice_rule_label(rule, translator) for rule in proposal.rules if not _said_by_failed(rule, line)
    ]
    parts += [failed_condition_label(condition, translator) for condition in proposal.failed]
    if proposal.reason:
        kind = CodeKind.DEREGISTRATION_REASON if line.may_close else CodeKind.REGISTRATION_REASON
        if proposal.may_register or line.may_close:
            parts.append(context.workspace.code_lists[kind].label(proposal.reason, translator.language))
    return "; ".join(parts[:1] + [_lower(part) for part in parts[1:]])


def done(notice: SchoolNotice) -> bool:
    """Whether it has been dealt with."""
    return notice.status in STATUSES[NoticeList.DONE]


def _said_by_failed(rule: NoticeRule, line: NoticeLine) -> bool:
    return rule is NoticeRule.OUTSIDE_TARGET_GROUP and bool(line.proposal.failed)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _number(line: NoticeLine, context: UiContext) -> str:
    details = line.notice.person.details
    return details.number.formatted if details else context.translator.gettext("protected")


def _outcome(line: NoticeLine, context: UiContext) -> str:
    translator, proposal = context.translator, line.proposal
    if done(line.notice):
        return notice_status_label(line.notice.status, translator)
    text = proposal_label(proposal.kind, translator)
    day = proposal.on if proposal.kind in _DATED else None
    return f"{text} {_day(day, context)}" if day else text


def _tone(line: NoticeLine, today: date) -> Tone | None:
    if done(line.notice):
        return Tone.NEUTRAL if line.notice.status is NoticeStatus.DISMISSED else Tone.SUCCESS
    due = line.proposal.on
    if line.proposal.kind is ProposalKind.FOLLOW_UP and due is not None and due <= today:
        return Tone.WARNING
    return _TONES.get(line.proposal.kind, Tone.NEUTRAL)


def _day(day: date, context: UiContext) -> str:
    return context.translator.date(day)
