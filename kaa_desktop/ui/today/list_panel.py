"""The table of the work list, its keys, and what can be done with those who are marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.work_list import WorkFilter, WorkGroup, WorkOrder
from kaa_desktop.services.work_list import length_of_work, list_work, people_of_work
from kaa_desktop.services.young_people import count_people
from kaa_desktop.ui.common.action_row import ActionRow
from kaa_desktop.ui.common.actions import build_actions, shortcut_text
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_place import ListPlace
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.today.actions import ON_SELECTED, letters
from kaa_desktop.ui.today.columns import WorkLine, work_columns
from kaa_desktop.ui.today.tasks import TodayTasks

_MUTE, _UNMUTE = "today.mute", "today.unmute"
_PAGE = 50
_NEAR = 30
"""So many rows up and down somebody is looked for who has moved."""


class TodayList(QWidget):
    """One group at a time.

    Signals:
        opened: the id of a person.
        people_wanted: from the empty register, to where people are registered.
        reread: the rows have come again, perhaps in other places.
        sort_requested: a column to sort by, and whether descending.
    """

    opened = Signal(str)
    people_wanted = Signal()
    reread = Signal()
    sort_requested = Signal(str, bool)

    def __init__(self, context: UiContext, operations: Operations) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = operations
        self._wanted = WorkFilter()
        self._low = False
        self._left_for = ""
        self._current = ""
        self._marked: list[str] = []
        self._model = PagedTableModel(
            work_columns(context), context.tasks, context.icons, page_size=_PAGE, parent=self
        )
        self._panel = TablePanel(self._model, context.icons, name=_("Work list"))
        self._view = self._panel.view
        self._view.allow_several()
        self._tasks = TodayTasks(self, context, operations)
        self._actions = build_actions(
            ON_SELECTED,
            {spec.id: self._doer(spec.id) for spec in ON_SELECTED},
            owner=self,
            context=context,
        )
        self._view.addActions(list(self._actions.values()))
        self._selected = label("", TextRole.MUTED)
        self._hint = label("", TextRole.CAPTION, wrap=True)
        self._foot = QWidget()
        self._lay_out()
        self._add_keys()
        self.setFocusProxy(self._panel)
        self._view.selectionModel().selectionChanged.connect(lambda *_args: self._show_selection())
        self._view.sort_requested.connect(self.sort_requested)
        self._view.activated_row.connect(lambda line: self._open(line.row.person.id))
        self._model.loaded.connect(self._loaded)

    def show_work(self, wanted: WorkFilter) -> None:
        """Show a part of the list from the top."""
        self._wanted = wanted
        self._explain_emptiness()
        column = "" if wanted.order is WorkOrder.URGENCY else wanted.order.value
        self._view.show_sorting(column, descending=wanted.descending)
        muted = wanted.group is WorkGroup.MUTED
        for name, offered in ((_MUTE, not muted), (_UNMUTE, muted)):
            self._actions[name].setEnabled(offered)
        workspace = self._context.workspace

        def fetch(offset: int, limit: int) -> Page[WorkLine]:
            rows = list_work(workspace, wanted, offset=offset, limit=limit)
            today = workspace.today
            return Page([WorkLine(row, today) for row in rows], length_of_work(workspace, wanted))

        self._model.set_source(fetch)

    def set_low(self, *, low: bool) -> None:
        """Leave the room to the rows; the menu of the table and the keys do the same as the buttons."""
        self._low = low
        self._show_foot(self._model.rowCount())

    def reload(self) -> None:
        """Something has changed; the place stays."""
        self._model.reload()

    def place_of(self, person_id: str) -> ListPlace:
        """Where the person stands, if the list was left for that person; else nowhere."""
        if not person_id or person_id != self._left_for:
            return ListPlace()
        place, total = self._view.currentIndex().row(), self._model.rowCount()
        if self._id_at(place) == person_id:
            return ListPlace(place + 1, total, earlier=place > 0, later=place + 1 < total)
        return ListPlace(0, total, earlier=place > 0, later=0 <= place < total)

    def step(self, person_id: str, by: int) -> None:
        """Open the person before or after this one; who has left the list has the next one in their place."""
        place = self._view.currentIndex().row()
        gone = self._id_at(place) != person_id
        wanted = place if gone and by > 0 else place + by
        if self._id_at(wanted):
            self._view.clearSelection()
            self._view.go_to(wanted)
            self._open(self._id_at(wanted))

    def enter(self) -> None:
        """Go to the row where the user was, or to the first."""
        self._view.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, person_id: str) -> None:
        self._left_for = person_id
        self.opened.emit(person_id)

    def _lay_out(self) -> None:
        row = ActionRow(
            [(self._actions[spec.id], spec.icon) for spec in ON_SELECTED],
            self._context.icons,
            more=self._context.translator.gettext("More"),
        )
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self._selected)
        told.addWidget(self._hint, 1)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(row)
        foot.addLayout(told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._panel, 1)
        layout.addWidget(self._foot)

    def _add_keys(self) -> None:
        """Single letters, which work in the table only."""
        _ = self._context.translator.gettext
        outcomes = self._context.workspace.code_lists[CodeKind.OUTCOME]
        specs = letters(outcomes, self._context.translator.language)
        for spec, act in zip(specs, (self._log_no_answer, self._toggle_mute), strict=True):
            shortcut = QShortcut(QKeySequence(spec.shortcut), self._view, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        hint = _(
            "In the list: {key} notes that you called and nobody answered, M mutes, Enter opens. {log} logs."
        )
        self._hint.setText(hint.format(key=specs[0].shortcut, log=shortcut_text("Ctrl+L")))

    def _log_no_answer(self) -> None:
        """The row below is next at once, so that nobody is noted twice by a quick hand."""
        places = self._places()
        if places:
            self._with_marked(self._tasks.log_no_answer)
            self._view.go_to(min(places[-1] + 1, self._model.rowCount() - 1))

    def _toggle_mute(self) -> None:
        self._act(_UNMUTE if self._wanted.group is WorkGroup.MUTED else _MUTE)

    def _doer(self, name: str) -> Callable[[], None]:
        return lambda: self._act(name)

    def _act(self, name: str) -> None:
        if self._places():
            self._with_marked(lambda people: self._tasks.act(name, people))

    def _with_marked(self, act: Callable[[Sequence[OtherPerson]], None]) -> None:
        """Those who are marked; where rows have not come yet, their ids are fetched."""
        places = self._places()
        names = {place: self._model.row(place) for place in places}
        known = [
            OtherPerson(row.row.person.id, row.row.person.name) for row in names.values() if row is not None
        ]
        if len(known) == len(places):
            act(known)
            return
        workspace, wanted = self._context.workspace, self._wanted
        by_id = {person.id: person for person in known}

        def use(ids: tuple[str, ...]) -> None:
            chosen = [ids[place] for place in places if place < len(ids)]
            act([by_id.get(person_id, OtherPerson(person_id, "")) for person_id in chosen])

        self._context.tasks.run(
            lambda: people_of_work(workspace, wanted), use, self._operations.explain, owner=self
        )

    def _places(self) -> list[int]:
        return sorted({index.row() for index in self._view.selectionModel().selectedRows()})

    def _loaded(self, total: int) -> None:
        self._show_foot(total)
        if total:
            self._find_again()
        elif not (self._wanted.text or self._wanted.areas):
            self._ask_for_anybody()
        self._show_selection()
        self.reread.emit()

    def _show_foot(self, total: int) -> None:
        self._foot.setVisible(total > 0 and not self._low)

    def _find_again(self) -> None:
        """The marks follow the people; where somebody has left the list, the row in that place is next."""
        place = self._view.currentIndex().row()
        if place < 0:
            self._view.go_to(0)
            return
        if [self._id_at(at) for at in self._places()] == self._marked:
            return
        near = sorted(range(place - _NEAR, place + _NEAR + 1), key=lambda at: abs(at - place))
        found = next((at for at in near if at >= 0 and self._id_at(at) == self._current), place)
        self._view.clearSelection()
        self._view.go_to(min(found, self._model.rowCount() - 1))

    def _id_at(self, place: int) -> str:
        line = self._model.row(place)
        return line.row.person.id if line else ""

    def _show_selection(self) -> None:
        places = self._places()
        self._current = self._id_at(self._view.currentIndex().row())
        self._marked = [self._id_at(place) for place in places]
        translator, number = self._context.translator, len(places)
        text = translator.ngettext("{n} selected", "{n} selected", number)
        self._selected.setText(text.format(n=translator.number(number)) if number else "")

    def _explain_emptiness(self) -> None:
        _ = self._context.translator.gettext
        if self._wanted.text or self._wanted.areas:
            self._panel.set_empty("search", _("Nobody matches the filter here."))
            return
        sentences: Mapping[WorkGroup, str] = {
            WorkGroup.DUE: _("Nothing is due today."),
            WorkGroup.OVERDUE: _("Nothing is overdue."),
            WorkGroup.TODAY: _("Nothing more is due today."),
            WorkGroup.WEEK: _("Nothing is due in the coming week."),
        }
        sentence = sentences.get(self._wanted.group, _("There is nobody in this part of the list."))
        self._panel.set_empty("circle-check", sentence)

    def _ask_for_anybody(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: count_people(workspace, PeopleFilter.ALL), self._explain_beginning, owner=self
        )

    def _explain_beginning(self, people: int) -> None:
        """Where there is nobody at all, it is not that everything is done."""
        if people == 0:
            _ = self._context.translator.gettext
            sentence = _("The register is empty. Register the first young person, or import a file.")
            self._panel.set_empty("users", sentence, _("Get started"), self.people_wanted.emit)
