"""Dialogs about keys and backups: a new passphrase, and a backup in the place of the register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.changes import Progress
from kaa_desktop.services.backups import restore
from kaa_desktop.services.registers import change_passphrase, close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.passphrases import NewPassphrase
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.settings.context import SettingsContext
from kaa_desktop.ui.settings.passphrase_asked import DialogWords, PassphraseAskedDialog


class PassphraseDialog(PassphraseAskedDialog):
    """Asks for the passphrase that holds, then for a new one."""

    def __init__(self, parent: QWidget, context: UiContext, own: SettingsContext) -> None:
        _ = context.translator.gettext
        words = DialogWords(
            title=_("Change your passphrase"),
            submit=_("Change the passphrase"),
            introduction=_("The recovery key stays the same."),
            passphrase=_("Your passphrase now"),
        )
        super().__init__(parent, context, words)
        self._own = own
        self.add_passphrase()
        self._new = NewPassphrase(context.icons, context.translator)
        self.body.addWidget(self._new)
        self.on_submit(self._change)

    def _change(self) -> None:
        current = self.passphrase()
        new = self._new.check() if current else None
        if new is None:
            return
        workspace, make_opener = self.context.workspace, self._own.make_opener

        def work() -> None:
            opener, register = make_opener(), workspace.register
            close(opener.unlock(register.path, user=register.actor, passphrase=current))
            change_passphrase(workspace, new_passphrase=new, cost=opener.cost)

        self.set_busy(True)
        self.context.tasks.run(work, self._done, self.refuse, owner=self)

    def _done(self, _nothing: None) -> None:
        translate = self.context.translator.gettext
        self.context.messages.say(translate("The passphrase is changed."), Tone.SUCCESS)
        self.accept()


class RestoreDialog(PassphraseAskedDialog):
    """Asks before a backup takes the register's place; emits `replaced(workspace)`."""

    replaced = Signal(object)

    def __init__(self, parent: QWidget, context: UiContext, own: SettingsContext, backup: Path) -> None:
        _ = context.translator.gettext
        words = DialogWords(
            title=_("Restore from a backup?"),
            submit=_("Restore"),
            introduction=_(
                "The register becomes what it was when the backup was made. The register as it is now is "
                "kept beside it under another name, so nothing is lost."
            ),
            passphrase=_("Passphrase"),
            hint=_("The one that was yours when the backup was made."),
        )
        super().__init__(parent, context, words, dangerous=True)
        self._own, self._backup = own, backup
        name = QLineEdit(backup.name)
        name.setReadOnly(True)
        name.setToolTip(str(backup))
        self.form.add(_("Backup"), name)
        self.add_passphrase()
        self.on_submit(self._restore)

    def _restore(self) -> None:
        passphrase = self.passphrase()
        if not passphrase:
            return
        workspace, backup, make_opener = self.context.workspace, self._backup, self._own.make_opener

        def work(progress: Progress) -> Workspace:
            opener, register = make_opener(), workspace.register
            close(workspace)  # an open file could not be moved aside everywhere; it opens again by itself
            who = register.actor
            restore(opener, backup, register.path, user=who, passphrase=passphrase, progress=progress)
            return opener.unlock(register.path, user=who, passphrase=passphrase)

        self.set_busy(True)
        translator = self.context.translator
        self.context.tasks.run_long(
            work,
            self._done,
            self.refuse,
            owner=self,
            dialog=ProgressDialog(self, translator, title=translator.gettext("Restoring the backup")),
            cancelled=lambda: self.set_busy(False),
        )

    def _done(self, workspace: Workspace) -> None:
        self.accept()
        self.replaced.emit(workspace)
