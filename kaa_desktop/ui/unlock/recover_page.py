"""Recover a register: the printed key, and a new passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.passphrases import NewPassphrase
from kaa_desktop.ui.unlock.context import UnlockContext
from kaa_desktop.ui.unlock.panel import Panel, code_of


class RecoverPage(Panel):
    """Emits `opened(workspace)`."""

    opened = Signal(object)

    def __init__(self, context: UnlockContext) -> None:
        _ = context.translator.gettext
        super().__init__(
            context,
            heading=_("Choose a new passphrase"),
            introduction=_("With the recovery key that was printed when the register was created."),
            verb=_("Set the passphrase and open"),
            back=_("Back"),
        )
        self._register = Path()
        self._key = QLineEdit()
        self._key.setPlaceholderText("-".join(["XXXX"] * 8))
        self._form = Form()
        self._form.add(_("Recovery key"), self._key)
        self._passphrase = NewPassphrase(context.icons, context.translator)
        self.body.addWidget(self._form)
        self.body.addWidget(self._passphrase)

    def begin_typing(self, register: Path) -> None:
        """Recover this register."""
        self._register = register
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Check what is filled in, and open."""
        _ = self.context.translator.gettext
        self._form.clear_errors()
        key, path = self._key.text().strip(), self._register
        if not key:
            self._form.set_error(self._key, _("Type the recovery key."))
            return
        passphrase = self._passphrase.check()
        if passphrase is None:
            return
        self.begin()
        self.context.tasks.run(
            lambda: self.context.make_opener().recover(path, recovery_key=key, new_passphrase=passphrase),
            self._succeed,
            self._explain,
            owner=self,
        )

    def _succeed(self, workspace: object) -> None:
        self.end()
        self._key.clear()
        self._passphrase.clear()
        self.opened.emit(workspace)

    def _explain(self, error: Exception) -> None:
        if code_of(error) == "register.wrong_recovery_key":
            self.end()
            self._form.set_error(self._key, self.context.error_text(error))
        else:
            self.fail(error)
