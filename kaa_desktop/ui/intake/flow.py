"""Taking in a file: a trial first, then what came of it, then the import itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.errors import KaaError
from kaa_desktop.domain.import_mappings import AS_FOUND, DateOrder, ImportMapping, Reading
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.i18n import Translator
from kaa_desktop.services.import_mappings import MAPPED_KINDS, known_source, save_mapping
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_file, ask_for_files
from kaa_desktop.ui.common.file_preview import OutcomeLine, PreviewDialog, PreviewFile
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.intake.day_orders import day_orders
from kaa_desktop.ui.intake.exceptions import save_exceptions
from kaa_desktop.ui.intake.mapping_dialog import MappingDialog
from kaa_desktop.ui.intake.password_dialog import PasswordDialog

TABLES = ("csv", "txt", "tsv", "xlsx", "ods", "xls")

TO_MAP = frozenset(
    {"file.header_missing", "file.encoding", "file.too_wide", "file.two_tables", "enrolment.no_day"}
)
_SEALED = frozenset({"file.encrypted", "file.password_wrong"})


@dataclass(frozen=True, slots=True)
class Intake:
    """How a kind of file is taken in, and what is said of it.

    Attributes:
        title: marked for translation.
        take_in: the service.
        lines: what the file holds.
        said: what is said once it has been taken in.
    """

    kind: FileKind
    title: str
    take_in: Callable[..., tuple[Any, Changes]]
    lines: Callable[[Any, Translator], Iterable[OutcomeLine]]
    said: Callable[[Any, Translator], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A file on its way in.

    Attributes:
        reading: as the user says; None where it is to be found out whether the source is known.
        mapping: to be remembered with the import.
    """

    path: Path
    intake: Intake
    reading: Reading | None = None
    mapping: ImportMapping | None = None
    password: str = ""


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of the trial, how the file was read, and the name of the mapping that was known."""

    result: Any
    reading: Reading
    name: str


class FileIntake:
    """Asks for files, tries them, lets the user say how they are read, and takes them in.

    Args:
        window: the parent of the dialogs.
    """

    def __init__(self, window: QWidget, context: UiContext, operations: Operations) -> None:
        self._window = window
        self._context = context
        self._operations = operations

    def choose(self, title: str, then: Callable[[Path], object]) -> None:
        """Ask for a file."""
        ask_for_file(self._window, title=title, kinds=self._kinds(), folder="", then=then)

    def choose_several(self, title: str, then: Callable[[Sequence[Path]], object]) -> None:
        """Ask for one or several files."""
        ask_for_files(self._window, title=title, kinds=self._kinds(), then=then)

    def take_in(self, path: Path, intake: Intake, password: str = "") -> None:
        """Try a file and show what it holds."""
        self._context.messages.clear()
        self._try(_Job(path=path, intake=intake, password=password))

    def open_sealed(self, error: Exception, path: Path, then: Callable[[str], object], former: str) -> bool:
        """Ask for the password where that is what is wrong; whether it is."""
        if not isinstance(error, KaaError) or error.code not in _SEALED:
            return False
        wrong = self._context.error_text(error) if former else ""
        PasswordDialog(self._window, self._context, file=path.name, wrong=wrong, then=then).open()
        return True

    def _kinds(self) -> str:
        patterns = " ".join(f"*.{ending}" for ending in TABLES)
        return f"{self._context.translator.gettext('Tables')} ({patterns})"

    def _try(self, job: _Job) -> None:
        self._context.tasks.run_long(
            lambda progress: self._tried(job, progress),
            lambda tried: self._preview(job, tried),
            lambda error: self._failed(job, error),
            owner=self._window,
            dialog=ProgressDialog(
                self._window,
                self._context.translator,
                title=self._context.translator.gettext("Reading the file"),
            ),
        )

    def _tried(self, job: _Job, progress: Progress) -> _Tried:
        workspace, reading, name = self._context.workspace, job.reading, ""
        if reading is None:
            reading = replace(AS_FOUND, password=job.password)
            if job.intake.kind in MAPPED_KINDS:
                known = known_source(workspace, job.intake.kind, job.path, job.password)
                name, reading = (known[0].name, known[1]) if known else ("", reading)
        result, _changes = job.intake.take_in(workspace, job.path, progress, dry_run=True, reading=reading)
        return _Tried(result, reading, name)

    def _failed(self, job: _Job, error: Exception) -> None:
        code = error.code if isinstance(error, KaaError) else ""
        if code in TO_MAP and job.intake.kind in MAPPED_KINDS:
            sentence = self._context.translator.gettext("{trouble} Say here how the file is to be read.")
            reading = job.reading or replace(AS_FOUND, password=job.password)
            self._map(job, reading, "", sentence.format(trouble=self._context.error_text(error)))
        elif not self.open_sealed(
            error, job.path, lambda password: self._try(replace(job, password=password)), job.password
        ):
            self._operations.explain(error)

    def _map(self, job: _Job, reading: Reading, name: str, sentence: str) -> None:
        MappingDialog(
            self._window,
            self._context,
            kind=job.intake.kind,
            path=job.path,
            reading=reading,
            name=name,
            sentence=sentence,
            then=lambda mapping, chosen: self._try(replace(job, mapping=mapping, reading=chosen)),
        ).open()

    def _preview(self, job: _Job, tried: _Tried) -> None:
        name = job.mapping.name if job.mapping else tried.name
        problems = tried.result.problems
        dialog = PreviewDialog(
            self._window,
            self._context,
            introduction=self._introduction(job.path, name),
            files=[PreviewFile(job.intake.lines(tried.result, self._context.translator), problems)],
        )

        def remap() -> None:
            dialog.reject()
            self._map(job, tried.reading, name, job.path.name)

        def read_again(order: DateOrder) -> None:
            dialog.reject()
            self._try(replace(job, reading=replace(tried.reading, dates=order)))

        _ = self._context.translator.gettext
        for order, text in day_orders(problems, self._context.translator):
            dialog.offer(text, "calendar-days", partial(read_again, order))
        if job.intake.kind in MAPPED_KINDS:
            dialog.offer(_("Change how it is read …"), "file-text", remap)
        if problems:
            dialog.offer(
                _("Save the list …"),
                "save",
                lambda: save_exceptions(dialog, self._context, job.path, problems),
            )
        dialog.accepted.connect(lambda: self._import(job, tried.reading))
        dialog.open()

    def _introduction(self, path: Path, name: str) -> str:
        _ = self._context.translator.gettext
        text = _("{file}. Nothing has been changed yet.").format(file=path.name)
        told = _("Read with the column mapping “{name}”.").format(name=name)
        return f"{text} {told}" if name else text

    def _import(self, job: _Job, reading: Reading) -> None:
        translator, workspace = self._context.translator, self._context.workspace

        def work(progress: Progress) -> tuple[Any, Changes]:
            if job.mapping is not None:  # before the import, so that undo takes the import back first
                save_mapping(workspace, job.mapping)
            return job.intake.take_in(workspace, job.path, progress, reading=reading)

        self._operations.run_long(
            work,
            lambda _result: None,
            said=lambda result: said_of(job.intake, result, translator),
            title=translator.gettext(job.intake.title),
            owner=self._window,
        )


def said_of(intake: Intake, result: Any, translator: Translator) -> str:
    """What is said once a file has been taken in, and how many of its rows were left out."""
    text = intake.said(result, translator)
    left_out = sum(problem.fatal for problem in result.problems)
    if not left_out:
        return text
    more = translator.ngettext("{n} row was left out.", "{n} rows were left out.", left_out)
    return f"{text} {more.format(n=translator.number(left_out))}"
