"""A choice in which one types to get to a value, spaces included."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

_TYPING_PAUSE_MS = 1500
_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TypeAheadBox(QComboBox):
    """`activated` is told of values that were typed, too."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._clock = QElapsedTimer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing jumps to the value that begins so, spaces included; else to one with such a word."""
        pause = self._clock.isValid() and self._clock.elapsed() > _TYPING_PAUSE_MS
        typed = "" if pause else self._typed
        text, plain = event.text(), not event.modifiers() & ~_SHIFT
        if plain and text.isprintable() and text and (typed or not text.isspace()):
            self._typed = typed + text.casefold()
            self._clock.start()
            self._jump()
        else:
            self._typed = ""
            super().keyPressEvent(event)

    def _jump(self) -> None:
        labels = [self.itemText(place).casefold() for place in range(self.count())]
        begins = (place for place, text in enumerate(labels) if text.startswith(self._typed))
        holds = (place for place, text in enumerate(labels) if f" {self._typed}" in text)
        place = next(chain(begins, holds), None)
        if [label for label in labels if label.startswith(self._typed)] == [self._typed]:
            self._typed = ""  # all of it has been typed; what comes next is another value
        if place is not None and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a value unseen."""
        event.ignore()
