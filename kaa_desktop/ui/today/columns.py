"""The columns of the work list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.personal_number import age_on
from kaa_desktop.domain.work_list import WorkOrder, WorkReason, WorkRow
from kaa_desktop.i18n.work_labels import (
    age_label,
    due_label,
    mute_label,
    step_label,
    why_label,
)
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column
from kaa_desktop.ui.common.tokens import Tone


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A row of the list, and the day it is read on."""

    row: WorkRow
    today: date


def work_columns(context: UiContext) -> tuple[Column[WorkLine], ...]:
    """Who, when, what to do, and why."""
    _ = context.translator.gettext
    return (
        Column[WorkLine](
            id="name",
            title=_("Name"),
            text=lambda line: line.row.person.name,
            icon=lambda line: "shield" if line.row.person.protection else "",
            sort_key=WorkOrder.NAME,
            width=155,
            least=120,
            firm=True,
        ),
        Column[WorkLine](
            id="due",
            title=_("Due"),
            text=lambda line: due_label(line.row.item.step.due_on, line.today, context.translator),
            day=lambda line: line.row.item.step.due_on,
            tone=_due_tone,
            sort_key=WorkOrder.DUE,
            width=126,
            least=118,
        ),
        *_reasons(context),
        *_facts(context),
    )


def _reasons(context: UiContext) -> tuple[Column[WorkLine], ...]:
    _ = context.translator.gettext
    return (
        Column[WorkLine](
            id="step",
            title=_("Next step"),
            text=lambda line: _step_text(line, context),
            sort_key=WorkOrder.STEP,
            width=112,
            least=80,
        ),
        Column[WorkLine](
            id="why",
            title=_("Why here"),
            text=lambda line: why_text(line, context),
            width=152,
            least=96,
            stretch=True,
            firm=True,
        ),
    )


def _step_text(line: WorkLine, context: UiContext) -> str:
    return step_label(line.row.item.step, context.workspace.code_lists, context.translator)


def why_text(line: WorkLine, context: UiContext) -> str:
    """The reasons; of somebody who is muted, until when."""
    until = line.row.item.muted_until
    if until and until > line.today:
        return mute_label(line.row.item, context.translator)
    return why_label(line.row.item.step, line.row.reasons, context.translator)


def occupation_text(line: WorkLine, context: UiContext) -> str:
    """The occupation; what is too old is not known. The person's page tells the day."""
    person, translator = line.row.person, context.translator
    if not line.row.known or person.occupation_verified_on is None:
        return translator.gettext("not known")
    return context.workspace.code_lists[CodeKind.OCCUPATION].label(person.occupation, translator.language)


def _facts(context: UiContext) -> tuple[Column[WorkLine], ...]:
    _ = context.translator.gettext
    return (
        Column[WorkLine](
            id="age",
            title=_("Age"),
            text=lambda line: age_label(line.row.person.birth_date, line.today, context.translator),
            number=_years,
            sort_key=WorkOrder.AGE,
            width=124,
            least=118,
        ),
        Column[WorkLine](
            id="occupation",
            title=_("Occupation"),
            text=lambda line: occupation_text(line, context),
            sort_key=WorkOrder.OCCUPATION,
            width=120,
            least=76,
        ),
        Column[WorkLine](
            id="worker",
            title=_("Case worker"),
            text=lambda line: line.row.person.case_worker or _("nobody"),
            sort_key=WorkOrder.WORKER,
            width=126,
            least=120,
        ),
    )


def _years(line: WorkLine) -> int | None:
    born = line.row.person.birth_date
    return age_on(born, line.today) if born else None


def _due_tone(line: WorkLine) -> Tone:
    reasons = line.row.reasons
    if WorkReason.OVERDUE in reasons or WorkReason.TURNED_20 in reasons:
        return Tone.DANGER
    return Tone.WARNING if WorkReason.TODAY in reasons else Tone.NEUTRAL
