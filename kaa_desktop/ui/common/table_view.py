"""A calm table: rows not cells, no grid, badges, and a sentence where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Collection
from time import monotonic
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
)

from kaa_desktop.ui.common.column_widths import fitted_widths
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.list_requests import LIST_KEYS, ListDeed, ask_host
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.table_painting import CellDelegate
from kaa_desktop.ui.common.widgets import EmptyState, card

_PATIENCE_MS = 80


class TableView(QTableView):
    """A `PagedTableModel` on the screen.

    Signals:
        activated_row: Enter or double click on a row; carries the row.
        selected_row: the current row, or None.
        sort_requested: sort key and whether descending.

    Attributes:
        holds_people: whether its rows are personal data, which leave the register encrypted only.
        entered_at: when the keyboard came here last.
    """

    activated_row = Signal(object)
    selected_row = Signal(object)
    sort_requested = Signal(str, bool)

    def __init__(self, model: PagedTableModel[Any], icons: Icons, *, name: str) -> None:
        super().__init__()
        self._rows = model
        self.holds_people = True
        self.entered_at = 0.0
        self.setAccessibleName(name)
        self.setModel(model)
        self._wanted = [self._least(place) for place in range(len(model.columns))]
        self._fitting = False
        self._calm(icons)
        self._sort: tuple[int, bool] = (-1, False)
        self._mark = 0
        self._late = self._landing = False
        self._held = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._held.timeout.connect(self._give_up)
        model.loaded.connect(self._look_again)
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        self.selectionModel().currentRowChanged.connect(
            lambda current, _before: self.selected_row.emit(self._rows.row(current.row()))
        )
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.horizontalHeader().sectionResized.connect(self._remember_width)

    @property
    def rows(self) -> PagedTableModel[Any]:
        """What is shown."""
        return self._rows

    def show_sorting(self, column_id: str, *, descending: bool = False) -> None:
        """Mark the column by which the rows are sorted; an empty id marks none."""
        ids = [column.id for column in self._rows.columns]
        self._sort = (ids.index(column_id) if column_id else -1, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        before = header.sectionSizeHint(0)
        header.setSortIndicatorShown(bool(column_id))
        self._mark += header.sectionSizeHint(0) - before
        header.setSortIndicator(self._sort[0], order)
        self._stretch()

    def hide_columns(self, ids: Collection[str]) -> None:
        """Leave these out; the others share the width."""
        self._fitting = True  # or a column would remember that it had no width
        for place, column in enumerate(self._rows.columns):
            self.setColumnHidden(place, column.id in ids)
        self._stretch()

    def current_row(self) -> object | None:
        """The row that the keyboard is on."""
        return self._rows.row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def allow_several(self) -> None:
        """Shift and Ctrl mark more rows than one, by mouse and arrows; Ctrl+Space marks without moving."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def marked_rows(self) -> list[object] | None:
        """The rows that are marked, in the order of the table; None where some of them have not come yet."""
        rows = [self._rows.row(number) for number in self.marked_numbers()]
        return None if None in rows else [row for row in rows if row is not None]

    def marked_numbers(self) -> list[int]:
        """The places of the rows that are marked, whether they have come or not."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.count())]
        return sorted({number for one in ranges for number in range(one.top(), one.bottom() + 1)})

    def go_to(self, number: int) -> None:
        """Select a row and bring it into view."""
        self.setCurrentIndex(self._rows.index(number, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates; Tab leaves the table."""
        deed = LIST_KEYS.get(QKeySequence(event.keyCombination()).toString())
        if deed is not None:
            ask_host(self, self, deed)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._activate(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last row, Shift marks what lies between."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self._rows.rowCount() - 1,
        }
        return self._rows.index(ends[action], 0) if action in ends else super().moveCursor(action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard lands on a row."""
        super().focusInEvent(event)
        self.entered_at = monotonic()
        self._landing = not self._rows.rowCount()
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.go_to(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the rows that are marked, and with the list."""
        ask_host(self, self, ListDeed.OFFER)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stretching column what is left."""
        super().resizeEvent(event)
        self._stretch()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Far down, what was there stays until the rows have come: to paint empty ones first is wasted.

        Where the register takes longer than that, empty rows tell where one is.
        """
        if dy and not self._late and self._is_missing():
            self.viewport().setUpdatesEnabled(False)
            self._held.start()
        elif dy and self._held.isActive():
            self._release()
        super().scrollContentsBy(dx, dy)

    def _look_again(self) -> None:
        """Rows that show and have not come are asked for when they are drawn."""
        self._late = False
        if self._landing and self._rows.rowCount():
            self._landing = False
            if self.hasFocus() and not self.currentIndex().isValid():
                self.go_to(0)
        if not self._held.isActive():
            self.viewport().update()
        elif not self._is_missing():
            self._release()

    def _give_up(self) -> None:
        self._late = True
        self._release()

    def _release(self) -> None:
        self._held.stop()
        self.viewport().setUpdatesEnabled(True)

    def _is_missing(self) -> bool:
        """Whether a row that will show has not come; it is asked for."""
        height, top = self.verticalHeader().defaultSectionSize(), self.verticalScrollBar().value()
        end = min(self._rows.rowCount(), -(-(top + self.viewport().height()) // height))
        return None in [self._rows.row_or_ask(number) for number in range(top // height, end)]

    def _stretch(self) -> None:
        """Fill the width, so that nobody has to scroll sideways for the last column."""
        shown = [
            (place, column)
            for place, column in enumerate(self._rows.columns)
            if not self.isColumnHidden(place)
        ]
        stretching = next((nth for nth, (_, column) in enumerate(shown) if column.stretch), -1)
        firm = frozenset(nth for nth, (_, column) in enumerate(shown) if column.firm)
        wanted = [self._wanted[place] for place, _ in shown]
        least = [self._narrowest(place) for place, _ in shown]
        widths = fitted_widths(wanted, least, stretching, self.viewport().width(), firm)
        self._fitting = True
        for (place, _), width in zip(shown, widths, strict=True):
            self.setColumnWidth(place, width)
        self._fitting = False

    def _narrowest(self, place: int) -> int:
        column = self._rows.columns[place]
        mark = 0 if place == self._sort[0] else self._mark  # Qt keeps room for it in every title
        least = max(column.least, self.horizontalHeader().sectionSizeHint(place) - mark)
        return least if column.least else self._wanted[place]

    def _remember_width(self, place: int, _before: int, width: int) -> None:
        """What the user has dragged stays so wide where there is room."""
        if not self._fitting:
            self._wanted[place] = width

    def _least(self, place: int) -> int:
        """The width of a column, but never less than its title takes."""
        return max(self._rows.columns[place].width, self.horizontalHeader().sectionSizeHint(place))

    def _calm(self, icons: Icons) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setIconSize(QSize(18, 18))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(icons.theme.tokens.metrics.row)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(self._rows, header))  # else each step paints all titles
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setItemDelegate(CellDelegate(self._rows, icons, self))
        for place in range(len(self._rows.columns)):
            self.setColumnWidth(place, self._wanted[place])

    def _activate(self, number: int) -> None:
        row = self._rows.row(number)
        if row is not None:
            self.activated_row.emit(row)

    def _sort_by(self, place: int) -> None:
        column = self._rows.columns[place]
        if not column.sort_key:
            return
        descending = self._sort == (place, False)
        self.show_sorting(column.id, descending=descending)
        self.sort_requested.emit(column.sort_key, descending)


class TablePanel(QStackedWidget):
    """The table, or in its place a sentence that says why there is nothing and what to do."""

    def __init__(self, model: PagedTableModel[Any], icons: Icons, *, name: str) -> None:
        super().__init__()
        self.view = TableView(model, icons, name=name)
        self._empty = EmptyState(icons)
        self._instead = card(self._empty)
        self.addWidget(self.view)
        self.addWidget(self._instead)
        self.setFocusProxy(self.view)
        model.loaded.connect(self._choose)

    def set_empty(
        self, icon: str, sentence: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """What is shown in place of no rows."""
        self._empty.present(icon, sentence, action, act)
        self._instead.setAccessibleName(sentence)  # the keyboard is there when the last row has gone

    def _choose(self, total: int) -> None:
        self.setCurrentWidget(self.view if total else self._instead)
