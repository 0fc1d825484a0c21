"""Save the work list as a PDF: its password, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.work_list import WorkFilter
from kaa_desktop.domain.work_prints import WorkPrint
from kaa_desktop.i18n.labels import left_out_sentence
from kaa_desktop.services.work_prints import write_work_list
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.save_dialog import SaveDialog


class PrintDialog(SaveDialog):
    """The list as it is filtered; protected people are left out and counted."""

    def __init__(self, parent: QWidget, context: UiContext, wanted: WorkFilter) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            title=_("Save the list as PDF"),
            introduction=_("Names, phone numbers and next steps of the people in the list, to take along."),
            name=_("Work list {day}").format(day=context.workspace.today.isoformat()) + ".pdf",
            kinds=_("PDF documents (*.pdf)"),
        )
        self._wanted = wanted
        self.body.addWidget(self.password)

    def write(self, path: Path, password: str | None) -> None:
        """Write the list."""
        wanted, workspace, translator = self._wanted, self._context.workspace, self._context.translator
        self._context.tasks.run(
            lambda: write_work_list(workspace, wanted, path, translator, password=password),
            lambda printed: self.saved(path, self._said(path, printed)),
            self.refuse,
            owner=self,
        )

    def _said(self, path: Path, printed: WorkPrint) -> str:
        translator = self._context.translator
        text = translator.gettext("The list is saved as {name}.").format(name=path.name)
        return f"{text} {left_out_sentence(printed.left_out, translator)}".rstrip()
