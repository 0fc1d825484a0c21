"""The columns of candidates, and of rows that could not be read."""

from __future__ import annotations

from collections.abc import Callable

from kaa_desktop.domain.candidates import Candidate, CandidateStatus
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import age_on
from kaa_desktop.domain.register_history import RowProblem
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


def problem_columns(context: UiContext) -> tuple[Column[RowProblem], ...]:
    """Where in the file, what is wrong, and whether the row was left out."""
    _ = context.translator.gettext
    return (
        Column[RowProblem](
            id="row", title=_("Row"), text=lambda problem: _place_in_file(problem, context), width=130
        ),
        Column[RowProblem](
            id="taken",
            title=_("Taken in"),
            text=lambda problem: _("left out") if problem.fatal else _("yes, look at it"),
            tone=lambda problem: Tone.DANGER if problem.fatal else Tone.WARNING,
            width=140,
        ),
        Column[RowProblem](id="column", title=_("Column"), text=lambda problem: problem.column, width=130),
        Column[RowProblem](
            id="what",
            title=_("What is wrong"),
            text=problem_sentence(context),
            width=320,
            stretch=True,
        ),
    )


def problem_sentence(context: UiContext) -> Callable[[RowProblem], str]:
    """Says what is wrong with a row or cell."""

    def sentence(problem: RowProblem) -> str:
        error = InvalidInputError(
            problem.code, text=problem.text, row=problem.row, column=problem.column, sheet=problem.sheet
        )
        return context.error_text(error)

    return sentence


def _place_in_file(problem: RowProblem, context: UiContext) -> str:
    row = context.translator.number(problem.row) if problem.row else "–"
    return f"{problem.sheet} {row}".strip()


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
