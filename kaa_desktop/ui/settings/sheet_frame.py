"""The frame of a sheet that is changed and then saved whole: what saves, what discards, and the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialog_draft import OfferedDraft
from kaa_desktop.ui.common.drafts import Fields
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.widgets import ButtonKind, button
from kaa_desktop.ui.settings.sections import SettingsSheet, row


class SheetFrame:
    """Around the cards of a sheet.

    Args:
        sheet: what is typed into.
        context: of the page.
        verb: what saving is called.
        save: writes what is typed.
        read: what is typed, where it differs from what is saved.
        put: fills in what a draft holds.
        show_saved: shows what the register holds.
    """

    def __init__(
        self,
        sheet: QWidget,
        context: UiContext,
        *,
        verb: str,
        save: Callable[[], None],
        read: Callable[[], Fields],
        put: Callable[[Fields], object],
        show_saved: Callable[[], None],
    ) -> None:
        self._sheet, self._show_saved = sheet, show_saved
        self._save = button(verb, save, kind=ButtonKind.PRIMARY)
        discard = context.translator.gettext("Discard the changes")
        self._revert = button(discard, self.discard, kind=ButtonKind.GHOST)
        self._messages = MessageBar(context.icons, context.translator)
        self._draft = OfferedDraft(sheet, context, self._messages, read=read, put=put, restore=show_saved)
        self.leave = self._draft.leave
        self.drop_draft = self._draft.discard

    def lay_out(
        self, name: str, cards: Sequence[QWidget], *more: QWidget, beside: QWidget | None = None
    ) -> None:
        """Put the cards into the sheet, and below them the buttons, others after them, and what is told."""
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(row(self._save, self._revert, *more))
        if beside is not None:
            foot.addWidget(beside, 1)
        layout = QVBoxLayout(self._sheet)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(SettingsSheet(name, self._messages, *cards), 1)
        layout.addLayout(foot)

    def begin(self, place: str) -> None:
        """Show what is saved, keep from now on what is typed, and offer what was begun earlier."""
        self._show_saved()
        self._draft.begin(place)

    def touched(self, *, differs: bool) -> None:
        """Something was typed; what differs from what is saved can be saved or discarded."""
        self._draft.touched()
        self._save.setEnabled(differs)
        self._revert.setVisible(differs)

    def allow_saving(self, *, allowed: bool) -> None:
        """Not while it is being saved, nor where it cannot be."""
        self._save.setEnabled(allowed)

    def discard(self) -> None:
        """Show what is saved; what was typed is saved, or not wanted."""
        self._show_saved()
        self.drop_draft()
