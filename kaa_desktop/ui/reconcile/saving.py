"""Saves what asks for an action as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from kaa_desktop.files.exception_lists import SUFFIXES
from kaa_desktop.services.reconcile_lists import write_differences
from kaa_desktop.services.reconciliation import Standing
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, button


class DifferencesSaving:
    """Asks where and writes; the list names people, and says so.

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
        text = self._context.translator.gettext("Save the list…")
        return button(text, self._ask, kind=ButtonKind.LINK, icons=self._context.icons, icon="save")

    def _ask(self) -> None:
        standing = self._standing
        if standing is None:
            return
        _ = self._context.translator.gettext
        name, tables = _("differences"), _("Tables")
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        ask_for_place(
            self._window,
            title=_("Save the differences"),
            kinds=f"{tables} ({patterns})",
            suggested=documents() / f"{name} {standing.outcome.as_of.isoformat()}.xlsx",
            then=lambda path: self._write(path, standing),
        )

    def _write(self, path: Path, standing: Standing) -> None:
        workspace, translator = self._context.workspace, self._context.translator
        title = translator.gettext("Saving the differences")
        self._context.tasks.run_long(
            lambda progress: write_differences(workspace, standing, path, translator, progress),
            lambda rows: self._done(path, rows),
            lambda error: self._context.messages.say(self._context.error_text(error), Tone.DANGER),
            owner=self._window,
            dialog=ProgressDialog(self._window, translator, title=title),
        )

    def _done(self, path: Path, rows: int) -> None:
        translator = self._context.translator
        text = translator.ngettext(
            "{n} row saved in {file}, which holds personal data.",
            "{n} rows saved in {file}, which holds personal data.",
            rows,
        )
        said = text.format(n=translator.number(rows), file=path.name)
        self._context.messages.say(said, Tone.SUCCESS)
