"""A table of numbers in which one goes from cell to cell; Enter or a click on a number opens it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel

_CHROME = 46
"""The head of the table and its frame."""


class NumberTable(QWidget):
    """`opened` carries the row and the place of the column; the first column holds no number."""

    opened = Signal(object, int)

    def __init__(self, model: PagedTableModel[Any], icons: Icons, *, name: str) -> None:
        super().__init__()
        self.panel = TablePanel(model, icons, name=name)
        self._model = model
        view = self.panel.view
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.activated_row.connect(self._activate)
        view.clicked.connect(lambda index: self._click(index.row(), index.column()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.setFocusProxy(view)
        self._row_height = view.verticalHeader().defaultSectionSize()

    def fit(self, rows: int, *, most: int) -> None:
        """As high as its rows, up to so many; the others are scrolled to."""
        self.setFixedHeight(_CHROME + self._row_height * max(2, min(rows, most)))

    def _activate(self, row: object) -> None:
        """Enter; on the name it opens the first number."""
        self.opened.emit(row, max(1, self.panel.view.currentIndex().column()))

    def _click(self, number: int, column: int) -> None:
        row = self._model.row(number)
        if column > 0 and row is not None:
            self.opened.emit(row, column)
