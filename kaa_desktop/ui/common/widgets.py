"""Small pieces that every screen is put together from: texts, buttons, cards, badges, empty states."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6 import QtCore
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kaa_desktop.ui.common.icons import IconLabel, Icons
from kaa_desktop.ui.common.tokens import Tone


class TextRole(StrEnum):
    """How a text looks."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    FIGURE = "figure"
    LABEL = "label"
    MUTED = "muted"
    CAPTION = "caption"
    ERROR = "error"
    WARNING = "warning"


class ButtonKind(StrEnum):
    """One primary button a view, ghosts for what is seldom done."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    DANGER = "danger"
    LINK = "link"


_ICON_COLOURS = {
    ButtonKind.PRIMARY: "accent_text",
    ButtonKind.SECONDARY: "text",
    ButtonKind.GHOST: "accent",
    ButtonKind.DANGER: "danger_text",
    ButtonKind.LINK: "accent",
}


_LOW = 150


def label(text: str = "", role: TextRole = TextRole.BODY, *, wrap: bool = False) -> QLabel:
    """A text; never read as markup, since it may hold what somebody typed."""
    widget = QLabel(text)
    plain(widget, role)
    widget.setWordWrap(wrap)
    return widget


def plain(widget: QLabel, role: TextRole) -> None:
    """Dress a label; what it says is never read as markup."""
    _as_typed(widget)
    widget.setProperty("role", role.value)


def _as_typed(widget: QLabel) -> None:
    """No markup; told by name, since to make the enumerations of `Qt` is a tenth of the first window."""
    widget.setProperty("textFormat", "PlainText")


def title(text: str) -> QLabel:
    """The title of a page."""
    return label(text, TextRole.TITLE)


def beside_title(text: str = "") -> QLabel:
    """A quiet remark on the line of the title."""
    remark = label(text, TextRole.MUTED)
    remark.setContentsMargins(0, 4, 0, 0)
    return remark


def heading(text: str) -> QLabel:
    """The heading of a card or a group."""
    return label(text, TextRole.HEADING)


def badge(text: str, tone: Tone = Tone.NEUTRAL) -> QLabel:
    """A short state in a coloured pill; the text alone must say it."""
    widget = QLabel(text)
    _as_typed(widget)
    widget.setProperty("badge", tone.value)
    widget.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return widget


def set_badge(widget: QLabel, text: str, tone: Tone) -> None:
    """Show another state in a badge."""
    widget.setText(text)
    set_style_property(widget, "badge", tone.value)


class ToneBadge(QWidget):
    """A badge that shows one state after the other.

    It keeps a label for each tone: to dress one label again takes longer than to show another.
    """

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[Tone, QLabel] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show a state in the colours of its tone."""
        for other in self._labels.keys() - {tone}:
            self._labels[other].hide()
        shown = self._labels.get(tone)
        if shown is None:
            shown = self._labels[tone] = badge(text, tone)
            self._row.addWidget(shown)
        shown.setText(text)
        shown.show()


class FilledButton(QPushButton):
    """A button in full colour; its focus ring is drawn inside, since a style sheet cannot."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.HighlightedText), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 3, 3)
            painter.end()


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    kind: ButtonKind = ButtonKind.SECONDARY,
    icons: Icons | None = None,
    icon: str = "",
) -> QPushButton:
    """A button with a verb and perhaps an icon."""
    filled = kind in {ButtonKind.PRIMARY, ButtonKind.DANGER}
    widget = FilledButton(text) if filled else QPushButton(text)
    widget.setProperty("kind", kind.value)
    widget.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    widget.setAutoDefault(False)
    if icons is not None and icon:
        icons.set(widget, icon, _ICON_COLOURS[kind])
    if clicked is not None:
        widget.clicked.connect(without_state(clicked))
    return widget


def without_state(act: Callable[[], object]) -> Callable[[bool], None]:
    """A slot for `clicked` and `triggered` that passes their checked state over."""

    def handle(_checked: bool) -> None:  # noqa: FBT001 - Qt's signal carries the checked state
        act()

    return handle


def card(*children: QWidget, spacing: int = 12) -> QFrame:
    """A rounded surface with the children one below the other; `card().layout()` takes more."""
    frame = QFrame()
    frame.setProperty("card", True)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(20, 16, 20, 16)
    layout.setSpacing(spacing)
    for child in children:
        layout.addWidget(child)
    return frame


def line() -> QFrame:
    """A quiet horizontal line."""
    frame = QFrame()
    frame.setProperty("line", True)
    return frame


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and dress the widget again if it differs."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class EmptyState(QWidget):
    """What stands where there is nothing: an icon, a sentence that says why, and what to do about it."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._icon = IconLabel(icons, "inbox", colour="muted", size=40)
        self._sentence = label("", TextRole.MUTED, wrap=True)
        self._sentence.setAlignment(QtCore.Qt.AlignmentFlag.AlignHCenter)
        self._button = button("", self._clicked)
        row = QHBoxLayout()
        row.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch()
        layout.addWidget(self._icon, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence)
        layout.addLayout(row)
        layout.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the sentence matters more than the icon."""
        super().resizeEvent(event)
        self._icon.setVisible(event.size().height() >= _LOW)

    def present(
        self, icon: str, sentence: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Set icon and sentence, and a button with a verb if there is something to do."""
        self._icon.show_icon(icon, "muted")
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._act = act

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()
