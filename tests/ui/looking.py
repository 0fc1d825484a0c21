"""What a window may not show: things without a name, a wrong way for the Tab key, texts that are cut off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from tests.ui.drivers.base import elements

_ARROW = 40
"""What the arrow and the edges of a choice take of its width."""


def nameless(window: QWidget) -> list[str]:
    """What can have the focus but says no name to a screen reader."""
    return [
        f"{element.role.name} {type(element.widget).__name__} has no name"
        for element in elements(window)
        if element.focusable and not element.name and element.role != QAccessible.Role.Pane
    ]


def unreadable_tables(window: QWidget) -> list[str]:
    """Cells that do not say their column, and columns without a head."""
    return [fault for view in _tables(window) for fault in _faults_of(view)]


def wrong_way(window: QWidget) -> list[str]:
    """Where the Tab key goes up, or to the left, within a card or from card to card."""
    stops: dict[QWidget, list[QWidget]] = {}
    for widget in focus_chain(window):
        stops.setdefault(_frame_of(widget, window), []).append(widget)
    steps = [pair for widgets in stops.values() for pair in pairwise(widgets)]
    steps += [(one, other) for one, other in pairwise(stops) if not _within(one, other)]
    return [
        f"Tab goes back from {_said(one)} to {_said(other)}"
        for one, other in steps
        if _is_before(*_places(other, one, window))
    ]


def cut_off(window: QWidget) -> list[str]:
    """Texts that have less room than they need."""
    return [f"cut off: {_said(widget)}" for widget in _shown(window) if _is_cut(widget)]


def focus_chain(window: QWidget) -> list[QWidget]:
    """Where the Tab key stops, in its order."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if _takes_tab(widget, window):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _takes_tab(widget: QWidget, window: QWidget) -> bool:
    inside = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not inside
        and widget.window() is window
    )


def _frame_of(widget: QWidget, window: QWidget) -> QWidget:
    holder = widget.parentWidget()
    while holder is not None and holder is not window and not holder.property("card"):
        holder = holder.parentWidget()
    return holder or window


def _within(one: QWidget, other: QWidget) -> bool:
    return one.isAncestorOf(other) or other.isAncestorOf(one)


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def _places(one: QWidget, other: QWidget, window: QWidget) -> tuple[QRect, QRect]:
    """Both in what holds them both; what has been scrolled away lies at the edge behind which it is."""
    common = one.parentWidget()
    while common is not None and common is not window and not common.isAncestorOf(other):
        common = common.parentWidget()
    return _clamped(one, common or window), _clamped(other, common or window)


def _clamped(widget: QWidget, ancestor: QWidget) -> QRect:
    place, holder = QRect(widget.rect()), widget
    while holder is not ancestor:
        place.translate(holder.pos())
        above = holder.parentWidget()
        if above is None:
            break
        if isinstance(above.parentWidget(), QAbstractScrollArea) and above is not ancestor:
            room = above.rect()
            place.moveTop(max(min(place.top(), room.bottom() - place.height()), room.top()))
            place.setBottom(min(place.bottom(), room.bottom()))
        holder = above
    return place


def _is_before(one: QRect, other: QRect) -> bool:
    """Whether one stands wholly above the other, or on the same line to its left."""
    shared = min(one.right(), other.right()) - max(one.left(), other.left())
    above = one.bottom() <= other.top() and shared > 0
    line = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    return above or (line > min(one.height(), other.height()) / 2 and one.right() <= other.left())


def _tables(window: QWidget) -> Iterator[QTableView]:
    return (element.widget for element in elements(window) if isinstance(element.widget, QTableView))


def _faults_of(view: QTableView) -> Iterator[str]:
    table = QAccessible.queryAccessibleInterface(view)
    model = view.model()
    titles = [str(model.headerData(n, Qt.Orientation.Horizontal) or "") for n in range(model.columnCount())]
    if not all(titles):
        yield f"{view.accessibleName()}: a column without a head"
    if table is None or not model.rowCount() or not model.index(0, 0).data():
        return  # nothing has come to be read yet
    read = [_name(table.child(n)) for n in range(min(table.childCount(), 4 * (len(titles) + 1)))]
    heads = [text for text in read if text in titles]
    cells = [text for text in read if any(text.startswith(f"{title}:") for title in titles)]
    if len(set(heads)) < len(set(titles)):
        yield f"{view.accessibleName()}: the heads are not read: {read}"
    if len(cells) < len(titles):
        yield f"{view.accessibleName()}: the cells are not read with their column: {read}"


def _name(node: QAccessibleInterface | None) -> str:
    return node.text(QAccessible.Text.Name) if node is not None else ""


def _shown(window: QWidget) -> Iterator[QWidget]:
    seen: set[int] = set()
    for element in elements(window):
        widget = element.widget
        if widget is not None and id(widget) not in seen and widget.isVisibleTo(window):
            seen.add(id(widget))
            yield widget


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return _label_is_cut(widget)
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        return bool(widget.text()) and _leaves(widget)
    if isinstance(widget, QComboBox):
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) + _ARROW > widget.width()
    if isinstance(widget, QTableView):
        return _heads_are_cut(widget.horizontalHeader())
    content = widget.widget() if isinstance(widget, QScrollArea) else None
    return content is not None and content.minimumSizeHint().width() > content.width()


def _leaves(widget: QAbstractButton) -> bool:
    hint = widget.sizeHint()
    return widget.width() < hint.width() - 1 or widget.height() < hint.height() - 1 or _sticks_out(widget)


def _label_is_cut(label: QLabel) -> bool:
    if not label.text() or label.accessibleName():  # what is shortened on purpose says itself in full
        return False
    if label.wordWrap():
        longest = max(map(label.fontMetrics().horizontalAdvance, label.text().split()), default=0)
        return label.height() + 1 < label.heightForWidth(label.width()) or longest > label.width()
    hint = label.sizeHint()
    return label.width() + 1 < hint.width() or label.height() + 1 < hint.height() or _sticks_out(label)


def _sticks_out(widget: QWidget) -> bool:
    """Whether the widget is larger than what holds it, where nothing scrolls."""
    holder = widget.parentWidget()
    while holder is not None and not isinstance(holder.parentWidget(), QAbstractScrollArea):
        if not holder.rect().adjusted(-1, -1, 1, 1).contains(_place(widget, holder)):
            return True
        holder = None if holder.isWindow() else holder.parentWidget()
    return False


def _heads_are_cut(header: QHeaderView) -> bool:
    model = header.model()
    return any(
        header.fontMetrics().horizontalAdvance(str(model.headerData(n, Qt.Orientation.Horizontal) or "")) + 20
        > header.sectionSize(n)
        for n in range(model.columnCount())
        if not header.isSectionHidden(n)
    )


def _said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or text!r}"
