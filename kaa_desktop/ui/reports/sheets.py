"""The pages of a document to scroll through; only those that can be seen are drawn and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.pdf_pages import Hit, render_page
from kaa_desktop.ui.reports.sheet import Sheet

MARGIN = 24
_GAP = 16
_DRAWN_AHEAD = 0.5  # of the height that can be seen, above and below
_KEPT = 2.0


class Sheets(QScrollArea):
    """Draws one page at a time on the worker.

    Signals:
        page_changed: the page in the middle, counted from 0.
    """

    page_changed = Signal(int)

    def __init__(self, context: UiContext, failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._context, self._failed = context, failed
        self._pdf = b""
        self._sizes: Sequence[QSizeF] = ()
        self._sheets: list[Sheet] = []
        self._width = 0
        self._page = 0
        self._drawing = False
        self._paper = QWidget()
        self._paper.setProperty("ground", "none")
        self.setWidget(self._paper)
        self.setAccessibleName(context.translator.gettext("Preview of the report"))
        self.setProperty("ring", True)
        self.verticalScrollBar().valueChanged.connect(self._look)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets)

    @property
    def page(self) -> int:
        """The page in the middle, counted from 0."""
        return self._page

    def show_document(self, pdf: bytes, sizes: Sequence[QSizeF], width: int) -> None:
        """Show another document from its first page."""
        _ = self._context.translator.gettext
        self._pdf, self._sizes, self._width = pdf, sizes, width
        while len(self._sheets) > len(sizes):
            self._sheets.pop().deleteLater()
        while len(self._sheets) < len(sizes):
            sheet = Sheet()
            sheet.setParent(self._paper)
            sheet.show()
            self._sheets.append(sheet)
        for number, sheet in enumerate(self._sheets, start=1):
            sheet.show_picture(None)
            sheet.mark((), None)
            sheet.setAccessibleName(_("Page {number}").format(number=number))
        self._place()
        self.go_to(0)

    def set_page_width(self, width: int) -> None:
        """Larger or smaller, at the same place of the document."""
        if width == self._width or not self._sheets:
            return
        bar, former = self.verticalScrollBar(), self._paper.height()
        place = bar.value() / former
        self._width = width
        self._place()
        bar.setValue(round(place * self._paper.height()))
        self._look()

    def go_to(self, page: int) -> None:
        """Show a page from its upper edge."""
        if 0 <= page < len(self._sheets):
            self.verticalScrollBar().setValue(self._sheets[page].y() - MARGIN)
            self._look()
            self._turn_to(page)

    def mark(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Mark what was found, and show the current one."""
        for page, sheet in enumerate(self._sheets):
            sheet.mark([hit for hit in hits if hit.page == page], current)
        if current is not None and current.places:
            sheet, middle = self._sheets[current.page], current.places[0].center()
            x, y = sheet.x() + middle.x() * sheet.width(), sheet.y() + middle.y() * sheet.height()
            self.ensureVisible(round(x), round(y), MARGIN, self.viewport().height() // 4)
            self._turn_to(current.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages stay in the middle."""
        super().resizeEvent(event)
        self._place()
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last page; arrows and Page keys scroll."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        room = self.viewport().width()
        wide = max(room, self._width + 2 * MARGIN)
        heights = [round(self._width * size.height() / size.width()) for size in self._sizes]
        total = sum(heights) + _GAP * max(0, len(heights) - 1) + 2 * MARGIN
        self._paper.resize(wide, total)
        top = MARGIN
        for sheet, height in zip(self._sheets, heights, strict=True):
            sheet.setGeometry((wide - self._width) // 2, top, self._width, height)
            top += height + _GAP

    def _look(self) -> None:
        """Draw what can be seen, forget what is far away, and tell which page it is."""
        height = self.viewport().height()
        middle = self.verticalScrollBar().value() + height // 2
        above = [page for page, sheet in enumerate(self._sheets) if sheet.y() <= middle]
        self._turn_to(above[-1] if above else 0)
        for page in set(range(len(self._sheets))) - set(self._near(_KEPT)):
            self._sheets[page].show_picture(None)
        self._draw_next()

    def _turn_to(self, page: int) -> None:
        if page != self._page and page < len(self._sheets):
            self._page = page
            self.page_changed.emit(page)

    def _near(self, heights: float) -> list[int]:
        """The pages within so many heights of what can be seen."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        above, below = top - heights * height, top + (1 + heights) * height
        return [
            page
            for page, sheet in enumerate(self._sheets)
            if sheet.y() <= below and sheet.y() + sheet.height() >= above
        ]

    def _draw_next(self) -> None:
        """The page in the middle first."""
        width = self._width
        missing = [page for page in self._near(_DRAWN_AHEAD) if not self._sheets[page].drawn_at(width)]
        if self._drawing or not missing:
            return
        self._drawing = True
        page = min(missing, key=lambda number: abs(number - self._page))
        pdf, ratio = self._pdf, self.devicePixelRatioF()
        self._context.tasks.run(
            lambda: render_page(pdf, page, width=width, ratio=ratio),
            partial(self._drawn, pdf, page, width),
            self._not_drawn,
            owner=self,
        )

    def _drawn(self, pdf: bytes, page: int, width: int, picture: QImage) -> None:
        self._drawing = False
        if pdf is self._pdf and page in self._near(_KEPT):
            self._sheets[page].show_picture(picture, width)
        self._draw_next()

    def _not_drawn(self, error: Exception) -> None:
        self._drawing = False
        self._failed(error)
