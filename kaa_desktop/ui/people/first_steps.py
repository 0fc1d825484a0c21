"""What stands in the place of the list while the register is empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.icons import IconLabel
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, heading, label

_LOW = 230


class FirstSteps(QWidget):
    """The register without anybody: the two ways to begin."""

    def __init__(self, context: UiContext, register: QAction, import_people: Callable[[], object]) -> None:
        super().__init__()
        _ = context.translator.gettext
        middle = Qt.AlignmentFlag.AlignHCenter
        text = label(
            _("Register the first young person, or import the population file or your former register."),
            TextRole.MUTED,
            wrap=True,
        )
        text.setAlignment(middle)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch()
        first = button(
            register.text(),
            register.trigger,
            kind=ButtonKind.PRIMARY,
            icons=context.icons,
            icon="user-plus",
        )
        self.setFocusProxy(first)
        row.addWidget(first)
        row.addWidget(button(_("Import from a file"), import_people, icons=context.icons, icon="upload"))
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch()
        self._icon = IconLabel(context.icons, "users", colour="muted", size=48)
        layout.addWidget(self._icon, 0, middle)
        layout.addWidget(heading(_("The register is empty")), 0, middle)
        layout.addWidget(text)
        layout.addLayout(row)
        layout.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the words matter more than the icon."""
        super().resizeEvent(event)
        self._icon.setVisible(event.size().height() >= _LOW)
