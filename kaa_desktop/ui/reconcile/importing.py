"""Taking in a file: a trial first, then what came of it, then the import itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.i18n import Translator
from kaa_desktop.services.candidates import import_population
from kaa_desktop.services.reconcile_rows import kind_of_file
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.source_files import import_enrolments, import_exams
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_file
from kaa_desktop.ui.common.file_preview import OutcomeLine, PreviewDialog
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.reconcile.outcome_words import (
    population_lines,
    population_said,
    register_lines,
    register_said,
    source_lines,
    source_said,
)

TABLES = ("csv", "txt", "tsv", "xlsx", "ods", "xls")


@dataclass(frozen=True, slots=True)
class _Intake:
    """How a kind of file is taken in, and what is said of it."""

    title: str
    take_in: Callable[..., tuple[Any, Changes]]
    lines: Callable[[Any, Translator], Iterator[OutcomeLine]]
    said: Callable[[Any, Translator], str]


_INTAKES: Mapping[FileKind, _Intake] = MappingProxyType(
    {
        FileKind.POPULATION: _Intake(
            N_("Population file"), import_population, population_lines, population_said
        ),
        FileKind.ENROLMENT: _Intake(N_("Enrolment file"), import_enrolments, source_lines, source_said),
        FileKind.EXAMS: _Intake(N_("Exam file"), import_exams, source_lines, source_said),
        FileKind.REGISTER: _Intake(N_("Register workbook"), import_register, register_lines, register_said),
    }
)


class Importing:
    """The kinds of file that this page takes in.

    Args:
        window: the parent of the dialogs.
    """

    def __init__(self, window: QWidget, context: UiContext, operations: Operations) -> None:
        self._window = window
        self._context = context
        self._operations = operations

    def choose(self, kind: FileKind | None = None) -> None:
        """Ask for a file; one of no stated kind is recognised by its headers."""
        _ = self._context.translator.gettext
        patterns = " ".join(f"*.{ending}" for ending in TABLES)
        ask_for_file(
            self._window,
            title=_(_INTAKES[kind].title) if kind else _("Take in a file"),
            kinds=f"{_('Tables')} ({patterns})",
            folder="",
            then=lambda path: self.take_in(path, kind),
        )

    def take_in(self, path: Path, kind: FileKind | None = None) -> None:
        """Try a file and show what it holds; where nobody can tell its kind, ask."""
        if kind is None:
            self._context.messages.clear()
            self._context.tasks.run(
                lambda: kind_of_file(path),
                lambda found: self._recognised(path, found),
                self._operations.explain,
                owner=self._window,
            )
        else:
            self._try(path, _INTAKES[kind])

    def _recognised(self, path: Path, kind: FileKind | None) -> None:
        if kind is not None and kind in _INTAKES:
            self._try(path, _INTAKES[kind])
        elif kind is FileKind.NOTICES:
            _ = self._context.translator.gettext
            self._context.messages.say(_("This file holds school notices. Take it in among the notices."))
        else:
            self._ask_kind(path)

    def _ask_kind(self, path: Path) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _ = self._context.translator.gettext
        for kind, intake in _INTAKES.items():
            text = _("Read as: {kind}").format(kind=_(intake.title))
            menu.addAction(text).triggered.connect(lambda _checked, chosen=kind: self.take_in(path, chosen))
        menu.popup(QCursor.pos())

    def _try(self, path: Path, intake: _Intake) -> None:
        _, workspace = self._context.translator.gettext, self._context.workspace
        self._context.messages.clear()
        self._context.tasks.run_long(
            lambda progress: intake.take_in(workspace, path, progress, dry_run=True),
            lambda outcome: self._preview(path, intake, outcome[0]),
            self._operations.explain,
            owner=self._window,
            dialog=ProgressDialog(self._window, self._context.translator, title=_("Reading the file")),
        )

    def _preview(self, path: Path, intake: _Intake, result: Any) -> None:
        translator = self._context.translator
        introduction = translator.gettext("{file}. Nothing has been changed yet.")
        lines: Sequence[OutcomeLine] = tuple(intake.lines(result, translator))
        dialog = PreviewDialog(
            self._window,
            self._context,
            introduction=introduction.format(file=path.name),
            lines=lines,
            problems=result.problems,
        )
        dialog.accepted.connect(lambda: self._import(path, intake))
        dialog.open()

    def _import(self, path: Path, intake: _Intake) -> None:
        translator, workspace = self._context.translator, self._context.workspace
        self._operations.run_long(
            lambda progress: intake.take_in(workspace, path, progress),
            lambda _result: None,
            said=lambda result: intake.said(result, translator),
            title=translator.gettext(intake.title),
            owner=self._window,
        )
