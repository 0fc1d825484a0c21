"""A button that stays down: one of several, told alike by mouse, by key, and by a screen reader."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton


class PickButton(QPushButton):
    """Emits `picked` when somebody chooses it, also when it is chosen already.

    A screen reader toggles such a button without a click, so `clicked` alone would never tell.
    """

    picked = Signal()

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._by_click = False
        self._quiet = False
        self.setCheckable(True)
        self.clicked.connect(lambda _checked: self.picked.emit())
        self.toggled.connect(self._toggled)

    def mark(self, *, checked: bool = True) -> None:
        """Show that it is chosen, or not, without telling anybody."""
        self._quiet = True
        self.setChecked(checked)
        self._quiet = False

    def nextCheckState(self) -> None:
        """A click is told by itself."""
        self._by_click = True
        super().nextCheckState()
        self._by_click = False

    def _toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal carries the checked state
        if checked and not self._quiet and not self._by_click:
            self.picked.emit()
