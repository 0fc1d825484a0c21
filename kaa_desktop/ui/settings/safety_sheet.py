"""Passphrase, backups, export, and the check of the register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.services.backups import verify
from kaa_desktop.services.registers import may_renew_recovery_key
from kaa_desktop.storage.backups import Backup
from kaa_desktop.storage.verification import Verification
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.file_dialogs import ask_for_file
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label
from kaa_desktop.ui.frame.backups import back_up_beside, backup_folder
from kaa_desktop.ui.settings.context import SettingsContext
from kaa_desktop.ui.settings.export_dialog import RegisterExportDialog, save_template
from kaa_desktop.ui.settings.idle_section import idle_section
from kaa_desktop.ui.settings.recovery_key_dialogs import NewRecoveryKeyDialog
from kaa_desktop.ui.settings.safety_dialogs import PassphraseDialog, RestoreDialog
from kaa_desktop.ui.settings.sections import SettingsSheet, row, section


class SafetySheet(QWidget):
    """Emits `replaced(workspace)` after a restore and `backed_up` after a backup."""

    replaced = Signal(object)
    backed_up = Signal()

    def __init__(self, context: UiContext, own: SettingsContext) -> None:
        super().__init__()
        self._context, self._own = context, own
        _ = context.translator.gettext
        icons = context.icons
        folder = backup_folder(context.workspace.register.path)
        self._folder = label(str(folder), TextRole.CAPTION, wrap=True)
        cards = (
            self._keys(),
            idle_section(context, own.settings),
            section(
                _("Backups"),
                _("Made each half-hour of work and when you close the program, encrypted, and checked."),
                self._folder,
                row(
                    button(_("Back up now"), self._back_up, icons=icons, icon="database-backup"),
                    button(_("Open the folder"), self._open_folder, icons=icons, icon="folder-open"),
                    button(_("Restore from a backup …"), self._choose_backup, kind=ButtonKind.GHOST),
                ),
            ),
            self._moving(),
            section(
                _("Check the register"),
                _("Looks whether the file, its references and its history agree with each other."),
                row(button(_("Check now"), self._verify, icons=icons, icon="shield-check")),
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SettingsSheet(_("Safety"), *cards))

    def _keys(self) -> QWidget:
        _, icons = self._context.translator.gettext, self._context.icons
        user = _("You are {user}.").format(user=self._context.workspace.register.actor)
        ways = [button(_("Change your passphrase …"), self._change, icons=icons, icon="key-round")]
        if may_renew_recovery_key(self._context.workspace):
            ways.append(button(_("New recovery key …"), self._renew, icons=icons, icon="rotate-ccw-key"))
        return section(_("Passphrase and recovery key"), "", label(user, TextRole.MUTED), row(*ways))

    def _moving(self) -> QWidget:
        _, icons = self._context.translator.gettext, self._context.icons
        return section(
            _("Into and out of other programs"),
            _(
                "The whole register as a workbook that can be imported again, and an empty one "
                "for a register that you have kept elsewhere."
            ),
            row(
                button(_("Export the register …"), self._export, icons=icons, icon="download"),
                button(
                    _("Save an empty workbook …"),
                    lambda: save_template(self, self._context),
                    icons=icons,
                    icon="file-spreadsheet",
                ),
            ),
        )

    def _change(self) -> None:
        PassphraseDialog(self, self._context, self._own).open()

    def _renew(self) -> None:
        NewRecoveryKeyDialog(self, self._context).open()

    def _export(self) -> None:
        RegisterExportDialog(self, self._context).open()

    def _back_up(self) -> None:
        workspace = self._context.workspace
        _ = self._context.translator.gettext
        self._context.tasks.run_long(
            lambda progress: back_up_beside(workspace, progress),
            self._tell_backup,
            self._fail,
            owner=self,
            dialog=ProgressDialog(self.window(), self._context.translator, title=_("Making a backup")),
        )

    def _tell_backup(self, backup: Backup) -> None:
        _ = self._context.translator.gettext
        self.backed_up.emit()
        self._context.messages.say(
            _("Backed up and checked: {name}").format(name=backup.path.name), Tone.SUCCESS
        )

    def _open_folder(self) -> None:
        folder = backup_folder(self._context.workspace.register.path)
        shown = folder if folder.is_dir() else folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))

    def _choose_backup(self) -> None:
        _ = self._context.translator.gettext
        ask_for_file(
            self,
            title=_("Choose a backup"),
            kinds=_("Backups (*.kaabackup)"),
            folder=backup_folder(self._context.workspace.register.path),
            then=self._confirm_restore,
        )

    def _confirm_restore(self, backup: Path) -> None:
        dialog = RestoreDialog(self, self._context, self._own, backup)
        dialog.replaced.connect(self.replaced)
        dialog.open()

    def _verify(self) -> None:
        _ = self._context.translator.gettext
        workspace = self._context.workspace
        self._context.tasks.run_long(
            lambda progress: verify(workspace, progress),
            self._tell_verification,
            self._fail,
            owner=self,
            dialog=ProgressDialog(
                self.window(),
                self._context.translator,
                title=_("Checking the register"),
                changes_nothing=True,
            ),
        )

    def _tell_verification(self, found: Verification) -> None:
        translator = self._context.translator
        _ = translator.gettext
        if not found.findings:
            text = _("The register is whole: {rows} rows and {operations} changes were checked.")
            self._context.messages.say(
                text.format(
                    rows=translator.number(found.rows), operations=translator.number(found.operations)
                ),
                Tone.SUCCESS,
            )
            return
        places = ", ".join(sorted({finding.place for finding in found.findings}))
        text = _("The register is not whole ({places}). Restore the latest backup, and tell IT.")
        self._context.messages.say(text.format(places=places), Tone.DANGER)

    def _fail(self, error: Exception) -> None:
        self._context.messages.say(self._context.error_text(error), Tone.DANGER)
