"""Lays widgets out like words: beside each other, and on the next line where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Its height follows from its width; what is lower than its line stands in the middle of it.

    What can be wider than it asks for, such as a field, can be narrower as well where it ends a line.

    Args:
        gap, line_gap: between the widgets and between the lines.
        fill: a full line takes the whole width, in equal parts, and the lines below it follow.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 6, line_gap: int = 6, fill: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self._fill = fill
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item, as `addWidget` makes it."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        if width not in self._heights:
            margins = self.contentsMargins()
            inside = QRect(0, 0, width - margins.left() - margins.right(), 0)
            arranged = self._arrange(inside, place=False)
            self._heights[width] = arranged + margins.top() + margins.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        """Something has another size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), place=True)

    def sizeHint(self) -> QSize:
        """One line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """The widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        y, more = rect.y(), 0
        lines = self._lines(rect.width())
        for number, line in enumerate(lines):
            height = max(size.height() for _item, size in line)
            if self._fill and number == 0:
                taken = sum(size.width() for _item, size in line) + self._gap * (len(line) - 1)
                more = max(0, rect.width() - taken) // len(line)
            if place:
                self._place(line, rect, y, height, more)
            y += height + self._line_gap
        return y - rect.y() - (self._line_gap if lines else 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if lines and x + size.width() > width and x + _least(item) <= width:
                size.setWidth(width - x)
            elif not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines

    def _place(
        self, line: list[tuple[QLayoutItem, QSize]], rect: QRect, y: int, height: int, more: int
    ) -> None:
        x = rect.x()
        for item, size in line:
            width = min(size.width() + more, max(1, rect.width()))
            item.setGeometry(QRect(x, y + (height - size.height()) // 2, width, size.height()))
            x += size.width() + more + self._gap


def _least(item: QLayoutItem) -> int:
    """The width that it can do with."""
    gives_way = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
    return (item.minimumSize() if gives_way else item.sizeHint()).width()
