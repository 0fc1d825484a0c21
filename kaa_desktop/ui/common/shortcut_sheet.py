"""The sheet of shortcuts (F1), written from the same data as the actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.actions import ActionSpec, shortcut_text
from kaa_desktop.ui.common.scrolling import readable
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import badge, heading, label

_SIZE, _AROUND = QSize(580, 640), QSize(40, 60)


class ShortcutSheet(QDialog):
    """Every shortcut under its group."""

    def __init__(self, parent: QWidget, specs: Iterable[ActionSpec], translator: Translator) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _AROUND))
        body = QWidget()
        body.setProperty("ground", "none")
        grid = QGridLayout(body)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(8)
        groups: dict[str, list[ActionSpec]] = {}
        for spec in specs:
            if spec.shortcut:
                groups.setdefault(spec.group, []).append(spec)
        for group, members in groups.items():
            if group:
                grid.addWidget(heading(_(group)), grid.rowCount(), 0, 1, 2)
            for spec in members:
                row = grid.rowCount()
                grid.addWidget(label(_(spec.text), wrap=True), row, 0)
                grid.addWidget(_keys(spec), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.addWidget(readable(body, _("Keyboard shortcuts")), 1)
        layout.addLayout(foot)


def _keys(spec: ActionSpec) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for keys in spec.keys:
        row.addWidget(badge(shortcut_text(keys), Tone.NEUTRAL))
    row.addStretch()
    return holder
