"""Dialogs about keys and backups: a new passphrase, and a backup in the place of the register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import KaaError
from kaa_desktop.services.backups import restore
from kaa_desktop.services.registers import change_passphrase, close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.passphrase_field import PassphraseField
from kaa_desktop.ui.common.passphrases import NewPassphrase
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.settings.context import SettingsContext


class PassphraseDialog(FormDialog):
    """Asks for the passphrase that holds, then for a new one."""

    def __init__(self, parent: QWidget, context: UiContext, own: SettingsContext) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Change your passphrase"),
            submit=_("Change the passphrase"),
            introduction=_("The recovery key stays the same."),
        )
        self._context, self._own = context, own
        self._current = PassphraseField(context.icons, context.translator)
        self._form = Form()
        self._form.add(_("Your passphrase now"), self._current)
        self._new = NewPassphrase(context.icons, context.translator)
        self.body.addWidget(self._form)
        self.body.addWidget(self._new)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.on_submit(self._change)
        self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        _ = self._context.translator.gettext
        self._form.clear_errors()
        current = self._current.text()
        if not current:
            self._form.set_error(self._current, _("Type your passphrase."))
            return
        new = self._new.check()
        if new is None:
            return
        workspace, make_opener = self._context.workspace, self._own.make_opener

        def work() -> None:
            opener, register = make_opener(), workspace.register
            close(opener.unlock(register.path, user=register.actor, passphrase=current))
            change_passphrase(workspace, new_passphrase=new, cost=opener.cost)

        self.set_busy(True)
        self._context.tasks.run(work, self._done, self._fail, owner=self)

    def _done(self, _nothing: None) -> None:
        translate = self._context.translator.gettext
        self._context.messages.say(translate("The passphrase is changed."), Tone.SUCCESS)
        self.accept()

    def _fail(self, error: Exception) -> None:
        self.set_busy(False)
        if isinstance(error, KaaError) and error.code == "register.wrong_passphrase":
            self._form.set_error(self._current, self._context.error_text(error))
        else:
            self.messages.say(self._context.error_text(error), Tone.DANGER)


class RestoreDialog(FormDialog):
    """Asks before a backup takes the register's place; emits `replaced(workspace)`."""

    replaced = Signal(object)

    def __init__(self, parent: QWidget, context: UiContext, own: SettingsContext, backup: Path) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Restore from a backup?"),
            submit=_("Restore"),
            introduction=_(
                "The register becomes what it was when the backup was made. The register as it is now is "
                "kept beside it under another name, so nothing is lost."
            ),
            dangerous=True,
        )
        self._context, self._own, self._backup = context, own, backup
        name = QLineEdit(backup.name)
        name.setReadOnly(True)
        name.setToolTip(str(backup))
        self._passphrase = PassphraseField(context.icons, context.translator)
        self._form = Form()
        self._form.add(_("Backup"), name)
        self._form.add(
            _("Passphrase"), self._passphrase, hint=_("The one that was yours when the backup was made.")
        )
        self.body.addWidget(self._form)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.on_submit(self._restore)
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        self._form.clear_errors()
        workspace, passphrase = self._context.workspace, self._passphrase.text()
        backup, make_opener = self._backup, self._own.make_opener

        def work(progress: Progress) -> Workspace:
            opener, register = make_opener(), workspace.register
            close(workspace)  # an open file could not be moved aside everywhere; it opens again by itself
            who = register.actor
            restore(opener, backup, register.path, user=who, passphrase=passphrase, progress=progress)
            return opener.unlock(register.path, user=who, passphrase=passphrase)

        self.set_busy(True)
        translator = self._context.translator
        self._context.tasks.run_long(
            work,
            self._done,
            self._fail,
            owner=self,
            dialog=ProgressDialog(self, translator, title=translator.gettext("Restoring the backup")),
            cancelled=lambda: self.set_busy(False),
        )

    def _done(self, workspace: Workspace) -> None:
        self.accept()
        self.replaced.emit(workspace)

    def _fail(self, error: Exception) -> None:
        self.set_busy(False)
        if isinstance(error, KaaError) and error.code == "register.wrong_passphrase":
            self._form.set_error(self._passphrase, self._context.error_text(error))
            self._passphrase.selectAll()
        else:
            self.messages.say(self._context.error_text(error), Tone.DANGER)
