"""Write a letter or a text message: from a template, changed as wanted, saved or copied, and noted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.letters import LONGEST, LetterTemplate, LetterText, check_finished, fill_in, text_key
from kaa_desktop.services.letters import (
    Letter,
    LetterForms,
    WrittenLetters,
    note_message,
    prepare_letters,
    write_letters,
)
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.clipboard import copy_personal
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialog_draft import HalfWritten
from kaa_desktop.ui.common.drafts import Fields
from kaa_desktop.ui.common.export_password import ExportPassword
from kaa_desktop.ui.common.fields import NoteField
from kaa_desktop.ui.common.file_dialogs import ask_for_place, documents
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.letter_words import LetterWords
from kaa_desktop.ui.contacts.people_dialog import PeopleDialog

_ANYBODY = {"first_name": "Kim"}
_OTHERS = "others"


class LetterDialog(PeopleDialog):
    """One text for those who are written to; what is known of each is filled in."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, people: Sequence[OtherPerson]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            people,
            title=_("Letter or text message") if len(people) == 1 else _("Write letters"),
            submit=_("Save as PDF …"),
            columns=2,
            width=860,
        )
        self._words = LetterWords(context.translator)
        self._forms: LetterForms | None = None
        self._written: dict[str, LetterText] = {}
        self._key = ""
        self._template = ChoiceField()
        self._language = ChoiceField((("sv", _("Swedish")), ("en", _("English"))))
        self._to = label("", TextRole.MUTED, wrap=True)
        self._subject = QLineEdit()
        self._body = NoteField(context.translator, limit=LONGEST, lines=6)
        self._log = QCheckBox()
        self._log.setChecked(True)
        self._password = ExportPassword(context.icons, context.translator)
        self._lay_out()
        self.on_submit(self._send)
        workspace, ids = context.workspace, self.ids
        context.tasks.run(lambda: prepare_letters(workspace, ids), self._take, self.refuse, owner=self)

    def _lay_out(self) -> None:
        _ = self.context.translator.gettext
        self.form.add(_("What to send"), self._template)
        self.form.add(_("Language"), self._language)
        self.form.add_whole(self._to)
        self.form.add(_("Subject"), self._subject, span=2)
        self.form.add(_("Text"), self._body, span=2)
        self.form.add_whole(self._log)
        self.form.add_whole(self._password)
        self.begin_with(self._template)

    def _take(self, forms: LetterForms) -> None:
        self._forms = forms
        language, one = self.context.translator.language, len(self.ids) == 1
        offered = [template for template in forms.templates if one or not template.message]
        self._template.offer(tuple((template.id, template.labels[language]) for template in offered))
        self._show_text()
        for choice in (self._template, self._language):
            choice.currentIndexChanged.connect(self._show_text)
        fields: dict[str, QWidget] = {
            "template": self._template,
            "language": self._language,
            "subject": self._subject,
            "body": self._body,
        }
        self.keep_people_draft("letter", _AllTexts(self, fields))

    def other_texts(self) -> dict[str, LetterText]:
        """What has been written in texts that do not show now, by key."""
        return {
            key: text for key, text in self._written.items() if key != self._key and text != self._ready(key)
        }

    def show_other_texts(self, texts: Mapping[str, LetterText]) -> None:
        """These are what is written in those that do not show; the fields are filled next."""
        self._key, self._written = "", dict(texts)

    def _chosen(self) -> LetterTemplate | None:
        return self._named(self._template.value())

    def _named(self, template_id: str) -> LetterTemplate | None:
        templates = self._forms.templates if self._forms else ()
        return next((template for template in templates if template.id == template_id), None)

    def _ready(self, key: str) -> LetterText | None:
        """A text as it begins, in the words of the window."""
        template_id, _dot, language = key.rpartition(".")
        template = self._named(template_id)
        if self._forms is None or template is None:
            return None
        text = fill_in(template.texts[language], self._forms.values[language])
        return text.in_words(self.context.translator.language)

    def _show_text(self) -> None:
        """The text that is chosen, as it was left."""
        template, language = self._chosen(), self._language.value()
        if self._forms is None or template is None:
            return
        if self._key:
            self._written[self._key] = self._text()
        self._key = text_key(template.id, language)
        shown = self._written.get(self._key) or self._ready(self._key)
        if shown is None:
            return
        self._subject.setText(shown.subject)
        self._body.set_text(shown.body)
        self.form.clear_errors()
        self.form.show_field(self._subject, visible=not template.message)
        self._password.setVisible(not template.message)
        self._to.setText(self._words.to(self._forms, template, people=len(self.ids)))
        self._log.setText(self._words.log(template, people=len(self.ids)))
        self._submit.setText(self._words.verb(template))

    def _text(self) -> LetterText:
        return LetterText(self._subject.text().strip(), self._body.text())

    def _send(self) -> None:
        self.form.clear_errors()
        template, text = self._chosen(), self._text()
        if template is None:
            return
        try:
            check_finished(fill_in(text, _ANYBODY))
        except InvalidInputError as error:
            self.form.set_error(self._body, self.context.error_text(error))
            return
        letter = Letter(
            channel=template.channel,
            language=self._language.value(),
            text=text,
            log=self._log.isChecked(),
        )
        if template.message:
            self._copy(letter)
        else:
            self._ask(letter)

    def _copy(self, letter: Letter) -> None:
        workspace, person_id = self.context.workspace, self.ids[0]
        self.change(
            lambda: (None, note_message(workspace, person_id, letter)),
            lambda _none: self._words.copied(logged=letter.log),
            lambda _none: copy_personal(letter.text.body),
        )

    def _ask(self, letter: Letter) -> None:
        _ = self.context.translator.gettext
        chosen = self._password.check()
        if chosen is None:
            return
        name = _("Letters {day}").format(day=self.today().isoformat())
        ask_for_place(
            self,
            title=_("Save as PDF"),
            kinds=_("PDF documents (*.pdf)"),
            suggested=documents() / f"{name}.pdf",
            then=lambda path: self._write(letter, path, chosen.password),
        )

    def _write(self, letter: Letter, path: Path, password: str | None) -> None:
        workspace, ids = self.context.workspace, self.ids

        def said(written: WrittenLetters) -> str:
            return self._words.saved(written, path.name, logged=letter.log)

        self.change(lambda: write_letters(workspace, ids, letter, path, password=password), said)


class _AllTexts(HalfWritten):
    """The text that shows, and those begun before it."""

    def __init__(self, dialog: LetterDialog, fields: Mapping[str, QWidget]) -> None:
        super().__init__(fields)
        self._dialog = dialog

    def read(self) -> dict[str, str]:
        """As it is kept."""
        others = {key: [text.subject, text.body] for key, text in self._dialog.other_texts().items()}
        return super().read() | ({_OTHERS: json.dumps(others)} if others else {})

    def put(self, texts: Fields) -> None:
        """As it was kept; the text that shows comes last, for to choose it fills in its beginning."""
        others = json.loads(texts.get(_OTHERS, "{}"))
        self._dialog.show_other_texts({key: LetterText(*parts) for key, parts in others.items()})
        super().put(texts)
