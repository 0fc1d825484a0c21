"""What can be done with the person that is open: the dialogs behind the actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.history import HistoryEntry
from kaa_desktop.domain.measures import Measure
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.services.histories import names_in_histories, person_history
from kaa_desktop.services.measures import answer_offer
from kaa_desktop.services.work_actions import unmute
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.letter_dialog import LetterDialog
from kaa_desktop.ui.contacts.step_dialogs import MuteDialog, StepDialog
from kaa_desktop.ui.people.contact_dialogs import CorrectDialog, RemoveDialog
from kaa_desktop.ui.people.correction_dialogs import CorrectEpisodeDialog, CorrectMeasureDialog
from kaa_desktop.ui.people.edit_dialog import EditDialog
from kaa_desktop.ui.people.episode_dialogs import AssignDialog, CloseDialog, RegisterAgainDialog
from kaa_desktop.ui.people.history_dialog import HistoryDialog
from kaa_desktop.ui.people.measure_dialogs import BeginDialog, EndDialog, OfferDialog
from kaa_desktop.ui.people.measures_card import MeasureSteps
from kaa_desktop.ui.people.step_card import NextSteps
from kaa_desktop.ui.people.timeline_list import ContactSteps
from kaa_desktop.ui.people.words import PeopleWords


class PersonTasks:
    """Opens the dialogs; enables each action only where it can be done.

    Args:
        window: the parent of the dialogs.
    """

    def __init__(
        self, window: QWidget, context: UiContext, operations: Operations, words: PeopleWords
    ) -> None:
        self._window = window
        self._context = context
        self._operations = operations
        self._words = words
        self._view: PersonView | None = None
        self._actions: Mapping[str, QAction] = {}

    def handlers(self) -> dict[str, Callable[[], None]]:
        """By the id of the action."""
        return {
            "person.offer": self._offer,
            "person.letter": self._letter,
            "person.close": self._close,
            "person.again": self._again,
            "person.edit": self._edit,
            "person.assign": self._assign,
            "person.correct": self.correct_registration,
            "person.correct_measure": self.correct_measure,
            "person.history": self._history,
        }

    def govern(self, actions: Mapping[str, QAction]) -> None:
        """These are enabled and disabled from now on."""
        self._actions = actions
        self.show_person(None)

    @property
    def assign_action(self) -> QAction:
        """Change who is responsible; stands beside the name too."""
        return self._actions["person.assign"]

    def measure_steps(self) -> MeasureSteps:
        """For the card of measures."""
        return MeasureSteps(offer=self._offer, answer=self._answer, begin=self._begin, end=self._end)

    def contact_steps(self) -> ContactSteps:
        """For the timeline."""
        return ContactSteps(correct=self._correct, remove=self._remove)

    def next_steps(self) -> NextSteps:
        """For the card of the next step."""
        return NextSteps(change=self._set_step, mute=self._mute, unmute=self._unmute)

    def let_go(self) -> None:
        """Nothing can be done until the next person is here; what does it is dressed once, for that one."""
        self._view = None

    def show_person(self, view: PersonView | None) -> None:
        """The actions are about this person now."""
        self._view = view
        clear = view is not None and view.person.details is not None
        is_open = clear and view is not None and view.open_episode is not None
        for name in ("person.offer", "person.close", "person.assign"):
            self._actions[name].setEnabled(is_open)
        self._actions["person.again"].setEnabled(clear and not is_open)
        for name in ("person.log", "person.edit", "person.history"):
            self._actions[name].setEnabled(clear)
        self._actions["person.letter"].setEnabled(clear and view is not None and not view.person.protection)
        self._actions["person.correct"].setEnabled(clear and view is not None and bool(view.episodes))
        self._actions["person.correct_measure"].setEnabled(clear and view is not None and bool(view.measures))

    def mending(self, log: Callable[[], object]) -> Mapping[str, Callable[[str], object]]:
        """By kind of row, what puts it right; somebody nobody has tried to reach is called."""
        return {
            "person": lambda _id: log(),
            "episode": self.correct_registration,
            "contact": self._correct_contact,
            "measure": self.correct_measure,
        }

    def correct_registration(self, episode_id: str = "") -> None:
        """Put right the days and reasons of a registration."""
        if self._view is not None and self._view.episodes:
            self._open(
                CorrectEpisodeDialog(
                    self._window, self._context, self._operations, self._view.episodes, episode_id
                )
            )

    def correct_measure(self, measure_id: str = "") -> None:
        """Put right a measure."""
        if self._view is not None and self._view.measures:
            self._open(
                CorrectMeasureDialog(
                    self._window, self._context, self._operations, self._view.measures, measure_id
                )
            )

    def _correct_contact(self, contact_id: str) -> None:
        if self._view is not None:
            for contact in self._view.contacts:
                if contact.id == contact_id:
                    self._correct(contact)

    def _offer(self) -> None:
        if self._view is not None:
            self._open(OfferDialog(self._window, self._context, self._operations, self._view.person.id))

    def _letter(self) -> None:
        if self._view is not None:
            self._open(LetterDialog(self._window, self._context, self._operations, self._whose()))

    def _answer(self, measure: Measure, response: str) -> None:
        _ = self._context.translator.gettext
        workspace = self._context.workspace
        self._operations.run(
            lambda: (None, answer_offer(workspace, measure.id, response=response)),
            lambda _none: None,
            said=lambda _none: _("The answer is saved."),
        )

    def _begin(self, measure: Measure) -> None:
        self._open(BeginDialog(self._window, self._context, self._operations, measure))

    def _end(self, measure: Measure) -> None:
        self._open(EndDialog(self._window, self._context, self._operations, measure))

    def _correct(self, contact: ContactAttempt) -> None:
        self._open(CorrectDialog(self._window, self._context, self._operations, contact))

    def _remove(self, contact: ContactAttempt) -> None:
        self._open(RemoveDialog(self._window, self._context, self._operations, self._words, contact))

    def _set_step(self) -> None:
        self._open(StepDialog(self._window, self._context, self._operations, self._whose()))

    def _mute(self) -> None:
        self._open(MuteDialog(self._window, self._context, self._operations, self._whose()))

    def _unmute(self) -> None:
        _ = self._context.translator.gettext
        workspace, people = self._context.workspace, [person.id for person in self._whose()]
        self._operations.run(
            lambda: (None, unmute(workspace, people)),
            lambda _none: None,
            said=lambda _none: _("The person stands on the list again."),
        )

    def _whose(self) -> list[OtherPerson]:
        return [OtherPerson(self._view.person.id, self._view.person.display_name)] if self._view else []

    def _close(self) -> None:
        episode = self._view.open_episode if self._view else None
        if self._view is not None and episode is not None:
            self._open(
                CloseDialog(self._window, self._context, self._operations, view=self._view, episode=episode)
            )

    def _again(self) -> None:
        details = self._view.person.details if self._view else None
        if self._view is not None and details is not None:
            self._open(
                RegisterAgainDialog(
                    self._window, self._context, self._operations, view=self._view, details=details
                )
            )

    def _edit(self) -> None:
        if self._view is not None:
            self._open(EditDialog(self._window, self._context, self._operations, self._words, self._view))

    def _assign(self) -> None:
        episode = self._view.open_episode if self._view else None
        if episode is not None:
            self._open(AssignDialog(self._window, self._context, self._operations, episode))

    def _history(self) -> None:
        view, workspace = self._view, self._context.workspace
        if view is None:
            return

        def show(told: tuple[tuple[HistoryEntry, ...], Mapping[str, str]]) -> None:
            (entries, names), name = told, view.person.display_name
            self._open(HistoryDialog(self._window, self._context, entries, name=name, names=names))

        self._context.tasks.run(
            lambda: (
                person_history(workspace, view.person.id),
                names_in_histories(workspace, self._context.translator),
            ),
            show,
            self._operations.explain,
            owner=self._window,
        )

    def _open(self, dialog: QDialog) -> None:
        dialog.open()
