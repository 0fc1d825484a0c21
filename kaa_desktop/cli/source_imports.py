"""The command that takes in several sources at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kaa_desktop.cli.commands import DONE, FOUND, CommandContext
from kaa_desktop.cli.import_results import population_json, source_json, tell_population, tell_source
from kaa_desktop.cli.intakes import as_read
from kaa_desktop.cli.readings import refuse_mapping, with_password
from kaa_desktop.files.exception_lists import write_exceptions
from kaa_desktop.services.population_import import PopulationImport
from kaa_desktop.services.source_intakes import TakenFile, take_in_unsorted
from kaa_desktop.services.workspace import Workspace


def import_sources(context: CommandContext, workspace: Workspace) -> int:
    """`import sources FILE…`: each is recognised by its headers.

    Raises:
        FilesRefusedError: some of the files cannot be read; then none is kept.
    """
    arguments = context.arguments
    refuse_mapping(context)

    def run(password: str) -> list[TakenFile]:
        paths = [arguments.file, *arguments.more]
        with context.console.progress() as progress:
            return take_in_unsorted(workspace, paths, progress, dry_run=arguments.dry_run, password=password)

    taken = with_password(context, run)
    for number, one in enumerate(taken, 1):
        _write_exceptions(context, number, one)
    if arguments.json:
        context.console.json([_as_json(context, one) for one in taken])
    else:
        for one in taken:
            _tell(context, one)
    return FOUND if any(one.asks_for_eyes for one in taken) else DONE


def _write_exceptions(context: CommandContext, number: int, one: TakenFile) -> None:
    """A list for each file that needs one: its place and name stand in that of the list."""
    base: Path | None = context.arguments.exceptions
    if base is not None and one.result.problems:
        place = base.with_stem(f"{base.stem}-{number}-{one.given.path.stem}")
        write_exceptions(place, one.result.problems, context.console.translator)


def _tell(context: CommandContext, one: TakenFile) -> None:
    context.console.line(one.given.path.name)
    if isinstance(one.result, PopulationImport):
        tell_population(context, one.result)
    else:
        tell_source(context, one.result)
    context.console.line()


def _as_json(context: CommandContext, one: TakenFile) -> dict[str, Any]:
    result = one.result
    if isinstance(result, PopulationImport):
        counts = population_json(context, result)
    else:
        counts = source_json(context, result)
    told = {"file": one.given.path.name, "kind": one.given.kind.value}
    return told | counts | as_read(result.source, one.given.mapping)
