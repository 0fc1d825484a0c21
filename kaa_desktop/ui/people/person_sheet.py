"""Everything about one person on one sheet that scrolls, laid out once when all of it has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

_NARROW = 860
_LEVELS = 8
"""So deep layouts lie in one another; each tells the next its size, and the page is painted in between."""


class PersonSheet(QScrollArea):
    """Some parts one below the other, then a column beside the timeline where there is room, else above it.

    Args:
        name: for screen readers.
        top: as wide as the sheet.
        timeline: the wider column.
        beside: the other one.
    """

    def __init__(
        self, name: str, top: Sequence[QWidget], timeline: QWidget, beside: Sequence[QWidget]
    ) -> None:
        super().__init__()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        right = QVBoxLayout()
        right.setSpacing(16)
        for card in beside:
            right.addWidget(card)
        right.addStretch()
        left = QVBoxLayout()
        left.addWidget(timeline)
        left.addStretch()
        self._columns.addLayout(left, 5)
        self._columns.addLayout(right, 3)
        page = QWidget()
        page.setProperty("ground", "none")
        page.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # higher or lower, what stands there stays
        self._rows = QVBoxLayout(page)
        self._rows.setContentsMargins(22, 0, 10, 24)  # the ring of the focus and the scroll bar take the rest
        self._rows.setSpacing(16)
        for card in top:
            self._rows.addWidget(card)
        self._rows.addLayout(self._columns)
        self._rows.addStretch()
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setProperty("ring", True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measures beside the timeline where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    @contextmanager
    def turning(self) -> Iterator[None]:
        """Whatever is shown and hidden within is laid out at the end; each would lay out the whole sheet."""
        self._rows.setEnabled(False)
        try:
            yield
        finally:
            self._rows.setEnabled(True)

    def settle(self) -> None:
        """Lay everything out before it is painted."""
        for _level in range(_LEVELS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
