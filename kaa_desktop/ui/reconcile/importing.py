"""The files that the reconciliation takes in, each with what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconcile_rows import kind_of_file
from kaa_desktop.services.register_files import RegisterImport, import_register
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.menus import begin_at_first
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.intake.flow import FileIntake, Intake
from kaa_desktop.ui.intake.several import SeveralFiles
from kaa_desktop.ui.reconcile.outcome_words import (
    population_lines,
    population_said,
    register_lines,
    register_said,
    source_lines,
    source_said,
)


def _register(
    workspace: Workspace,
    path: Path,
    progress: Progress,
    *,
    dry_run: bool = False,
    reading: Reading = AS_FOUND,
) -> tuple[RegisterImport, Changes]:
    """A register workbook has sheets of its own; only its password is said."""
    return import_register(workspace, path, progress, dry_run=dry_run, password=reading.password)


def _source(kind: FileKind, title: str) -> Intake:
    return Intake(kind, title, partial(import_source, kind=kind), source_lines, source_said)


_INTAKES: Mapping[FileKind, Intake] = MappingProxyType(
    {
        intake.kind: intake
        for intake in (
            Intake(
                FileKind.POPULATION,
                N_("Population file"),
                import_population,
                population_lines,
                population_said,
            ),
            _source(FileKind.ENROLMENT, N_("Enrolment file")),
            _source(FileKind.EXAMS, N_("Exam file")),
            Intake(FileKind.REGISTER, N_("Register workbook"), _register, register_lines, register_said),
        )
    }
)


class Importing:
    """The kinds of file that this page takes in.

    Args:
        window: the parent of the dialogs.
        notices: takes a file of school notices, which belong on another page.
    """

    def __init__(
        self,
        window: QWidget,
        context: UiContext,
        operations: Operations,
        notices: Callable[[Path], object],
    ) -> None:
        self._window = window
        self._context = context
        self._operations = operations
        self._notices = notices
        self._intake = FileIntake(window, context, operations)
        self._several = SeveralFiles(window, context, operations, intakes=_INTAKES, take_one=self.take_in)

    def choose(self, kind: FileKind | None = None) -> None:
        """Ask for a file, or for several of no stated kind, which are recognised by their headers."""
        _ = self._context.translator.gettext
        if kind is None:
            self._intake.choose_several(_("Import files"), self.take_in_all)
        else:
            self._intake.choose(_(_INTAKES[kind].title), lambda path: self.take_in(path, kind))

    def take_in_all(self, paths: Sequence[Path]) -> None:
        """Try one file, or several together."""
        if len(paths) == 1:
            self.take_in(paths[0])
        else:
            self._several.take_in(paths)

    def take_in(self, path: Path, kind: FileKind | None = None, password: str = "") -> None:
        """Try a file and show what it holds; where nobody can tell its kind, ask."""
        if kind is not None:
            self._intake.take_in(path, _INTAKES[kind], password)
            return
        self._context.messages.clear()
        self._context.tasks.run(
            lambda: kind_of_file(path, password),
            lambda found: self._recognised(path, found, password),
            lambda error: self._failed(error, path, password),
            owner=self._window,
        )

    def _failed(self, error: Exception, path: Path, password: str) -> None:
        if not self._intake.open_sealed(
            error, path, lambda answer: self.take_in(path, password=answer), password
        ):
            self._operations.explain(error)

    def _recognised(self, path: Path, kind: FileKind | None, password: str) -> None:
        if kind is not None and kind in _INTAKES:
            self._intake.take_in(path, _INTAKES[kind], password)
        elif kind is FileKind.NOTICES:
            self._notices(path)
        else:
            self._ask_kind(path, password)

    def _ask_kind(self, path: Path, password: str) -> None:
        error = InvalidInputError("reconcile.other_kind")
        self._context.messages.say(self._context.error_text(error), Tone.INFO)
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _ = self._context.translator.gettext
        for kind, intake in _INTAKES.items():
            text = _("Read as: {kind}").format(kind=_(intake.title))
            menu.addAction(text).triggered.connect(
                lambda _checked, chosen=kind: self.take_in(path, chosen, password)
            )
        menu.addAction(_("Read as: {kind}").format(kind=_("School notices"))).triggered.connect(
            lambda _checked: self._notices(path)
        )
        menu.popup(QCursor.pos())
        begin_at_first(menu)
