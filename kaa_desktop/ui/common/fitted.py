"""Parts of a page that scrolls: each is as high as what it holds needs at the width that it has."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kaa_desktop.ui.common.widgets import TextRole, plain

_LEAST_WIDTH = 120


class FittedWidget(QWidget):
    """Its height is set for the width of the moment.

    A layout that asks for heights asks for those of widths that nobody sees as well, all the way down, and
    whenever anything on the page has changed. A part of a fixed height is not asked.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """Nobody outside has to ask."""
        return False

    def event(self, event: QEvent) -> bool:
        """Something inside has another size."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            deep = layout.hasHeightForWidth()
            height = layout.totalHeightForWidth(self.width()) if deep else layout.totalSizeHint().height()
            self.setFixedHeight(height)
            layout.setGeometry(self.contentsRect())  # at once: what is hidden would stay as it was


class FittedLabel(QLabel):
    """A text of several lines that measures itself once: for its width, and for no other.

    A label that breaks its text is asked for five sizes whenever it has changed.
    """

    def __init__(self, text: str = "", role: TextRole = TextRole.BODY) -> None:
        super().__init__(text)
        self._height = 0
        plain(self, role)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """Nobody outside has to ask."""
        return False

    def sizeHint(self) -> QSize:
        """At the width of the moment."""
        return QSize(_LEAST_WIDTH, self._height)

    def minimumSizeHint(self) -> QSize:
        """As high as it must be."""
        return QSize(_LEAST_WIDTH, self._height)

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            super().setText(text)
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font: another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        height = self.heightForWidth(self.width())
        if height != self._height:
            self._height = height
            self.updateGeometry()
