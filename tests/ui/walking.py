"""Goes everywhere in the window: to every place, and into every dialog that a button or a menu opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAction
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QTableView,
    QWidget,
)

from kaa_desktop.ui.common.tasks import TaskRunner
from tests.ui.drivers.base import elements
from tests.ui.drivers.main_window import MainWindowDriver

Look = Callable[[QWidget, str], None]
_MOST_BUTTONS = 60


@dataclass(frozen=True)
class Stage:
    """Somewhere to begin: its name, its page, and how one comes there."""

    name: str
    page: QWidget
    go: Callable[[], object]


class Walker:
    """Looks at each stage, then presses each of its buttons in turn and looks at what opens.

    Args:
        driver: of the main window.
        runner: the worker, for which it waits.
        look: called with each window or dialog and the way that led there.
    """

    def __init__(self, driver: MainWindowDriver, runner: TaskRunner, look: Look) -> None:
        QAccessible.setActive(True)  # else Qt keeps cells that it has told of before as they were
        self._driver = driver
        self._runner = runner
        self._look = look
        self._answered = False
        self.seen: list[str] = []

    def walk(self, stage: Stage) -> None:
        """The stage itself, and all that can be opened from there."""
        self._begin(stage)
        self._tell(self._driver.window, stage.name)
        known = _button_names(stage.page)
        for name in known:
            self._begin(stage)
            if self._press(stage, name):
                self._walk_beyond(stage, name, set(known))

    def _walk_beyond(self, stage: Stage, name: str, known: set[str]) -> None:
        """Where a button shows another part of the page: that part, and what can be opened from it."""
        fresh = [other for other in _button_names(stage.page) if other not in known]
        if not fresh:
            return
        way = f"{stage.name} > {name}"
        self._tell(self._driver.window, way)
        for other in fresh:
            self._begin(stage)
            self._press(stage, name)
            self._press(Stage(way, stage.page, stage.go), other)

    def settle(self) -> None:
        """Wait until the worker has answered, also what was asked for in its answers."""
        for _round in range(3):
            self._answered = False
            self._runner.run(lambda: None, self._note_answer, owner=self._driver.window)
            self._driver.qtbot.waitUntil(lambda: self._answered, timeout=60_000)

    def _note_answer(self, _nothing: None) -> None:
        self._answered = True

    def _begin(self, stage: Stage) -> None:
        self._leave()
        stage.go()
        self.settle()
        for element in elements(stage.page):
            if isinstance(element.widget, QTableView):
                element.widget.selectRow(0)
        self.settle()

    def _press(self, stage: Stage, name: str) -> bool:
        """Press the button of that name; tells whether the window itself may show something else now."""
        way = f"{stage.name} > {name}"
        button = next((b for b in _buttons(stage.page) if _name(b) == name), None)
        if button is None:
            return False
        if _menu(button) is not None:
            self._open_each(way, button)
            return False
        button.click()
        return self._arrive(way)

    def _open_each(self, way: str, button: QAbstractButton) -> None:
        menu = _menu(button)
        actions: list[QAction] = menu.actions() if menu else []
        for action in actions:
            if action.isEnabled() and not action.isSeparator():
                action.trigger()
                self._arrive(f"{way} > {action.text()}")
                self._leave()

    def _arrive(self, way: str) -> bool:
        self.settle()
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not isinstance(dialog, QFileDialog | QPrintDialog):  # Qt's own
            self._tell(dialog, way)
        in_front = dialog is not None or QApplication.activePopupWidget() is not None
        self._leave()
        return not in_front

    def _leave(self) -> None:
        for _level in range(5):
            front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if front is None:
                return
            if isinstance(front, QDialog):
                front.reject()
            else:
                front.close()
            self.settle()

    def _tell(self, window: QWidget, way: str) -> None:
        self.seen.append(way)
        self._look(window, way)


def _button_names(page: QWidget) -> list[str]:
    names = [_name(button) for button in _buttons(page)]
    return list(dict.fromkeys(filter(None, names)))[:_MOST_BUTTONS]


def _buttons(page: QWidget) -> Iterator[QAbstractButton]:
    for element in elements(page):
        if isinstance(element.widget, QAbstractButton) and element.widget.isEnabled():
            yield element.widget


def _menu(button: QAbstractButton) -> QMenu | None:
    menu = getattr(button, "menu", None)
    return menu() if callable(menu) else None


def _name(button: QAbstractButton) -> str:
    return button.accessibleName() or button.text()
