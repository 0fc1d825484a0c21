"""Dialogs for a new recovery key: the passphrase first, then the key, shown once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.services.registers import offer_recovery_key, settle_recovery_key
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog, ask
from kaa_desktop.ui.common.file_dialogs import documents
from kaa_desktop.ui.common.recovery_key import RecoveryKeyForm
from kaa_desktop.ui.common.service_dialog import FormScroll
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.settings.passphrase_asked import DialogWords, PassphraseAskedDialog

SETTLED = "recovery_key"
"""The kind of change that tells whether a new recovery key is kept or thrown away."""
_FRAME = 40
"""What the system draws around a dialog, at most."""


class NewRecoveryKeyDialog(PassphraseAskedDialog):
    """Asks for the passphrase, makes a recovery key beside the former one, and has it shown."""

    def __init__(self, parent: QWidget, context: UiContext) -> None:
        _ = context.translator.gettext
        words = DialogWords(
            title=_("Make a new recovery key?"),
            submit=_("Make a new key"),
            introduction=_(
                "For when the key is lost, or somebody has seen it. The former key works until you have kept "
                "the new one; your passphrase stays the same. Backups made before keep the former key: "
                "delete them if somebody may have seen it."
            ),
            passphrase=_("Your passphrase"),
        )
        super().__init__(parent, context, words)
        self._parent, self._working = parent, False
        self.add_passphrase()
        self.on_submit(self._renew)

    def _renew(self) -> None:
        passphrase, register = self.passphrase(), self.context.workspace.register
        if not passphrase:
            return
        path, user = register.path, register.actor
        self._working = True
        self.set_busy(True)
        self.context.tasks.run(
            lambda: offer_recovery_key(path, user=user, passphrase=passphrase),
            self._show,
            self._fail,
            owner=self,
        )

    def reject(self) -> None:
        """A key that is being made is shown: nobody would know it otherwise."""
        if not self._working:
            super().reject()

    def _show(self, recovery_key: str) -> None:
        self.accept()
        RecoveryKeyDialog(self._parent, self.context, recovery_key).open()

    def _fail(self, error: Exception) -> None:
        self._working = False
        self.refuse(error)


class RecoveryKeyDialog(FormDialog):
    """Shows a new recovery key; the former one is void once this one is kept, and not before."""

    def __init__(self, parent: QWidget, context: UiContext, recovery_key: str) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("Keep the recovery key"),
            submit=_("Finish"),
            introduction=_(
                "Whoever has this key can open the register and choose a new passphrase. It is shown only "
                "this once. Print it, or write it down, and lock it in."
            ),
        )
        self._context, self._recovery_key, self._working = context, recovery_key, False
        self._key = RecoveryKeyForm(context.icons, context.translator, self.messages, documents, framed=False)
        self._key.kept_changed.connect(self._submit.setEnabled)
        self._submit.setEnabled(False)
        self._cancel.hide()
        self.body.addWidget(FormScroll(self._key))
        self.fill_with_body()
        self.setMaximumHeight(self.screen().availableSize().height() - _FRAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(self._key.forget)
        self._key.show_key(recovery_key, context.workspace.register.path)

    def accept(self) -> None:
        """The new key is kept: from now on the former one is void."""
        self._settle(kept=True)

    def reject(self) -> None:
        """Escape and the window's cross ask first."""
        if self._working:
            return
        _ = self._context.translator.gettext
        ask(
            self,
            self._context.icons,
            title=_("Close without the recovery key?"),
            text=_(
                "It is not shown again and opens nothing; throw away what you have printed or saved. "
                "The former one goes on working. You can make another new key under Safety."
            ),
            yes=_("Close anyway"),
            no=_("Back to the key"),
            then=lambda: self._settle(kept=False),
            dangerous=True,
        )

    def _settle(self, *, kept: bool) -> None:
        self._working = True
        self.set_busy(True)
        path, key = self._context.workspace.register.path, self._recovery_key
        self._context.tasks.run(
            lambda: settle_recovery_key(path, key, kept=kept),
            lambda _nothing: self._finish() if kept else self._let_go(),
            self._fail if kept else self._let_go_with,
            owner=self,
        )

    def _finish(self) -> None:
        _ = self._context.translator.gettext
        self._context.messages.say(_("The recovery key is replaced. Destroy the former one."), Tone.SUCCESS)
        self._tell()
        super().accept()

    def _let_go(self) -> None:
        self._tell()
        super().reject()

    def _let_go_with(self, error: Exception) -> None:
        self._context.messages.say(self._context.error_text(error), Tone.DANGER)
        self._let_go()

    def _fail(self, error: Exception) -> None:
        self._working = False
        self._submit.setEnabled(self._key.kept)
        self.messages.say(self._context.error_text(error), Tone.DANGER)

    def _tell(self) -> None:
        self._context.feed.announce(Changes(frozenset({SETTLED})))
