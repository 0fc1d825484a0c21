"""Bugs of our own, told calmly."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.icons import IconLabel, Icons
from kaa_desktop.ui.common.widgets import ButtonKind, button, heading, label


class CrashDialog(QDialog):
    """Says that something went wrong and that nothing is lost; never the data of it."""

    def __init__(self, parent: QWidget | None, icons: Icons, translator: Translator) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self.setWindowTitle(_("Something went wrong"))
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        text = _(
            "The program did not manage what it was about to do. Nothing that is saved was lost, and you can "
            "go on working. What happened is noted in the technical log, without anybody's data."
        )
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(heading(_("Something went wrong")))
        words.addWidget(label(text, wrap=True))
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(
            IconLabel(icons, "circle-alert", colour="warning", size=28), 0, QtCore.Qt.AlignmentFlag.AlignTop
        )
        body.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(_("Go on"), self.accept, kind=ButtonKind.PRIMARY))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(24)
        layout.addLayout(body)
        layout.addLayout(foot)
