"""Saves what asks for an action as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from kaa_desktop.services.reconcile_lists import write_differences
from kaa_desktop.services.reconciliation import Standing
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_saving import SaveListDialog, Writer
from kaa_desktop.ui.common.widgets import ButtonKind, button


class DifferencesSaving:
    """Opens the dialog for the reconciliation that is shown.

    Args:
        window: the parent of the dialogs.
    """

    def __init__(self, window: QWidget, context: UiContext) -> None:
        self._window = window
        self._context = context
        self._standing: Standing | None = None

    def present(self, standing: Standing) -> None:
        """Follow the reconciliation."""
        self._standing = standing

    def button(self) -> QPushButton:
        """What begins it."""
        text = self._context.translator.gettext("Save the list …")
        return button(text, self._ask, kind=ButtonKind.LINK, icons=self._context.icons, icon="save")

    def _ask(self) -> None:
        if self._standing is not None:
            SaveDifferencesDialog(self._window.window(), self._context, self._standing).open()


class SaveDifferencesDialog(SaveListDialog):
    """The rows of every group, whichever is shown."""

    def __init__(self, parent: QWidget, context: UiContext, standing: Standing) -> None:
        translator = context.translator
        rows = sum(map(len, standing.groups.values()))
        introduction = translator.ngettext(
            "The row that asks for an action; protected people by case number only.",
            "All {n} rows that ask for an action, of every group; protected people by case number only.",
            rows,
        ).format(n=translator.number(rows))
        name = f"{translator.gettext('differences')} {standing.outcome.as_of.isoformat()}"
        super().__init__(parent, context, name=name, introduction=introduction)
        self._standing = standing

    def writer(self, path: Path, password: str | None) -> Writer:
        """Write all rows."""
        workspace, standing, translator = self._context.workspace, self._standing, self._context.translator
        return lambda progress: write_differences(
            workspace, standing, path, translator, progress, password=password
        )
