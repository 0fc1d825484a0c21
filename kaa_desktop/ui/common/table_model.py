"""A table that holds only the pages that have been looked at, fetched from the register as one scrolls."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.tokens import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_PAGES_KEPT = 160
_ROWS_READ_AGAIN, _ROWS_AHEAD, _MOST_AT_ONCE = 100, 50, 8


@dataclass(frozen=True, kw_only=True)  # with slots, Python 3.11 cannot make a Column[Row](…)
class Column(Generic[Row]):
    """One column as data.

    Attributes:
        id: stable name, for sorting and remembered widths.
        title: in the user's language.
        text: what a cell says; always understandable without icon and tone.
        sort_key: what the query sorts by; empty where one cannot sort.
        icon: Lucide name for a cell, or empty.
        tone: draws the text as a badge of that tone; None for plain text.
        day: what a cell says as a day, for programs that count with it; never more than its text.
        number: the same as a number.
        share: the same as a part of one.
        width: in device-independent pixels; the column with `stretch` takes the rest.
        least: what it may be narrowed to where the columns do not all have room; 0 for never.
        firm: narrowed only when the others are as narrow as they can be.
    """

    id: str
    title: str
    text: Callable[[Row], str]
    width: int = 140
    least: int = 0
    align_right: bool = False
    stretch: bool = False
    firm: bool = False
    sort_key: str = ""
    icon: Callable[[Row], str] | None = None
    tone: Callable[[Row], Tone | None] | None = None
    day: Callable[[Row], date | None] | None = None
    number: Callable[[Row], float | None] | None = None
    share: Callable[[Row], float | None] | None = None


@dataclass(frozen=True)  # without slots, as Column
class Page(Generic[Row]):
    """Some rows from an offset on, perhaps more than were asked for, and how many there are in all."""

    rows: Sequence[Row]
    total: int


Fetch = Callable[[int, int], Page[Row]]


class PagedTableModel(QAbstractTableModel, Generic[Row]):
    """Rows by pages.

    Signals:
        loaded: how many rows there are, each time a page has come.
    """

    loaded = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        runner: TaskRunner,
        icons: Icons,
        *,
        page_size: int = 100,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._runner = runner
        self._icons = icons
        self._page_size = page_size
        self._fetch: Fetch[Row] | None = None
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._total = 0
        self._generation = 0
        self._looked_at, self._ahead, self._in_order = 0, 0, True
        self._wanted: list[int] = []
        self._in_flight = False
        self._answers: dict[int, Callable[[Column[Row], Row], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
            Qt.ItemDataRole.ToolTipRole: lambda column, row: column.text(row),
            Qt.ItemDataRole.AccessibleTextRole: lambda column, row: f"{column.title}: {column.text(row)}",
            Qt.ItemDataRole.DecorationRole: self._icon,
        }
        self._asking = QTimer(self, singleShot=True)
        self._asking.timeout.connect(self._ask)
        icons.theme.changed.connect(self._redraw)

    def set_source(self, fetch: Fetch[Row]) -> None:
        """Show other rows, from the top; what is shown stays until the first page is here.

        `fetch` is called with offset and limit on the task runner's thread.
        """
        self._fetch = fetch
        self._load(0, 1, self._start_over)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows that are all at hand, from the top."""
        self.set_source(lambda offset, limit: Page(rows[offset : offset + limit], len(rows)))

    @property
    def source(self) -> Fetch[Row] | None:
        """What gives all the rows as they are filtered and sorted now, on the task runner's thread."""
        return self._fetch

    def reload(self) -> None:
        """Fetch the same rows again and keep the place."""
        here, count = self._looked_at, max(1, _ROWS_READ_AGAIN // self._page_size)
        known = here if here in self._pages else next(reversed(self._pages), 0)
        first = max(0, known - (count - 1) // 2)
        self._load(first, count, lambda page: self._replace(first, count, page, reloading=True))

    def row(self, number: int) -> Row | None:
        """The row, or None where its page has not come yet."""
        page, place = divmod(number, self._page_size)
        rows = self._pages.get(page)
        return rows[place] if rows is not None and place < len(rows) else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many rows there are in all."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """As Qt's own, which asks here for both counts for each cell that it draws."""
        inside = 0 <= row < self._total and 0 <= column < len(self.columns) and not parent.isValid()
        return self.createIndex(row, column) if inside else QModelIndex()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell; a row that has not come yet is empty and is asked for."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        answer = self._answers.get(role)
        row = self.row_or_ask(index.row()) if answer else None
        return answer(column, row) if answer and row is not None else None

    def _icon(self, column: Column[Row], row: Row) -> object:
        name = column.icon(row) if column.icon else ""
        return self._icons.icon(name, "muted") if name else None

    def row_or_ask(self, number: int) -> Row | None:
        """The row that is drawn now; one whose page has not come yet is asked for."""
        page, place = divmod(number, self._page_size)
        rows = self._pages.get(page)
        if rows is None:
            if page in self._wanted:
                self._wanted.remove(page)
            self._wanted.append(page)
            if not self._in_flight:
                self._asking.start(0)
            return None
        self._pages.move_to_end(page)
        self._looked_at = page
        if self._in_order and place >= self._page_size // 2 and self._is_missing(page + 1):
            self._ahead = page + 1
            self._asking.start(0)
        return rows[place] if place < len(rows) else None

    def _is_missing(self, page: int) -> bool:
        return page not in self._pages and page * self._page_size < self._total

    def _ask(self) -> None:
        """Fetch the pages asked for last: where the user has scrolled to by now; else those that follow."""
        if self._in_flight:
            return
        missing = [number for number in self._wanted if number not in self._pages]
        if missing:
            first = last = missing[-1]
            while first - 1 in missing and last - first < _MOST_AT_ONCE - 1:
                first -= 1
            self._wanted = [number for number in missing if not first <= number <= last][-1:]
            near = self._looked_at + 1 >= first and self._looked_at - 1 <= last
            self._in_order = near  # a drag of the bar shall not wait
            self._looked_at, self._ahead = last, 0
            self._fetch_pages(first, last - first + 1)
            return
        self._wanted = []
        count = 0
        while self._ahead and count * self._page_size < _ROWS_AHEAD and self._is_missing(self._ahead + count):
            count += 1
        if count:
            self._fetch_pages(self._ahead, count)

    def _fetch_pages(self, first: int, count: int) -> None:
        self._load(first, count, lambda page: self._replace(first, count, page))

    def _load(self, first: int, count: int, use: Callable[[Page[Row]], None]) -> None:
        fetch = self._fetch
        if fetch is None:
            return
        self._generation += 1
        generation, size = self._generation, self._page_size
        self._in_flight = True

        def arrived(page: Page[Row]) -> None:
            if generation == self._generation:
                self._in_flight = False
                use(page)
                self.loaded.emit(self._total)
                self._ask()

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self._in_flight = False
            self._runner.failed.emit(error)

        self._runner.run(
            lambda: fetch(first * size, count * size), arrived, failed, owner=self, key=f"table-{id(self)}"
        )

    def _start_over(self, page: Page[Row]) -> None:
        self.beginResetModel()
        self._pages.clear()
        self._wanted.clear()
        self._looked_at, self._ahead, self._in_order = 0, 0, True
        self._keep(0, 1, page.rows)
        self._total = page.total
        self.endResetModel()

    def _keep(self, first: int, count: int, rows: Sequence[Row]) -> None:
        """By pages; one that was asked for and is empty is kept as well, or it would be asked for again."""
        size = self._page_size
        for place in range(max(count, -(-len(rows) // size))):
            self._pages[first + place] = rows[place * size : (place + 1) * size]

    def _replace(self, first: int, count: int, page: Page[Row], *, reloading: bool = False) -> None:
        if reloading:
            self._pages.clear()
        self._keep(first, count, page.rows)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        self._resize(page.total)
        top = 0 if reloading else first * self._page_size
        asked = self._total if reloading else top + max(count * self._page_size, len(page.rows))
        end = min(self._total, asked)
        if end > top:
            self.dataChanged.emit(self.index(top, 0), self.index(end - 1, len(self.columns) - 1))

    def _resize(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()

    def _redraw(self) -> None:
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self.columns) - 1))


def _alignment(column: Column[Row]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
