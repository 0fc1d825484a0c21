"""Taking in a file: a trial first, then what came of it, then the import itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.services.candidates import PopulationImport, import_population
from kaa_desktop.services.register_files import RegisterImport, import_register
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_preview import OutcomeLine, PreviewDialog
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.reconcile.outcome_words import population_lines, register_lines

TABLES = ("csv", "txt", "tsv", "xlsx", "ods", "xls")
WORKBOOKS = ("xlsx", "ods", "xls")


class Importing:
    """The two kinds of file that this page takes in.

    Args:
        window: the parent of the dialogs.
    """

    def __init__(self, window: QWidget, context: UiContext, operations: Operations) -> None:
        self._window = window
        self._context = context
        self._operations = operations

    def choose_population(self) -> None:
        """Ask for a population file."""
        self._choose(self._context.translator.gettext("Population file"), TABLES, self.population)

    def choose_workbook(self) -> None:
        """Ask for a register workbook."""
        self._choose(self._context.translator.gettext("Register workbook"), WORKBOOKS, self.workbook)

    def population(self, path: Path) -> None:
        """Try a population file and show what it holds."""
        workspace = self._context.workspace

        def preview(outcome: tuple[PopulationImport, Changes]) -> None:
            result = outcome[0]
            lines = list(population_lines(result.outcome, self._context.translator))
            self._preview(path, lines, result.problems, lambda: self._import_population(path))

        self._try(lambda progress: import_population(workspace, path, progress, dry_run=True), preview)

    def workbook(self, path: Path) -> None:
        """Try a register workbook and show what it holds."""
        workspace = self._context.workspace

        def preview(outcome: tuple[RegisterImport, Changes]) -> None:
            result = outcome[0]
            lines = list(register_lines(result, self._context.translator))
            self._preview(path, lines, result.problems, lambda: self._import_workbook(path))

        self._try(lambda progress: import_register(workspace, path, progress, dry_run=True), preview)

    def _choose(self, title: str, endings: Sequence[str], use: Callable[[Path], None]) -> None:
        _ = self._context.translator.gettext
        patterns = " ".join(f"*.{ending}" for ending in endings)
        dialog = QFileDialog(self._window, title, "", f"{_('Tables')} ({patterns})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: use(Path(name)))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _try(self, work: Callable[[Progress], tuple[object, Changes]], preview: Callable[..., None]) -> None:
        _ = self._context.translator.gettext
        self._context.messages.clear()
        dialog = ProgressDialog(self._window, self._context.translator, title=_("Reading the file"))
        self._context.tasks.run_long(
            work, preview, self._operations.explain, owner=self._window, dialog=dialog
        )

    def _preview(
        self,
        path: Path,
        lines: Sequence[OutcomeLine],
        problems: Sequence[RowProblem],
        go_on: Callable[[], None],
    ) -> None:
        _ = self._context.translator.gettext
        introduction = _("{file}. Nothing has been changed yet.").format(file=path.name)
        dialog = PreviewDialog(
            self._window, self._context, introduction=introduction, lines=lines, problems=problems
        )
        dialog.accepted.connect(go_on)
        dialog.open()

    def _import_population(self, path: Path) -> None:
        translator, workspace = self._context.translator, self._context.workspace

        def said(result: PopulationImport) -> str:
            count = sum(result.outcome.new.values())
            text = translator.ngettext("{n} new on the list.", "{n} new on the list.", count)
            return text.format(n=translator.number(count))

        self._operations.run_long(
            lambda progress: import_population(workspace, path, progress),
            lambda _result: None,
            said=said,
            title=translator.gettext("Importing the population file"),
            owner=self._window,
        )

    def _import_workbook(self, path: Path) -> None:
        translator, workspace = self._context.translator, self._context.workspace

        def said(result: RegisterImport) -> str:
            count = result.taken.people
            text = translator.ngettext(
                "{n} new person in the register.", "{n} new people in the register.", count
            )
            return text.format(n=translator.number(count))

        self._operations.run_long(
            lambda progress: import_register(workspace, path, progress),
            lambda _result: None,
            said=said,
            title=translator.gettext("Importing the register workbook"),
            owner=self._window,
        )
