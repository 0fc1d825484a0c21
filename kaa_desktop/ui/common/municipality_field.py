"""A field for the municipality: type its name or its code and choose from the list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from kaa_desktop.i18n import Translator


class MunicipalityField(QComboBox):
    """Emits `code_changed` with four digits, or an empty text while what is typed is no municipality."""

    code_changed = Signal(str)

    def __init__(self, names: Mapping[str, str], translator: Translator, *, code: str = "") -> None:
        super().__init__()
        self._names = names
        self._codes = {name.casefold(): known for known, name in names.items()}
        typed = QLineEdit()
        typed.setAccessibleName(translator.gettext("Municipality"))
        self.setLineEdit(typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for known, name in sorted(names.items(), key=lambda item: _swedish(item[1])):
            self.addItem(f"{name} ({known})", known)
        self.setCurrentIndex(-1)
        typed.setPlaceholderText(translator.gettext("Name or code"))
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        self.setCompleter(completer)
        self.set_code(code)
        self.currentTextChanged.connect(lambda: self.code_changed.emit(self.code()))
        typed.editingFinished.connect(self._write_out)

    def code(self) -> str:
        """The code, or an empty text."""
        text = self.currentText().strip()
        index = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if index >= 0:
            return str(self.itemData(index))
        if text in self._names or (len(text) == 4 and text.isascii() and text.isdigit()):  # noqa: PLR2004 - county and municipality
            return text
        return self._codes.get(text.casefold(), "")

    def name(self) -> str:
        """The name of what is chosen; empty for a code that is not in the list."""
        return self._names.get(self.code(), "")

    def set_code(self, code: str) -> None:
        """Show a municipality."""
        index = self.findData(code)
        self.setCurrentIndex(index)
        if index < 0:
            self.setEditText(code)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a value unseen."""
        event.ignore()

    def _write_out(self) -> None:
        if self.findData(self.code()) >= 0:
            self.set_code(self.code())


def _swedish(name: str) -> list[int]:
    order = "abcdefghijklmnopqrstuvwxyzåäö"
    return [order.find(letter) for letter in name.casefold()]
