"""The base of dialogs that do something once the passphrase is given."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.errors import KaaError
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.passphrase_field import PassphraseField
from kaa_desktop.ui.common.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogWords:
    """What stands in the dialog, in the user's language.

    Attributes:
        passphrase: the label of the field.
        hint: which passphrase is meant, where that can be mistaken.
    """

    title: str
    submit: str
    introduction: str
    passphrase: str
    hint: str = ""


class PassphraseAskedDialog(FormDialog):
    """A form with the passphrase, which begins there; a wrong one is said at the field.

    Subclasses add what else they need to `form` before `add_passphrase`, or to `body` after it.
    """

    def __init__(
        self, parent: QWidget, context: UiContext, words: DialogWords, *, dangerous: bool = False
    ) -> None:
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=words.title,
            submit=words.submit,
            introduction=words.introduction,
            dangerous=dangerous,
        )
        self.context = context
        self.form = Form()
        self.body.addWidget(self.form)
        self._words = words
        self._passphrase = PassphraseField(context.icons, context.translator)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add_passphrase(self) -> None:
        """Put the field where it belongs, with the keyboard in it."""
        self.form.add(self._words.passphrase, self._passphrase, hint=self._words.hint)
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def passphrase(self) -> str:
        """What is typed; empty after saying at the field that it must be."""
        self.form.clear_errors()
        if not self._passphrase.text():
            text = self.context.translator.gettext("Type your passphrase.")
            self.form.set_error(self._passphrase, text)
        return self._passphrase.text()

    def refuse(self, error: Exception) -> None:
        """Say what is wrong, at the field where it is the passphrase; everything typed stays."""
        self.set_busy(False)
        if isinstance(error, KaaError) and error.code == "register.wrong_passphrase":
            self.form.set_error(self._passphrase, self.context.error_text(error))
            self._passphrase.selectAll()
        else:
            self.messages.say(self.context.error_text(error), Tone.DANGER)
