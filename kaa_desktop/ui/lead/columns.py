"""The columns of case workers, months, and the people behind a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.lead import FlowFigure, LeadFigure, MonthFlow, WorkerLoad
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.i18n.lead_labels import figure_title, month_name, worker_name
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.person_columns import state_column
from kaa_desktop.ui.common.table_model import Column

BY_NAME = "name"
"""Sorts by the name of the case worker."""
BAR = 1
"""The place of the column that has bars."""
_OTHERS = (
    LeadFigure.NOT_KNOWN,
    LeadFigure.STALE,
    LeadFigure.NEVER_ATTEMPTED,
    LeadFigure.OVERDUE,
    LeadFigure.IN_MEASURE,
)
FIGURES = (None, LeadFigure.CASELOAD, *_OTHERS)
"""What each column of case workers counts."""
FLOWS = (None, *FlowFigure)
"""What each column of months counts."""


def load_columns(context: UiContext) -> tuple[Column[WorkerLoad], ...]:
    """The name, the caseload as a bar, and the other numbers."""
    _, translator = context.translator.gettext, context.translator

    return (
        Column[WorkerLoad](
            id="worker",
            title=_("Case worker"),
            text=lambda load: worker_name(load.name, translator),
            width=190,
            least=150,
            sort_key=BY_NAME,
        ),
        replace(
            _load_column(LeadFigure.CASELOAD, context),
            width=200,
            least=150,
            align_right=False,
            stretch=True,
        ),
        *(_load_column(figure, context) for figure in _OTHERS),
    )


def _load_column(figure: LeadFigure, context: UiContext) -> Column[WorkerLoad]:
    return Column[WorkerLoad](
        id=figure.value,
        title=figure_title(figure, context.translator),
        text=lambda load: context.translator.number(load.counts[figure]),
        number=lambda load: load.counts[figure],
        width=124,
        least=84,
        align_right=True,
        sort_key=figure.value,
    )


def month_columns(context: UiContext) -> tuple[Column[MonthFlow], ...]:
    """The month, and how many came and went."""
    translator = context.translator

    def number(figure: FlowFigure) -> Callable[[MonthFlow], int]:
        return lambda flow: flow.counts[figure]

    def text(figure: FlowFigure) -> Callable[[MonthFlow], str]:
        return lambda flow: translator.number(flow.counts[figure])

    return (
        Column[MonthFlow](
            id="month",
            title=translator.gettext("Month"),
            text=lambda flow: month_name(flow.month.first, translator),
            width=200,
            stretch=True,
        ),
        *(
            Column[MonthFlow](
                id=figure.value,
                title=figure_title(figure, translator),
                text=text(figure),
                number=number(figure),
                width=160,
                align_right=True,
            )
            for figure in FlowFigure
        ),
    )


def people_columns(context: UiContext) -> tuple[Column[PersonListRow], ...]:
    """Who it is, how they stand, and who is responsible."""
    _, translator = context.translator.gettext, context.translator

    def occupation(code: str) -> str:
        lists = context.workspace.code_lists
        return lists[CodeKind.OCCUPATION].label(code, translator.language) if code else ""

    return (
        Column[PersonListRow](id="name", title=_("Name"), text=lambda row: row.name, width=190, stretch=True),
        state_column(context, width=140),
        Column[PersonListRow](
            id="occupation",
            title=_("Occupation"),
            text=lambda row: occupation(row.occupation),
            width=190,
        ),
        Column[PersonListRow](
            id="verified",
            title=_("Verified"),
            text=lambda row: translator.date(row.occupation_verified_on),
            day=lambda row: row.occupation_verified_on,
            width=110,
        ),
        Column[PersonListRow](
            id="attempt",
            title=_("Latest attempt"),
            text=lambda row: translator.date(row.last_attempt_on),
            day=lambda row: row.last_attempt_on,
            width=120,
        ),
        Column[PersonListRow](
            id="worker", title=_("Case worker"), text=lambda row: row.case_worker, width=150
        ),
    )
