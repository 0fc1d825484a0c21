"""Shows the recovery key once: print it, save it, say that it is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit

from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, button, card, label
from kaa_desktop.ui.unlock.context import UnlockContext
from kaa_desktop.ui.unlock.panel import Panel


class RecoveryKeyPage(Panel):
    """Emits `kept` once the user has said that the key is kept; without that it does not go on."""

    kept = Signal()

    def __init__(self, context: UnlockContext) -> None:
        _ = context.translator.gettext
        super().__init__(
            context,
            heading=_("Keep the recovery key"),
            introduction=_(
                "Whoever has this key can open the register and choose a new passphrase. It is shown only "
                "this once. Print it, or write it down, and lock it in."
            ),
            verb=_("Open the register"),
        )
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
            ways.addWidget(button(text, act, icons=context.icons, icon=icon))
        ways.addStretch()
        self._kept = QCheckBox(_("I have kept the recovery key somewhere else than on this computer"))
        self._kept.toggled.connect(self.verb.setEnabled)
        self.verb.setEnabled(False)
        self.body.addWidget(card(label(_("Recovery key"), TextRole.LABEL), self._key))
        self.body.addLayout(ways)
        self.body.addWidget(self._kept)

    def show_key(self, recovery_key: str, register: Path) -> None:
        """Show the key of a new register."""
        self._register = register
        self._key.setText(recovery_key)
        self._kept.setChecked(False)
        self._kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Go on, and forget the key."""
        if self._kept.isChecked():
            self._key.clear()
            self.kept.emit()

    def _text(self) -> str:
        _ = self.context.translator.gettext
        lines = [
            _("Recovery key for the register {name}").format(name=self._register.name),
            self._key.text(),
            _("Whoever has this key can open the register. Keep it locked in."),
        ]
        return "\n\n".join(lines) + "\n"

    def _save(self) -> None:
        _ = self.context.translator.gettext
        name = _("recovery key {register}").format(register=self._register.stem)
        ask_for_place(
            self,
            title=_("Save the recovery key"),
            kinds=_("Text files (*.txt)"),
            suggested=self.context.documents / f"{name}.txt",
            then=self._write,
        )

    def _write(self, path: Path) -> None:
        _ = self.context.translator.gettext
        try:
            path.write_text(self._text(), "utf-8")
        except OSError:
            self.messages.say(_("The file could not be written there. Choose another folder."), Tone.DANGER)
        else:
            self.messages.say(
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
