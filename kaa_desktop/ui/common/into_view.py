"""Scrolls to where the keyboard is sent, which Qt does for the Tab key alone."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from kaa_desktop.ui.common.soon import soon

_AROUND = 40


def bring_into_view(*widgets: QWidget) -> None:
    """Scroll until they can be seen, once everything has its place; the last one matters most."""

    def scroll() -> None:
        for widget in widgets:
            _scroll_to(widget)

    soon(widgets[-1], scroll)


def _scroll_to(widget: QWidget) -> None:
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget, 0, _AROUND)
        holder = holder.parentWidget()
