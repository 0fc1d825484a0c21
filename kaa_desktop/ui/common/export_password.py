"""The password of a file that leaves the register, or the deliberate choice of none."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.passphrase_field import PassphraseField
from kaa_desktop.ui.common.widgets import TextRole, label


@dataclass(frozen=True, slots=True)
class PasswordChoice:
    """What was chosen; None is no password at all."""

    password: str | None


class ExportPassword(QWidget):
    """A password typed twice; encryption is declined by a tick, which says what that means."""

    def __init__(self, icons: Icons, translator: Translator) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._first = PassphraseField(icons, translator)
        self._again = PassphraseField(icons, translator)
        self._form = Form(columns=2)
        self._form.add(_("Password for the file"), self._first)
        self._form.add(_("The password once more"), self._again)
        self._none = QCheckBox(_("Without a password"))
        self._warning = label(
            _("Anybody who gets hold of the file can read it. Keep it where nobody else can."),
            TextRole.WARNING,
            wrap=True,
        )
        self._warning.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._form)
        layout.addWidget(self._none, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._warning)
        self._none.toggled.connect(self._decline)
        self._first.textChanged.connect(lambda: self._form.set_error(self._again, ""))
        self.setFocusProxy(self._first)

    def check(self) -> PasswordChoice | None:
        """What was chosen, or None after saying at the field what is wrong."""
        _ = self._translator.gettext
        self._form.clear_errors()
        if self._none.isChecked():
            return PasswordChoice(None)
        if not self._first.text():
            self._form.set_error(self._first, _("Enter a password, or choose to do without."))
            return None
        if self._first.text() != self._again.text():
            self._form.set_error(self._again, _("The two passwords are not the same."))
            return None
        return PasswordChoice(self._first.text())

    def _decline(self, declined: bool) -> None:  # noqa: FBT001 - Qt's signal carries the checked state
        self._form.setEnabled(not declined)
        self._form.clear_errors()
        self._warning.setVisible(declined)
