"""Say what is to be done next for people, or leave them off the list until a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.work_list import MuteReason
from kaa_desktop.i18n.work_labels import mute_reason_label
from kaa_desktop.services.work_actions import follow_plan, mute, set_next_step
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.people_dialog import PeopleDialog

_MUTE_DAYS, _STEP_DAYS = 14, 7


class MuteDialog(PeopleDialog):
    """Until when somebody is left off the list, and why."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, people: Sequence[OtherPerson]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, operations, people, title=_("Leave off the list"), submit=_("Mute"))
        self._until = self.date_field(self.today() + timedelta(days=_MUTE_DAYS))
        self._reason = ChoiceField(
            tuple((reason.value, mute_reason_label(reason, context.translator)) for reason in MuteReason)
        )
        self.form.add(_("Until"), self._until, hint=_("From that day on the person is shown again."))
        self.form.add(_("Reason"), self._reason)
        self.begin_with(self._until)
        self.keep_people_draft("mute", {"until": self._until, "reason": self._reason})
        self.on_submit(self._send)

    def _send(self) -> None:
        self.form.clear_errors()
        until = self.day_of(self._until)
        if until is None:
            return
        workspace, ids, translator = self.context.workspace, self.ids, self.context.translator
        reason = MuteReason(self._reason.value())
        text = translator.gettext("Muted until {day}.").format(day=translator.date(until))
        self.change(lambda: (None, mute(workspace, ids, until, reason)), lambda _none: text)


class StepDialog(PeopleDialog):
    """What is to be done next, and when; or as the plan proposes."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, people: Sequence[OtherPerson]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, operations, people, title=_("Set next step"), submit=_("Set"))
        self._channel = self.code_field(CodeKind.CHANNEL, empty=_("As the contact plan proposes"))
        self._day = self.date_field(self.today() + timedelta(days=_STEP_DAYS))
        self.form.add(_("Next step"), self._channel)
        self.form.add(_("Due"), self._day, hint=_("It stands until the next attempt is logged."))
        self._channel.code_changed.connect(lambda code: self._day.setEnabled(bool(code)))
        self._day.setEnabled(False)
        self.begin_with(self._channel)
        self.keep_people_draft("step", {"channel": self._channel, "day": self._day})
        self.on_submit(self._send)

    def _send(self) -> None:
        self.form.clear_errors()
        _, workspace, ids = self.context.translator.gettext, self.context.workspace, self.ids
        channel = self._channel.code()
        if not channel:
            text = _("The contact plan proposes the next step.")
            self.change(lambda: (None, follow_plan(workspace, ids)), lambda _none: text)
            return
        day = self.day_of(self._day)
        if day is not None:
            told = _("The next step is set for {day}.").format(day=self.context.translator.date(day))
            self.change(lambda: (None, set_next_step(workspace, ids, channel, day)), lambda _none: told)
