"""Narrows the work list: whose people, words, and where they live."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from kaa_desktop.domain.work_list import WorkFilter, WorkGroup
from kaa_desktop.services.work_list import work_areas
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.today.groups import GroupChoice

_MINE, _ALL = "mine", "all"
_TEXT_WIDTH, _AREA_WIDTH = 230, 190


class FilterBar(QWidget):
    """Emits `changed` when something else is wanted; `left` when the user wants to go to the list."""

    changed = Signal()
    left = Signal()

    def __init__(self, context: UiContext, views: QPushButton) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self.group = GroupChoice(context.translator)
        self._whose = Segments(((_MINE, _("My people")), (_ALL, _("Everybody"))), name=_("Whose"))
        self._mine = False
        self._text = QLineEdit()
        self._text.setProperty("search", True)
        self._text.setAccessibleName(_("Filter"))
        self._text.setPlaceholderText(_("Filter by name, number or street"))
        self._text.setClearButtonEnabled(True)
        self._text.setFixedWidth(_TEXT_WIDTH)
        self._area = ChoiceField((("", _("All areas")),))
        self._area.setAccessibleName(_("Area"))
        self._area.setFixedWidth(_AREA_WIDTH)
        layout = FlowLayout(self, gap=10, line_gap=8)
        for part in (self.group, self._whose, self._text, self._area, views):
            layout.addWidget(part)
        self._whose.choose(_ALL)
        self._whose.chosen.connect(self._choose_whose)
        self._text.textChanged.connect(self.changed)
        self._text.returnPressed.connect(self.left)
        self._area.activated.connect(self.changed)

    def wanted(self, group: WorkGroup) -> WorkFilter:
        """The filter as it stands, for a group."""
        return WorkFilter(
            group=group, mine=self._mine, text=self._text.text().strip(), area=self._area.value()
        )

    def show_filter(self, wanted: WorkFilter) -> None:
        """Show a filter without telling anybody."""
        before = self.blockSignals(True)
        self._mine = wanted.mine
        self._whose.choose(_MINE if wanted.mine else _ALL)
        self._text.setText(wanted.text)
        if wanted.area and self._area.findData(wanted.area) < 0:
            self._area.addItem(wanted.area, wanted.area)
        self._area.set_value(wanted.area)
        self.group.set_value(wanted.group.value)
        self.blockSignals(before)

    def refresh_areas(self) -> None:
        """Ask where people live."""
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: work_areas(workspace), self._show_areas, owner=self, key="today-areas"
        )

    def _show_areas(self, areas: tuple[tuple[str, int], ...]) -> None:
        _, number = self._context.translator.gettext, self._context.translator.number
        chosen = self._area.value()
        known = tuple((area, f"{area} ({number(people)})") for area, people in areas)
        if chosen and chosen not in {area for area, _people in areas}:
            known = (*known, (chosen, chosen))
        self._area.offer((("", _("All areas")), *known), value=chosen)

    def _choose_whose(self, whose: str) -> None:
        self._mine = whose == _MINE
        self.changed.emit()
