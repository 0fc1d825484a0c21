"""Asks for the password and the place of a list, and writes it in the background."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Progress
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.save_dialog import SaveDialog, say_in_folder

Writer = Callable[[Progress], object]


def say_saved(context: UiContext, path: Path, text: str = "") -> None:
    """Say that a table or something else is there, with a way to its folder."""
    text = text or context.translator.gettext("The table is saved as {name}.")
    say_in_folder(context, text.format(name=path.name), path.parent)


def table_kinds(context: UiContext) -> str:
    """The filter of a file dialog for tables in clear."""
    return context.translator.gettext("Workbooks (*.xlsx);;Text with semicolons (*.csv)")


class SaveListDialog(SaveDialog):
    """A list in clear may be text too."""

    def __init__(self, parent: QWidget, context: UiContext, *, name: str, introduction: str) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            title=_("Save as a table"),
            introduction=introduction,
            name=f"{name}.xlsx",
            kinds=_("Workbooks (*.xlsx)"),
            kinds_in_clear=table_kinds(context),
        )
        self.body.addWidget(self.password)

    @abstractmethod
    def writer(self, path: Path, password: str | None) -> Writer:
        """What writes the file."""

    def write(self, path: Path, password: str | None) -> None:
        """Write the list behind a progress dialog."""
        translator = self._context.translator
        self._context.tasks.run_long(
            self.writer(path, password),
            lambda _result: self._done(path),
            self.refuse,
            owner=self,
            dialog=ProgressDialog(self, translator, title=translator.gettext("Saving the list")),
            cancelled=lambda: self.set_busy(False),
        )

    def _done(self, path: Path) -> None:
        say_saved(self._context, path)
        self.accept()
