"""Open a register: choose it, type the passphrase."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.passphrase_field import PassphraseField
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, button, line
from kaa_desktop.ui.unlock.context import UnlockContext
from kaa_desktop.ui.unlock.panel import Panel, code_of


class OpenPage(Panel):
    """Emits `opened(workspace)`; `create_wanted` and `recovery_wanted(path)` lead to the other pages."""

    opened = Signal(object)
    create_wanted = Signal()
    recovery_wanted = Signal(object)

    def __init__(self, context: UnlockContext, *, register: Path | None, user: str | None) -> None:
        _ = context.translator.gettext
        super().__init__(
            context,
            heading=_("Open a register"),
            introduction=_("The register is encrypted. Only your passphrase opens it."),
            verb=_("Unlock"),
        )
        self._user_asked = user
        self._notice = ""
        self._registers = QComboBox()
        self._registers.setPlaceholderText(_("Choose a register"))
        self._registers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._registers.setMinimumContentsLength(16)
        self._users = QComboBox()
        self._passphrase = PassphraseField(context.icons, context.translator)
        self._form = Form()
        self._form.add(_("The register"), self._registers)
        self._form.add(_("User"), self._users)
        self._form.add(_("Passphrase"), self._passphrase)
        self._form.show_field(self._users, visible=False)
        self.body.addWidget(self._form)
        self._add_links()
        self._fill(register)
        self._registers.currentIndexChanged.connect(self.look_up_users)
        if not self._registers.count():
            self.begin_typing()

    @property
    def register(self) -> Path | None:
        """The register that is chosen."""
        path = self._registers.currentData()
        return Path(path) if path else None

    def set_register(self, path: Path) -> None:
        """Choose a register, also one that has not been opened before."""
        place = self._registers.findData(str(path.absolute()))
        if place < 0:
            self._registers.insertItem(0, _shown(path), str(path.absolute()))
            place = 0
        self._registers.setCurrentIndex(place)
        self.begin_typing()

    def begin_typing(self) -> None:
        """Put the focus where the next thing is typed."""
        known: QWidget = self._registers if self._registers.count() else self._create
        (self._passphrase if self.register else known).setFocus()

    def unlock_with(self, passphrase: str) -> None:
        """Unlock at once with a passphrase that was handed over at start."""
        self._passphrase.setText(passphrase)
        self.submit()

    def fill_in(self, passphrase: str) -> None:
        """Type the passphrase for somebody who cannot know it: the one of the demo register."""
        _ = self.context.translator.gettext
        self._passphrase.setText(passphrase)
        self._notice = _("The passphrase of the demo register is filled in. Press Unlock.")
        self.messages.say(self._notice, Tone.INFO)

    def submit(self) -> None:
        """Unlock."""
        _ = self.context.translator.gettext
        self._form.clear_errors()
        path = self.register
        if path is None:
            self._form.set_error(self._registers, _("Choose a register, or create a new one."))
            return
        if not self._passphrase.text():
            self._form.set_error(self._passphrase, _("Type your passphrase."))
            return
        user = self._users.currentText() or self._user_asked
        passphrase = self._passphrase.text()
        self.begin()
        self.context.tasks.run(
            lambda: self.context.make_opener().unlock(path, user=user, passphrase=passphrase),
            self._succeed,
            self._explain,
            owner=self,
        )

    def look_up_users(self) -> None:
        """Ask who can unlock the register that is chosen, and let the user choose among several."""
        self._tell_paths()
        self._form.clear_errors()
        if not self._notice:
            self.messages.clear()
        self._users.clear()
        self._form.show_field(self._users, visible=False)
        path = self.register
        if path is not None:
            self.context.tasks.run(
                lambda: self.context.make_opener().users(path),
                partial(self._show_users, path),
                lambda error: self._say_if_still(path, error),
                owner=self,
                key="unlock.users",
            )

    def _succeed(self, workspace: object) -> None:
        self._passphrase.clear()
        self._passphrase.hide_again()
        self.end()
        self.opened.emit(workspace)

    def _explain(self, error: Exception) -> None:
        if code_of(error) == "register.wrong_passphrase":
            self.end()
            self._form.set_error(self._passphrase, self.context.error_text(error))
            self._passphrase.selectAll()
        else:
            self.fail(error)

    def _fill(self, register: Path | None) -> None:
        for path in self.context.settings.load().registers:
            self._registers.addItem(_shown(Path(path)), path)
        self._registers.setCurrentIndex(0 if self._registers.count() else -1)
        if register is not None:
            self.set_register(register)

    def _tell_paths(self) -> None:
        for place in range(self._registers.count()):
            path = self._registers.itemData(place)
            self._registers.setItemData(place, path, QtCore.Qt.ItemDataRole.ToolTipRole)

    def _add_links(self) -> None:
        _ = self.context.translator.gettext
        browse, self._create, recover = (
            button(text, act, kind=ButtonKind.GHOST, icons=self.context.icons, icon=icon)
            for text, act, icon in (
                (_("Choose another file …"), self._browse, "folder-open"),
                (_("Create a new register"), self.create_wanted.emit, "plus"),
                (_("Forgotten your passphrase?"), self._recover, "key-round"),
            )
        )
        self.extra.setSpacing(2)
        self.extra.addWidget(line())
        self.extra.addSpacing(6)
        for link in (browse, self._create, recover):
            self.extra.addWidget(link)

    def _browse(self) -> None:
        from kaa_desktop.ui.common.file_dialogs import ask_for_file

        _ = self.context.translator.gettext
        here = self.register
        ask_for_file(
            self,
            title=_("Choose a register"),
            kinds=_("Registers (*.kaa)"),
            folder=here.parent if here else self.context.documents,
            then=self.set_register,
        )

    def _recover(self) -> None:
        _ = self.context.translator.gettext
        if self.register is None:
            self._form.set_error(self._registers, _("Choose a register first."))
        else:
            self.recovery_wanted.emit(self.register)

    def _say_if_still(self, path: Path, error: Exception) -> None:
        if path == self.register:
            self.fail(error)

    def _show_users(self, path: Path, users: tuple[str, ...]) -> None:
        if path == self.register and len(users) > 1:
            self._users.addItems(list(users))
            asked = self._user_asked or self.context.user
            self._users.setCurrentIndex(max(0, self._users.findText(asked)))
            self._form.show_field(self._users, visible=True)


def _shown(path: Path) -> str:
    return f"{path.stem} – {path.parent}"
