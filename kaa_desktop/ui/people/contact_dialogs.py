"""Correct a contact attempt, or take it out with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contacts import NOTE_LENGTH, ContactAttempt
from kaa_desktop.domain.person_log import RemovalReason
from kaa_desktop.i18n.labels import removal_label
from kaa_desktop.services.contacts import ContactEntry, correct_contact, remove_contact
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fields import NoteField
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.sensitive_text import sensitive_warning
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.people.words import PeopleWords


class CorrectDialog(ServiceDialog):
    """All that was filled in; how it stood stays in the timeline."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, contact: ContactAttempt
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Correct the contact"),
            submit=_("Save"),
            introduction=_("How it stood before stays in the timeline."),
            columns=2,
            width=640,
        )
        self._contact = contact
        self._channel = self.code_field(CodeKind.CHANNEL, code=contact.channel)
        self._outcome = self.code_field(CodeKind.OUTCOME, code=contact.outcome)
        self._day = self.date_field(contact.made_on)
        self._occupation = self.code_field(CodeKind.OCCUPATION, empty=_("Not asked"), code=contact.occupation)
        warn = sensitive_warning(context.translator)
        self._note = NoteField(context.translator, limit=NOTE_LENGTH, warn=warn, lines=3)
        self._note.set_text(contact.note)
        self.begin_with(self._channel)
        self.form.add(_("Channel"), self._channel)
        self.form.add(_("Outcome"), self._outcome)
        self.form.add(_("Day"), self._day)
        self.form.add(_("What the young person does"), self._occupation)
        self.form.add(_("Note"), self._note, span=2)
        fields = {
            "channel": self._channel,
            "outcome": self._outcome,
            "day": self._day,
            "occupation": self._occupation,
            "note": self._note,
        }
        self.keep_draft(f"contact.correct:{contact.id}", fields, person_id=contact.person_id)
        self.on_submit(self._send)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        channel = self.code_of(self._channel)
        outcome = self.code_of(self._outcome) if channel else ""
        day = self.day_of(self._day) if outcome else None
        if day is None:
            return
        if not self._note.is_valid():
            self.form.set_error(self._note, _("The note is too long."))
            return
        entry = ContactEntry(
            made_on=day,
            channel=channel,
            outcome=outcome,
            occupation=self._occupation.code(),
            note=self._note.text(),
        )
        workspace, contact_id = self.context.workspace, self._contact.id
        self.change(
            lambda: (None, correct_contact(workspace, contact_id, entry)),
            lambda _none: _("The contact is corrected."),
        )


class RemoveDialog(ServiceDialog):
    """Why it goes; the timeline tells that it was there."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        words: PeopleWords,
        contact: ContactAttempt,
    ) -> None:
        _ = context.translator.gettext
        told = _("{channel}: {outcome}").format(
            channel=words.code(CodeKind.CHANNEL, contact.channel),
            outcome=words.code(CodeKind.OUTCOME, contact.outcome),
        )
        super().__init__(
            parent,
            context,
            operations,
            title=_("Remove the contact"),
            submit=_("Remove"),
            introduction=_("{contact}, {day}. It no longer counts; the timeline still tells it.").format(
                contact=told, day=context.translator.date(contact.made_on)
            ),
        )
        self._contact = contact
        self._reason = ChoiceField(
            tuple((reason.value, removal_label(reason, context.translator)) for reason in RemovalReason)
        )
        self.begin_with(self._reason)
        self.form.add(_("Why it is removed"), self._reason)
        self.on_submit(self._send)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        reason, contact_id = RemovalReason(self._reason.value()), self._contact.id
        workspace = self.context.workspace
        self.change(
            lambda: (None, remove_contact(workspace, contact_id, reason)),
            lambda _none: _("The contact is removed."),
        )
