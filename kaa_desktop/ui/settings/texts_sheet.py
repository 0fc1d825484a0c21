"""The texts of letters and text messages: the municipality's own words for each, and how they read."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.letter_places import places
from kaa_desktop.domain.letters import (
    LONGEST,
    LetterTemplate,
    LetterText,
    LetterWording,
    check_wording,
    fill_in,
    only_own,
    parse_wording,
    text_key,
    wording_as_text,
)
from kaa_desktop.services.letters import change_wording, letter_values, letter_wording, shipped_letters
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fields import NoteField
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label
from kaa_desktop.ui.settings.sections import row, section
from kaa_desktop.ui.settings.sheet_frame import SheetFrame

_MADE_UP = "Kim"
_LONGEST_LINE = 120
Values = dict[str, dict[str, str]]


class TextsSheet(QWidget):
    """Every text can be made the municipality's own, and be as shipped again."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = Operations(context, self)
        self._shipped = shipped_letters()
        self._saved = self._wording = LetterWording()
        self._values: Values = {}
        self._key = ""
        self._phone, self._address, self._subject = QLineEdit(), QLineEdit(), QLineEdit()
        for line in (self._phone, self._address, self._subject):
            line.setMaxLength(_LONGEST_LINE)
        language = context.translator.language
        self._template = ChoiceField(tuple((own.id, own.labels[language]) for own in self._shipped))
        self._language = ChoiceField((("sv", _("Swedish")), ("en", _("English"))))
        self._body = NoteField(context.translator, limit=LONGEST, lines=12)
        self._first = button(_("As shipped again"), self._as_shipped, kind=ButtonKind.GHOST)
        self._preview_subject = label("", TextRole.HEADING, wrap=True)
        self._preview = label("", TextRole.BODY, wrap=True)
        self._frame = SheetFrame(
            self,
            context,
            verb=_("Save the texts"),
            save=self.save,
            read=self._half_written,
            put=lambda texts: self._show(parse_wording(texts["texts"])),
            show_saved=self._show_saved,
        )
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what the register holds."""
        workspace = self._context.workspace

        def read() -> tuple[LetterWording, Values]:
            wording = letter_wording(workspace)
            return wording, letter_values(workspace, wording)

        self._context.tasks.run(read, self._take, self._operations.explain, owner=self, key="texts.read")

    def save(self) -> None:
        """Write the texts; undo takes it back."""
        _, workspace, wording = self._context.translator.gettext, self._context.workspace, self._filled_in()
        self._form.clear_errors()
        try:
            check_wording(wording, language=self._context.translator.language)
        except InvalidInputError as error:
            self._show_text(str(error.data["key"]))
            self._form.set_error(self._body, self._context.error_text(error))
            return
        self._frame.allow_saving(allowed=False)

        def failed(error: Exception) -> None:
            self._look()
            self._operations.explain(error)

        self._operations.run(
            lambda: (None, change_wording(workspace, wording)),
            lambda _none: self._saved_as(wording),
            said=lambda _none: _("The texts are saved."),
            failed=failed,
        )

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        reached = Form(columns=2)
        reached.add(_("Phone in letters"), self._phone)
        reached.add(_("Address of the sender"), self._address, hint=_("On one line, at the foot of letters."))
        self._form = Form(columns=2)
        self._form.add(_("Letter or text message"), self._template)
        self._form.add(_("Language"), self._language)
        self._form.add(_("Subject"), self._subject, span=2)
        self._form.add(_("Text"), self._body, span=2)
        names = places(self._context.translator.language)
        filled = _("These are filled in: {known}. Say no more of why you write than you have to.")
        cards = (
            section(_("How you are reached"), "", reached),
            section(_("Texts"), filled.format(known=names), self._form, row(self._first)),
            section(_("How it reads"), _("To somebody made up."), self._preview_subject, self._preview),
        )
        self._frame.lay_out(_("Texts of letters"), cards)

    def _connect(self) -> None:
        for line in (self._phone, self._address, self._subject):
            line.textChanged.connect(lambda _text: self._look())
        self._body.text_changed.connect(self._look)
        for choice in (self._template, self._language):
            choice.currentIndexChanged.connect(lambda _index: self._choose())
        self._context.feed.changed.connect(self._note_change)

    def _chosen_key(self) -> str:
        return text_key(self._template.value(), self._language.value())

    def _chosen(self) -> LetterTemplate:
        return next(own for own in self._shipped if own.id == self._template.value())

    def _filled_in(self) -> LetterWording:
        own = dict(self._wording.own)
        if self._key:
            own[self._key] = LetterText(self._subject.text().strip(), self._body.text())
        wording = LetterWording(
            phone=self._phone.text().strip(), address=self._address.text().strip(), own=own
        )
        return only_own(self._shipped, wording)

    def _take(self, read: tuple[LetterWording, Values]) -> None:
        self._frame.leave()
        self._saved, self._values = read
        self._frame.begin("settings.texts")

    def _saved_as(self, wording: LetterWording) -> None:
        self._saved = wording
        self._frame.discard()

    def _half_written(self) -> dict[str, str]:
        wording = self._filled_in()
        return {} if wording == self._saved else {"texts": wording_as_text(wording)}

    def _show_saved(self) -> None:
        self._show(self._saved)

    def _show(self, wording: LetterWording) -> None:
        self._form.clear_errors()
        self._key, self._wording = "", wording
        self._phone.setText(wording.phone)
        self._address.setText(wording.address)
        self._choose()

    def _choose(self) -> None:
        """Another text; what is written in this one waits."""
        if self._key:
            self._wording = self._filled_in()
        chosen = self._chosen()
        self._form.show_field(self._subject, visible=not chosen.message)
        self._put(self._wording.own.get(self._chosen_key()) or chosen.texts[self._language.value()])

    def _show_text(self, key: str) -> None:
        template_id, _dot, language = key.rpartition(".")
        self._template.set_value(template_id)
        self._language.set_value(language)

    def _as_shipped(self) -> None:
        self._form.clear_errors()
        self._put(self._chosen().texts[self._language.value()])

    def _put(self, text: LetterText) -> None:
        self._key = ""  # until both fields hold what belongs together
        shown = text.in_words(self._context.translator.language)
        self._subject.setText(shown.subject)
        self._body.set_text(shown.body)
        self._key = self._chosen_key()
        self._look()

    def _look(self) -> None:
        if not self._key:
            return
        wording = self._filled_in()
        self._frame.touched(differs=wording != self._saved)
        self._first.setVisible(self._key in wording.own)
        self._read_out()

    def _read_out(self) -> None:
        known = {**self._values.get(self._language.value(), {}), "first_name": _MADE_UP}
        if self._phone.text().strip():
            known["phone"] = self._phone.text().strip()
        text = fill_in(LetterText(self._subject.text(), self._body.text()), known)
        self._preview_subject.setText(text.subject)
        self._preview_subject.setVisible(bool(text.subject))
        self._preview.setText(text.body)

    def _note_change(self, changes: Changes) -> None:
        if self._filled_in() == self._saved and (changes.everyone or "setting" in changes.kinds):
            self.refresh()
