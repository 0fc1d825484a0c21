"""Base of the dialogs around one list: words above it, what is told below, and buttons at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.enter_key import presses_button
from kaa_desktop.ui.common.widgets import button


class ListDialog(QDialog):
    """Reads only; what it does stands in its buttons.

    Attributes:
        aside: out of the way of a person whom it opened, until the user comes back.

    Signals:
        opened: the id of somebody whose page the user wants to see.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget, context: UiContext, *, title: str) -> None:
        super().__init__(parent)
        self._context = context
        self.aside = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)

    def lay_out(
        self,
        *parts: QWidget,
        stretch: QWidget,
        largest: tuple[int, int],
        buttons: Sequence[QPushButton] = (),
        verb: QPushButton | None = None,
    ) -> None:
        """Put everything below each other, no larger than the screen.

        Args:
            parts: from the heading down.
            stretch: the part that takes the room.
            largest: width and height where the screen has them.
            buttons: at the left of the foot.
            verb: after the button that closes.
        """
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for own in buttons:
            foot.addWidget(own)
        foot.addStretch()
        foot.addWidget(button(self._context.translator.gettext("Close"), self.reject))
        if verb is not None:
            foot.addWidget(verb)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for part in parts:
            layout.addWidget(part, 1 if part is stretch else 0)
        layout.addLayout(foot)
        width, height = largest
        room = self.screen().availableSize()
        self.resize(min(width, room.width() - 40), min(height, room.height() - 60))

    def leave_for(self, person_id: str) -> None:
        """Give way to a person's page; the list stays as it is."""
        self.aside = True
        self.hide()
        self.opened.emit(person_id)

    def come_back(self) -> None:
        """Show the list again, at the row where the user was."""
        self.aside = False
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not presses_button(self, event):
            super().keyPressEvent(event)
