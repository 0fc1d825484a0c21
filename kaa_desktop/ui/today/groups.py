"""The parts of the work list with how many people each holds: a column, or a choice where it is narrow."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kaa_desktop.domain.work_list import WorkGroup
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.work_labels import group_label
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.pick_button import PickButton
from kaa_desktop.ui.common.widgets import line

Counts = Mapping[WorkGroup, int]
_ALWAYS = (WorkGroup.DUE, WorkGroup.OVERDUE, WorkGroup.TODAY, WorkGroup.WEEK)
_WIDTH = 196


class GroupColumn(QWidget):
    """One button a group; those that hold nobody are away, but for the first ones.

    `chosen` carries the value of the group.
    """

    chosen = Signal(str)

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._counts: Counts = {}
        self._buttons: dict[WorkGroup, PickButton] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(_("Show"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for group in WorkGroup:
            layout.addWidget(self._button(group))
            if group is _ALWAYS[-1]:
                layout.addWidget(line())
        layout.addStretch()
        self.show_counts({})
        self.choose(WorkGroup.DUE)

    def choose(self, group: WorkGroup) -> None:
        """Mark a group without telling anybody."""
        self._buttons[group].mark()
        self._show_those_with_people()

    def show_counts(self, counts: Counts) -> None:
        """Say how many people each holds."""
        self._counts = counts
        for group, button in self._buttons.items():
            button.setText(group_text(group, counts, self._translator))
        self._show_those_with_people()
        self.setFixedWidth(max(_WIDTH, self.sizeHint().width()))

    def _button(self, group: WorkGroup) -> PickButton:
        button = PickButton()
        button.setProperty("nav", True)
        button.setProperty("low", True)
        button.picked.connect(lambda: self.chosen.emit(group.value))
        self._group.addButton(button)
        self._buttons[group] = button
        return button

    def _show_those_with_people(self) -> None:
        for group, button in self._buttons.items():
            button.setVisible(group in _ALWAYS or button.isChecked() or bool(self._counts.get(group)))


class GroupChoice(ChoiceField):
    """The same in one line; `chosen` carries the value of the group."""

    chosen = Signal(str)

    def __init__(self, translator: Translator) -> None:
        super().__init__(tuple((group.value, group_label(group, translator)) for group in WorkGroup))
        self._translator = translator
        self.setAccessibleName(translator.gettext("Show"))
        self.activated.connect(lambda _place: self.chosen.emit(self.value()))

    def show_counts(self, counts: Counts) -> None:
        """Say how many people each holds."""
        for place, group in enumerate(WorkGroup):
            self.setItemText(place, group_text(group, counts, self._translator))


def group_text(group: WorkGroup, counts: Counts, translator: Translator) -> str:
    """The name and, once it is known, the number."""
    text = group_label(group, translator)
    return f"{text} ({translator.number(counts[group])})" if group in counts else text
