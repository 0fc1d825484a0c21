"""The columns of differences."""

from __future__ import annotations

from kaa_desktop.domain.personal_number import age_on
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.services.reconcile_rows import ReconcileRow
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.reconcile.words import words_of


def difference_columns(context: UiContext) -> tuple[Column[ReconcileRow], ...]:
    """Who, how old, why, from which rows, and who looks into it."""
    _, words = context.translator.gettext, words_of(context)
    return (
        Column[ReconcileRow](
            id="name",
            title=_("Name"),
            text=words.name,
            icon=lambda row: "shield" if row.case_number else "",
            width=160,
            least=120,
            firm=True,
        ),
        Column[ReconcileRow](
            id="number", title=_("Identity number"), text=words.number, width=134, least=132, firm=True
        ),
        Column[ReconcileRow](
            id="age",
            title=_("Age"),
            text=lambda row: _age(row, context),
            number=lambda row: _years(row, context),
            width=80,
        ),
        Column[ReconcileRow](
            id="why",
            title=_("Why"),
            text=words.why_short,
            tone=lambda row: Tone.WARNING if row.difference.group is Group.DECIDE else None,
            width=200,
            least=150,
            firm=True,
            stretch=True,
        ),
        Column[ReconcileRow](id="rows", title=_("Source rows"), text=words.evidence, width=165, least=110),
        Column[ReconcileRow](
            id="worker", title=_("Assigned to"), text=lambda row: row.worker, width=90, least=84
        ),
    )


def _age(row: ReconcileRow, context: UiContext) -> str:
    if row.details is None:
        return "–"
    years = _years(row, context)
    if years is None:
        return context.translator.gettext("not known")
    return context.translator.ngettext("{years} year", "{years} years", years).format(years=years)


def _years(row: ReconcileRow, context: UiContext) -> int | None:
    if row.details is None or row.birth_date is None:
        return None
    return age_on(row.birth_date, context.workspace.today)
