"""The preview of a PDF: small pages to the left, large ones to scroll through, zoom, page number, find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSizeF, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kaa_desktop.ui.common.actions import icon_button
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.pdf_pages import page_sizes
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.reports.find_bar import FindBar
from kaa_desktop.ui.reports.sheets import MARGIN, Sheets
from kaa_desktop.ui.reports.thumbnails import Thumbnails

ACTUAL_WIDTH = 794
"""An A4 page at 96 dots per inch."""
_STEPS = (50, 75, 100, 125, 150, 200, 300)
_ROOM_FOR_THUMBS = 480
_ROOM_FOR_TOOLS = 290
_ZOOMS = ("report.zoom_out", "report.zoom_in", "report.fit")


class PdfPreview(QWidget):
    """Shows a document; `zoomed` tells the zoom in per cent, 0 for as wide as there is room."""

    zoomed = Signal(int)

    def __init__(self, context: UiContext, zoom: int = 0) -> None:
        super().__init__()
        self._context = context
        self._pdf = b""
        self._zoom = min(zoom, _STEPS[-1]) if zoom >= _STEPS[0] else 0
        self._thumbs = Thumbnails(context, self._fail)
        self._sheets = Sheets(context, self._fail)
        self._find = FindBar(context, lambda: self._sheets.page, self._fail)
        self._number = label("", TextRole.MUTED)
        self._percent_shown = label("", TextRole.MUTED)
        self._zooms: list[QToolButton] = []
        self._tools = QHBoxLayout()
        self._tools.setSpacing(4)
        self._tools.addWidget(self._number)
        self._tools.addStretch()
        self._tools.addWidget(self._percent_shown)
        self._lay_out()
        self._thumbs.chosen.connect(self._sheets.go_to)
        self._sheets.page_changed.connect(self._show_page)
        self._find.found.connect(self._sheets.mark)
        self._find.closed.connect(self._sheets.setFocus)
        self._show_zoom()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return self._sheets.count

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """What the actions of a preview do."""
        return {
            "report.zoom_in": self._zoom_in,
            "report.zoom_out": self._zoom_out,
            "report.fit": lambda: self._set_zoom(0),
            "report.find": self._find.open_bar,
            "report.find_next": self._find.next,
            "report.find_previous": self._find.previous,
            "report.next_page": lambda: self._sheets.go_to(self._sheets.page + 1),
            "report.previous_page": lambda: self._sheets.go_to(self._sheets.page - 1),
        }

    def show_tools(self, actions: Mapping[str, QAction]) -> None:
        """Put the buttons over the pages."""
        self._zooms = [icon_button(actions[action]) for action in _ZOOMS]
        before: QWidget = self._thumbs
        for tool in (*self._zooms, icon_button(actions["report.find"])):
            self._tools.addWidget(tool)
            self.setTabOrder(before, tool)
            before = tool

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page."""
        self._pdf = pdf
        self._context.tasks.run(
            lambda: page_sizes(pdf),
            partial(self._show_document, pdf),
            self._fail,
            owner=self,
            key="report.pages",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages as wide as there is room follow the window."""
        super().resizeEvent(event)
        width = event.size().width()
        self._thumbs.setVisible(width >= _ROOM_FOR_THUMBS)
        for tool in self._zooms:
            tool.setVisible(width >= _ROOM_FOR_TOOLS)
        self._find.set_narrow(narrow=width < _ROOM_FOR_TOOLS)
        if not self._zoom:
            self._sheets.set_page_width(self._page_width())

    def _lay_out(self) -> None:
        pages = QVBoxLayout()
        pages.setSpacing(6)
        pages.addLayout(self._tools)
        pages.addWidget(self._find)
        pages.addWidget(self._sheets, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._thumbs)
        layout.addLayout(pages, 1)

    def _show_document(self, pdf: bytes, sizes: list[QSizeF]) -> None:
        self._thumbs.show_document(pdf, sizes)
        self._sheets.show_document(pdf, sizes, self._page_width())
        self._find.look_in(pdf)
        self._show_page(self._sheets.page)

    def _show_page(self, page: int) -> None:
        _ = self._context.translator.gettext
        self._thumbs.mark(page)
        text = _("Page {number} of {total}").format(number=page + 1, total=self._sheets.count)
        self._number.setText(text)

    def _zoom_in(self) -> None:
        self._set_zoom(next((step for step in _STEPS if step > self._percent()), _STEPS[-1]))

    def _zoom_out(self) -> None:
        self._set_zoom(next((step for step in reversed(_STEPS) if step < self._percent()), _STEPS[0]))

    def _set_zoom(self, percent: int) -> None:
        """Show the pages at that size; 0 is as wide as there is room."""
        self._zoom = percent
        self._show_zoom()
        self._sheets.set_page_width(self._page_width())
        self.zoomed.emit(percent)

    def _show_zoom(self) -> None:
        self._percent_shown.setText(self._context.translator.percent(self._zoom / 100) if self._zoom else "")

    def _percent(self) -> int:
        return round(100 * self._page_width() / ACTUAL_WIDTH)

    def _page_width(self) -> int:
        if self._zoom:
            return round(ACTUAL_WIDTH * self._zoom / 100)
        beside = self._thumbs.width() + 8 if self.width() >= _ROOM_FOR_THUMBS else 0
        room = self.width() - beside - 2 * MARGIN - 20
        return max(120, min(room, round(1.5 * ACTUAL_WIDTH)))

    def _fail(self, error: Exception) -> None:
        self._context.messages.say(self._context.error_text(error), Tone.DANGER)
