"""The base of all drivers: finds by visible text and accessible name, acts with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

# When to give up, on however busy a machine; nothing is measured by it.
_TIMEOUT_MS = 60_000
_CELL_PAD = 11
_FIELDS = (QAccessible.Role.EditableText, QAccessible.Role.ComboBox, QAccessible.Role.SpinBox)
_BUTTONS = (
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.PageTab,
    QAccessible.Role.MenuItem,
    QAccessible.Role.ListItem,
    QAccessible.Role.Link,
)


@dataclass(frozen=True)
class Element:
    """Something on the screen as a screen reader knows it."""

    role: QAccessible.Role
    name: str
    text: str
    description: str
    centre: QPoint
    enabled: bool
    focusable: bool
    checked: bool
    selected: bool
    widget: QWidget | None


def elements(window: QWidget) -> Iterator[Element]:
    """Everything visible in a window, from the tree that screen readers use."""
    root = QAccessible.queryAccessibleInterface(window)
    if root is not None:
        yield from _walk(root, None)


def _walk(node: QAccessibleInterface, holder: QWidget | None) -> Iterator[Element]:
    state = node.state()
    if state.invisible:
        return
    thing: QObject | None = node.object()
    widget = thing if isinstance(thing, QWidget) else holder
    yield Element(
        role=node.role(),
        name=_name(node, thing),
        text=node.text(QAccessible.Text.Value),
        description=node.text(QAccessible.Text.Description),
        centre=node.rect().center(),
        enabled=not state.disabled,
        focusable=bool(state.focusable),
        checked=bool(state.checked),
        selected=bool(state.selected),
        widget=widget,
    )
    if isinstance(thing, QTableView):
        return
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and child.isValid():
            yield from _walk(child, widget)


def _name(node: QAccessibleInterface, thing: QObject | None) -> str:
    """The name; on Linux Qt gives the value of a combo box as its name and leaves the name to its label."""
    if isinstance(thing, QComboBox):
        return thing.accessibleName()
    return node.text(QAccessible.Text.Name)


class Driver:
    """Uses a window like a person: looks at names and texts, clicks, types, waits for what shows."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def front(self) -> QWidget:
        """What the user would act on: an open menu, a dialog, or the window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def elements(self) -> list[Element]:
        """Everything visible in front."""
        return list(elements(self.front))

    def visible_texts(self) -> list[str]:
        """All names and values that can be read in front."""
        seen = (text for element in self.elements() for text in (element.name, element.text))
        return [text for text in seen if text]

    def shows(self, text: str) -> bool:
        """Whether the text can be read in front, in the rows of tables that show too."""
        return any(text in seen for seen in self.visible_texts()) or any(
            text in cell for table in self._tables() for row in _showing(table) for cell in row
        )

    def wait_for_text(self, text: str) -> None:
        """Wait until the text can be read."""
        self.wait_until(lambda: self.shows(text), f"text {text!r} to appear")

    def wait_until_gone(self, text: str) -> None:
        """Wait until the text can no longer be read."""
        self.wait_until(lambda: not self.shows(text), f"text {text!r} to go away")

    def wait_until(self, condition: Callable[[], bool], what: str = "the window") -> None:
        """Wait for something that shows."""

        def holds() -> None:
            assert condition(), f"waited for {what}; visible: {self.visible_texts()}"

        self.qtbot.waitUntil(holds, timeout=_TIMEOUT_MS)

    def click(self, name: str) -> None:
        """Click the button, box, tab or menu item of that name, once it is there and enabled."""
        self.wait_until(lambda: self._clickable(name) is not None, f"{name!r} to be clickable")
        element = self._clickable(name)
        assert element is not None
        self._click_at(element)

    def field(self, name: str) -> Element:
        """The input field of that name."""
        found = [element for element in self.elements() if element.role in _FIELDS and element.name == name]
        assert found, f"no field {name!r} among {[e.name for e in self.elements() if e.role in _FIELDS]}"
        return found[0]

    def fill(self, name: str, text: str) -> None:
        """Click into the field, replace its text, and type."""
        self._wait_for_keyboard()
        self._click_at(self.field(name))
        self.press("Ctrl+A")
        self.press("Del")
        self.type(text)

    def choose(self, name: str, value: str) -> None:
        """Go to a choice and type the value, as type-ahead allows."""
        self._wait_for_keyboard()
        field = self.field(name)
        assert field.widget is not None
        field.widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.type(value)
        self.wait_until(lambda: self.field(name).text == value, f"{name!r} to be {value!r}")

    def pick(self, name: str, value: str) -> None:
        """Go to a choice and press the arrow until it says the value."""
        self.wait_for_text(name)
        field = self.field(name).widget
        assert field is not None
        field.setFocus(Qt.FocusReason.TabFocusReason)

        def chosen() -> bool:
            if not self.field(name).text.startswith(value):
                self.press("Down")
            return self.field(name).text.startswith(value)

        self.wait_until(chosen, f"{name!r} to be {value!r}")

    def type(self, text: str) -> None:
        """Type into what has the focus; Qt's own helper ends the process at letters such as å."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._focused(), letter)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._focused(), event)

    def press(self, keys: str) -> None:
        """Press a key or chord, e.g. `Ctrl+K`, `Enter`, `Tab`."""
        self._wait_for_keyboard()
        QTest.keySequence(self._focused(), QKeySequence(keys))

    def focused_name(self) -> str:
        """The accessible name of what has the focus."""
        interface = QAccessible.queryAccessibleInterface(self._focused())
        return interface.text(QAccessible.Text.Name) if interface else ""

    def sees_focus(self) -> bool:
        """Whether the whole of what has the focus can be seen."""
        widget = self._focused()
        return widget.visibleRegion().boundingRect() == widget.rect()

    def sees(self, text: str) -> bool:
        """Whether the whole of what says the text in a line can be seen, with nothing scrolled away."""
        places = [element.widget for element in self.elements() if text in element.name]
        return any(
            place.visibleRegion().boundingRect() == place.rect()
            and place.rect().contains(QRect(QPoint(0, 0), place.fontMetrics().size(0, text)))
            for place in places
            if place
        )

    def make_small(self, width: int, height: int) -> None:
        """A small screen, or a large scale."""
        self.window.resize(width, height)

    def tables(self) -> list[str]:
        """The names of the tables that can be seen."""
        return [view.accessibleName() for view in self._tables()]

    def table(self, name: str) -> Table:
        """The table of that name."""
        for view in self._tables():
            if view.accessibleName() == name:
                return Table(view, self)
        raise AssertionError(f"no table {name!r} among {[view.accessibleName() for view in self._tables()]}")

    def nameless(self) -> list[str]:
        """What can have the focus but says no name to a screen reader."""
        return [
            f"{element.role.name} {type(element.widget).__name__}"
            for element in self.elements()
            if element.focusable and not element.name and element.role != QAccessible.Role.Pane
        ]

    def _clickable(self, name: str) -> Element | None:
        return next(
            (
                element
                for element in self.elements()
                if element.role in _BUTTONS and element.name == name and element.enabled
            ),
            None,
        )

    def _click_at(self, element: Element) -> None:
        widget = element.widget
        assert widget is not None
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.mapFromGlobal(element.centre))

    def _wait_for_keyboard(self) -> None:
        """Without a screen there is no window manager that hands the keyboard back after a dialog."""
        window = self.front.window()
        if not window.isActiveWindow() and not QApplication.activePopupWidget():
            window.activateWindow()
            self.wait_until(window.isActiveWindow, "the keyboard to be here")

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.front

    def _tables(self) -> list[QTableView]:
        return [e.widget for e in self.elements() if isinstance(e.widget, QTableView)]


class Table:
    """A table as it is read and used."""

    def __init__(self, view: QTableView, driver: Driver) -> None:
        self._view = view
        self._driver = driver

    def rows(self) -> list[list[str]]:
        """The texts of all rows that have come."""
        return _rows(self._view)

    def column(self, title: str) -> list[str]:
        """The texts of one column."""
        place = self._titles().index(title)
        return [row[place] for row in self.rows()]

    def titles_in_sight(self) -> list[str]:
        """The titles of the columns that take room."""
        return [title for place, title in enumerate(self._titles()) if self._view.columnWidth(place)]

    def wait_for_rows(self, count: int) -> None:
        """Wait until there are so many rows."""
        self._driver.wait_until(lambda: len(self.rows()) == count, f"{count} rows, have {len(self.rows())}")

    def wait_for_row(self, text: str) -> None:
        """Wait until some row holds a cell with that text."""
        self._driver.wait_until(
            lambda: any(text in cell for row in self.rows() for cell in row), f"a row with {text!r}"
        )

    def chosen(self) -> list[str]:
        """The first texts of the rows that are marked."""
        model, marked = self._view.model(), self._view.selectionModel().selectedRows()
        return [str(model.index(index.row(), 0).data()) for index in marked]

    def select(self, text: str) -> None:
        """Click the first row that has a cell of that text."""
        QTest.mouseClick(self._view.viewport(), Qt.MouseButton.LeftButton, pos=self._place_of(text))

    def select_also(self, text: str) -> None:
        """Ctrl and a click: mark that row beside those that are marked."""
        control = Qt.KeyboardModifier.ControlModifier
        viewport = self._view.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, control, pos=self._place_of(text))

    def open(self, text: str) -> None:
        """Select the row and press Enter."""
        self.select(text)
        self._view.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(self._view, Qt.Key.Key_Return)

    def offer(self) -> None:
        """Press the key that opens the menu of the row the keyboard is on."""
        self._view.setFocus(Qt.FocusReason.TabFocusReason)
        reason = QContextMenuEvent.Reason.Keyboard
        place = QPoint(1, 1)
        event = QContextMenuEvent(reason, place, self._view.mapToGlobal(place))
        QApplication.sendEvent(self._view, event)

    def click_cell(self, text: str, title: str) -> None:
        """Click the cell below that title in the first row that has a cell of that text."""
        self._place_of(text)  # brings the row into view
        number = next(number for number, row in enumerate(self.rows()) if text in row)
        place = self._view.visualRect(self._view.model().index(number, self._titles().index(title)))
        QTest.mouseClick(self._view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())

    def sort_by(self, title: str) -> None:
        """Click the head of a column."""
        header = self._view.horizontalHeader()
        x = header.sectionViewportPosition(self._titles().index(title)) + 20
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2))

    def fits(self) -> bool:
        """Whether all columns can be seen without scrolling sideways."""
        return self._view.horizontalHeader().length() <= self._view.viewport().width()

    def width_of(self, title: str) -> int:
        """How wide a column is drawn."""
        return self._view.columnWidth(self._titles().index(title))

    def shows_whole(self, title: str) -> bool:
        """Whether no cell of a column is cut off."""
        widest = max(map(self._view.fontMetrics().horizontalAdvance, self.column(title)), default=0)
        return widest + 2 * _CELL_PAD <= self.width_of(title)

    def _titles(self) -> list[str]:
        model = self._view.model()
        return [
            str(model.headerData(place, Qt.Orientation.Horizontal)) for place in range(model.columnCount())
        ]

    def _place_of(self, text: str) -> QPoint:
        model = self._view.model()
        for number, row in enumerate(self.rows()):
            if text in row:
                self._view.scrollTo(model.index(number, 0))
                return self._view.visualRect(model.index(number, 0)).center()
        raise AssertionError(f"no row with {text!r} among {self.rows()}")


def _rows(view: QTableView) -> list[list[str]]:
    return _read(view, range(view.model().rowCount()))


def _showing(view: QTableView) -> list[list[str]]:
    first, last = view.rowAt(0), view.rowAt(view.viewport().height())
    end = view.model().rowCount() if last < 0 else last + 1
    return _read(view, range(max(first, 0), end))


def _read(view: QTableView, numbers: range) -> list[list[str]]:
    model = view.model()
    columns = range(model.columnCount())
    texts = [[model.index(row, column).data() for column in columns] for row in numbers]
    return [[str(cell) for cell in row] for row in texts if row[0] is not None]
