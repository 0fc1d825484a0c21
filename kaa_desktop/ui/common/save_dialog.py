"""Base of the dialogs that write a file with personal data: its password, its place, and then the file."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.tokens import Tone


def say_in_folder(context: UiContext, text: str, folder: Path) -> None:
    """Say that something is written, with a way to its folder."""
    context.messages.say(
        text,
        Tone.SUCCESS,
        action=context.translator.gettext("Open the folder"),
        act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
    )


class SaveDialog(FormDialog):
    """Subclasses put `password` into the body among their own fields, and write.

    Args:
        parent: the window that waits.
        context: of the page.
        title: of this dialog and of the one that asks for the place.
        introduction: what the file holds.
        name: of the file, as suggested.
        kinds: a filter such as `PDF documents (*.pdf)`.
        kinds_in_clear: what it may be without a password, where that is more.
    """

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        *,
        title: str,
        introduction: str,
        name: str,
        kinds: str,
        kinds_in_clear: str = "",
    ) -> None:
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=title,
            submit=context.translator.gettext("Choose a place …"),
            introduction=introduction,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._name, self._kinds, self._kinds_in_clear = name, kinds, kinds_in_clear or kinds
        self.password = ExportPassword(context.icons, context.translator)
        self.on_submit(self._ask)

    @abstractmethod
    def write(self, path: Path, password: str | None) -> None:
        """Write the file there; the dialog is busy already."""

    def saved(self, path: Path, text: str) -> None:
        """It is written: say so, and close."""
        say_in_folder(self._context, text, path.parent)
        self.accept()

    def refuse(self, error: Exception) -> None:
        """Say what is wrong; everything typed stays."""
        self.set_busy(False)
        self.messages.say(self._context.error_text(error), Tone.DANGER)

    def _ask(self) -> None:
        chosen = self.password.check()
        if chosen is None:
            return
        ask_for_place(
            self,
            title=self.windowTitle(),
            kinds=self._kinds_in_clear if chosen.password is None else self._kinds,
            suggested=documents() / self._name,
            then=lambda path: self._begin(path, chosen.password),
        )

    def _begin(self, path: Path, password: str | None) -> None:
        self.set_busy(True)
        self.write(path, password)
