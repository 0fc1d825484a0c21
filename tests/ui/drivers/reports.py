"""The driver of the page of reports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from kaa_desktop.ui.reports.page import ReportsPage
from kaa_desktop.ui.reports.sheet import Sheet
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.main_window import MainWindowDriver


class ReportsDriver:
    """Chooses, looks at and saves reports."""

    def __init__(self, window: MainWindowDriver) -> None:
        self.window = window
        window.go_to("Reports")
        page = window.session.window.page("reports")
        assert isinstance(page, ReportsPage)
        self._preview = page.preview

    def wait_for_pages(self) -> int:
        """Wait until the report shows; how many pages it has."""
        self.window.wait_until(lambda: self._preview.page_count > 0, "the pages of the report")
        return self._preview.page_count

    def show_document(self, pdf: bytes) -> None:
        """Look at a document in the preview."""
        self._preview.show_pdf(pdf)

    def drawn(self) -> list[int]:
        """The numbers of the large pages that there are pictures of."""
        sheets = self._preview.findChildren(Sheet)
        by_place = sorted(sheets, key=lambda sheet: sheet.y())
        return [number for number, sheet in enumerate(by_place, 1) if sheet.drawn_at(sheet.width())]

    def marks_in_sight(self) -> int:
        """How many points of the preview have the colour of the hit that the user has got to."""
        picture = self._preview.grab().toImage()
        spots = ((x, y) for x in range(picture.width()) for y in range(0, picture.height(), 2))
        return sum(picture.pixelColor(x, y).name() == "#ffb74a" for x, y in spots)

    def widen(self) -> None:
        """Give the window the width of an ordinary screen."""
        self.window.window.resize(1366, 768)

    def go_to_the_pages(self) -> None:
        """Put the focus on the large pages."""
        self._focus("Preview of the report")

    def go_to_the_strip(self) -> None:
        """Put the focus on the small pages."""
        self._focus("Pages")

    def save_charts(self, folder: Path) -> None:
        """Save the charts in a folder."""
        self.window.click(self.window.text("Save charts …"))
        choose_file(self.window, folder)

    def choose_period(self, period: str) -> None:
        """Choose a half-year or quarter."""
        self.window.pick(self.window.text("Period"), period)

    def choose_kind(self, kind: str) -> None:
        """Choose the report."""
        self.window.pick(self.window.text("Report"), kind)

    def choose_version(self, version: str) -> None:
        """Choose internal or for publication."""
        self.window.pick(self.window.text("Version"), version)

    def save(self, path: Path) -> None:
        """Save the report."""
        self.window.click(self.window.text("Save as PDF …"))
        choose_file(self.window, path)

    def _focus(self, name: str) -> None:
        text = self.window.text(name)
        self.window.wait_for_text(text)
        widget = next(one.widget for one in self.window.elements() if one.name == text and one.focusable)
        assert widget is not None
        widget.setFocus(Qt.FocusReason.TabFocusReason)
