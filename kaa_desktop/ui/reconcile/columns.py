"""The columns of differences."""

from __future__ import annotations

from kaa_desktop.domain.personal_number import age_on
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.i18n.labels import number_kind_label
from kaa_desktop.services.reconcile_rows import ReconcileRow
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.reconcile.words import evidence_short, why_short


def difference_columns(context: UiContext) -> tuple[Column[ReconcileRow], ...]:
    """Who, how old, why, from which rows, and who looks into it."""
    _ = context.translator.gettext
    return (
        Column[ReconcileRow](
            id="name",
            title=_("Name"),
            text=name_of,
            icon=lambda row: "shield" if row.case_number else "",
            width=136,
        ),
        Column[ReconcileRow](
            id="number", title=_("Identity number"), text=lambda row: number_of(row, context), width=122
        ),
        Column[ReconcileRow](id="age", title=_("Age"), text=lambda row: _age(row, context), width=82),
        Column[ReconcileRow](
            id="why",
            title=_("Why"),
            text=lambda row: why_short(row, context),
            tone=lambda row: Tone.WARNING if row.difference.group is Group.DECIDE else None,
            width=190,
            stretch=True,
        ),
        Column[ReconcileRow](
            id="rows", title=_("Source rows"), text=lambda row: evidence_short(row, context), width=150
        ),
        Column[ReconcileRow](id="worker", title=_("Assigned to"), text=lambda row: row.worker, width=110),
    )


def name_of(row: ReconcileRow) -> str:
    """The name, or the case number of protected people."""
    if row.details is None:
        return row.case_number
    return f"{row.details.first_name} {row.details.last_name}".strip() or row.details.number.formatted


def number_of(row: ReconcileRow, context: UiContext) -> str:
    """The identity number, with its kind where it is no ordinary one."""
    if row.details is None:
        return context.translator.gettext("protected")
    number = row.details.number
    kind = number_kind_label(number.kind, context.translator)
    return number.formatted if number.kind.value == "personal" else f"{number.formatted} ({kind})"


def _age(row: ReconcileRow, context: UiContext) -> str:
    if row.details is None:
        return "–"
    if row.birth_date is None:
        return context.translator.gettext("not known")
    years = age_on(row.birth_date, context.workspace.today)
    return context.translator.ngettext("{years} year", "{years} years", years).format(years=years)
