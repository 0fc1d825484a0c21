"""Asks for the password and the place of a list, and writes it in the background."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Progress
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone

Writer = Callable[[Progress], object]


def documents() -> Path:
    """Where files of the user usually go."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def say_saved(context: UiContext, path: Path, text: str = "") -> None:
    """Say that a table or something else is there, with a way to its folder."""
    _ = context.translator.gettext
    context.messages.say(
        (text or _("The table is saved as {name}.")).format(name=path.name),
        Tone.SUCCESS,
        action=_("Open the folder"),
        act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
    )


def table_kinds(context: UiContext) -> str:
    """The filter of a file dialog for tables in clear."""
    return context.translator.gettext("Workbooks (*.xlsx);;Text with semicolons (*.csv)")


class SaveListDialog(FormDialog):
    """Password, place, and then the file; a list in clear may be text too."""

    def __init__(self, parent: QWidget, context: UiContext, *, name: str, introduction: str) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Save as a table"),
            submit=_("Choose a place …"),
            introduction=introduction,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._name = context, name
        self._password = ExportPassword(context.icons, context.translator)
        self.body.addWidget(self._password)
        self.on_submit(self._ask)

    @abstractmethod
    def writer(self, path: Path, password: str | None) -> Writer:
        """What writes the file."""

    def _ask(self) -> None:
        _ = self._context.translator.gettext
        chosen = self._password.check()
        if chosen is None:
            return
        encrypted = chosen.password is not None
        ask_for_place(
            self,
            title=_("Save as a table"),
            kinds=_("Workbooks (*.xlsx)") if encrypted else table_kinds(self._context),
            suggested=documents() / f"{self._name}.xlsx",
            then=lambda path: self._write(path, chosen.password),
        )

    def _write(self, path: Path, password: str | None) -> None:
        translator = self._context.translator
        self.set_busy(True)
        self._context.tasks.run_long(
            self.writer(path, password),
            lambda _result: self._done(path),
            self._refuse,
            owner=self,
            dialog=ProgressDialog(self, translator, title=translator.gettext("Saving the list")),
            cancelled=lambda: self.set_busy(False),
        )

    def _done(self, path: Path) -> None:
        say_saved(self._context, path)
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self.set_busy(False)
        self.messages.say(self._context.error_text(error), Tone.DANGER)
