"""The sheet of shortcuts (F1), written from the same data as the actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.actions import ActionSpec, shortcut_text
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import badge, heading, label


class ShortcutSheet(QDialog):
    """Every shortcut under its group."""

    def __init__(self, parent: QWidget, specs: Iterable[ActionSpec], translator: Translator) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.setMinimumSize(480, 420)
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
                grid.addWidget(label(_(spec.text)), row, 0)
                grid.addWidget(badge(shortcut_text(spec.shortcut), Tone.NEUTRAL), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Keyboard shortcuts"))
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)
