"""A recovery key, shown once: print it, save it, say that it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, button, card, label


class RecoveryKeyForm(QWidget):
    """Emits `kept_changed` as the user says that the key is kept, or that it is not."""

    kept_changed = Signal(bool)

    def __init__(
        self,
        icons: Icons,
        translator: Translator,
        messages: MessageBar,
        find_folder: Callable[[], Path],
        *,
        framed: bool,
    ) -> None:
        """Make it empty.

        Args:
            icons: for the buttons.
            translator: for the texts.
            messages: where it is told that the file was saved.
            find_folder: where the file is suggested to go.
            framed: the key on a card of its own, where there is room.
        """
        super().__init__()
        _ = translator.gettext
        self._translator, self._messages, self._find_folder = translator, messages, find_folder
        self._register = Path()
        self._key = QLineEdit()
        self._key.setReadOnly(True)
        self._key.setAccessibleName(_("Recovery key"))
        self._key.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._key.setCursorPosition(0)
        font = QFont(self._key.font())
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
        self._key.setFont(font)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for text, act, icon in (
            (_("Print …"), self._print, "printer"),
            (_("Save as a file …"), self._save, "save"),
        ):
            ways.addWidget(button(text, act, icons=icons, icon=icon))
        ways.addStretch()
        self._kept = QCheckBox(_("I have kept the recovery key somewhere else than on this computer"))
        self._kept.toggled.connect(self.kept_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(card(label(_("Recovery key"), TextRole.LABEL), self._key) if framed else self._key)
        layout.addLayout(ways)
        layout.addWidget(self._kept)

    @property
    def kept(self) -> bool:
        """Whether the user has said that the key is kept."""
        return self._kept.isChecked()

    def show_key(self, recovery_key: str, register: Path) -> None:
        """Show the key of a register."""
        self._register = register
        self._key.setText(recovery_key)
        self._kept.setChecked(False)
        self._kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Take the key away."""
        self._key.clear()

    def _text(self) -> str:
        _ = self._translator.gettext
        lines = [
            _("Recovery key for the register {name}").format(name=self._register.name),
            self._key.text(),
            _("Whoever has this key can open the register. Keep it locked in."),
        ]
        return "\n\n".join(lines) + "\n"

    def _save(self) -> None:
        _ = self._translator.gettext
        name = _("recovery key {register}").format(register=self._register.stem)
        ask_for_place(
            self,
            title=_("Save the recovery key"),
            kinds=_("Text files (*.txt)"),
            suggested=self._find_folder() / f"{name}.txt",
            then=self._write,
        )

    def _write(self, path: Path) -> None:
        _ = self._translator.gettext
        try:
            path.write_text(self._text(), "utf-8")
        except OSError:
            self._messages.say(_("The file could not be written there. Choose another folder."), Tone.DANGER)
        else:
            self._messages.say(
                _("Saved. Move the file to a place outside this computer, such as a locked-in USB stick."),
                Tone.SUCCESS,
            )

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        document = QTextDocument(self._text(), dialog)
        dialog.accepted.connect(lambda: document.print_(printer))
        dialog.setModal(True)
        dialog.show()
