"""Commands that take in files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kaa_desktop.cli import notices
from kaa_desktop.cli.commands import DONE, FOUND, CommandContext
from kaa_desktop.cli.import_results import problems_json, tell_counts, tell_problems
from kaa_desktop.cli.intakes import check_exception_list, take_in_source, write_exception_list
from kaa_desktop.cli.readings import refuse_mapping, with_password
from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.placements import Placement
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.i18n.labels import placement_label
from kaa_desktop.services.population_import import PopulationImport, import_population
from kaa_desktop.services.register_files import RegisterImport, import_register, write_template
from kaa_desktop.services.source_files import SourceImport, import_enrolments, import_exams
from kaa_desktop.services.workspace import Workspace


def import_file(context: CommandContext) -> int:
    """`import KIND FILE`: 1 where rows need somebody's eyes."""
    works: dict[str, Callable[[CommandContext, Workspace], int]] = {
        "population": _population,
        "enrolment": partial(_source, FileKind.ENROLMENT, import_enrolments),
        "exams": partial(_source, FileKind.EXAMS, import_exams),
        "notices": notices.import_notices_command,
        "register": _register,
    }
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
        console.json(_population_json(context, result) | as_read)
    else:
        _tell_population(context, result)
        tell_problems(context, result.problems)
    to_decide = result.outcome.new.get(Placement.DECIDE_MUNICIPALITY, 0)
    to_decide += result.outcome.new.get(Placement.DECIDE_BIRTHDAY, 0)
    return FOUND if result.problems or to_decide else DONE


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


def _source(
    kind: FileKind,
    work: Callable[..., tuple[SourceImport, Changes]],
    context: CommandContext,
    workspace: Workspace,
) -> int:
    arguments, console = context.arguments, context.console
    result, as_read = take_in_source(context, workspace, kind, work)
    if arguments.json:
        console.json(
            {
                "rows": result.rows,
                "taken": result.taken,
                "problems": problems_json(context, result.problems),
                **as_read,
            }
        )
    else:
        t = console.translator
        rows = [
            (t.gettext("Rows read"), result.rows),
            (t.gettext("Rows kept for the reconciliation"), result.taken),
            (t.gettext("Rows that could not be used"), sum(p.fatal for p in result.problems)),
        ]
        tell_counts(context, rows)
        tell_problems(context, result.problems)
    return FOUND if result.problems else DONE


def _tell_population(context: CommandContext, result: PopulationImport) -> None:
    t = context.console.translator
    outcome = result.outcome
    rows = [(t.gettext("Rows read"), outcome.rows)]
    rows += [
        (t.gettext("New: {why}").format(why=placement_label(placement, t)), number)
        for placement, number in outcome.new.items()
    ]
    rows += [
        (t.gettext("Known, since this file has been taken in already"), outcome.known),
        (t.gettext("Already in the register"), outcome.registered),
    ]
    rows += [
        (t.gettext("Skipped: {why}").format(why=placement_label(placement, t)), number)
        for placement, number in outcome.outside.items()
    ]
    rows.append((t.gettext("Rows that could not be used"), outcome.unreadable))
    tell_counts(context, rows)


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


def _population_json(context: CommandContext, result: PopulationImport) -> dict[str, Any]:
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
