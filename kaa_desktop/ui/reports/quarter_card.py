"""What belongs to a quarterly report: the list behind it, and the folder that each quarter's goes to."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_folder, documents
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, heading, label
from kaa_desktop.ui.reports.choices import ReportChoice, ReportKind
from kaa_desktop.ui.reports.table_saving import SaveQuarterListDialog


class QuarterCard(QFrame):
    """Shown for quarters only."""

    def __init__(self, context: UiContext, settings: LocalSettingsStore) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context, self._settings = context, settings
        self._choice: ReportChoice | None = None
        self.setProperty("card", True)
        self._folder = label("", TextRole.MUTED, wrap=True)
        self._choose = button(_("Choose a folder …"), self._ask, icons=context.icons, icon="folder-open")
        self._stop = button(_("No longer"), lambda: self._keep(""), kind=ButtonKind.GHOST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(
            button(_("Save the list behind it …"), self._save_list, icons=context.icons, icon="users")
        )
        layout.addWidget(heading(_("Every quarter")))
        layout.addWidget(self._folder)
        layout.addWidget(self._choose)
        layout.addWidget(self._stop)
        self._show_folder()
        self.hide()

    def show_for(self, choice: ReportChoice) -> None:
        """Show what belongs to a quarter; nothing for another report."""
        self._choice = choice
        self.setVisible(choice.kind is ReportKind.QUARTER)

    def _show_folder(self) -> None:
        _ = self._context.translator.gettext
        folder = self._settings.load().quarter_folder
        text = _("When a quarter has ended, its report is put in a folder of your choice as the app starts.")
        if folder:
            text = _("When a quarter has ended, its report is put in {folder} as the app starts.")
        self._folder.setText(text.format(folder=folder))
        self._stop.setVisible(bool(folder))

    def _ask(self) -> None:
        _ = self._context.translator.gettext
        begin = self._settings.load().quarter_folder or documents()
        ask_for_folder(
            self,
            title=_("Where each quarter's report goes"),
            folder=begin,
            then=lambda path: self._keep(str(path)),
        )

    def _keep(self, folder: str) -> None:
        self._settings.change(quarter_folder=folder)
        self._show_folder()

    def _save_list(self) -> None:
        if self._choice:
            choice = self._choice
            SaveQuarterListDialog(self, self._context, choice.period, choice.known_on).open()
