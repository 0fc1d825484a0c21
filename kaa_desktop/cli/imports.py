"""Commands that take in files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kaa_desktop.cli import notices
from kaa_desktop.cli.commands import DONE, FOUND, CommandContext
from kaa_desktop.cli.import_results import (
    population_json,
    problems_json,
    source_json,
    tell_counts,
    tell_population,
    tell_problems,
    tell_source,
)
from kaa_desktop.cli.intakes import check_exception_list, take_in_source, write_exception_list
from kaa_desktop.cli.readings import refuse_mapping, with_password
from kaa_desktop.cli.source_imports import import_sources
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.register_files import RegisterImport, import_register, write_template
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.workspace import Workspace


def import_file(context: CommandContext) -> int:
    """`import KIND FILE`: 1 where rows need somebody's eyes.

    Raises:
        InvalidInputError: `sources.one_file` where a kind takes only one.
    """
    works: dict[str, Callable[[CommandContext, Workspace], int]] = {
        "population": _population,
        "enrolment": partial(_source, FileKind.ENROLMENT),
        "exams": partial(_source, FileKind.EXAMS),
        "sources": import_sources,
        "notices": notices.import_notices_command,
        "register": _register,
    }
    if context.arguments.more and context.arguments.kind != "sources":
        raise InvalidInputError("sources.one_file")
    check_exception_list(context)
    return context.run_open(works[context.arguments.kind])


def write_template_file(context: CommandContext) -> int:
    """`template register --out FILE`.

    Raises:
        InvalidInputError: `template.exists` or `file.not_writable`.
    """
    out = context.arguments.out
    if out.exists():  # it may have been filled in
        raise InvalidInputError("template.exists", file=out.name)
    write_template(context.opener.code_lists, out, context.console.translator)
    context.console.line(context.console.translator.gettext("Written: {path}").format(path=out))
    return DONE


def _population(context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    result, as_read = take_in_source(context, workspace, FileKind.POPULATION, import_population)
    if arguments.json:
        console.json(population_json(context, result) | as_read)
    else:
        tell_population(context, result)
    return FOUND if result.problems or result.outcome.to_decide else DONE


def _register(context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    refuse_mapping(context)
    with console.progress() as progress:
        result, _changes = with_password(
            context,
            lambda password: import_register(
                workspace, arguments.file, progress, dry_run=arguments.dry_run, password=password
            ),
        )
    write_exception_list(context, result.problems)
    if arguments.json:
        console.json(_register_json(context, result))
    else:
        _tell_register(context, result)
        tell_problems(context, result.problems)
    return FOUND if result.problems else DONE


def _source(kind: FileKind, context: CommandContext, workspace: Workspace) -> int:
    arguments, console = context.arguments, context.console
    result, as_read = take_in_source(context, workspace, kind, partial(import_source, kind=kind))
    if arguments.json:
        console.json(source_json(context, result) | as_read)
    else:
        tell_source(context, result)
    return FOUND if result.problems else DONE


def _tell_register(context: CommandContext, result: RegisterImport) -> None:
    t = context.console.translator
    rows = [
        (t.gettext("People"), result.taken.people),
        (t.gettext("Registrations"), result.taken.episodes),
        (t.gettext("Contact attempts"), result.taken.contacts),
        (t.gettext("Measures"), result.taken.measures),
        (t.gettext("In the register already"), result.taken.already_there),
        (t.gettext("Rows that could not be used"), sum(problem.fatal for problem in result.problems)),
    ]
    tell_counts(context, rows)


def _register_json(context: CommandContext, result: RegisterImport) -> dict[str, Any]:
    taken = result.taken
    return {
        "people": taken.people,
        "episodes": taken.episodes,
        "contacts": taken.contacts,
        "measures": taken.measures,
        "already_there": taken.already_there,
        "problems": problems_json(context, result.problems),
    }
