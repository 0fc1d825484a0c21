"""A message inside the page: calm, read aloud, with something to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.icons import IconLabel, Icons
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import label, set_style_property

_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.INFO: "info",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-alert",
}
_GOOD_NEWS_MS = 8000


class MessageBar(QFrame):
    """Hidden until there is something to say; good news without an action goes away by itself."""

    def __init__(self, icons: Icons, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self._act: Callable[[], object] | None = None
        self._icon = IconLabel(icons, "info")
        self._text = label("", wrap=True)
        self._action = QPushButton()
        self._action.clicked.connect(self._do)
        self._close = QToolButton()
        self._close.setProperty("focusPolicy", "StrongFocus")  # by name: the first window makes no `Qt`
        self._close.setAccessibleName(_("Close the message"))
        self._close.setToolTip(_("Close the message"))
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.clear)
        self._icons = icons
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    def say(
        self, text: str, tone: Tone = Tone.INFO, *, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a message and have it read aloud.

        Args:
            text: one or two sentences.
            tone: decides icon and colours.
            action: a verb for the button, e.g. Undo; empty for none.
            act: called when the button is pressed; the message goes away first.
        """
        set_style_property(self, "message", tone.value)
        for widget in (self._text, self._action, self._close):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._icon.show_icon(_ICONS[tone], tone.value)
        self._icons.set(self._close, "x", tone.value)
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._act = act
        self.show()
        announce(self, text, urgent=tone in {Tone.DANGER, Tone.WARNING})
        self._timer.stop()
        if tone is Tone.SUCCESS and not action:
            self._timer.start(_GOOD_NEWS_MS)

    def forget_good_news(self) -> None:
        """Take away what went well; what has to be acted on stays."""
        if self.property("message") == Tone.SUCCESS.value:
            self.clear()

    def clear(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self._act = None
        self.hide()

    def _do(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say something without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # its many enums cost start-up

    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
