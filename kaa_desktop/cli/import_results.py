"""How imports tell what came of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kaa_desktop.cli.commands import CommandContext
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.i18n.row_problems import problem_sentence


def tell_counts(context: CommandContext, rows: Sequence[tuple[str, int]]) -> None:
    """Counts in a column."""
    console = context.console
    if context.arguments.dry_run:
        console.line(console.translator.gettext("Only tried; nothing was written."))
    width = max(len(text) for text, _ in rows)
    for text, number in rows:
        console.line(f"{text.ljust(width)}  {console.translator.number(number):>8}")


def tell_problems(context: CommandContext, problems: Sequence[RowProblem]) -> None:
    """Row, column and reason; what stood in the cell stays in the file."""
    console = context.console
    t = console.translator
    if problems:
        console.line()
        headers = (t.gettext("Sheet"), t.gettext("Row"), t.gettext("Column"), t.gettext("Why"))
        console.table(headers, [(p.sheet, str(p.row), p.column, _why(p, context)) for p in problems])
    if any(problem.code == "cell.date_ambiguous" for problem in problems):
        console.line()
        console.line(
            t.gettext(
                "Import the file again with --dates dmy where it writes the day first, mdy where the month, "
                "ymd where the year."
            )
        )


def problems_json(context: CommandContext, problems: Sequence[RowProblem]) -> list[dict[str, Any]]:
    """The exceptions for programs."""
    return [
        {
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "code": problem.code,
            "why": _why(problem, context),
            "fatal": problem.fatal,
        }
        for problem in problems
    ]


def _why(problem: RowProblem, context: CommandContext) -> str:
    return problem_sentence(problem, context.console.translator, show_cell=False)
