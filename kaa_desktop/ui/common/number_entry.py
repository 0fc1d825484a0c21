"""An identity number that is checked while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.errors import KaaError
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.services.young_people import read_number
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fields import PersonalNumberField
from kaa_desktop.ui.common.message_bar import announce
from kaa_desktop.ui.common.widgets import TextRole, label, set_style_property

_UNFINISHED = frozenset({"personal_number.empty", "personal_number.too_short"})


class NumberEntry(QWidget):
    """Says below the field what sort of number it is, or what is wrong with it.

    `number_changed` carries the `PersonalNumber`, or None while there is none; `typed` tells of each letter.
    `describe` says what there is to know about a number, such as its kind.
    """

    number_changed = Signal(object)
    typed = Signal()

    def __init__(
        self,
        context: UiContext,
        describe: Callable[[PersonalNumber], str],
        *,
        number: PersonalNumber | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self._describe = describe
        self._number = number
        self._field = PersonalNumberField(context.translator, normalise=self._written)
        self._good = label("", TextRole.CAPTION, wrap=True)
        self._wrong = label("", TextRole.ERROR, wrap=True)
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._field, self._good, self._wrong):
            layout.addWidget(widget)
        self.setFocusProxy(self._field)
        if number is not None:
            self._field.setText(number.formatted)
        self._say(number)
        self._field.textEdited.connect(self._look)
        self._field.textChanged.connect(lambda _text: self.typed.emit())
        self._field.editingFinished.connect(self._left)

    def text(self) -> str:
        """What is typed."""
        return self._field.text()

    def set_text(self, text: str) -> None:
        """Write what somebody had typed, and read it."""
        self._field.setText(text)
        self._look(text)

    def number(self) -> PersonalNumber | None:
        """The number, if it is one."""
        return self._number

    def add_name(self, number: PersonalNumber, name: str) -> None:
        """Say whose number it is, unless another has been typed meanwhile."""
        if number == self._number:
            self._good.setText(f"{name}, {number.formatted}")

    def refuse(self, error: Exception) -> None:
        """Say what is wrong, and go there."""
        self._show_error(error)
        self._field.setFocus()

    def _written(self, _text: str) -> str | None:
        return self._number.formatted if self._number else None

    def _look(self, text: str) -> None:
        workspace = self._context.workspace
        self._number = None
        self._context.tasks.run(
            lambda: read_number(workspace, text),
            self._accept,
            self._doubt,
            owner=self,
            key=f"number-{id(self)}",
        )

    def _accept(self, number: PersonalNumber) -> None:
        self._number = number
        self._say(number)
        self.number_changed.emit(number)

    def _doubt(self, error: Exception) -> None:
        """An unfinished number is no mistake yet."""
        self.number_changed.emit(None)
        if isinstance(error, KaaError) and error.code in _UNFINISHED:
            self._say(None)
        else:
            self._show_error(error)

    def _left(self) -> None:
        """Once the field is left, an unfinished number is a mistake."""
        if self._number is None and self._field.text().strip():
            workspace, text = self._context.workspace, self._field.text()
            self._context.tasks.run(
                lambda: read_number(workspace, text),
                self._accept,
                self._show_error,
                owner=self,
                key=f"number-{id(self)}",
            )

    def _say(self, number: PersonalNumber | None) -> None:
        _ = self._context.translator.gettext
        if number is None:
            self._good.setText(_("Ten or twelve digits"))
        else:
            self._good.setText(self._describe(number))
        self._good.show()
        self._wrong.hide()
        set_style_property(self._field, "invalid", value=False)

    def _show_error(self, error: Exception) -> None:
        text = self._context.error_text(error)
        if text != self._wrong.text() or self._wrong.isHidden():
            announce(self, text, urgent=True)
        self._wrong.setText(text)
        self._wrong.show()
        self._good.hide()
        set_style_property(self._field, "invalid", value=True)
