"""Narrows and sorts the work list: whose people, words, where they live, and in which order."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from kaa_desktop.domain.work_list import WorkFilter, WorkGroup, WorkOrder
from kaa_desktop.services.work_list import work_areas
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.today.area_choice import AreaChoice
from kaa_desktop.ui.today.groups import GroupChoice

_MINE, _ALL = "mine", "all"
_DOWN = "/down"
_TEXT_WIDTH, _LEAST_TEXT_WIDTH = 230, 180


class _Words(QLineEdit):
    """As wide as what it says in place of words; where that saves a line, somewhat less."""

    def sizeHint(self) -> QSize:
        """Its width does not follow from the letters of one language."""
        return QSize(_TEXT_WIDTH, super().sizeHint().height())


class FilterBar(QWidget):
    """Emits `changed` when something else is wanted; `left` when the user wants to go to the list."""

    changed = Signal()
    left = Signal()

    def __init__(self, context: UiContext, views: QPushButton) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self.group = GroupChoice(context.translator)
        self._whose = Segments(((_MINE, _("Mine")), (_ALL, _("All"))), name=_("Whose"))
        self._mine = False
        self._text = _Words()
        self._text.setProperty("search", True)
        self._text.setAccessibleName(_("Filter"))
        self._text.setPlaceholderText(_("Filter by name, number or street"))
        self._text.setClearButtonEnabled(True)
        self._text.setMinimumWidth(_LEAST_TEXT_WIDTH)
        self._areas = AreaChoice(context)
        self._order = ChoiceField(_orders(context))
        self._order.setAccessibleName(_("Sort by"))
        layout = FlowLayout(self, gap=10, line_gap=8)
        for part in (self.group, self._whose, self._text, self._areas, self._order, views):
            layout.addWidget(part)
        self._whose.choose(_ALL)
        self._whose.chosen.connect(self._choose_whose)
        self._text.textChanged.connect(self.changed)
        self._text.returnPressed.connect(self.left)
        self._areas.chosen.connect(self.changed)
        self._order.activated.connect(self.changed)

    def wanted(self, group: WorkGroup) -> WorkFilter:
        """The filter as it stands, for a group."""
        order, down, _ = self._order.value().partition(_DOWN)
        return WorkFilter(
            group=group,
            mine=self._mine,
            text=self._text.text().strip(),
            areas=self._areas.areas(),
            order=WorkOrder(order),
            descending=bool(down),
        )

    def sort_by(self, column: str, descending: bool) -> None:  # noqa: FBT001 - a slot of the table's signal
        """Sort by a column."""
        self._order.set_value(_order_value(WorkOrder(column), descending=descending))
        self.changed.emit()

    def show_filter(self, wanted: WorkFilter) -> None:
        """Show a filter without telling anybody."""
        before = self.blockSignals(True)
        self._mine = wanted.mine
        self._whose.choose(_MINE if wanted.mine else _ALL)
        self._text.setText(wanted.text)
        self._areas.set_areas(wanted.areas)
        self._order.set_value(_order_value(wanted.order, descending=wanted.descending))
        self.group.set_value(wanted.group.value)
        self.blockSignals(before)

    def refresh_areas(self) -> None:
        """Ask where people live."""
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: work_areas(workspace), self._areas.offer, owner=self, key="today-areas"
        )

    def _choose_whose(self, whose: str) -> None:
        self._mine = whose == _MINE
        self.changed.emit()


def _orders(context: UiContext) -> tuple[tuple[str, str], ...]:
    """In words both ways, for whoever does not click the head of a column."""
    _ = context.translator.gettext
    both = {
        WorkOrder.NAME: (_("Name, A to Ö"), _("Name, Ö to A")),
        WorkOrder.DUE: (_("Due, earliest first"), _("Due, latest first")),
        WorkOrder.STEP: (_("Next step"), _("Next step, backwards")),
        WorkOrder.AGE: (_("Age, youngest first"), _("Age, oldest first")),
        WorkOrder.OCCUPATION: (_("Occupation"), _("Occupation, backwards")),
        WorkOrder.WORKER: (_("Case worker, A to Ö"), _("Case worker, Ö to A")),
    }
    return (
        (WorkOrder.URGENCY.value, _("Most urgent first")),
        *(
            (_order_value(order, descending=descending), text)
            for order, texts in both.items()
            for descending, text in zip((False, True), texts, strict=True)
        ),
    )


def _order_value(order: WorkOrder, *, descending: bool) -> str:
    return f"{order.value}{_DOWN if descending else ''}"
