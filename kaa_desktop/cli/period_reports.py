"""`report half-year`: the figures of a period on paper."""

from __future__ import annotations

from kaa_desktop.cli.commands import DONE, CommandContext
from kaa_desktop.domain.periods import parse_day, parse_period
from kaa_desktop.services.half_year import half_year_report
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.workspace import Workspace


def half_year_command(context: CommandContext, workspace: Workspace) -> int:
    """`report half-year --period P --out FILE [--published] [--as-known-on DATE]`."""
    arguments, console = context.arguments, context.console
    pdf = half_year_report(
        workspace,
        parse_period(arguments.period),
        context.load_translator(arguments.language),
        for_everybody=arguments.published,
        known_on=parse_day(arguments.as_known_on) if arguments.as_known_on else None,
    )
    write_report(arguments.out, pdf)
    console.line(console.translator.gettext("Written: {path}").format(path=arguments.out))
    return DONE
