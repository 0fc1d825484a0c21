"""The columns of candidates."""

from __future__ import annotations

from kaa_desktop.domain.candidates import Candidate, CandidateStatus
from kaa_desktop.domain.personal_number import age_on
from kaa_desktop.i18n.labels import number_kind_label, placement_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column
from kaa_desktop.ui.common.tokens import Tone


def candidate_columns(context: UiContext) -> tuple[Column[Candidate], ...]:
    """Who, how old, where, and what is to be decided."""
    _ = context.translator.gettext
    return (
        Column[Candidate](
            id="name",
            title=_("Name"),
            text=_name,
            icon=lambda row: "shield" if row.protection else "",
            width=190,
        ),
        Column[Candidate](
            id="number", title=_("Identity number"), text=lambda row: _number(row, context), width=240
        ),
        Column[Candidate](id="age", title=_("Age"), text=lambda row: _age(row, context), width=90),
        Column[Candidate](id="place", title=_("Address"), text=_place, width=230),
        Column[Candidate](
            id="reason",
            title=_("What is to be decided"),
            text=lambda row: placement_label(row.reason, context.translator),
            tone=_tone,
            width=260,
            stretch=True,
        ),
    )


def _name(row: Candidate) -> str:
    if row.details is None:
        return row.case_number
    return f"{row.details.first_name} {row.details.last_name}".strip() or row.details.number.formatted


def _number(row: Candidate, context: UiContext) -> str:
    if row.details is None:
        return context.translator.gettext("protected")
    number = row.details.number
    kind = number_kind_label(number.kind, context.translator)
    return number.formatted if number.kind.value == "personal" else f"{number.formatted} ({kind})"


def _age(row: Candidate, context: UiContext) -> str:
    if row.details is None:
        return "–"
    if row.birth_date is None:
        return context.translator.gettext("not known")
    years = age_on(row.birth_date, context.workspace.today)
    return context.translator.ngettext("{years} year", "{years} years", years).format(years=years)


def _place(row: Candidate) -> str:
    return ", ".join(filter(None, (row.details.street, row.details.city))) if row.details else ""


def _tone(row: Candidate) -> Tone | None:
    return Tone.WARNING if row.status is CandidateStatus.DECIDE_BY_HAND else None
