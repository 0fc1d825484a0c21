"""The preview of a PDF: small pages to the left, large ones to scroll through, zoom."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.pdf_pages import render_pages
from kaa_desktop.ui.common.tokens import Tone

ACTUAL_WIDTH = 794
"""An A4 page at 96 dots per inch."""
_STEPS = (50, 75, 100, 125, 150, 200, 300)
_THUMB = 76
_MARGIN = 24
_ROOM_FOR_THUMBS = 480


class PdfPreview(QWidget):
    """Shows a document; `zoomed` tells the zoom in per cent, 0 for as wide as there is room."""

    zoomed = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._pdf = b""
        self._zoom = 0
        self._width = 0
        self._sheets: list[QLabel] = []
        self._thumbs = QListWidget()
        self._thumbs.setAccessibleName(_("Pages"))
        self._thumbs.setViewMode(QListWidget.ViewMode.IconMode)
        self._thumbs.setMovement(QListWidget.Movement.Static)
        self._thumbs.setFlow(QListWidget.Flow.TopToBottom)
        self._thumbs.setWrapping(False)
        self._thumbs.setIconSize(QSize(_THUMB, round(_THUMB * 1.42)))
        self._thumbs.setFixedWidth(_THUMB + 46)
        self._thumbs.setSpacing(4)
        self._thumbs.currentRowChanged.connect(self._scroll_to)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(16)
        paper = QWidget()
        paper.setProperty("ground", "none")
        paper.setLayout(self._column)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(paper)
        self._scroll.setAccessibleName(_("Preview of the report"))
        self._scroll.verticalScrollBar().valueChanged.connect(self._mark_page)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._thumbs)
        layout.addWidget(self._scroll, 1)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._sheets)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page."""
        self._pdf = pdf
        self._width = 0
        ratio = self.devicePixelRatioF()
        self._context.tasks.run(
            lambda: render_pages(pdf, width=_THUMB, ratio=ratio),
            partial(self._show_thumbs, pdf),
            self._fail,
            owner=self,
            key="report.thumbs",
        )
        self._render()

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((step for step in _STEPS if step > self._percent()), _STEPS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((step for step in reversed(_STEPS) if step < self._percent()), _STEPS[0]))

    def set_zoom(self, percent: int) -> None:
        """Show the pages at that size; 0 is as wide as there is room."""
        self._zoom = percent
        self.zoomed.emit(percent)
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages as wide as there is room follow the window."""
        super().resizeEvent(event)
        self._thumbs.setVisible(event.size().width() >= _ROOM_FOR_THUMBS)
        if not self._zoom:
            self._render()

    def _percent(self) -> int:
        return round(100 * self._page_width() / ACTUAL_WIDTH)

    def _page_width(self) -> int:
        if self._zoom:
            return round(ACTUAL_WIDTH * self._zoom / 100)
        beside = self._thumbs.width() + 8 if self.width() >= _ROOM_FOR_THUMBS else 0
        room = self.width() - beside - 2 * _MARGIN - 20
        return max(180, min(room, round(1.5 * ACTUAL_WIDTH)))

    def _render(self) -> None:
        width = self._page_width()
        if not self._pdf or width == self._width:
            return
        self._width = width
        pdf, ratio = self._pdf, self.devicePixelRatioF()
        self._context.tasks.run(
            lambda: render_pages(pdf, width=width, ratio=ratio),
            self._show_sheets,
            self._fail,
            owner=self,
            key="report.pages",
        )

    def _show_sheets(self, pages: list[QImage]) -> None:
        _ = self._context.translator.gettext
        while len(self._sheets) > len(pages):
            self._sheets.pop().deleteLater()
        while len(self._sheets) < len(pages):
            sheet = QLabel()
            sheet.setFrameShape(QFrame.Shape.StyledPanel)
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self._sheets.append(sheet)
        for number, (sheet, page) in enumerate(zip(self._sheets, pages, strict=True), start=1):
            sheet.setPixmap(QPixmap.fromImage(page))
            sheet.setAccessibleName(_("Page {number} of {total}").format(number=number, total=len(pages)))

    def _show_thumbs(self, pdf: bytes, pages: list[QImage]) -> None:
        if pdf is not self._pdf:
            return
        _ = self._context.translator.gettext
        self._thumbs.clear()
        for number, page in enumerate(pages, start=1):
            item = QListWidgetItem(_small_sheet(page, self._context.theme.tokens.colours.edge), str(number))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _("Page {number}").format(number=number))
            self._thumbs.addItem(item)
        self._thumbs.setCurrentRow(0)

    def _scroll_to(self, row: int) -> None:
        if 0 <= row < len(self._sheets) and self._thumbs.hasFocus():
            self._scroll.verticalScrollBar().setValue(self._sheets[row].y() - _MARGIN)

    def _mark_page(self, top: int) -> None:
        middle = top + self._scroll.viewport().height() // 2
        above = [row for row, sheet in enumerate(self._sheets) if sheet.y() <= middle]
        if above and not self._thumbs.hasFocus():
            self._thumbs.setCurrentRow(above[-1])

    def _fail(self, error: Exception) -> None:
        self._context.messages.say(self._context.error_text(error), Tone.DANGER)


def _small_sheet(page: QImage, edge: str) -> QIcon:
    """A small page with an edge, the same whether it is chosen or not."""
    picture = QPixmap.fromImage(page)
    painter = QPainter(picture)
    painter.setPen(QColor(edge))
    size = picture.deviceIndependentSize()
    painter.drawRect(QRectF(0, 0, size.width() - 1, size.height() - 1))
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon
