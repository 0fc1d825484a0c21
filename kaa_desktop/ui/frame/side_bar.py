"""The left side of the window: places, and whose register it is; icons only where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.navigation import Navigation, Place
from kaa_desktop.ui.common.widgets import TextRole, label

_WIDE, _NARROW = 212, 76


class SideBar(QWidget):
    """Emits `chosen(place)`."""

    chosen = Signal(str)

    def __init__(self, places: tuple[Place, ...], icons: Icons, *, name: str) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self._navigation = Navigation(places, icons, name=name)
        self._navigation.chosen.connect(self.chosen)
        self._caption = label("", TextRole.CAPTION, wrap=True)
        self._caption.setContentsMargins(24, 0, 12, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 16)
        column.addWidget(self._navigation, 1)
        column.addWidget(self._caption)
        self.set_compact(compact=False)

    def choose(self, place: str) -> None:
        """Mark a place."""
        self._navigation.choose(place)

    def show_caption(self, text: str) -> None:
        """Say whose register it is; never a young person's name."""
        self._caption.setText(text)

    def set_compact(self, *, compact: bool) -> None:
        """Give the page the room."""
        self._navigation.set_compact(compact=compact)
        self.setFixedWidth(_NARROW if compact else max(_WIDE, self._navigation.sizeHint().width()))
        self._caption.setMaximumHeight(0 if compact else 200)
