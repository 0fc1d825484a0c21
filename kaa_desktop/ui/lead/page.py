"""The lead's overview: headline numbers, caseload by case worker, and the flow by month."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.lead import LeadFigure, LeadOverview, LeadPart, MonthFlow, WorkerLoad
from kaa_desktop.i18n.lead_labels import figure_rule, figure_title, part_title
from kaa_desktop.services.lead import lead_overview
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.scrolling import readable
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.widgets import (
    ButtonKind,
    TextRole,
    beside_title,
    button,
    card,
    heading,
    label,
    title,
)
from kaa_desktop.ui.lead.bars import LoadDelegate
from kaa_desktop.ui.lead.cells import NumberTable
from kaa_desktop.ui.lead.chart_saving import ask_to_save_flow
from kaa_desktop.ui.lead.columns import BAR, BY_NAME, FIGURES, FLOWS, load_columns, month_columns
from kaa_desktop.ui.lead.flow_chart import FlowChart
from kaa_desktop.ui.lead.people_dialog import LeadPeopleDialog
from kaa_desktop.ui.lead.tiles import FigureTile

_TILES = (
    LeadFigure.NOT_KNOWN,
    LeadFigure.CASELOAD,
    LeadFigure.NEVER_ATTEMPTED,
    LeadFigure.OVERDUE,
    LeadFigure.STALE,
    LeadFigure.IN_MEASURE,
)
_MOST_WORKERS, _MOST_MONTHS = 12, 6
_CHART, _TABLE = "chart", "table"


class LeadPage(QWidget):
    """`person_wanted` carries the id of somebody whose page the user wants to see."""

    person_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = Operations(context, self)
        self._stale = True
        self._day = beside_title(_("Counting …"))
        self._tiles = {figure: self._tile(figure) for figure in _TILES}
        self.setFocusProxy(self._tiles[_TILES[0]])
        self._loads = PagedTableModel(load_columns(context), context.tasks, context.icons, parent=self)
        self._workers = NumberTable(self._loads, context.icons, name=_("Caseload by case worker"))
        self._workers.panel.set_empty("users", _("Nobody is in the register today."))
        view = self._workers.panel.view
        view.holds_people = False
        view.sort_requested.connect(self._sort)
        view.show_sorting("worker")
        self._order: tuple[str, bool] = (BY_NAME, False)
        self._overview: LeadOverview | None = None
        self._bars = LoadDelegate(self._loads, context.theme, view)
        view.setItemDelegateForColumn(BAR, self._bars)
        self._chart = FlowChart(context)
        self._months = PagedTableModel(month_columns(context), context.tasks, context.icons, parent=self)
        self._flow_table = NumberTable(self._months, context.icons, name=_("Flow by month"))
        self._flow_table.panel.view.holds_people = False
        self._forms = Segments(((_CHART, _("Chart")), (_TABLE, _("Table"))), name=_("Show the flow as"))
        self._flow = QStackedWidget()
        self._lay_out()
        self._workers.opened.connect(self._open_load)
        self._flow_table.opened.connect(self._open_flow)
        self._chart.chosen.connect(self._open)
        self._forms.chosen.connect(lambda form: self._flow.setCurrentIndex(int(form == _TABLE)))
        context.feed.changed.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Count when somebody looks, unless nothing has changed since."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def _tile(self, figure: LeadFigure) -> FigureTile:
        translator = self._context.translator
        tile = FigureTile(
            self._context.theme, figure_title(figure, translator), figure_rule(figure, translator)
        )
        tile.clicked.connect(lambda: self._open(LeadPart(figure)))
        return tile

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.setSpacing(12)
        head.addWidget(title(_("Overview")))
        head.addWidget(self._day, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 0)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(readable(self._content(), _("Overview")), 1)

    def _content(self) -> QWidget:
        """What scrolls on small screens."""
        _ = self._context.translator.gettext
        tiles = QWidget()
        row = FlowLayout(tiles, gap=10, line_gap=10, fill=True)
        for tile in self._tiles.values():
            row.addWidget(tile)
        hint = _("Hatched: whose occupation is not known. Enter on a number shows the people.")
        content = QWidget()
        content.setProperty("ground", "none")
        column = QVBoxLayout(content)
        column.setContentsMargins(22, 0, 22, 24)  # with the ring of the focus as wide as the head
        column.setSpacing(14)
        column.addWidget(tiles)
        column.addWidget(self._workers)
        column.addWidget(label(hint, TextRole.CAPTION, wrap=True))
        column.addWidget(self._flow_card())
        column.addStretch()
        return content

    def _flow_card(self) -> QWidget:
        """The flow by month, as a chart or as a table."""
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(heading(self._context.translator.gettext("Flow by month")), 1)
        row.addWidget(
            button(
                self._context.translator.gettext("Save the chart …"),
                self._save_chart,
                kind=ButtonKind.LINK,
                icons=self._context.icons,
                icon="image",
            )
        )
        row.addWidget(self._forms)
        self._flow.addWidget(self._chart)
        self._flow.addWidget(self._flow_table)
        return card(head, self._flow, spacing=8)

    def _save_chart(self) -> None:
        if self._overview:
            ask_to_save_flow(self, self._context, self._overview.months)

    def _load(self) -> None:
        self._stale = False
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: lead_overview(workspace),
            self._show,
            self._operations.explain,
            owner=self,
            key=f"lead-{id(self)}",
        )

    def _show(self, overview: LeadOverview) -> None:
        _, translator = self._context.translator.gettext, self._context.translator
        self._day.setText(_("As it stands on {day}").format(day=translator.long_date(overview.day)))
        caseload = overview.total(LeadFigure.CASELOAD)
        for figure, tile in self._tiles.items():
            number = overview.total(figure)
            if figure is LeadFigure.NOT_KNOWN:
                remark = _("{part} of {whole}").format(
                    part=translator.number(number), whole=translator.number(caseload)
                )
                tile.show_number(translator.percent(overview.not_known.share), remark)
            else:
                share = translator.percent(number / caseload) if caseload and number != caseload else ""
                tile.show_number(translator.number(number), share)
        loads, months = overview.loads, overview.months
        self._bars.set_largest(max((load.counts[LeadFigure.CASELOAD] for load in loads), default=1))
        self._workers.fit(len(loads), most=_MOST_WORKERS)
        self._flow_table.fit(len(months), most=_MOST_MONTHS)
        self._overview = overview
        self._list_loads(overview)
        newest = months[::-1]
        self._months.set_rows(newest)
        self._chart.show_months(months)

    def _list_loads(self, overview: LeadOverview) -> None:
        key, descending = self._order
        loads = list(overview.loads)
        if key != BY_NAME:
            loads.sort(key=lambda load: load.counts[LeadFigure(key)])
        if descending:
            loads.reverse()
        self._loads.set_rows(loads)

    def _sort(self, key: str, descending: bool) -> None:  # noqa: FBT001 - Qt's signal carries it
        self._order = (key, descending)
        if self._overview:
            self._list_loads(self._overview)

    def _open_load(self, load: WorkerLoad, column: int) -> None:
        figure = FIGURES[column]
        if figure is not None:
            self._open(LeadPart(figure, load.worker_id), load.name)

    def _open_flow(self, flow: MonthFlow, column: int) -> None:
        figure = FLOWS[column]
        if figure is not None:
            self._open(LeadPart(figure, month=flow.month))

    def _open(self, part: LeadPart, worker: str = "") -> None:
        text = part_title(part, worker, self._context.translator)
        dialog = LeadPeopleDialog(self, self._context, self._operations, part, text)
        dialog.opened.connect(self.person_wanted)
        dialog.open()

    def _changed(self, _changes: Changes, _initiator: object) -> None:
        self._stale = True
        if self.isVisible():
            self._load()
