"""The head of a page: its title, and what can be done beside it or, where there is no room, below."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

_GAP = 8


class PageHead(QBoxLayout):
    """Whoever lays it out says when its page is narrow.

    Args:
        name: the title, with what belongs to it.
        ways: what can be done.
    """

    def __init__(self, name: QBoxLayout, ways: QBoxLayout) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(_GAP)
        name.addStretch()
        ways.addStretch()
        self.addLayout(name, 1)
        self.addLayout(ways)

    def set_narrow(self, *, narrow: bool) -> None:
        """One below the other, or side by side."""
        directions = QBoxLayout.Direction
        self.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
