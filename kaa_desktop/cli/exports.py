"""Commands that let facts leave the register as files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict

from kaa_desktop.cli.commands import DONE, CommandContext
from kaa_desktop.cli.console import Console
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.services.register_exports import RegisterExport, export_register
from kaa_desktop.services.workspace import Workspace

_PASSWORD_VARIABLE = "KAA_EXPORT_PASSWORD"  # noqa: S105 - the name of the variable


def export_command(context: CommandContext) -> int:
    """`export register --out FILE`: encrypted, unless that is declined."""
    return context.run_open(_register)


def export_password(console: Console, environment: Mapping[str, str] | None = None) -> str:
    """From `KAA_EXPORT_PASSWORD` or the prompt, asked for twice.

    Raises:
        InvalidInputError: `export.password_not_told`, `export.password_missing` or
            `export.password_differs`.
    """
    variables = os.environ if environment is None else environment
    if given := variables.get(_PASSWORD_VARIABLE):
        return given
    _ = console.translator.gettext
    try:
        answer = console.ask(_("Password for the file: "))
        if answer != console.ask(_("Password again: ")):
            raise InvalidInputError("export.password_differs")
    except EOFError:
        raise InvalidInputError("export.password_not_told", variable=_PASSWORD_VARIABLE) from None
    if not answer:
        raise InvalidInputError("export.password_missing")
    return answer


def _register(context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    password = None if arguments.unencrypted else export_password(console)
    with console.progress() as progress:
        written = export_register(
            workspace, arguments.out, progress, password=password, protected_reason=arguments.protected
        )
    if arguments.json:
        console.json({"written": str(arguments.out), **asdict(written)})
    else:
        _tell(context, written)
    return DONE


def _tell(context: CommandContext, written: RegisterExport) -> None:
    console = context.console
    t = console.translator
    console.line(t.gettext("Written: {path}").format(path=context.arguments.out))
    console.line(
        t.gettext(
            "People: {people}, registrations: {episodes}, contacts: {contacts}, measures: {measures}"
        ).format(
            people=t.number(written.people),
            episodes=t.number(written.episodes),
            contacts=t.number(written.contacts),
            measures=t.number(written.measures),
        )
    )
    if written.protected:
        console.line(
            t.ngettext(
                "{count} person with protected personal data is in it, in clear; it was logged.",
                "{count} people with protected personal data are in it, in clear; each was logged.",
                written.protected,
            ).format(count=t.number(written.protected))
        )
    tell_left_out(console, written.left_out)
    if not written.encrypted:
        console.warn(t.gettext("The workbook is not encrypted. Keep it where nobody else can read it."))


def tell_left_out(console: Console, people: int) -> None:
    """How many protected people a file does without, if any."""
    if people:
        t = console.translator
        text = t.ngettext(
            "{count} person with protected personal data was left out.",
            "{count} people with protected personal data were left out.",
            people,
        )
        console.line(text.format(count=t.number(people)))
