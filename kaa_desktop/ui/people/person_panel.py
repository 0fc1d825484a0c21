"""The person page: who, where the work stands, the log line, measures, and the timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.services.contacts import ContactEntry
from kaa_desktop.services.siblings import same_address
from kaa_desktop.services.timelines import OpenedPerson, open_noted, open_with_log
from kaa_desktop.services.young_people import note_reading
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.scrolling import scrolled
from kaa_desktop.ui.common.soon import soon
from kaa_desktop.ui.common.tab_order import keep_order
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.contact_saving import save_contact
from kaa_desktop.ui.contacts.log_line import CONTACT, LogLine
from kaa_desktop.ui.people.facts_card import FactsCard
from kaa_desktop.ui.people.half_written import HalfWritten
from kaa_desktop.ui.people.measures_card import MeasuresCard
from kaa_desktop.ui.people.person_bar import PersonBar
from kaa_desktop.ui.people.person_sheet import PersonSheet
from kaa_desktop.ui.people.person_tasks import PersonTasks
from kaa_desktop.ui.people.protected_card import ProtectedCard
from kaa_desktop.ui.people.refused_card import RefusedCard
from kaa_desktop.ui.people.step_card import StepCard
from kaa_desktop.ui.people.timeline import timeline_of
from kaa_desktop.ui.people.timeline_card import TimelineCard
from kaa_desktop.ui.people.why_card import WhyLink
from kaa_desktop.ui.people.words import PeopleWords

_KEY = "open-person"
_PATIENCE_MS = 80
_CONCERNS_ALL = frozenset({"setting", "school_notice", "leave"})
"""What may change how a person is shown without naming the person."""


class PersonPanel(QWidget):
    """One person.

    Signals:
        gone: the person is not in the register any more, e.g. after undoing the registration.
    """

    gone = Signal()

    def __init__(
        self,
        context: UiContext,
        words: PeopleWords,
        operations: Operations,
        tasks: PersonTasks,
        bar: PersonBar,
    ) -> None:
        super().__init__()
        self._context = context
        self._words = words
        self._operations = operations
        self._tasks = tasks
        self._bar = bar
        self._person_id = ""
        self._reason = ""
        self._view: PersonView | None = None
        self._facts = FactsCard(context, words, assign=tasks.assign_action)
        self._half_written = HalfWritten(context)
        self._log = LogLine(context)
        self._step = StepCard(context, tasks.next_steps())
        self._why = WhyLink(context)
        self._refused = RefusedCard(context, tasks.mending(self.log_contact))
        self._measures = MeasuresCard(context, words, tasks.measure_steps())
        self._timeline = TimelineCard(context, tasks.contact_steps())
        self._protected = ProtectedCard(context)
        self._body = QStackedWidget()
        self._nobody = QWidget()
        self._sheet = self._lay_out()
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._waiting.timeout.connect(self._show_nobody)
        self.setFocusProxy(self._sheet)
        self._log.submitted.connect(self._save_contact)
        self._protected.reason_given.connect(self._open_with)
        context.feed.changed.connect(self._changed)

    @property
    def person_id(self) -> str:
        """Who is shown, or an empty text."""
        return self._person_id

    def open(self, person_id: str) -> None:
        """Show a person; what was half written for another one waits there.

        Another person stands there until the answer is here, if that does not take long: to take a whole
        page away and put it back is half the work of showing it.
        """
        self._let_go()
        if self._body.currentIndex():
            self._show_nobody()
        else:
            self._waiting.start()
        self._person_id = person_id
        self._load()

    def leave(self) -> None:
        """Show nobody; a protected person is closed, and what is half written waits for the next time."""
        self._let_go()
        self._show_nobody()

    def log_contact(self) -> None:
        """Go to the log line."""
        if self._view is not None and self._view.person.details is not None:
            self._sheet.verticalScrollBar().setValue(0)
            self._log.begin()

    def _let_go(self) -> None:
        self._log.leave()
        self._person_id, self._reason, self._view = "", "", None
        self._tasks.let_go()

    def _show_nobody(self) -> None:
        self._waiting.stop()
        self._tasks.show_person(None)
        self._bar.clear()
        self._body.setCurrentWidget(self._nobody)

    def _lay_out(self) -> PersonSheet:
        sheet = PersonSheet(
            self._context.translator.gettext("The person"),
            (self._facts, self._half_written, self._log),
            self._timeline,
            (self._step, self._refused, self._measures, self._why),
        )
        self._body.addWidget(sheet)
        self._body.addWidget(self._hidden_page())
        self._body.addWidget(self._nobody)
        self._body.setCurrentWidget(self._nobody)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._body, 1)
        return sheet

    def _hidden_page(self) -> QWidget:
        hidden = QWidget()
        hidden.setProperty("ground", "none")
        rows = QVBoxLayout(hidden)
        rows.setContentsMargins(24, 0, 24, 24)
        rows.addWidget(self._protected)
        return scrolled(hidden)

    def _load(self, *, note: bool = True) -> None:
        workspace, person_id, reason = self._context.workspace, self._person_id, self._reason

        def show(opened: OpenedPerson) -> None:
            if self._person_id != person_id:  # left in the meantime; the keyboard is elsewhere
                return
            fresh = self._show(opened)
            soon(self, lambda: look_further(fresh=fresh))  # when it is painted

        def look_further(*, fresh: bool) -> None:
            if note and not reason:
                self._context.tasks.run(
                    lambda: note_reading(workspace, person_id), lambda _none: None, owner=self
                )
            if self._person_id == person_id:
                self._look_further(fresh=fresh)

        read = open_noted if note and reason else open_with_log
        self._context.tasks.run(
            lambda: read(workspace, person_id, reason=reason),
            show,
            self._not_opened,
            owner=self,
            key=_KEY,
        )

    def _show(self, opened: OpenedPerson) -> bool:
        """Show the person; whether the log line has been turned to somebody."""
        view = opened.view
        same = self._view is not None and self._view.person.id == view.person.id
        fresh = not same or (self._view is not None and self._view.person.details is None)
        self._view = view
        self._waiting.stop()
        self._tasks.show_person(view)
        self._bar.show_person(view)
        if view.person.details is None:
            self._protected.show_person(view)
            self._body.setCurrentIndex(1)
            self._protected.focus()
            return False
        with self._sheet.turning():
            self._facts.show_person(view, opened.leave)
            self._why.show_person(view)
            self._step.show_work(opened.work)
            self._refused.show_findings(opened.findings)
            self._measures.show_person(view)
            self._timeline.show_events(timeline_of(view, opened.log, self._words), same_person=same)
            if fresh:
                self._log.also_for.show_people(())
                self._log.turn_to(CONTACT, view.person.id)
        self._body.setCurrentIndex(0)  # when everything has its size, or it would be drawn twice
        if fresh:
            self._sheet.verticalScrollBar().setValue(0)
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sheet.settle()
        return fresh

    def _look_further(self, *, fresh: bool) -> None:
        """The way of the Tab key, what was begun about the person, and who lives there too."""
        if self._view is None or self._view.person.details is None:
            return
        if fresh:
            self._log.look_for_draft()
        keep_order(self._facts, after=self._sheet)
        keep_order(self._step, self._refused, self._measures, self._why)
        workspace, person_id = self._context.workspace, self._person_id
        self._half_written.show_person(person_id)
        self._context.tasks.run(
            lambda: same_address(workspace, person_id), self._offer_siblings, owner=self, key="same-address"
        )

    def _offer_siblings(self, rows: tuple[PersonListRow, ...]) -> None:
        today = self._context.workspace.today
        told = self._context.translator.gettext("{name}, {age}")
        self._log.also_for.show_people(
            [
                OtherPerson(row.id, told.format(name=row.name, age=self._words.age(row.birth_date, today)))
                for row in rows
            ]
        )

    def _open_with(self, reason: str) -> None:
        self._reason = reason
        self._load()

    def _not_opened(self, error: Exception) -> None:
        self._show_nobody()
        self._operations.explain(error)
        if isinstance(error, InvalidInputError):
            self.gone.emit()

    def _save_contact(self, entry: ContactEntry) -> None:
        person_id = self._person_id
        if self._view is None:  # another person is on the way, and that one is not meant
            return

        def saved() -> None:
            if person_id == self._person_id:
                self._log.discard()
                self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._context.drafts.drop(CONTACT, person_id)

        def refused(error: Exception) -> None:
            if person_id == self._person_id:
                self._log.refused(self._context.error_text(error))
            else:
                self._operations.explain(error)

        people = (person_id, *self._log.also_for.ids())
        save_contact(self._context, self._operations, people, entry, saved=saved, refused=refused)

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if self._person_id and (changes.concerns(self._person_id) or changes.kinds & _CONCERNS_ALL):
            self._load(note=False)
