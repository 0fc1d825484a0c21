"""The log line: one contact attempt in four keystrokes, with more to say where there is more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeKind, CodeValue
from kaa_desktop.domain.contacts import NOTE_LENGTH
from kaa_desktop.domain.drafts import Draft
from kaa_desktop.services.contacts import ContactEntry
from kaa_desktop.ui.common.code_watch import CodeWatch
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.date_field import DateField
from kaa_desktop.ui.common.dialogs import SUBMIT_KEYS
from kaa_desktop.ui.common.draft_fields import put_texts, texts_of, watch
from kaa_desktop.ui.common.drafts import draft_sentence
from kaa_desktop.ui.common.fields import CodeField, NoteField
from kaa_desktop.ui.common.fitted import FittedWidget
from kaa_desktop.ui.common.forms import FormField
from kaa_desktop.ui.common.into_view import bring_into_view
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.sensitive_text import sensitive_warning
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, card, heading, label
from kaa_desktop.ui.contacts.access_keys import access_keys
from kaa_desktop.ui.contacts.also_for import AlsoFor
from kaa_desktop.ui.contacts.key_chips import Choice, KeyChips
from kaa_desktop.ui.contacts.next_step_fields import NextStepFields

CONTACT = "contact"
"""The place of the drafts of this line."""

_NARROW = 860


class LogLine(FittedWidget):
    """Channel and outcome by one key each, then Enter, or words, which go to the note.

    What is typed is a draft from the first letter. `submitted` carries a `ContactEntry`; the page saves it,
    for those ticked in `also_for` too, and calls `discard` or `refused`.
    """

    submitted = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._channel = KeyChips(self._choices(CodeKind.CHANNEL), context.theme, name=_("Channel"))
        self._outcome = KeyChips(self._choices(CodeKind.OUTCOME), context.theme, name=_("Outcome"))
        self._day = DateField(context.icons, context.translator, today=self._today, day=self._today())
        self._occupation = CodeField(
            self._offered(CodeKind.OCCUPATION), context.translator, empty=_("Not asked")
        )
        self._next = NextStepFields(context)
        warn = sensitive_warning(context.translator)
        self._note = NoteField(context.translator, limit=NOTE_LENGTH, warn=warn, lines=1)
        self._save = button(
            _("Save contact"), self.submit, kind=ButtonKind.PRIMARY, icons=context.icons, icon="check"
        )
        self.also_for = AlsoFor(context)
        self._messages = MessageBar(context.icons, context.translator)
        self._more = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest = QWidget()
        self._fields: dict[str, QWidget] = {
            "channel": self._channel,
            "outcome": self._outcome,
            "day": self._day,
            "occupation": self._occupation,
            "next_channel": self._next.channel,
            "next_on": self._next.day,
            "note": self._note,
        }
        self._draft = context.drafts.of(self, lambda: texts_of(self._fields))
        watch(self._fields, self._draft.touched)
        self._lay_out()
        self._follow_keys()
        CodeWatch(context, self).changed.connect(self._offer_again)

    def begin(self) -> None:
        """Go to the channel."""
        self._channel.focus()

    def open_for(self, place: str, person_id: str = "") -> None:
        """An empty line for today, or what was begun for the person and not saved."""
        self.turn_to(place, person_id)
        self.look_for_draft()

    def turn_to(self, place: str, person_id: str) -> None:
        """An empty line for today; what was begun for the person waits to be looked for."""
        self._draft.leave()
        self._empty()
        self.also_for.stand_for((person_id,))
        self._draft.turn_to(place, person_id)

    def look_for_draft(self) -> None:
        """Offer what was begun and not saved, where nothing has been typed meanwhile."""
        self._draft.look_up(self._offer)

    def leave(self) -> None:
        """What is half written waits for the next time."""
        self._draft.leave()

    def discard(self) -> None:
        """An empty line again: what stood there is saved, or thrown away."""
        self._empty()
        self._draft.discard()

    def submit(self) -> None:
        """Save, or say what is missing and go there."""
        if not self._save.isEnabled():
            return
        _ = self._context.translator.gettext
        day = self._day.day()
        self._messages.clear()
        if not self._channel.code():
            self._ask(_("How did you try? Choose a channel."), self._channel.focus)
        elif not self._outcome.code():
            self._ask(_("How did it go? Choose an outcome."), self._outcome.focus)
        elif day is None:
            self._ask(_("Which day? Type it as 2026-09-30 or 30/9."), self._day.setFocus)
        elif not self._next.is_complete():
            self._ask(_("Which day? Type it as 2026-09-30 or 30/9."), self._next.day.setFocus)
        elif not self._note.is_valid():
            self._ask(_("The note is too long."), self._note.setFocus)
        else:
            self._save.setEnabled(False)
            self.submitted.emit(self._entry(day))

    def refused(self, sentence: str) -> None:
        """It could not be saved; everything that was typed stays."""
        self._save.setEnabled(True)
        self._messages.say(sentence, Tone.DANGER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves from wherever it is not used for a new line."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._more.setDirection(direction)

    def _follow_keys(self) -> None:
        self._channel.chosen.connect(lambda _code: self._outcome.focus())
        self._outcome.chosen.connect(lambda _code: self._go_on())
        for chips in (self._channel, self._outcome):
            chips.entered.connect(partial(self._enter, chips))
            chips.chosen.connect(lambda _code: self._draft.touched())
        for keys in SUBMIT_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self, self.submit)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _empty(self) -> None:
        """Nothing can stand in a line that nobody has opened since; to clear all of it takes its time."""
        self._day.set_day(self._today())
        if self._rest.isHidden() and self._messages.isHidden():
            return
        self._channel.set_code("")
        self._outcome.set_code("")
        self._occupation.set_code("")
        self._note.set_text("")
        self._next.show_step("", None)
        self._rest.hide()
        self.also_for.untick()
        self._messages.clear()
        self._save.setEnabled(True)

    def _enter(self, chips: KeyChips) -> None:
        """The keys are told of on the chips, which must be seen."""
        self._rest.show()
        bring_into_view(self._outcome if chips is self._channel else self._channel, chips)

    def _go_on(self) -> None:
        """Whoever simply types on writes the note; Enter saves from there as well."""
        self._rest.show()
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self._note)

    def _offer(self, draft: Draft) -> None:
        translator, now = self._context.translator, self._context.workspace.register.now()
        put_texts(self._fields, draft.fields)
        self._rest.show()
        self._messages.say(
            draft_sentence(translator, draft.written_at, now),
            Tone.NEUTRAL,
            action=translator.gettext("Throw away"),
            act=self.discard,
        )

    def _entry(self, day: date) -> ContactEntry:
        next_channel = self._next.channel.code()
        return ContactEntry(
            made_on=day,
            channel=self._channel.code(),
            outcome=self._outcome.code(),
            occupation=self._occupation.code(),
            note=self._note.text(),
            next_channel=next_channel,
            next_on=self._next.day.day() if next_channel else None,
        )

    def _ask(self, sentence: str, go: Callable[[], object]) -> None:
        """The question stands below the fields; both must be seen, and where there is no room the field."""
        self._messages.say(sentence, Tone.WARNING)
        go()
        bring_into_view(self._messages, self.focusWidget() or self._messages)

    def _offer_again(self) -> None:
        """The lists have become others."""
        self._channel.offer(self._choices(CodeKind.CHANNEL))
        self._occupation.offer(self._offered(CodeKind.OCCUPATION))
        self._next.offer_again()

    def _offered(self, kind: CodeKind) -> tuple[CodeValue, ...]:
        return self._context.workspace.code_lists[kind].offered_on(self._today())

    def _choices(self, kind: CodeKind) -> list[Choice]:
        values = self._offered(kind)
        labels = [value.label(self._context.translator.language) for value in values]
        keys = access_keys(labels)
        return [Choice(v.id, text, key) for v, text, key in zip(values, labels, keys, strict=True)]

    def _today(self) -> date:
        return self._context.workspace.today

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        head = QHBoxLayout()
        head.addWidget(heading(_("Log contact")))
        head.addSpacing(24)
        keys = _("Ctrl+L, a key for the channel, a key for the outcome, perhaps a note, Enter")
        hint = label(keys, TextRole.CAPTION, wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(hint, 1)
        chips = QGridLayout()
        chips.setHorizontalSpacing(16)
        chips.setVerticalSpacing(8)
        chips.setColumnStretch(1, 1)
        for row, (text, field) in enumerate(((_("Channel"), self._channel), (_("Outcome"), self._outcome))):
            caption = label(text, TextRole.LABEL)
            caption.setContentsMargins(0, 5, 0, 0)
            chips.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            chips.addWidget(field, row, 1)
        frame = card()
        body = frame.layout()
        if isinstance(body, QVBoxLayout):
            body.addLayout(head)
            body.addLayout(chips)
            body.addWidget(self._fill_rest())
            body.addWidget(self._messages)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def _fill_rest(self) -> QWidget:
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.addWidget(FormField(self._context.translator.gettext("Note"), self._note))
        rest.addLayout(self._fill_more())
        rest.addLayout(self._last_row())
        self._rest.hide()
        return self._rest

    def _fill_more(self) -> QBoxLayout:
        _ = self._context.translator.gettext
        more = self._more
        more.setSpacing(16)
        for text, field, stretch in (
            (_("Day"), self._day, 2),
            (_("What the young person does"), self._occupation, 3),
            (_("Next step"), self._next.channel, 3),
            (_("Next step on"), self._next.day, 2),
        ):
            more.addWidget(FormField(text, field), stretch)
        return more

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.also_for, 1)
        row.addStretch()
        row.addWidget(self._save, 0, Qt.AlignmentFlag.AlignBottom)
        return row
