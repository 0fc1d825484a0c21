"""A municipality's old register as a workbook: take it in, and the empty template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kaa_desktop.domain.changes import Changes, Progress, together
from kaa_desktop.domain.code_lists import CodeLists
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.files.register_workbook import read_register_workbook, write_register_template
from kaa_desktop.i18n import Translator
from kaa_desktop.services.protection import seal_told
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.imports import note_import
from kaa_desktop.storage.register_histories import HistoryIntake, TakenIn


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """What was taken in, with the list of exceptions."""

    taken: TakenIn
    problems: Sequence[RowProblem]


def import_register(
    workspace: Workspace, path: Path, progress: Progress, *, dry_run: bool = False, password: str = ""
) -> tuple[RegisterImport, Changes]:
    """Take in a register with its history; a file imported twice changes nothing.

    The notices on those who come protected are sealed once they stand in the register, in an operation of its
    own that shares no row with the import.

    With `dry_run` everything is tried and taken back.

    Raises:
        InvalidInputError: the file cannot be read at all.
    """
    settings = workspace.settings()
    read = read_register_workbook(
        path,
        today=workspace.today,
        code_lists=workspace.code_lists,
        allowed_kinds=settings.allowed_kinds,
        password=password,
    )
    secret = workspace.person_secret()
    register = workspace.register
    with register.transaction(keep=not dry_run) as transaction:
        with transaction.operation("import.register") as scope:
            taken = HistoryIntake(scope, register.keys, secret, progress).take_in(read.history)
            note_import(scope, "register", path, {"people": taken.people, "episodes": taken.episodes})
            changes = register.changes(scope)
        sealed = seal_told(workspace, transaction)
    if dry_run:
        return RegisterImport(taken, read.problems), Changes()
    return RegisterImport(taken, read.problems), together((sealed.changes, changes))


def write_template(code_lists: CodeLists, path: Path, translator: Translator) -> None:
    """Write the empty workbook with its sheets, headers and lists."""
    write_register_template(path, code_lists, translator)
