"""Menus that a key opens begin at their first entry, so that Enter and the arrows go on there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton

from kaa_desktop.ui.common.soon import soon


def give_menu(button: QPushButton, menu: QMenu) -> None:
    """Put a menu behind a button; Enter, Space and the arrow down open it at its first entry."""
    button.setProperty("hasmenu", True)
    button.setMenu(menu)
    _KeysOpen(button, menu)


def begin_at_first(menu: QMenu) -> None:
    """Make the first entry of an open menu the one that Enter takes and a screen reader tells."""
    entries = (action for action in menu.actions() if action.isEnabled() and not action.isSeparator())
    first = next(entries, None)
    if first is not None and menu.isVisible():
        menu.setActiveAction(first)


class _KeysOpen(QObject):
    """Stays with the button."""

    def __init__(self, button: QPushButton, menu: QMenu) -> None:
        super().__init__(button)
        self._button, self._menu = button, menu
        menu.aboutToShow.connect(self._opening)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down would leave the button."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Down and plain:
                self._button.showMenu()
                return True
        return super().eventFilter(watched, event)

    def _opening(self) -> None:
        """A mouse has its own place in the menu."""
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            soon(self._menu, lambda: begin_at_first(self._menu))
