"""How `import` reads its file: as the options say, as a saved mapping says, or as the file itself tells."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from kaa_desktop.cli.commands import CommandContext
from kaa_desktop.domain.errors import FilesRefusedError, InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, DateOrder, Reading
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.import_mappings import (
    first_rows,
    known_source,
    mapping_for,
    mapping_named,
    preview_rows,
    save_mapping,
    stated_columns,
)
from kaa_desktop.services.workspace import Workspace

_PASSWORD_VARIABLE = "KAA_FILE_PASSWORD"  # noqa: S105 - the name of the variable
_T = TypeVar("_T")


def with_password(context: CommandContext, work: Callable[[str], _T]) -> _T:
    """Work with the file's password, which is asked for only where the file turns out to have one.

    Raises:
        InvalidInputError: `file.encrypted` where nobody answers, or what the work raises.
    """
    if given := os.environ.get(_PASSWORD_VARIABLE, ""):
        return work(given)
    try:
        return work("")
    except InvalidInputError as error:
        if not _asks_for_password(error):
            raise
        try:
            answer = context.console.ask(context.console.translator.gettext("Password of the file: "))
        except EOFError:
            raise error from None
    return work(answer)


def _asks_for_password(error: InvalidInputError) -> bool:
    """Whether a password is all that is missing."""
    troubles = [one.trouble for one in error.refused] if isinstance(error, FilesRefusedError) else [error]
    return all(trouble.code == "file.encrypted" for trouble in troubles)


def reading_of(
    context: CommandContext, workspace: Workspace, kind: FileKind, password: str
) -> tuple[Reading, str]:
    """What the options say; without any, the mapping of a file of the same shape, which is told.

    And the name of the mapping; empty without one.

    Raises:
        InvalidInputError: `enrolment.listed_on_kind`, or a code that begins with `mapping.` or `file.`.
    """
    arguments, console = context.arguments, context.console
    if arguments.listed_on is not None and kind is not FileKind.ENROLMENT:
        raise InvalidInputError("enrolment.listed_on_kind")
    if not _states_something(context):
        known = known_source(workspace, kind, arguments.file, password)
        if known is None:
            return replace(AS_FOUND, password=password, listed_on=arguments.listed_on), ""
        told = console.translator.gettext("Read with the column mapping “{name}”.")
        console.warn(told.format(name=known[0].name))
        return replace(known[1], listed_on=arguments.listed_on), known[0].name
    saved = mapping_named(workspace, kind, arguments.mapping) if arguments.mapping else None
    reading = saved.reading if saved else AS_FOUND
    stated = replace(
        reading,
        columns={**reading.columns, **stated_columns(kind, dict(arguments.map))},
        encoding=arguments.encoding or reading.encoding,
        separator=arguments.separator or reading.separator,
        dates=DateOrder(arguments.dates or reading.dates),
        header_row=reading.header_row if arguments.header_row is None else arguments.header_row,
        listed_on=arguments.listed_on,
        password=password,
    )
    return stated, saved.name if saved else ""


def keep_reading(context: CommandContext, workspace: Workspace, kind: FileKind, reading: Reading) -> str:
    """Remember how the file was read, if that is asked for and the file was taken in; under which name.

    Raises:
        InvalidInputError: `mapping.name_long`.
    """
    arguments, console = context.arguments, context.console
    if not arguments.save_mapping or arguments.dry_run:
        return ""
    shown = preview_rows(workspace, kind, first_rows(kind, arguments.file, reading), reading)
    mapping = mapping_for(kind, arguments.save_mapping, shown, reading)
    save_mapping(workspace, mapping)
    told = console.translator.gettext("The column mapping “{name}” has been saved.")
    console.warn(told.format(name=mapping.name))
    return mapping.name


def refuse_mapping(context: CommandContext) -> None:
    """A register workbook has sheets of its own.

    Raises:
        InvalidInputError: `mapping.register`.
    """
    stated = context.arguments
    if _states_something(context) or stated.save_mapping or stated.listed_on is not None:
        raise InvalidInputError("mapping.register")


def _states_something(context: CommandContext) -> bool:
    stated = context.arguments
    return bool(
        stated.mapping
        or stated.map
        or stated.encoding
        or stated.separator
        or stated.dates
        or stated.header_row is not None
    )
