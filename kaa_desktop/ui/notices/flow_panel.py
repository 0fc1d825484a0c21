"""Where did they go: from last year's pupils to today, each stream with the people behind it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.flows import Flows, Origin
from kaa_desktop.services.flows import where_did_they_go
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import TextRole, button, label
from kaa_desktop.ui.notices.flow_bars import ShareDelegate
from kaa_desktop.ui.notices.flow_lines import FlowLine, flow_columns, flow_lines
from kaa_desktop.ui.notices.flow_people_dialog import FlowPeopleDialog

_A_YEAR = timedelta(days=365)
_DAY_WIDTH = 190
_HEIGHT = 220
_WHERE, _NARROW, _WIDE, _ROOM = 1, 244, 350, 860


class FlowPanel(QWidget):
    """Bars by stream; Enter, or a click on a bar, lists the people in it.

    Signals:
        person_wanted: the id of somebody whose page the user wants to see.
    """

    person_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._stale = True
        self._day = DateField(
            context.icons,
            context.translator,
            today=lambda: context.workspace.today,
            day=context.workspace.today - _A_YEAR,
        )
        self._summary = label("", TextRole.MUTED, wrap=True)
        self._model = PagedTableModel(flow_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Where did they go?"))
        self._panel.setMinimumHeight(_HEIGHT)
        self.setFocusProxy(self._panel)
        view = self._panel.view
        view.holds_people = False
        self._bars = len(self._model.columns) - 1
        view.setItemDelegateForColumn(self._bars, ShareDelegate(self._model, context.theme, view))
        self._people = button(_("Show the people"), self._show_current, icons=context.icons, icon="users")
        self._people.setEnabled(False)
        self._lay_out()
        self._day.day_changed.connect(lambda _day: self._load())
        view.activated_row.connect(self._show_people)
        view.clicked.connect(lambda index: self._clicked(index.row(), index.column()))
        view.selected_row.connect(lambda row: self._people.setEnabled(row is not None))
        context.feed.changed.connect(self._changed)

    def enter(self) -> None:
        """Count, unless nothing has changed since."""
        if self._stale:
            self._load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long destinations get their room where there is some; the bars come first where there is little."""
        super().resizeEvent(event)
        self._panel.view.setColumnWidth(_WHERE, _WIDE if self.width() > _ROOM else _NARROW)

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        caption = label(_("Pupils on"), TextRole.LABEL)
        caption.setBuddy(self._day)
        self._day.setAccessibleName(_("Pupils on"))
        self._day.setMaximumWidth(_DAY_WIDTH)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(caption)
        head.addWidget(self._day)
        head.addWidget(self._summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self._panel, 1)
        layout.addWidget(self._people)

    def _load(self) -> None:
        day = self._day.day()
        if day is None:
            return
        self._stale = False
        workspace = self._context.workspace
        self._summary.setText(self._context.translator.gettext("Counting …"))
        self._context.tasks.run(
            lambda: where_did_they_go(workspace, day),
            self._show,
            self._explain,
            owner=self,
            key=f"flows-{id(self)}",
        )

    def _show(self, flows: Flows) -> None:
        self._summary.setText(self._summarise(flows))
        _ = self._context.translator.gettext
        self._panel.set_empty("school", _("Nobody was a pupil on that day, as far as the files tell."))
        self._fill(flow_lines(flows))

    def _explain(self, error: Exception) -> None:
        """What lacks stands where the bars would."""
        self._summary.setText("")
        self._panel.set_empty("school", self._context.error_text(error))
        self._fill([])

    def _fill(self, lines: list[FlowLine]) -> None:
        self._people.setVisible(bool(lines))
        self._people.setEnabled(False)
        self._model.set_rows(lines)

    def _summarise(self, flows: Flows) -> str:
        _, translator = self._context.translator.gettext, self._context.translator
        return _("{pupils} pupils then, and {leavers} who have left compulsory school since").format(
            pupils=translator.number(flows.total(Origin.PUPIL)),
            leavers=translator.number(flows.total(Origin.COMPULSORY_SCHOOL)),
        )

    def _clicked(self, row: int, column: int) -> None:
        line = self._model.row(row)
        if column == self._bars and line is not None:
            self._show_people(line)

    def _show_current(self) -> None:
        line = self._panel.view.current_row()
        if isinstance(line, FlowLine):
            self._show_people(line)

    def _show_people(self, line: FlowLine) -> None:
        dialog = FlowPeopleDialog(self, self._context, line)
        dialog.opened.connect(self.person_wanted)
        dialog.open()

    def _changed(self, _changes: Changes, _initiator: object) -> None:
        self._stale = True
        if self.isVisible():
            self._load()
