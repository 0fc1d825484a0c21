"""The navigation to the left: one button a place, exactly one chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.pick_button import PickButton


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: stable id, text in the user's language, icon, and a shortcut to show as a tip."""

    id: str
    text: str
    icon: str
    tip: str = ""


class Navigation(QWidget):
    """Emits `chosen(id)` when the user goes somewhere; up and down move between the places."""

    chosen = Signal(str)

    def __init__(self, places: tuple[Place, ...], icons: Icons, *, name: str) -> None:
        super().__init__()
        self._icons = icons
        self._places = {place.id: place for place in places}
        self._buttons: dict[str, PickButton] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(4)
        for place in places:
            layout.addWidget(self._button(place))
        layout.addStretch()

    def choose(self, place_id: str) -> None:
        """Mark a place without telling anybody."""
        self._buttons[place_id].mark()

    def set_compact(self, *, compact: bool) -> None:
        """Show icons only; the text becomes the tip."""
        for place in self._places.values():
            button = self._buttons[place.id]
            button.setText("" if compact else place.text)
            button.setAccessibleName(place.text)
            button.setToolTip(f"{place.text} ({place.tip})" if compact and place.tip else place.tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with up and down."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _button(self, place: Place) -> PickButton:
        button = PickButton(place.text)
        button.setProperty("nav", True)
        button.setToolTip(place.tip)
        self._icons.set(button, place.icon, "muted")
        button.toggled.connect(lambda checked: self._recolour(place, checked=checked))
        button.picked.connect(lambda: self.chosen.emit(place.id))
        self._buttons[place.id] = button
        self._group.addButton(button)
        return button

    def _recolour(self, place: Place, *, checked: bool) -> None:
        self._icons.set(self._buttons[place.id], place.icon, "soft_text" if checked else "muted")


class Segments(QFrame):
    """A few views of the same thing beside each other; emits `chosen(id)`.

    Args:
        choices: the id and the text of each.
        name: what a screen reader calls them.
        wrap: in two lines where one has no room.
    """

    chosen = Signal(str)

    def __init__(self, choices: tuple[tuple[str, str], ...], *, name: str, wrap: bool = False) -> None:
        super().__init__()
        self.setProperty("segments", True)
        self.setAccessibleName(name)
        self._buttons: dict[str, PickButton] = {}
        self._group = QButtonGroup(self)
        layout = FlowLayout(self, gap=2, line_gap=2) if wrap else QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        for choice_id, text in choices:
            button = PickButton(text)
            button.setProperty("segment", True)
            button.picked.connect(partial(self.chosen.emit, choice_id))
            self._group.addButton(button)
            self._buttons[choice_id] = button
            button.toggled.connect(partial(self._follow, button))
            layout.addWidget(button)
        self._buttons[choices[0][0]].mark()

    def choose(self, choice_id: str) -> None:
        """Mark a choice without telling anybody."""
        self._buttons[choice_id].mark()

    def _follow(self, button: PickButton, checked: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        """Whoever comes here finds the keyboard at what is chosen."""
        if checked:
            self.setFocusProxy(button)

    def set_text(self, choice_id: str, text: str) -> None:
        """Change the text, e.g. to show a count."""
        self._buttons[choice_id].setText(text)
