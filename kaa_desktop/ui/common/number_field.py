"""A whole number: typed, or stepped with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NumberField(QLineEdit):
    """Emits `value_changed`; what is no number between the limits keeps the value there was."""

    value_changed = Signal()

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._value = least
        self.setValidator(QIntValidator(least, most, self))
        self.setMaximumWidth(120)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._write)

    def value(self) -> int:
        """The number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show a number, the nearest one that is allowed."""
        former, self._value = self._value, max(self._least, min(self._most, value))
        self._write()
        if former != self._value:
            self.value_changed.emit()

    def set_most(self, most: int) -> None:
        """Change the upper limit."""
        self._most = most
        self.setValidator(QIntValidator(self._least, most, self))
        self.set_value(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by one."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.set_value(self._value + step)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the number that counts, where something half-typed was left."""
        super().focusOutEvent(event)
        self._write()

    def _read(self, text: str) -> None:
        if text.isdigit() and self._least <= int(text) <= self._most and int(text) != self._value:
            self._value = int(text)
            self.value_changed.emit()

    def _write(self) -> None:
        if self.text() != str(self._value):
            self.setText(str(self._value))
