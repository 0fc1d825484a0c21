"""Tells at each unlock that a new recovery key was shown, and nobody has said that it is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kaa_desktop.domain.changes import Changes
from kaa_desktop.services.registers import recovery_key_is_unsettled
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.settings.recovery_key_dialogs import SETTLED, NewRecoveryKeyDialog


class UnsettledKey(QObject):
    """A bar of its own, so that no other message covers it: the lock came, or the power went, before that."""

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self.bar = MessageBar(context.icons, context.translator)
        self._context = context
        context.feed.changed.connect(self._changed)
        self._look()

    def _look(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: recovery_key_is_unsettled(workspace), self._show, lambda _error: None, owner=self
        )

    def _show(self, unsettled: bool) -> None:  # noqa: FBT001 - the answer of the task
        if not unsettled:
            self.bar.clear()
            return
        _ = self._context.translator.gettext
        self.bar.say(
            _(
                "A new recovery key was made, but nobody has said that it is kept. "
                "Until then the former one works too."
            ),
            Tone.WARNING,
            action=_("Make a new one …"),
            act=self._renew,
        )

    def _renew(self) -> None:
        dialog = NewRecoveryKeyDialog(self.bar.window(), self._context)
        dialog.rejected.connect(self._look)
        dialog.open()

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if SETTLED in changes.kinds:
            self._look()
