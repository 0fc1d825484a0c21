"""What the imports of all sources share: how the file is read, remembered, and what becomes of exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from kaa_desktop.cli.commands import CommandContext
from kaa_desktop.cli.readings import keep_reading, reading_of, with_password
from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import Reading
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.exception_lists import check_place, write_exceptions
from kaa_desktop.files.tables import Source
from kaa_desktop.services.workspace import Workspace


class _Result(Protocol):
    @property
    def problems(self) -> Sequence[RowProblem]: ...

    @property
    def source(self) -> Source: ...


_R_co = TypeVar("_R_co", bound=_Result, covariant=True)


class _Work(Protocol[_R_co]):
    def __call__(
        self, workspace: Workspace, path: Path, progress: Progress, *, dry_run: bool, reading: Reading
    ) -> tuple[_R_co, Changes]: ...


def take_in_source(
    context: CommandContext, workspace: Workspace, kind: FileKind, work: _Work[_R_co]
) -> tuple[_R_co, dict[str, Any]]:
    """Take a file in, remember how if that is asked for, and write its exceptions where they shall go.

    Returns what came of it, and for programs how the file was read.

    Raises:
        InvalidInputError: `enrolment.no_day_stated`, or what the work raises.
    """
    arguments = context.arguments

    def run(password: str) -> tuple[_R_co, str]:
        reading, mapping = reading_of(context, workspace, kind, password)
        with context.console.progress() as progress:
            try:
                result, _changes = work(
                    workspace, arguments.file, progress, dry_run=arguments.dry_run, reading=reading
                )
            except InvalidInputError as error:
                if error.code == "enrolment.no_day":
                    raise InvalidInputError("enrolment.no_day_stated", **error.data) from error
                raise
        return result, keep_reading(context, workspace, kind, reading) or mapping

    result, mapping = with_password(context, run)
    write_exception_list(context, result.problems)
    return result, as_read(result.source, mapping)


def as_read(source: Source, mapping: str) -> dict[str, Any]:
    """For programs: how a file was read."""
    return {
        "mapping": mapping or None,
        "encoding": source.encoding,
        "separator": source.separator,
        "sheets": list(source.sheets),
        "header_row": source.header_row or None,
        "columns": dict(source.columns),
    }


def check_exception_list(context: CommandContext) -> None:
    """Before anything is taken in, since a bad name must not come out afterwards."""
    if context.arguments.exceptions is not None:
        check_place(context.arguments.exceptions)


def write_exception_list(context: CommandContext, problems: Sequence[RowProblem]) -> None:
    """To the file that `--exceptions` names, if it does."""
    if context.arguments.exceptions is not None:
        write_exceptions(context.arguments.exceptions, problems, context.console.translator)
