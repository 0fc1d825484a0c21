"""How imports tell what came of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kaa_desktop.cli.commands import CommandContext
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.i18n.labels import placement_label
from kaa_desktop.i18n.row_problems import problem_sentence
from kaa_desktop.services.population_import import PopulationImport
from kaa_desktop.services.source_files import SourceImport


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


def tell_population(context: CommandContext, result: PopulationImport) -> None:
    """What a population file held, and the rows that need somebody's eyes."""
    t = context.console.translator
    outcome = result.outcome
    rows = [(t.gettext("Rows read"), outcome.rows)]
    rows += [
        (t.gettext("New: {why}").format(why=placement_label(placement, t)), number)
        for placement, number in outcome.new.items()
    ]
    rows += [
        (t.gettext("Known, since this file has been imported already"), outcome.known),
        (t.gettext("Already in the register"), outcome.registered),
    ]
    rows += [
        (t.gettext("Skipped: {why}").format(why=placement_label(placement, t)), number)
        for placement, number in outcome.outside.items()
    ]
    rows.append((t.gettext("Rows that could not be used"), outcome.unreadable))
    tell_counts(context, rows)
    tell_problems(context, result.problems)


def population_json(context: CommandContext, result: PopulationImport) -> dict[str, Any]:
    """The same for programs."""
    outcome = result.outcome
    return {
        "rows": outcome.rows,
        "new": {placement.value: number for placement, number in outcome.new.items()},
        "known": outcome.known,
        "registered": outcome.registered,
        "skipped": {placement.value: number for placement, number in outcome.outside.items()},
        "unreadable": outcome.unreadable,
        "problems": problems_json(context, result.problems),
    }


def tell_source(context: CommandContext, result: SourceImport) -> None:
    """What an enrolment or exam file held, and the rows that need somebody's eyes."""
    t = context.console.translator
    rows = [
        (t.gettext("Rows read"), result.rows),
        (t.gettext("Rows kept for the reconciliation"), result.taken),
        (t.gettext("Rows that could not be used"), sum(p.fatal for p in result.problems)),
    ]
    tell_counts(context, rows)
    tell_problems(context, result.problems)


def source_json(context: CommandContext, result: SourceImport) -> dict[str, Any]:
    """The same for programs."""
    problems = problems_json(context, result.problems)
    return {"rows": result.rows, "taken": result.taken, "problems": problems}


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
