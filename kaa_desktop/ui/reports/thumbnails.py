"""Small pages in a strip, drawn as they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.pdf_pages import render_page
from kaa_desktop.ui.reports.sheet import PAPER_EDGE

_WIDTH = 76
_HEIGHT = 108


class Thumbnails(QListWidget):
    """`chosen` tells the page that the user goes to, by mouse or arrow keys, counted from 0."""

    chosen = Signal(int)

    def __init__(self, context: UiContext, failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._context, self._failed = context, failed
        self._pdf = b""
        self._missing: set[int] = set()
        self._drawing = False
        self.setAccessibleName(context.translator.gettext("Pages"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setIconSize(QSize(_WIDTH, _HEIGHT))
        self.setFixedWidth(_WIDTH + 46)
        self.setSpacing(4)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentRowChanged.connect(self._choose)
        self.verticalScrollBar().valueChanged.connect(self._draw_next)

    def show_document(self, pdf: bytes, sizes: Sequence[QSizeF]) -> None:
        """Show the pages of another document."""
        _ = self._context.translator.gettext
        self._pdf = pdf
        self._missing = set(range(len(sizes)))
        with QSignalBlocker(self):
            self.clear()
            for number, size in enumerate(sizes, start=1):
                item = QListWidgetItem(self._blank(size), str(number))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, _("Page {number}").format(number=number))
                self.addItem(item)
            self.setCurrentRow(0)
        self._draw_next()

    def mark(self, page: int) -> None:
        """The page that is read now; where the user walks through the strip, it stays with them."""
        if not self.hasFocus():
            with QSignalBlocker(self):
                self.setCurrentRow(page)
            self._draw_next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More pages come into sight."""
        super().resizeEvent(event)
        self._draw_next()

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)

    def _draw_next(self) -> None:
        sight = self.viewport().rect()
        seen = [row for row in sorted(self._missing) if self.visualItemRect(self.item(row)).intersects(sight)]
        if self._drawing or not seen or not self.isVisible():
            return
        self._drawing = True
        pdf, page, ratio = self._pdf, seen[0], self.devicePixelRatioF()
        self._context.tasks.run(
            lambda: render_page(pdf, page, width=_WIDTH, ratio=ratio),
            partial(self._drawn, pdf, page),
            self._not_drawn,
            owner=self,
        )

    def _drawn(self, pdf: bytes, page: int, picture: QImage) -> None:
        self._drawing = False
        if pdf is self._pdf:
            self._missing.discard(page)
            self.item(page).setIcon(_with_edge(picture))
        self._draw_next()

    def _not_drawn(self, error: Exception) -> None:
        self._drawing = False
        self._failed(error)

    def _blank(self, size: QSizeF) -> QIcon:
        ratio = self.devicePixelRatioF()
        height = min(_HEIGHT, round(_WIDTH * size.height() / size.width()))
        paper = QImage(QSize(_WIDTH, height) * ratio, QImage.Format.Format_RGB32)
        paper.fill(QColor("#ffffff"))
        paper.setDevicePixelRatio(ratio)
        return _with_edge(paper)


def _with_edge(page: QImage) -> QIcon:
    """A small page with an edge, the same whether it is chosen or not."""
    picture = QPixmap.fromImage(page)
    painter = QPainter(picture)
    painter.setPen(QColor(PAPER_EDGE))
    size = picture.deviceIndependentSize()
    painter.drawRect(QRectF(0, 0, size.width() - 1, size.height() - 1))
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon
