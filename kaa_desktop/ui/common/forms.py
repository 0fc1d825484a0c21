"""The form: labels above their fields, hints and errors below, names for screen readers throughout."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kaa_desktop.ui.common.into_view import bring_into_view
from kaa_desktop.ui.common.message_bar import announce
from kaa_desktop.ui.common.widgets import TextRole, label, set_style_property

_EDITED = ("textChanged", "text_changed", "editTextChanged", "currentIndexChanged", "code_changed", "toggled")
"""The signals by which fields of all sorts tell that somebody edits them."""


class FormField(QWidget):
    """A label, its field, perhaps a hint, room for an error, and what belongs to the field below it.

    What was wrong is old news once the field is edited.
    """

    def __init__(self, text: str, field: QWidget, *, hint: str = "", below: QWidget | None = None) -> None:
        super().__init__()
        self._hint = hint
        self.field = field
        self._target = field.focusProxy() or field
        caption = label(text, TextRole.LABEL)
        caption.setBuddy(self._target)
        self._target.setAccessibleName(text)
        if hint:
            self._target.setAccessibleDescription(hint)
        self._own_description = self._target.accessibleDescription()
        self._error = label("", TextRole.ERROR, wrap=True)
        self._error.hide()
        self._watched = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(caption)
        layout.addWidget(field)
        if hint:
            layout.addWidget(label(hint, TextRole.CAPTION, wrap=True))
        layout.addWidget(self._error)
        if below is not None:
            layout.addWidget(below)

    def set_error(self, text: str) -> None:
        """Say what is wrong below the field; an empty text takes it away."""
        if text == self._error.text():
            return
        self._error.setText(text)
        self._error.setVisible(bool(text))
        set_style_property(self._target, "invalid", bool(text))
        self._target.setAccessibleDescription(text or self._own_description)
        self._watch()

    def _watch(self) -> None:
        """From the first error on: most fields never have one."""
        if self._watched:
            return
        self._watched = True
        for widget in {self.field, self._target}:
            for name in _EDITED:
                if hasattr(widget, name):
                    getattr(widget, name).connect(self._edited)

    def _edited(self, *_told: object) -> None:
        self.set_error("")

    def focus(self) -> None:
        """Go there."""
        self._target.setFocus()

    @property
    def error(self) -> str:
        """What is wrong, or nothing."""
        return self._error.text()


class Form(QWidget):
    """Fields below each other or in columns; the tab order is the order of adding."""

    def __init__(self, *, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._fields: dict[QWidget, FormField] = {}
        self._place = 0
        self._last: QWidget | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(14)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(
        self, text: str, field: QWidget, *, hint: str = "", span: int = 1, below: QWidget | None = None
    ) -> FormField:
        """Add a field.

        Args:
            text: the label.
            field: the input; the label becomes its accessible name.
            hint: a sentence below it.
            span: how many columns it takes.
            below: what belongs to the field, such as a way to add to what it offers.
        """
        span = min(span, self._columns)
        if self._place % self._columns + span > self._columns:
            self._place += self._columns - self._place % self._columns
        row, column = divmod(self._place, self._columns)
        block = FormField(text, field, hint=hint, below=below)
        self._put_on_top(block, row, column, span)
        self._place += span
        self._fields[field] = block
        return block

    def _put_on_top(self, block: FormField, row: int, column: int, span: int) -> None:
        """Fields keep their height; one column says so without `Qt`, which the first window does not make."""
        if self._columns == 1:
            self._grid.addWidget(block, row, column)
            self._grid.setRowStretch(row, 0)
            self._grid.setRowStretch(row + 1, 1)
            return
        from PySide6.QtCore import Qt

        self._grid.addWidget(block, row, column, 1, span, Qt.AlignmentFlag.AlignTop)

    def add_whole(self, widget: QWidget) -> None:
        """Add something with labels of its own across all columns."""
        row = -(-self._place // self._columns)
        self._grid.addWidget(widget, row, 0, 1, self._columns)
        self._grid.setRowStretch(row, 0)
        self._place = (row + 1) * self._columns

    def set_error(self, field: QWidget, text: str) -> None:
        """Say below the field what is wrong with it, aloud too, and go there."""
        block = self._fields[field]
        block.set_error(text)
        if text:
            announce(field, text, urgent=True)
            block.focus()
            bring_into_view(block)

    def clear_errors(self) -> None:
        """Take all errors away, before checking again."""
        for block in self._fields.values():
            block.set_error("")

    def show_field(self, field: QWidget, *, visible: bool) -> None:
        """Show or hide a field with its label."""
        self._fields[field].setVisible(visible)
