"""Shows the recovery key of a new register once, before the register opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from kaa_desktop.ui.common.recovery_key import RecoveryKeyForm
from kaa_desktop.ui.unlock.context import UnlockContext
from kaa_desktop.ui.unlock.panel import Panel


class RecoveryKeyPage(Panel):
    """Emits `kept` once the user has said that the key is kept; without that it does not go on."""

    kept = Signal()

    def __init__(self, context: UnlockContext) -> None:
        _ = context.translator.gettext
        super().__init__(
            context,
            heading=_("Keep the recovery key"),
            introduction=_(
                "Whoever has this key can open the register and choose a new passphrase. It is shown only "
                "this once. Print it, or write it down, and lock it in."
            ),
            verb=_("Open the register"),
        )
        self._form = RecoveryKeyForm(
            context.icons, context.translator, self.messages, lambda: context.documents, framed=True
        )
        self._form.kept_changed.connect(self.verb.setEnabled)
        self.verb.setEnabled(False)
        self.body.addWidget(self._form)

    def show_key(self, recovery_key: str, register: Path) -> None:
        """Show the key of a new register."""
        self._form.show_key(recovery_key, register)

    def submit(self) -> None:
        """Go on, and forget the key."""
        if self._form.kept:
            self._form.forget()
            self.kept.emit()
