"""Create a register: the municipality, where it stands, and a passphrase."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.system.municipalities import municipality_names
from kaa_desktop.ui.common.file_dialogs import ask_for_place
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.municipality_field import MunicipalityField
from kaa_desktop.ui.common.passphrases import NewPassphrase
from kaa_desktop.ui.common.widgets import button
from kaa_desktop.ui.unlock.context import UnlockContext
from kaa_desktop.ui.unlock.panel import Panel

SUFFIX = ".kaa"


class CreatePage(Panel):
    """Emits `created((workspace, recovery key))`."""

    created = Signal(object)

    def __init__(self, context: UnlockContext) -> None:
        _ = context.translator.gettext
        super().__init__(
            context,
            heading=_("Create a register"),
            introduction=_("One encrypted file on this computer. Nobody can read it without a passphrase."),
            verb=_("Create the register"),
            back=_("Back"),
        )
        self._own_place = False
        self._municipality = MunicipalityField(municipality_names(), context.translator)
        self._user = QLineEdit(context.user)
        self._place = _PlaceField(_("Change …"), self._browse)
        self._form = Form(columns=2)
        self._form.add(_("Municipality"), self._municipality)
        self._form.add(_("Your user name"), self._user)
        self._form.add(_("The register's file"), self._place, span=2)
        self._passphrase = NewPassphrase(context.icons, context.translator)
        self.body.addWidget(self._form)
        self.body.addWidget(self._passphrase)
        self._municipality.code_changed.connect(self._suggest)
        self._suggest()

    def begin_typing(self) -> None:
        """Put the focus into the first field."""
        self._municipality.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Check what is filled in, and create."""
        _ = self.context.translator.gettext
        self._form.clear_errors()
        code, user = self._municipality.code(), self._user.text().strip()
        if not code:
            self._form.set_error(self._municipality, _("Choose a municipality from the list."))
            return
        if not user:
            self._form.set_error(self._user, _("Type a user name, for example your name at work."))
            return
        passphrase = self._passphrase.check()
        if passphrase is None:
            return
        settings = RegisterSettings(municipality_code=code, municipality_name=self._municipality.name())
        path = self._place.path
        self.begin()
        self.context.tasks.run(
            lambda: self._create(path, user, passphrase, settings), self._succeed, self.fail, owner=self
        )

    def _create(self, path: Path, user: str, passphrase: str, settings: RegisterSettings) -> object:
        if path.parent == self.context.documents:
            path.parent.mkdir(parents=True, exist_ok=True)
        return self.context.make_opener().create(path, user=user, passphrase=passphrase, settings=settings)

    def _succeed(self, created: object) -> None:
        self.end()
        self._passphrase.clear()
        self.created.emit(created)

    def _suggest(self) -> None:
        if not self._own_place:
            self._place.show_path(_free(self.context.documents, _file_name(self._municipality.name())))

    def _browse(self) -> None:
        _ = self.context.translator.gettext
        ask_for_place(
            self,
            title=_("Where shall the register stand?"),
            kinds=_("Registers (*.kaa)"),
            suggested=self._place.path,
            then=self._take_place,
        )

    def _take_place(self, path: Path) -> None:
        self._own_place = True
        self._place.show_path(path)


class _PlaceField(QWidget):
    """A path that is read, and changed with a button."""

    def __init__(self, change: str, browse: object) -> None:
        super().__init__()
        self.path = Path()
        self._shown = QLineEdit()
        self._shown.setReadOnly(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._shown, 1)
        layout.addWidget(button(change, browse if callable(browse) else None))
        self.setFocusProxy(self._shown)

    def show_path(self, path: Path) -> None:
        """Show a path, and all of it as a tip."""
        self.path = path
        self._shown.setText(str(path))
        self._shown.setToolTip(str(path))


def _file_name(municipality: str) -> str:
    plain = unicodedata.normalize("NFKD", municipality).encode("ascii", "ignore").decode()
    return "-".join(["kaa", *re.findall(r"[a-z]+", plain.lower())])


def _free(folder: Path, stem: str) -> Path:
    candidate, number = folder / f"{stem}{SUFFIX}", 2
    while candidate.exists():
        candidate = folder / f"{stem}-{number}{SUFFIX}"
        number += 1
    return candidate
