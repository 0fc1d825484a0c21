"""The driver of the page of reports."""

from __future__ import annotations

from pathlib import Path

from kaa_desktop.ui.reports.page import ReportsPage
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
