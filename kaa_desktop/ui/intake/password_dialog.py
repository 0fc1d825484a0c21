"""Asks for the password of a file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialogs import FormDialog
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.passphrase_field import PassphraseField


class PasswordDialog(FormDialog):
    """The password is handed on and kept nowhere.

    Args:
        wrong: what was wrong with the one before, or nothing.
        then: gets the password.
    """

    def __init__(
        self, parent: QWidget, context: UiContext, *, file: str, wrong: str, then: Callable[[str], object]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context.icons,
            context.translator,
            title=_("The file has a password"),
            submit=_("Open the file"),
            introduction=_("{file} is protected by a password. It is used for this import only.").format(
                file=file
            ),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self._missing = _("Type the password.")
        self._field = PassphraseField(context.icons, context.translator)
        self._form = Form()
        self._form.add(_("Password"), self._field)
        self.body.addWidget(self._form)
        self.on_submit(self._done)
        if wrong:
            self._form.set_error(self._field, wrong)
        self._field.setFocus()

    def _done(self) -> None:
        password = self._field.text()
        if not password:
            self._form.set_error(self._field, self._missing)
            return
        self.accept()
        self._then(password)
