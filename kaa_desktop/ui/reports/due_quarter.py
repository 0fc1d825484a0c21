"""Puts the report of a quarter that has ended into the folder chosen for it, as the register is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from kaa_desktop.i18n import Translator
from kaa_desktop.services.quarter import write_due_quarter
from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.save_dialog import say_in_folder
from kaa_desktop.ui.common.tokens import Tone


class DueQuarter(QObject):
    """Looks once; says so where something was written, or could not be."""

    def __init__(
        self,
        context: UiContext,
        settings: LocalSettingsStore,
        load_translator: Callable[[str], Translator],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        folder = settings.load().quarter_folder
        if folder:
            workspace, translator = context.workspace, load_translator(context.translator.language)
            context.tasks.run(
                lambda: write_due_quarter(workspace, Path(folder), translator),
                self._say,
                self._fail,
                owner=self,
            )

    def _say(self, written: Path | None) -> None:
        if written is None:
            return
        text = self._context.translator.gettext("The quarterly report is ready: {name}.")
        say_in_folder(self._context, text.format(name=written.name), written.parent)

    def _fail(self, error: Exception) -> None:
        self._context.messages.say(self._context.error_text(error), Tone.WARNING)
