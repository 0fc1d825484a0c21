"""The frame of a page in the unlock window: heading, message, body, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kaa_desktop.domain.errors import KaaError
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label, title
from kaa_desktop.ui.unlock.context import UnlockContext

_WIDEST = 560
_FILLED_IN = (QLineEdit, QComboBox, QPushButton, QCheckBox)


class Panel(QWidget):
    """Subclasses fill `body` and say in `submit` what the verb does; Enter does it too."""

    def __init__(
        self, context: UnlockContext, *, heading: str, introduction: str, verb: str, back: str = ""
    ) -> None:
        super().__init__()
        self.context = context
        self.messages = MessageBar(context.icons, context.translator)
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        self.extra = QVBoxLayout()
        self._work: QWidget = QWidget()
        self._work.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(context.translator.gettext("Working …"))
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()
        self.verb = button(verb, self.submit, kind=ButtonKind.PRIMARY)
        self._back = button(back, self.go_back, kind=ButtonKind.GHOST)
        if not back:
            self._back.hide()
        self._returned: Callable[[], None] | None = None
        self._focused: QWidget | None = None
        self._lay_out(heading, introduction)

    def _lay_out(self, heading: str, introduction: str) -> None:
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 24, 32, 24)
        across.addStretch(1)
        across.addWidget(holder, 20)
        across.addStretch(1)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addStretch(2)
        words: QLayout = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title(heading))
        if introduction:
            words.addWidget(label(introduction, TextRole.MUTED, wrap=True))
        layout.addLayout(words)
        layout.addWidget(self.messages)
        layout.addWidget(self._work)
        layout.addWidget(self._busy)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.verb)
        foot.addWidget(self._back)
        foot.addStretch()
        layout.addLayout(foot)
        layout.addLayout(self.extra)
        layout.addStretch(3)

    def order_tabs(self) -> None:
        """What can be done comes after what is filled in, which stands above it but was made later."""
        last, widget = self._work, self._work.nextInFocusChain()
        while widget is not None and widget is not self._work:
            if isinstance(widget, _FILLED_IN) and self._work.isAncestorOf(widget):
                last = widget
            widget = widget.nextInFocusChain()
        self.setTabOrder(last, self.verb)
        self.setTabOrder(self.verb, self._back)

    def on_return(self, act: Callable[[], None]) -> None:
        """What the button back does."""
        self._returned = act

    def submit(self) -> None:
        """Do what the verb says."""

    def go_back(self) -> None:
        """Leave the page."""
        self.messages.clear()
        if self._returned is not None:
            self._returned()

    def begin(self) -> None:
        """Wait for the worker; what was typed stays."""
        self.messages.clear()
        self._focused = self.focusWidget()
        for widget in (self._work, self.verb, self._back):
            widget.setEnabled(False)
        self._busy.show()

    def end(self) -> None:
        """Go on typing."""
        for widget in (self._work, self.verb, self._back):
            widget.setEnabled(True)
        self._busy.hide()
        if self._focused is not None:
            self._focused.setFocus()

    def fail(self, error: Exception) -> None:
        """Say what went wrong, in place."""
        self.end()
        self.messages.say(self.context.error_text(error), Tone.DANGER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the verb says."""
        focused = self.focusWidget()
        pressed = event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}
        if pressed and self.verb.isEnabled() and not isinstance(focused, QPushButton):
            self.submit()
        elif pressed and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)


def code_of(error: Exception) -> str:
    """The code of trouble that has an explanation."""
    return error.code if isinstance(error, KaaError) else ""
