"""The municipality's logo: choose a picture, look at it, take it away."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.file_dialogs import ask_for_file
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label, set_style_property

LARGEST = 512 * 1024
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_ROOM = QSize(180, 72)


class LogoField(QWidget):
    """A PNG or JPEG as base64; emits `changed`."""

    changed = Signal()

    def __init__(self, icons: Icons, translator: Translator) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._logo = ""
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setFixedSize(_ROOM + QSize(16, 16))
        self._picture.setProperty("card", True)
        self._picture.setTextFormat(Qt.TextFormat.PlainText)
        set_style_property(self._picture, "role", "caption")
        self._trouble = label("", TextRole.ERROR, wrap=True)
        self._trouble.hide()
        self._choose = button(_("Choose a picture …"), self._browse, icons=icons, icon="image")
        self._remove = button(_("Remove the logo"), self._clear, kind=ButtonKind.GHOST)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._picture)
        layout.addWidget(self._choose)
        layout.addWidget(self._remove)
        layout.addWidget(self._trouble, 1)
        layout.addStretch()
        self.setFocusProxy(self._choose)
        self.set_logo("")

    def logo(self) -> str:
        """The picture as base64; empty for none."""
        return self._logo

    def set_logo(self, logo: str) -> None:
        """Show a logo."""
        _ = self._translator.gettext
        self._logo = logo
        self._say("")
        self._remove.setVisible(bool(logo))
        image = QImage.fromData(base64.b64decode(logo)) if logo else QImage()
        if image.isNull():
            self._picture.setPixmap(QPixmap())
            self._picture.setText(_("No logo"))
            return
        ratio = self.devicePixelRatioF()
        fitted = image.scaled(
            _ROOM * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self._picture.setPixmap(QPixmap.fromImage(fitted))

    def take(self, path: Path) -> None:
        """Read a picture from a file."""
        _ = self._translator.gettext
        try:
            if path.stat().st_size > LARGEST:
                limit = self._translator.number(LARGEST // 1024)
                self._say(_("The picture is larger than {limit} kB.").format(limit=limit))
                return
            content = path.read_bytes()
        except OSError:
            self._say(_("The file cannot be read."))
            return
        if not content.startswith(_SIGNATURES) or QImage.fromData(content).isNull():
            self._say(_("Only PNG and JPEG pictures can be printed."))
            return
        self.set_logo(base64.b64encode(content).decode())
        self.changed.emit()

    def _browse(self) -> None:
        _ = self._translator.gettext
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = _("Pictures (*.png *.jpg *.jpeg)")
        ask_for_file(self, title=_("Choose the logo"), kinds=kinds, folder=folder, then=self.take)

    def _clear(self) -> None:
        self.set_logo("")
        self.changed.emit()

    def _say(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
