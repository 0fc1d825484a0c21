"""What each action does with those who are marked in the work list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.work_actions import unmute
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.assign_dialog import AssignDialog
from kaa_desktop.ui.contacts.letter_dialog import LetterDialog
from kaa_desktop.ui.contacts.log_dialog import LogDialog
from kaa_desktop.ui.contacts.people_dialog import about
from kaa_desktop.ui.contacts.step_dialogs import MuteDialog, StepDialog
from kaa_desktop.ui.contacts.visit_dialog import VisitDialog
from kaa_desktop.ui.today.actions import NO_ANSWER

_PHONE = "phone"
People = Sequence[OtherPerson]


class TodayTasks:
    """Opens the dialogs, and does at once what needs none.

    Args:
        window: the parent of the dialogs.
    """

    def __init__(self, window: QWidget, context: UiContext, operations: Operations) -> None:
        self._window = window
        self._context = context
        self._operations = operations
        self._acts: Mapping[str, Callable[[People], None]] = {
            "today.log": self._ask(LogDialog),
            "today.step": self._ask(StepDialog),
            "today.mute": self._ask(MuteDialog),
            "today.unmute": self._unmute,
            "today.assign": self._ask(AssignDialog),
            "today.visit": self._ask(VisitDialog),
            "today.letters": self._ask(LetterDialog),
        }

    def act(self, name: str, people: People) -> None:
        """Do it."""
        self._acts[name](people)

    def log_no_answer(self, people: People) -> None:
        """Somebody called and nobody answered: today's most common line, without a dialog."""
        context = self._context
        workspace, translator = context.workspace, context.translator
        ids = [person.id for person in people]
        entry = ContactEntry(made_on=workspace.today, channel=_PHONE, outcome=NO_ANSWER)
        lists, language = workspace.code_lists, translator.language
        told = translator.gettext("{who}: {channel}, {outcome} is noted.").format(
            who=about(people, translator),
            channel=lists[CodeKind.CHANNEL].label(_PHONE, language),
            outcome=lists[CodeKind.OUTCOME].label(NO_ANSWER, language).lower(),
        )
        self._operations.run(
            lambda: (None, log_contact(workspace, ids, entry)), lambda _none: None, said=lambda _none: told
        )

    def _ask(
        self, dialog: Callable[[QWidget, UiContext, Operations, People], QDialog]
    ) -> Callable[[People], None]:
        return lambda people: dialog(self._window, self._context, self._operations, people).open()

    def _unmute(self, people: People) -> None:
        workspace, translator = self._context.workspace, self._context.translator
        ids = [person.id for person in people]
        text = translator.ngettext("{n} person is shown again.", "{n} people are shown again.", len(ids))
        self._operations.run(
            lambda: (None, unmute(workspace, ids)),
            lambda _none: None,
            said=lambda _none: text.format(n=translator.number(len(ids))),
        )
