"""A pair of fields to choose a new passphrase with a hint of its strength."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.passphrase_field import PassphraseField
from kaa_desktop.ui.common.widgets import TextRole, label

MINIMUM = 8
_FAIR, _GOOD, _STRONG = 12, 16, 22
_VARIED = 5


class Strength(IntEnum):
    """How hard a passphrase is to guess, judged by its length and variety."""

    NONE = 0
    TOO_SHORT = 1
    WEAK = 2
    FAIR = 3
    STRONG = 4


def strength(passphrase: str) -> Strength:
    """Judge a passphrase."""
    length = len(passphrase)
    if not passphrase:
        return Strength.NONE
    if length < MINIMUM:
        return Strength.TOO_SHORT
    if length < _FAIR or len(set(passphrase.casefold())) <= _VARIED:
        return Strength.WEAK
    mixed = len({_kind(letter) for letter in passphrase})
    if length >= _STRONG or (length >= _GOOD and mixed > 1):
        return Strength.STRONG
    return Strength.FAIR


class NewPassphrase(QWidget):
    """A new passphrase twice; `changed` tells that either was typed in."""

    changed = Signal()

    def __init__(self, icons: Icons, translator: Translator, *, columns: int = 2) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self.first = PassphraseField(icons, translator)
        self.again = PassphraseField(icons, translator)
        self._form = Form(columns=columns)
        self._form.add(_("New passphrase"), self.first)
        self._form.add(_("The passphrase once more"), self.again)
        self._word = label("", TextRole.CAPTION, wrap=True)
        self._meter = QProgressBar()
        self._meter.setRange(0, Strength.STRONG)
        self._meter.setTextVisible(False)
        self._meter.setAccessibleName(_("Strength"))
        self._meter.setFixedWidth(120)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._meter)
        row.addWidget(self._word, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._form)
        layout.addLayout(row)
        self.first.textChanged.connect(self._look)
        self.again.textChanged.connect(self.changed)
        self._look()

    def check(self) -> str | None:
        """The passphrase, or None after saying below the field what is wrong with it."""
        _ = self._translator.gettext
        self._form.clear_errors()
        if len(self.first.text()) < MINIMUM:
            text = _("The passphrase needs at least {number} characters.").format(number=MINIMUM)
            self._form.set_error(self.first, text)
            return None
        if self.first.text() != self.again.text():
            self._form.set_error(self.again, _("The two passphrases are not the same."))
            return None
        return self.first.text()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.first, self.again):
            field.clear()
            field.hide_again()
        self._form.clear_errors()

    def _look(self) -> None:
        _ = self._translator.gettext
        self._form.set_error(self.again, "")  # what differed may no longer
        judged = strength(self.first.text())
        words = {
            Strength.NONE: _("Four or five words in a row are easy to remember and hard to guess."),
            Strength.TOO_SHORT: _("Too short: at least {number} characters.").format(number=MINIMUM),
            Strength.WEAK: _("Weak. A few more words make it much harder to guess."),
            Strength.FAIR: _("Fair. One more word makes it strong."),
            Strength.STRONG: _("Strong."),
        }
        self._meter.setValue(judged)
        self._word.setText(words[judged])
        self.changed.emit()


def _kind(letter: str) -> str:
    if letter.isalpha():
        return "lower" if letter.islower() else "upper"
    return "digit" if letter.isdigit() else "other"
