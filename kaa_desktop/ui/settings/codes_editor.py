"""The lines of one list: which are offered, what the municipality's own are called, and their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeList, CodeValue
from kaa_desktop.domain.local_codes import LABEL_LENGTH, ListedCode
from kaa_desktop.domain.occupations import UNKNOWN
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fields import CodeField
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label


class CodesEditor(QWidget):
    """Emits `changed`."""

    changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._shipped: CodeList | None = None
        self._rows: list[_CodeRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        add = context.translator.gettext("Add a value of your own")
        self._add = button(add, self._add_line, kind=ButtonKind.GHOST, icons=context.icons, icon="plus")
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._column)
        layout.addLayout(foot)

    def lines(self) -> tuple[ListedCode, ...]:
        """What is filled in."""
        return tuple(row.line() for row in self._rows)

    def show_list(self, shipped: CodeList, lines: Sequence[ListedCode]) -> None:
        """Show a list, without telling anybody."""
        self._shipped = shipped
        while self._rows:
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for number, line in enumerate(lines, 1):
            row = _CodeRow(self._context, shipped, line, number)
            row.changed.connect(self.changed)
            row.removed.connect(self._remover(number - 1))
            row.moved_up.connect(self._mover(number - 1))
            self._rows.append(row)
            self._column.addWidget(row)
        stops = [self._add, *(stop for row in self._rows for stop in row.stops), self._add]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _add_line(self) -> None:
        self._put([*self.lines(), ListedCode("", "")])
        self._rows[-1].begin()

    def _remover(self, place: int) -> Callable[[], None]:
        return lambda: self._put([line for n, line in enumerate(self.lines()) if n != place])

    def _mover(self, place: int) -> Callable[[], None]:
        def move() -> None:
            lines = list(self.lines())
            lines[place - 1 : place + 1] = [lines[place], lines[place - 1]]
            self._put(lines)
            self._rows[place - 1].go_to_moving()

        return move

    def _put(self, lines: Sequence[ListedCode]) -> None:
        if self._shipped is not None:
            self.show_list(self._shipped, lines)
            self.changed.emit()


class _Words(QLabel):
    """Text that can be pressed like the box beside it."""

    pressed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell."""
        super().mousePressEvent(event)
        self.pressed.emit()


class _CodeRow(QWidget):
    """One value."""

    changed = Signal()
    removed = Signal()
    moved_up = Signal()

    def __init__(self, context: UiContext, shipped: CodeList, line: ListedCode, number: int) -> None:
        super().__init__()
        self._context, self._line, self._number = context, line, number
        today = context.workspace.today
        self._valid = not line.parent or shipped[line.parent].valid_on(today)
        self._offered = QCheckBox()
        self._offered.setChecked(line.offered and self._valid)
        self._offered.setEnabled(self._valid)
        self._name = QLineEdit(line.label)
        self._parent: CodeField | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._offered)
        self.stops: tuple[QWidget, ...] = (self._offered,)
        if line.own:
            self._lay_out_own(row, shipped)
        else:
            self._lay_out_shipped(row, shipped[line.id])
        self._up = self._small(
            "arrow-up", context.translator.gettext("Move value {n} up"), self.moved_up.emit
        )
        self._up.setEnabled(number > 1)
        row.addWidget(self._up)
        self.stops = (*self.stops, self._up)
        self._offered.toggled.connect(self.changed)

    def line(self) -> ListedCode:
        """What is filled in."""
        parent = self._parent.code() if self._parent else self._line.parent
        return replace(
            self._line,
            parent=parent,
            label=self._name.text() if self._line.own else "",
            offered=self._offered.isChecked() if self._valid else self._line.offered,
        )

    def begin(self) -> None:
        """Go to the name."""
        self._name.setFocus()

    def go_to_moving(self) -> None:
        """Stay where the value was moved, so that it can be moved on."""
        (self._up if self._up.isEnabled() else self._offered).setFocus()

    def _lay_out_shipped(self, row: QHBoxLayout, value: CodeValue) -> None:
        """The name beside the box and not in it, so that a long one takes several lines."""
        _, date = self._context.translator.gettext, self._context.translator.date
        text = value.label(self._context.translator.language)
        if not self._valid:
            text = _("{value} (until {day})").format(value=text, day=date(value.valid_to))
        self._offered.setAccessibleName(text)
        words = _Words(text)
        if self._valid:
            words.pressed.connect(self._offered.toggle)
        row.addWidget(words, 1)

    def _lay_out_own(self, row: QHBoxLayout, shipped: CodeList) -> None:
        _, n = self._context.translator.gettext, self._number
        offer = _("Offer value {n}").format(n=n)
        self._offered.setAccessibleName(offer)
        self._offered.setToolTip(offer)
        self._name.setAccessibleName(_("Name of value {n}").format(n=n))
        self._name.setPlaceholderText(_("Your own name"))
        self._name.setMaxLength(LABEL_LENGTH)
        self._name.textChanged.connect(self.changed)
        row.addWidget(self._name, 3)
        self.stops = (*self.stops, self._name)
        if self._line.id:
            counted = shipped.label(self._line.parent, self._context.translator.language)
            words = label(_("counts as {value}").format(value=counted), TextRole.MUTED, wrap=True)
            row.addWidget(words, 4)
            return
        today = self._context.workspace.today
        values = [value for value in shipped.offered_on(today) if value.id != UNKNOWN]
        self._parent = CodeField(values, self._context.translator, code=self._line.parent)
        self._parent.setAccessibleName(_("Value {n} counts as").format(n=n))
        self._parent.setPlaceholderText(_("Counts as …"))
        self._parent.code_changed.connect(self.changed)
        remove = self._small("x", _("Remove value {n}"), self.removed.emit)
        row.addWidget(self._parent, 4)
        row.addWidget(remove)
        self.stops = (*self.stops, self._parent, remove)

    def _small(self, icon: str, name: str, act: Callable[[], object]) -> QWidget:
        made = button("", act, kind=ButtonKind.GHOST, icons=self._context.icons, icon=icon)
        text = name.format(n=self._number)
        made.setAccessibleName(text)
        made.setToolTip(text)
        return made
