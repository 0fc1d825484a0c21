"""Fields for codes, identity numbers and short notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeValue
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.message_bar import announce
from kaa_desktop.ui.common.type_ahead import TypeAheadBox
from kaa_desktop.ui.common.widgets import TextRole, label


class CodeField(TypeAheadBox):
    """A choice from a code list; typing jumps to the value. `code_changed` carries the code or nothing."""

    code_changed = Signal(str)

    def __init__(
        self,
        values: Iterable[CodeValue],
        translator: Translator,
        *,
        empty: str | None = None,
        code: str = "",
    ) -> None:
        """Fill the list.

        Args:
            values: in the order they are offered.
            translator: decides the language of the labels.
            empty: the text of a first choice that means nothing; None where a value is required.
            code: what is chosen at first.
        """
        super().__init__()
        self._empty, self._language = empty, translator.language
        self._fill(values)
        self.setPlaceholderText(translator.gettext("Choose …"))
        self.setMaxVisibleItems(20)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_code(code)
        self.currentIndexChanged.connect(lambda: self.code_changed.emit(self.code()))

    def offer(self, values: Iterable[CodeValue]) -> None:
        """Offer other values; what is chosen stays so where it is still among them."""
        code = self.code()
        before = self.blockSignals(True)
        self.clear()
        self._fill(values)
        self.set_code(code)
        self.blockSignals(before)
        if self.code() != code:
            self.code_changed.emit(self.code())

    def code(self) -> str:
        """The chosen code, or an empty text."""
        return str(self.currentData() or "")

    def set_code(self, code: str) -> None:
        """Choose a code; one that is not offered clears the choice."""
        self.setCurrentIndex(self.findData(code))

    def _fill(self, values: Iterable[CodeValue]) -> None:
        if self._empty is not None:
            self.addItem(self._empty, "")
        for value in values:
            self.addItem(value.label(self._language), value.id)


class PersonalNumberField(QLineEdit):
    """An identity number; `normalise` gives its written form, or None while it is none."""

    def __init__(self, translator: Translator, *, normalise: Callable[[str], str | None]) -> None:
        super().__init__()
        self._normalise = normalise
        self.setPlaceholderText(translator.gettext("yyyymmdd-nnnn"))
        self.setMaxLength(20)
        self.setMinimumWidth(180)
        self.editingFinished.connect(self._write_out)

    def _write_out(self) -> None:
        written = self._normalise(self.text())
        if written:
            self.setText(written)


class _NoteEdit(QPlainTextEdit):
    """A text that may leave Enter to the form around it."""

    def __init__(self, *, one_line: bool) -> None:
        super().__init__()
        self._one_line = one_line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift and Enter begin a new line in any case."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self._one_line and enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NoteField(QWidget):
    """A short text with a reminder of what must not stand there, and a counter."""

    text_changed = Signal()

    def __init__(
        self,
        translator: Translator,
        *,
        limit: int,
        warn: Callable[[str], str] | None = None,
        lines: int = 3,
    ) -> None:
        """Build the field.

        Args:
            translator: for the reminder and the counter.
            limit: how many characters are allowed.
            warn: gives a warning about forbidden data in the text, or nothing.
            lines: how many lines are visible; where it is one, Enter belongs to the form around it.
        """
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._limit = limit
        self._warn = warn
        self._edit = _NoteEdit(one_line=lines == 1)
        if lines == 1:
            self._edit.setPlaceholderText(_("Enter saves, Shift+Enter begins a new line"))
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(self._edit.fontMetrics().lineSpacing() * lines + 26)
        reminder = _("Nothing about health, origin, religion, crime or family.")
        self._edit.setAccessibleDescription(reminder)
        self._count = label("", TextRole.CAPTION)
        self._warning = label("", TextRole.WARNING, wrap=True)
        self._warning.hide()
        foot = QHBoxLayout()
        foot.addWidget(label(reminder, TextRole.CAPTION, wrap=True), 1)
        foot.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._edit)
        layout.addWidget(self._warning)
        layout.addLayout(foot)
        self.setFocusProxy(self._edit)
        self._edit.textChanged.connect(self._look)
        self._look()

    def text(self) -> str:
        """What is written, without space around it."""
        return self._edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Replace what is written."""
        self._edit.setPlainText(text)

    def is_valid(self) -> bool:
        """Whether it is short enough."""
        return len(self.text()) <= self._limit

    def _look(self) -> None:
        length = len(self.text())
        self._count.setText(f"{self._translator.number(length)} / {self._translator.number(self._limit)}")
        warning = self._warn(self.text()) if self._warn else ""
        if not self.is_valid():
            warning = self._translator.gettext("The text is too long.")
        if warning and warning != self._warning.text():
            announce(self, warning)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self.text_changed.emit()
