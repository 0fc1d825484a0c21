"""Buttons of actions in one line; those that find no room stand in a menu at its end."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.menus import give_menu
from kaa_desktop.ui.common.widgets import ButtonKind, button

_GAP = 8


class ActionRow(QWidget):
    """The first actions are the last to give way; one that is switched off is not shown.

    Args:
        actions: with the name of an icon each.
        more: the text of the menu's button.
        kind: how loud the buttons are.
        at_the_end: whether they stand at the right end of the line.
    """

    def __init__(
        self,
        actions: Iterable[tuple[QAction, str]],
        icons: Icons,
        *,
        more: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        at_the_end: bool = False,
    ) -> None:
        super().__init__()
        self._at_the_end = at_the_end
        self._buttons: list[tuple[QAction, QPushButton]] = []
        for action, icon in actions:
            made = button(action.text(), action.trigger, kind=kind, icons=icons, icon=icon)
            made.setParent(self)
            made.setToolTip(action.toolTip())
            action.enabledChanged.connect(self._fit)
            self._buttons.append((action, made))
        self._menu = QMenu(self)
        self._more = button(more, kind=kind, icons=icons, icon="ellipsis")
        self._more.setParent(self)
        give_menu(self._more, self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        widths = [self._width(made) for action, made in self._buttons if action.isEnabled()]
        return QSize(sum(widths) + _GAP * max(0, len(widths) - 1), self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the menu alone."""
        return self._more.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer have room."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Dressed anew, the buttons are wider or narrower."""
        if event.type() in {QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        offered = [pair for pair in self._buttons if pair[0].isEnabled()]
        widths = [self._width(made) for _action, made in offered]
        shown = self._number_with_room(widths)
        x = self._begin(widths, shown) if self._at_the_end else 0
        for place, (_action, made) in enumerate(offered):
            made.setVisible(place < shown)
            if place < shown:
                x = self._put(made, x)
        for action, made in self._buttons:
            if not action.isEnabled():
                made.hide()
        self._menu.clear()
        self._menu.addActions([action for action, _made in offered[shown:]])
        self._more.setVisible(shown < len(offered))
        self._put(self._more, x)

    def _number_with_room(self, widths: list[int]) -> int:
        """All of them, or so many as stand beside the menu."""
        if sum(widths) + _GAP * (len(widths) - 1) <= self.width():
            return len(widths)
        left = self.width() - self._width(self._more)
        for number, width in enumerate(widths):
            left -= width + _GAP
            if left < 0:
                return number
        return len(widths)

    def _begin(self, widths: list[int], shown: int) -> int:
        seen = widths[:shown] if shown == len(widths) else [*widths[:shown], self._width(self._more)]
        return max(0, self.width() - sum(seen) - _GAP * max(0, len(seen) - 1))

    def _put(self, made: QPushButton, x: int) -> int:
        made.setGeometry(x, 0, self._width(made), self.height())
        return x + self._width(made) + _GAP

    def _width(self, made: QPushButton) -> int:
        made.ensurePolished()
        return made.sizeHint().width()
