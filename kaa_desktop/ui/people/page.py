"""The page of young people: the list, one person, and registering."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_place import PeopleInOrder
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.log_dialog import LogDialog
from kaa_desktop.ui.contacts.visit_dialog import VisitDialog
from kaa_desktop.ui.people.actions import LIST_SPECS, PERSON_SPECS
from kaa_desktop.ui.people.list_panel import PeopleListPanel
from kaa_desktop.ui.people.person_bar import PersonBar
from kaa_desktop.ui.people.person_panel import PersonPanel
from kaa_desktop.ui.people.person_tasks import PersonTasks
from kaa_desktop.ui.people.register_dialog import RegisterDialog
from kaa_desktop.ui.people.words import PeopleWords


class PeoplePage(QWidget):
    """The window goes here to show the list, a person, or to register somebody.

    Signals:
        import_wanted: the user wants to take in a file; that is done on another page.
        search_cleared: the search box should be emptied.
        duplicates_wanted: the user wants to see who may be in the register twice.
        person_shown: the id of who is open, empty for the list.
        left: the user goes back to the place from which the person was opened; carries it.

    Attributes:
        came_from: that place; empty for the list of this page.
    """

    import_wanted = Signal()
    search_cleared = Signal()
    duplicates_wanted = Signal()
    person_shown = Signal(str)
    left = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._words = PeopleWords(context.translator, context.workspace)
        self._operations = Operations(context, self)
        listing = build_actions(
            LIST_SPECS,
            {
                "people.register": self.register_person,
                "people.duplicates": self.duplicates_wanted.emit,
            },
            owner=self,
            context=context,
        )
        self._list = PeopleListPanel(
            context,
            self._words,
            register=listing["people.register"],
            duplicates=listing["people.duplicates"],
        )
        self._among: PeopleInOrder = self._list
        self.came_from = ""
        holder = QWidget()
        self._bar, self._person = self._make_person(holder)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._stack.currentChanged.connect(self._follow)
        self.setFocusProxy(self._list)
        self._list.opened.connect(self.open_person)
        self._list.log_wanted.connect(self._log_for)
        self._list.visit_wanted.connect(self._visit)
        self._list.import_wanted.connect(self.import_wanted)
        self._list.search_cleared.connect(self.search_cleared)
        self._list.counted.connect(self.show_place)
        self._person.gone.connect(self.show_list)

    def show_list(self) -> None:
        """Show everybody, at the row where the user was."""
        self._leave_person()
        self._list.enter()

    def search(self, text: str) -> None:
        """Show the matches for what stands in the search box; no text shows everybody."""
        if text.strip() and self._stack.currentIndex():
            self._leave_person()
        self._list.search(text)

    def focus_results(self) -> None:
        """Go from the search box into the list."""
        if self._stack.currentIndex():
            self._leave_person()
        self._list.enter()

    def open_person(self, person_id: str, among: PeopleInOrder | None = None, came_from: str = "") -> None:
        """Show a person; the ones before and after are those of the list that it was opened from."""
        self._among, self.came_from = among or self._list, came_from
        self._stack.setCurrentIndex(1)
        self._person.open(person_id)
        self.show_place()
        self.person_shown.emit(person_id)

    def register_person(self) -> None:
        """Ask for a new person."""
        dialog = RegisterDialog(self, self._context, self._operations, self._words)
        dialog.opened.connect(self.open_person)
        dialog.open()

    def _make_person(self, holder: QWidget) -> tuple[PersonBar, PersonPanel]:
        """The panel; its shortcuts work only while the holder is visible."""
        context = self._context
        tasks = PersonTasks(self, context, self._operations, self._words)
        own = {
            "person.back": self._go_back,
            "person.log": self._log_contact,
            "person.previous": self._open_previous,
            "person.next": self._open_next,
        }
        actions = build_actions(
            PERSON_SPECS,
            own | tasks.handlers(),
            owner=holder,
            context=context,
        )
        tasks.govern(actions)
        bar = PersonBar(context, self._words, actions)
        panel = PersonPanel(context, self._words, self._operations, tasks, bar)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)
        return bar, panel

    def _go_back(self) -> None:
        place, self.came_from = self.came_from, ""
        self._among = self._list
        if place:
            self._leave_person()
            self.left.emit(place)
        else:
            self.show_list()

    def _follow(self, shown: int) -> None:
        """Whoever comes here finds the keyboard in what is shown."""
        self.setFocusProxy(self._person if shown else self._list)

    def _leave_person(self) -> None:
        self._person.leave()
        self._stack.setCurrentIndex(0)
        self.person_shown.emit("")

    def show_place(self) -> None:
        """Say where in the list the person stands."""
        self._bar.show_place(self._among.place_of(self._person.person_id))

    def _log_for(self, rows: list[PersonListRow]) -> None:
        people = [OtherPerson(row.id, row.name) for row in rows]
        LogDialog(self, self._context, self._operations, people).open()

    def _visit(self, rows: list[PersonListRow]) -> None:
        people = [OtherPerson(row.id, row.name) for row in rows]
        VisitDialog(self, self._context, self._operations, people).open()

    def _log_contact(self) -> None:
        self._person.log_contact()

    def _open_previous(self) -> None:
        self._among.step(self._person.person_id, -1)

    def _open_next(self) -> None:
        self._among.step(self._person.person_id, 1)
