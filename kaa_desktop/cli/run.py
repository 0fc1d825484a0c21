"""Runs one command and turns trouble into a sentence and an exit code."""

from __future__ import annotations

from kaa_desktop.cli.commands import BAD_INPUT, DONE, NOT_OPENED, CommandContext, command_table
from kaa_desktop.domain.errors import KaaError, RegisterError
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.system.logs import log_unexpected, start_log

INTERRUPTED = 130
"""What a shell gives a command that Ctrl+C has ended."""


def run_command(context: CommandContext) -> int:
    """The exit code: 0 done, 1 found something, 2 bad use or input, 3 the register cannot be opened."""
    console = context.console
    try:
        code = command_table()[context.arguments.command](context)
        console.out.flush()
    except KaaError as error:
        console.warn(error_sentence(error, console.translator))
        return _exit_code(error)
    except KeyboardInterrupt:
        console.warn(console.translator.gettext("Interrupted; nothing was changed."))
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        console.silence()
        return DONE
    except Exception as error:  # noqa: BLE001 - a traceback may quote personal data; the log takes its places
        start_log()
        log_unexpected(type(error), error.__traceback__)
        console.warn(error_sentence(error, console.translator))
        return BAD_INPUT
    return code


def _exit_code(error: KaaError) -> int:
    about_register = isinstance(error, RegisterError) and not error.code.startswith("backup.")
    return NOT_OPENED if about_register and error.code != "register.not_named" else BAD_INPUT
