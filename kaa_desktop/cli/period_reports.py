"""`report half-year` and `report quarter`: the figures of a period on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kaa_desktop.cli.commands import DONE, CommandContext
from kaa_desktop.cli.exports import export_password
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.periods import Period, parse_day, parse_period
from kaa_desktop.services.chart_files import write_charts, write_quarter_charts
from kaa_desktop.services.half_year import half_year_report
from kaa_desktop.services.quarter import quarter_report, write_due_quarter
from kaa_desktop.services.quarter_list import write_quarter_list
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.workspace import Workspace


def half_year_command(context: CommandContext, workspace: Workspace) -> int:
    """`report half-year --period P --out FILE [--charts DIR] [--published] [--as-known-on DATE]`."""
    arguments = context.arguments
    period, known_on = parse_period(arguments.period), _known_on(context)
    translator = context.load_translator(arguments.language)
    published = arguments.published
    pdf = half_year_report(workspace, period, translator, for_everybody=published, known_on=known_on)
    write_report(arguments.out, pdf)
    _say_written(context, arguments.out)
    if arguments.charts:
        folder = arguments.charts
        written = write_charts(
            workspace, period, folder, translator, for_everybody=published, known_on=known_on
        )
        for path in written:
            _say_written(context, path)
    return DONE


def quarter_command(context: CommandContext, workspace: Workspace) -> int:
    """`report quarter --period P --out FILE [--charts DIR] [--list-out FILE.xlsx]`, or `--due --out DIR`."""
    arguments = context.arguments
    translator = context.load_translator(arguments.language)
    if arguments.due:
        written = write_due_quarter(workspace, arguments.out, translator)
        if written is None:
            context.console.line(context.console.translator.gettext("It is there already."))
        else:
            _say_written(context, written)
        return DONE
    period, known_on = parse_period(arguments.period), _known_on(context)
    write_report(arguments.out, quarter_report(workspace, period, translator, known_on=known_on))
    _say_written(context, arguments.out)
    if arguments.charts:
        folder = arguments.charts
        for path in write_quarter_charts(workspace, period, folder, translator, known_on=known_on):
            _say_written(context, path)
    if arguments.list_out:
        _write_list(context, workspace, period, known_on)
    return DONE


def check_report_arguments(context: CommandContext) -> None:
    """Every report but the one that is due is of a period that is named.

    Raises:
        InvalidInputError: `report.period_missing` or `report.not_pdf`.
    """
    arguments = context.arguments
    if arguments.due and arguments.kind == "quarter":
        return
    if not arguments.period:
        raise InvalidInputError("report.period_missing")
    if arguments.out.suffix.casefold() != ".pdf":
        raise InvalidInputError("report.not_pdf", name=arguments.out.name)


def _known_on(context: CommandContext) -> date | None:
    text = context.arguments.as_known_on
    return parse_day(text) if text else None


def _write_list(context: CommandContext, workspace: Workspace, period: Period, known_on: date | None) -> None:
    arguments, console = context.arguments, context.console
    password = None if arguments.unencrypted else export_password(console)
    translator = context.load_translator(arguments.language)
    write_quarter_list(
        workspace, period, arguments.list_out, translator, password=password, known_on=known_on
    )
    _say_written(context, arguments.list_out)
    if password is None:
        t = console.translator
        console.warn(t.gettext("The workbook is not encrypted. Keep it where nobody else can read it."))


def _say_written(context: CommandContext, path: Path) -> None:
    console = context.console
    console.line(console.translator.gettext("Written: {path}").format(path=path))
