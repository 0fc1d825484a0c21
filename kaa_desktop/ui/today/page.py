"""Today (Idag): whom to reach first, and one key to note that it was tried."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.work_list import WorkFilter, WorkGroup
from kaa_desktop.services.work_list import count_work, has_own_work
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_place import PeopleInOrder
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.widgets import ButtonKind, beside_title, button, title
from kaa_desktop.ui.today.actions import ON_LIST
from kaa_desktop.ui.today.filter_bar import FilterBar
from kaa_desktop.ui.today.groups import Counts, GroupColumn
from kaa_desktop.ui.today.list_panel import TodayList
from kaa_desktop.ui.today.print_dialog import PrintDialog
from kaa_desktop.ui.today.reminders import Reminders
from kaa_desktop.ui.today.views import ViewsMenu

_NARROW, _LOW, _TIGHT = 980, 440, 520
_CONCERNED = frozenset(
    {
        "episode",
        "contact_attempt",
        "occupation",
        "measure",
        "next_step",
        "mute",
        "leave",
        "young_person",
        "setting",
    }
)


class TodayPage(QWidget):
    """The work list; the first place after unlocking.

    Attributes:
        order: the list, from which people are opened one after the other.

    Signals:
        listed_wanted: the id of somebody of the list whose page the user wants to see.
        person_wanted: the same of somebody else.
        place_wanted: another place, where something waits.
        reread: the list has come again.
    """

    listed_wanted = Signal(str)
    person_wanted = Signal(str)
    reread = Signal()
    place_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._group = WorkGroup.DUE
        self._day = context.workspace.today
        operations = Operations(context, self)
        self._list = TodayList(context, operations)
        self._reminders = Reminders(context)
        views = ViewsMenu(self, context, operations, current=self.wanted, use=self.show_filter)
        self._filter = FilterBar(context, views.button())
        self._groups = GroupColumn(context.translator)
        self._date = beside_title()
        self._head = QWidget()
        actions = build_actions(
            ON_LIST,
            {"today.print": self._print},
            owner=self,
            context=context,
        )
        self._lay_out(actions["today.print"])
        self.setFocusProxy(self._list)
        self.order: PeopleInOrder = self._list
        self._list.opened.connect(self.listed_wanted)
        self._list.reread.connect(self.reread)
        self._list.sort_requested.connect(self._filter.sort_by)
        self._list.people_wanted.connect(lambda: self.place_wanted.emit("people"))
        self._reminders.person_wanted.connect(self.person_wanted)
        self._reminders.place_wanted.connect(self.place_wanted)
        self._reminders.warnings_wanted.connect(lambda: self.place_wanted.emit("notices"))
        self._groups.chosen.connect(self._choose)
        self._filter.group.chosen.connect(self._choose)
        self._filter.changed.connect(self._load)
        self._filter.left.connect(self._list.enter)
        context.feed.changed.connect(self._changed)
        self._begin()

    def wanted(self) -> WorkFilter:
        """What is shown."""
        return self._filter.wanted(self._group)

    def show_filter(self, wanted: WorkFilter) -> None:
        """Show a part of the list."""
        self._group = wanted.group
        self._groups.choose(wanted.group)
        self._filter.show_filter(wanted)
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """On another day than when the list was read, it is read again."""
        super().showEvent(event)
        self._reminders.refresh()
        if self._day != self._context.workspace.today:
            self._load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The groups in one line where it is narrow; where it is low, the list has the room."""
        super().resizeEvent(event)
        narrow, low = event.size().width() < _NARROW, event.size().height() < _LOW
        self._groups.setVisible(not narrow)
        self._filter.group.setVisible(narrow)
        self._head.setVisible(event.size().height() >= _TIGHT)
        self._list.set_low(low=low)

    def _lay_out(self, save: QAction) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(title(self._context.translator.gettext("Today")))
        head.addSpacing(8)
        head.addWidget(self._date)
        head.addStretch()
        icons = self._context.icons
        made = button(save.text(), save.trigger, kind=ButtonKind.GHOST, icons=icons, icon="printer")
        made.setToolTip(save.toolTip())
        head.addWidget(made)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._groups)
        body.addWidget(self._list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._head)
        layout.addWidget(self._reminders)
        layout.addWidget(self._filter)
        layout.addLayout(body, 1)

    def _print(self) -> None:
        PrintDialog(self, self._context, self.wanted()).open()

    def _begin(self) -> None:
        """With the user's own people, if there are any."""
        workspace = self._context.workspace

        def show(mine: bool) -> None:  # noqa: FBT001 - the answer of the service
            self.show_filter(WorkFilter(mine=mine))
            self._filter.refresh_areas()

        self._context.tasks.run(lambda: has_own_work(workspace), show, owner=self)

    def _choose(self, group: str) -> None:
        self._group = WorkGroup(group)
        self._groups.choose(self._group)
        self._filter.group.set_value(group)
        self._load()

    def _load(self) -> None:
        self._day = self._context.workspace.today
        self._date.setText(self._context.translator.long_date(self._day))
        self._list.show_work(self.wanted())
        self._count()

    def _count(self) -> None:
        workspace, wanted = self._context.workspace, self.wanted()
        self._context.tasks.run(
            lambda: count_work(workspace, wanted), self._show_counts, owner=self, key="today-counts"
        )

    def _show_counts(self, counts: Counts) -> None:
        self._groups.show_counts(counts)
        self._filter.group.show_counts(counts)

    def _changed(self, changes: Changes) -> None:
        if changes.everyone or changes.kinds & _CONCERNED:
            self._list.reload()
            self._count()
            if changes.everyone or "young_person" in changes.kinds:
                self._filter.refresh_areas()
