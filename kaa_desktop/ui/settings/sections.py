"""Cards on the page of settings: a heading, a sentence, and what belongs to it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.widgets import TextRole, card, heading, label

_WIDEST = 860


def section(text: str, sentence: str, *children: QWidget) -> QFrame:
    """A card with a heading."""
    words = [heading(text), *([label(sentence, TextRole.MUTED, wrap=True)] if sentence else [])]
    frame = card(*words, *children, spacing=12)
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return frame


def row(*children: QWidget) -> QWidget:
    """Beside each other, on the next line where the room ends."""
    holder = QWidget()
    layout = FlowLayout(holder, gap=8, line_gap=8)
    for child in children:
        layout.addWidget(child)
    return holder


class SettingsSheet(QScrollArea):
    """Cards below each other, no wider than can be read well."""

    def __init__(self, name: str, *cards: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ring", True)
        body = QWidget()
        body.setProperty("ground", "none")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 12, 24)
        column.setSpacing(16)
        for part in cards:
            column.addWidget(part)
        column.addStretch()
        centred = QHBoxLayout(body)
        centred.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        holder.setLayout(column)
        centred.addWidget(holder, 10)
        centred.addStretch(1)
        self.setWidget(body)
