"""Scrolls to where the keyboard is sent, which Qt does for the Tab key alone."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

_AROUND = 40


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever scrolls the widget until it can be seen."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget, 0, _AROUND)
        holder = holder.parentWidget()
