"""The field that a passphrase is typed into."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.icons import Icons


class PassphraseField(QLineEdit):
    """Hidden while typed, with an eye to look at it."""

    def __init__(self, icons: Icons, translator: Translator) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(self)
        self._eye.setText(translator.gettext("Show the passphrase"))
        self._eye.setCheckable(True)
        icons.set(self._eye, "eye", "muted")
        self._eye.toggled.connect(self._show)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def hide_again(self) -> None:
        """Cover what is typed."""
        self._eye.setChecked(False)

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal carries the checked state
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
