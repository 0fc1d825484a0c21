"""The way of the Tab key through what is made anew while the window stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def keep_order(*parts: QWidget, after: QWidget | None = None) -> None:
    """Let Tab go through these parts as they stand, whenever their contents were made.

    Args:
        parts: one behind the other.
        after: from where Tab comes to them; without it they follow the first of them.
    """
    for part in parts:
        for widget in (part, *part.findChildren(QWidget)):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                if after is not None and after is not widget:
                    QWidget.setTabOrder(after, widget)
                after = widget
