"""Words of the work list: groups, reasons, steps and their days, and why somebody is muted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.contact_plan import NextStep, StepReason
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.personal_number import age_on, turns_20_on
from kaa_desktop.domain.work_list import MuteReason, WorkGroup, WorkItem, WorkReason
from kaa_desktop.i18n.translator import Translator

_SOON_20_DAYS = 90
"""From so many days before the 20th birthday on, the days left say more than the age."""

_WEEKDAYS_DAYS = 6
_MONTHS_FROM = 90
"""Days; before that, days say more than months."""


_GROUPS: Mapping[WorkGroup, str] = MappingProxyType(
    {
        WorkGroup.DUE: N_("To do now"),
        WorkGroup.OVERDUE: N_("Overdue"),
        WorkGroup.TODAY: N_("Due today"),
        WorkGroup.WEEK: N_("Coming week"),
        WorkGroup.NEVER_ATTEMPTED: N_("Never attempted"),
        WorkGroup.GOING_STALE: N_("Going stale"),
        WorkGroup.UNASSIGNED: N_("Nobody responsible"),
        WorkGroup.TURNING_20: N_("Soon 20"),
        WorkGroup.TURNING_18: N_("Soon 18"),
        WorkGroup.MEASURES: N_("Measures to follow up"),
        WorkGroup.FLAWS: N_("Facts missing"),
        WorkGroup.MUTED: N_("Muted"),
    }
)
_REASONS: Mapping[WorkReason, str] = MappingProxyType(
    {
        WorkReason.TURNED_20: N_("has turned 20"),
        WorkReason.OVERDUE: N_("overdue"),
        WorkReason.TODAY: N_("due today"),
        WorkReason.WEEK: N_("due in a week"),
        WorkReason.TURNING_20: N_("soon 20"),
        WorkReason.TURNING_18: N_("soon 18"),
        WorkReason.NEVER_ATTEMPTED: N_("never attempted"),
        WorkReason.UNASSIGNED: N_("nobody responsible"),
        WorkReason.GOING_STALE: N_("occupation going stale"),
        WorkReason.MEASURE: N_("measure to follow up"),
        WorkReason.TWO_EPISODES: N_("two open registrations"),
        WorkReason.NO_REASON: N_("no reason for registration"),
        WorkReason.NO_BIRTHDAY: N_("no birthday"),
    }
)
_STEP_REASONS: Mapping[StepReason, str] = MappingProxyType(
    {
        StepReason.BY_HAND: N_("set by hand"),
        StepReason.FIRST: N_("first contact"),
        StepReason.NEXT: N_("next step of the plan"),
        StepReason.AGAIN: N_("the plan begins again"),
        StepReason.FOLLOW_UP: N_("ask again"),
        StepReason.LETTER_BEFORE_20: N_("letter before 20"),
        StepReason.HANDOVER: N_("handover before 20"),
        StepReason.TURNED_20: N_("has turned 20"),
    }
)
_TOLD = frozenset(_STEP_REASONS) - {StepReason.FIRST, StepReason.NEXT, StepReason.TURNED_20}
_DATED = frozenset({WorkReason.OVERDUE, WorkReason.TODAY, WorkReason.WEEK})
_BEFORE_20 = frozenset({StepReason.LETTER_BEFORE_20, StepReason.HANDOVER})
_MUTE_REASONS: Mapping[MuteReason, str] = MappingProxyType(
    {
        MuteReason.AGREED_LATER: N_("Agreed to be in touch later"),
        MuteReason.AWAITS_ANSWER: N_("We wait for an answer"),
        MuteReason.AWAY: N_("Is away"),
        MuteReason.BEGINS_STUDIES: N_("Is about to begin studies"),
        MuteReason.BEGINS_WORK: N_("Is about to begin work"),
        MuteReason.OTHER: N_("Another reason"),
    }
)


def group_label(group: WorkGroup, translator: Translator) -> str:
    """The name of a part of the list."""
    return translator.gettext(_GROUPS[group])


def why_label(step: NextStep, reasons: tuple[WorkReason, ...], translator: Translator) -> str:
    """Why somebody is here, with a capital; how late the step is stands beside it."""
    own = [_STEP_REASONS[step.reason]] if step.reason in _TOLD else []
    others = [reason for reason in reasons if reason not in _DATED and not _said(reason, step)]
    told = [*own, *(_REASONS[reason] for reason in others)] or [_STEP_REASONS[step.reason]]
    text = ", ".join(translator.gettext(part) for part in told)
    return text[:1].upper() + text[1:]


def mute_reason_label(reason: MuteReason, translator: Translator) -> str:
    """Why somebody is left alone for a while."""
    return translator.gettext(_MUTE_REASONS[reason])


def step_label(step: NextStep, code_lists: CodeLists, translator: Translator) -> str:
    """What to do next."""
    if not step.channel:
        return translator.gettext("End the responsibility")
    return code_lists[CodeKind.CHANNEL].label(step.channel, translator.language)


def due_label(day: date, today: date, translator: Translator) -> str:
    """How late, today, or on which day."""
    _, ngettext = translator.gettext, translator.ngettext
    days = (day - today).days
    if days <= -_MONTHS_FROM:
        months = round(-days / 30.4)
        return ngettext("{n} month late", "{n} months late", months).format(n=translator.number(months))
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=translator.number(-days))
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days <= _WEEKDAYS_DAYS:
        return _weekday(day, translator)
    return translator.date(day)


def mute_label(item: WorkItem, translator: Translator) -> str:
    """Until when somebody is muted, and why."""
    if item.muted_until is None or item.mute_reason is None:
        return ""
    return translator.gettext("Muted until {day}: {reason}").format(
        day=translator.date(item.muted_until), reason=mute_reason_label(item.mute_reason, translator)
    )


def age_label(born: date | None, today: date, translator: Translator) -> str:
    """The age, or the days left to the 20th birthday where they are few; a dash for the unknown."""
    ngettext = translator.ngettext
    if born is None:
        return "–"
    age, left = age_on(born, today), (turns_20_on(born) - today).days
    if left <= 0 or left >= _SOON_20_DAYS:
        return ngettext("{years} year", "{years} years", age).format(years=age)
    return ngettext("20 in {n} day", "20 in {n} days", left).format(n=left)


def _said(reason: WorkReason, step: NextStep) -> bool:
    """Whether the step itself tells that reason."""
    return reason is WorkReason.TURNING_20 and step.reason in _BEFORE_20


def _weekday(day: date, translator: Translator) -> str:
    from babel.dates import format_date

    return format_date(day, "EEE d MMM", locale=translator.locale)
