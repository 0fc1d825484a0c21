"""The people list: search as you type, filter, table, and what to do where there is nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.occupations import Occupation, known_on
from kaa_desktop.domain.person_list import PeopleFilter, PersonListRow
from kaa_desktop.services.people_pages import PeoplePages
from kaa_desktop.services.searches import search
from kaa_desktop.services.young_people import count_people
from kaa_desktop.ui.common.action_row import ActionRow
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_place import ListPlace
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, beside_title, button, title
from kaa_desktop.ui.people.actions import MARKED_SPECS
from kaa_desktop.ui.people.columns import PersonLine, people_columns
from kaa_desktop.ui.people.first_steps import FirstSteps
from kaa_desktop.ui.people.words import PeopleWords

_MOST_MATCHES = 200
_PAGE = 25  # little more than shows: whoever drags the bar waits for what comes into view only
_IN_THE_ORDER = frozenset({"young_person", "episode"})


class PeopleListPanel(QWidget):
    """Everybody, by pages, or the best matches for what is typed.

    Signals:
        opened: the id of a person.
        import_wanted: from the empty register.
        search_cleared: the search box should be emptied.
        log_wanted: a contact with the marked people; carries their rows.
        visit_wanted: home visits to the marked people; carries their rows.
        counted: the rows have come again.
    """

    opened = Signal(str)
    import_wanted = Signal()
    search_cleared = Signal()
    log_wanted = Signal(object)
    visit_wanted = Signal(object)
    counted = Signal()

    def __init__(
        self, context: UiContext, words: PeopleWords, *, register: QAction, duplicates: QAction
    ) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._which = PeopleFilter.OPEN
        self._pages = PeoplePages(context.workspace, self._which)
        self._wanted: int | None = None
        self._left_for = ""
        columns = people_columns(words)
        self._model = PagedTableModel(columns, context.tasks, context.icons, page_size=_PAGE, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Young people"))
        self._table = self._panel.view
        self._table.allow_several()
        marked = build_actions(
            MARKED_SPECS,
            {
                "people.log": lambda: self._hand_on(self.log_wanted.emit),
                "people.visit": lambda: self._hand_on(self.visit_wanted.emit),
            },
            owner=self,
            context=context,
        )
        self._count = beside_title()
        self._text = ""
        self._segments = self._choices()
        self._first = FirstSteps(context, register, self.import_wanted.emit)
        self._stack = QStackedWidget()
        self._choosing = QWidget()
        self._lay_out(register, marked, duplicates)
        self._segments.chosen.connect(self._choose)
        self._table.activated_row.connect(self._open)
        self._model.loaded.connect(self._loaded)
        context.feed.changed.connect(self._changed)
        self._load()

    def search(self, text: str) -> None:
        """Show the best matches for what is typed so far, or everybody for no text."""
        if text.strip() != self._text:
            self._text = text.strip()
            self._load()

    def enter(self) -> None:
        """Go to the row where the user was, or to the first."""
        if self._model.rowCount() and not self._table.currentIndex().isValid():
            self._table.selectRow(0)
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def step(self, person_id: str, by: int) -> None:
        """Open the person before or after this one, in the order of the list."""
        place = self._table.currentIndex().row()
        line = self._model.row(place) if place >= 0 else None
        if line is not None and line.row.id != person_id and by > 0:
            place -= 1  # the person has left the list; the next one has moved up
        wanted = place + by
        if 0 <= wanted < self._model.rowCount():
            self._table.selectRow(wanted)
            self._wanted = wanted
            self._open_wanted()

    def _open(self, line: PersonLine) -> None:
        self._left_for = line.row.id
        self.opened.emit(line.row.id)

    def _open_wanted(self) -> None:
        if self._wanted is None:
            return
        line = self._model.row(self._wanted)
        if line is not None:
            self._wanted = None
            self._open(line)

    def place_of(self, person_id: str) -> ListPlace:
        """Where the person stands, if the list was left for that person; else nowhere."""
        if not person_id or person_id != self._left_for:
            return ListPlace()
        place, total = self._table.currentIndex().row(), self._model.rowCount()
        line = self._model.row(place) if place >= 0 else None
        if line is not None and line.row.id == person_id:
            return ListPlace(place + 1, total, earlier=place > 0, later=place + 1 < total)
        return ListPlace(0, total, earlier=place > 0, later=0 <= place < total)

    def _hand_on(self, act: Callable[[list[PersonListRow]], object]) -> None:
        """Give the marked people away, or say what to mark."""
        _ = self._context.translator.gettext
        marked = self._table.marked_rows()
        if marked is None:
            self._context.messages.say(_("Mark fewer people, and try again."), Tone.WARNING)
        elif not marked:
            self._context.messages.say(_("Mark somebody in the list first."), Tone.WARNING)
        else:
            act([line.row for line in marked if isinstance(line, PersonLine)])

    def _choices(self) -> Segments:
        _ = self._context.translator.gettext
        texts = (_("Ongoing"), _("Finished"), _("All"))
        return Segments(tuple(zip(PeopleFilter, texts, strict=True)), name=_("Show"))

    def _lay_out(self, register: QAction, marked: Mapping[str, QAction], duplicates: QAction) -> None:
        head = QHBoxLayout()
        head.addWidget(title(self._context.translator.gettext("Young people")))
        head.addSpacing(8)
        head.addWidget(self._count)
        head.addStretch()
        add = button(
            register.text(),
            register.trigger,
            kind=ButtonKind.PRIMARY,
            icons=self._context.icons,
            icon="user-plus",
        )
        add.setToolTip(register.toolTip())
        head.addWidget(add)
        tools = ActionRow(
            ((marked["people.log"], "phone"), (marked["people.visit"], "map-pin"), (duplicates, "users")),
            self._context.icons,
            more=self._context.translator.gettext("More"),
            kind=ButtonKind.GHOST,
            at_the_end=True,
        )
        self._stack.addWidget(self._panel)
        self._stack.addWidget(self._first)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 24)
        layout.setSpacing(16)
        layout.addLayout(head)
        choices = QHBoxLayout(self._choosing)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(16)
        choices.addWidget(self._segments)
        choices.addWidget(tools, 1)
        layout.addWidget(self._choosing)
        layout.addWidget(self._stack, 1)

    def _choose(self, which: str) -> None:
        self._which = PeopleFilter(which)
        self._load()

    def _load(self) -> None:
        text = self._text
        self._segments.setEnabled(not text)
        self._model.set_source(self._searching(text) if text else self._listing(self._which))

    def _listing(self, which: PeopleFilter) -> Callable[[int, int], Page[PersonLine]]:
        self._pages = pages = PeoplePages(self._context.workspace, which)

        def fetch(offset: int, limit: int) -> Page[PersonLine]:
            return Page(self._lines(pages.page(offset=offset, limit=limit)), pages.total())

        return fetch

    def _searching(self, text: str) -> Callable[[int, int], Page[PersonLine]]:
        workspace = self._context.workspace

        def fetch(offset: int, _limit: int) -> Page[PersonLine]:
            rows = search(workspace, text, limit=_MOST_MATCHES)
            return Page(self._lines(rows[offset:]), len(rows))

        return fetch

    def _lines(self, rows: tuple[PersonListRow, ...]) -> list[PersonLine]:
        today = self._context.workspace.today
        days = self._context.workspace.settings().freshness_days
        return [PersonLine(row, today, _known(row, today, days)) for row in rows]

    def _loaded(self, total: int) -> None:
        searching = bool(self._text)
        self._count.setText(self._count_text(total, searching=searching))
        self._turn_to(self._panel)
        self._choosing.show()
        if total == 0:
            self._explain_emptiness(searching=searching)
        self._open_wanted()
        self.counted.emit()

    def _count_text(self, total: int, *, searching: bool) -> str:
        translator = self._context.translator
        number = translator.number(total)
        if not searching:
            return translator.ngettext("{n} person", "{n} people", total).format(n=number)
        if total >= _MOST_MATCHES:
            return translator.gettext("the first {n} matches in the whole register").format(n=number)
        return translator.ngettext(
            "{n} match in the whole register", "{n} matches in the whole register", total
        ).format(n=number)

    def _explain_emptiness(self, *, searching: bool) -> None:
        _ = self._context.translator.gettext
        if searching:
            sentence = _(
                "Nobody matches. Try part of the name, the last four digits of the number, or a phone number."
            )
            self._panel.set_empty("search", sentence, _("Clear the search"), self._clear_search)
            return
        if self._which is PeopleFilter.OPEN:
            self._panel.set_empty("users", _("Nobody is open right now."), _("Show all"), self._show_all)
        else:
            self._panel.set_empty("users", _("There is nobody here yet."))
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: count_people(workspace, PeopleFilter.ALL), self._show_first_steps, owner=self
        )

    def _show_first_steps(self, everybody: int) -> None:
        if everybody == 0 and not self._text:
            self._turn_to(self._first)
            self._choosing.hide()  # nobody to choose among, and nobody to mark

    def _turn_to(self, shown: QWidget) -> None:
        """Show the list or what stands in its place; whoever comes here finds the keyboard there."""
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)

    def _show_all(self) -> None:
        self._segments.choose(PeopleFilter.ALL.value)
        self._choose(PeopleFilter.ALL.value)

    def _clear_search(self) -> None:
        self.search("")
        self.search_cleared.emit()

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if changes.everyone or changes.kinds & _IN_THE_ORDER:
            self._pages.forget()
        if changes.person_ids or changes.everyone or "setting" in changes.kinds:
            self._model.reload()


def _known(row: PersonListRow, today: date, freshness_days: int) -> bool:
    if row.occupation_verified_on is None:
        return False
    latest = Occupation(
        id="",
        person_id=row.id,
        kind=row.occupation,
        verified_on=row.occupation_verified_on,
        source="",
    )
    return known_on(latest, today, freshness_days=freshness_days)
