"""Finds one person while typing, to name them beside others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.services.searches import search
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.person_columns import name_column
from kaa_desktop.ui.common.table_model import Column, Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone

_MOST = 50
_HEIGHT, _LEAST, _REST = 250, 80, 300


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Who was chosen; of a protected person the name is the case number, and there is no town."""

    id: str
    name: str
    city: str


class FindPersonDialog(FormDialog):
    """The words of the search box, its matches, and Enter.

    Args:
        without: ids of those who are not meant.

    Signals:
        found: carries a `FoundPerson`.
    """

    found = Signal(object)

    def __init__(self, parent: QWidget, context: UiContext, *, without: Collection[str]) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context.icons, context.translator, title=_("Also for somebody else"), submit=_("Add")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._without = frozenset(without)
        self._text = QLineEdit()
        self._text.setPlaceholderText(_("Name, number or phone"))
        self._model = PagedTableModel(_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Matches"))
        self._panel.setMinimumHeight(
            max(_LEAST, min(_HEIGHT, self.screen().availableSize().height() - _REST))
        )
        form = Form()
        form.add(_("Search"), self._text)
        self.body.addWidget(form)
        self.body.addWidget(self._panel, 1)
        self._text.installEventFilter(self)
        self._text.textChanged.connect(self._look)
        self._panel.view.activated_row.connect(lambda _row: self.submit())
        self._model.loaded.connect(self._choose_first)
        self.on_submit(self._take)
        self._look("")
        self._text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through the matches while one types."""
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if watched is self._text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = moves.get(Qt.Key(event.key()), 0)
            wanted = self._panel.view.currentIndex().row() + by
            if by and 0 <= wanted < self._model.rowCount():
                self._panel.view.go_to(wanted)
            return bool(by)
        return super().eventFilter(watched, event)

    def _look(self, typed: str) -> None:
        _ = self._context.translator.gettext
        text, workspace, without = typed.strip(), self._context.workspace, self._without
        sentence = _("Nobody matches.") if text else _("Type some letters of the name.")
        self._panel.set_empty("search", sentence)

        def fetch(offset: int, limit: int) -> Page[PersonListRow]:
            rows = search(workspace, text, limit=_MOST) if text else ()
            meant = [row for row in rows if row.id not in without]
            return Page(meant[offset : offset + limit], len(meant))

        self._model.set_source(fetch)

    def _choose_first(self, total: int) -> None:
        if total:
            self._panel.view.go_to(0)

    def _take(self) -> None:
        row = self._panel.view.current_row()
        if not isinstance(row, PersonListRow):
            _ = self._context.translator.gettext
            self.messages.say(_("Nobody is chosen yet."), Tone.WARNING)
            return
        self.found.emit(FoundPerson(row.id, row.name, row.city))
        self.accept()


def _columns(context: UiContext) -> tuple[Column[PersonListRow], ...]:
    _, translator = context.translator.gettext, context.translator
    return (
        name_column(context, lambda row: row.protection, width=200),
        Column[PersonListRow](
            id="birthday",
            title=_("Birthday"),
            text=lambda row: translator.date(row.birth_date) if row.number and row.birth_date else "–",
            width=120,
        ),
        Column[PersonListRow](id="city", title=_("Town"), text=lambda row: row.city, width=130),
    )
