"""Runs one command and turns trouble into a sentence and an exit code."""

from __future__ import annotations

from kaa_desktop.cli.commands import BAD_INPUT, NOT_OPENED, CommandContext, command_table
from kaa_desktop.domain.errors import KaaError, RegisterError
from kaa_desktop.i18n.errors import error_sentence


def run_command(context: CommandContext) -> int:
    """The exit code: 0 done, 1 found something, 2 bad use or input, 3 the register cannot be opened."""
    try:
        return command_table()[context.arguments.command](context)
    except KaaError as error:
        context.console.warn(error_sentence(error, context.console.translator))
        return _exit_code(error)


def _exit_code(error: KaaError) -> int:
    about_register = isinstance(error, RegisterError) and not error.code.startswith("backup.")
    return NOT_OPENED if about_register and error.code != "register.not_named" else BAD_INPUT
