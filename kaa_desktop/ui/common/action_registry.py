"""The actions of a window and of its pages by their ids, for those who offer them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class ActionRegistry:
    """The actions of a window and of its pages, for those who look for one by its id."""

    def __init__(self) -> None:
        self._added: list[QAction] = []

    def add(self, actions: Iterable[QAction]) -> None:
        """Take them in; they go with their owners."""
        self._added = [*self._alive(), *actions]

    def by_id(self) -> dict[str, QAction]:
        """Of those of one id that several widgets have, the one that is shown."""
        return {action.objectName(): action for action in sorted(self._alive(), key=is_shown)}

    def _alive(self) -> list[QAction]:
        return [action for action in self._added if isValid(action)]


def is_shown(action: QAction) -> bool:
    """Whether its owner can be seen."""
    owner = action.parent()
    return isinstance(owner, QWidget) and owner.isVisible()
