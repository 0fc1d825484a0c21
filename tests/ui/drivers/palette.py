"""The command palette as it is used: by the keys of the search box, or a click on a row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea

from kaa_desktop.i18n import Translator
from tests.ui.drivers.base import Driver, Element


class PaletteDriver:
    """Reads the rows as a screen reader would, with one at work: else Qt keeps rows that are gone."""

    def __init__(self, driver: Driver, translator: Translator) -> None:
        QAccessible.setActive(True)
        self._driver = driver
        self._list = translator.gettext("Matches")

    def begin(self, text: str = "") -> None:
        """Ctrl+K, and type."""
        self._driver.press("Ctrl+K")
        self._driver.type(text)

    def is_open(self) -> bool:
        """Whether the rows can be seen."""
        return any(e.role == QAccessible.Role.List and e.name == self._list for e in self._driver.elements())

    def rows(self) -> list[str]:
        """Everything a row says, from the top."""
        return [element.name for element in self._rows()]

    def chosen(self) -> str:
        """The row that Enter would open."""
        return next((element.name for element in self._rows() if element.selected), "")

    def wait_for_row(self, text: str) -> None:
        """Wait until a row says that."""
        self._driver.wait_until(lambda: any(text in row for row in self.rows()), f"a row with {text!r}")

    def wait_until_closed(self) -> None:
        """Wait until the rows are away."""
        self._driver.wait_until(lambda: not self.is_open(), "the palette to close")

    def open(self, text: str) -> None:
        """Go to the first row with that text by the arrow keys, and press Enter."""
        self.wait_for_row(text)
        for _step in self.rows():
            if text in self.chosen():
                break
            self._driver.press("Down")
        assert text in self.chosen()
        self._driver.press("Return")

    def click(self, text: str) -> None:
        """Click the first row with that text."""
        self.wait_for_row(text)
        row = next(element for element in self._rows() if text in element.name)
        assert isinstance(row.widget, QAbstractScrollArea)
        ground = row.widget.viewport()
        QTest.mouseClick(ground, Qt.MouseButton.LeftButton, pos=ground.mapFromGlobal(row.centre))

    def click_elsewhere(self, place: QPoint) -> None:
        """Press the mouse in the window, outside the palette."""
        handle = self._driver.window.windowHandle()
        assert handle is not None
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def _rows(self) -> list[Element]:
        holder = None
        for element in self._driver.elements():
            if element.role == QAccessible.Role.List and element.name == self._list:
                holder = element.widget
        return [
            element
            for element in self._driver.elements()
            if element.role == QAccessible.Role.ListItem and element.widget is holder and holder is not None
        ]
