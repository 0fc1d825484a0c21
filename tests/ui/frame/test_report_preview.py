"""The preview: pages, page number, find, and what is remembered until the next time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from kaa_desktop.i18n import Translator
from kaa_desktop.system.local_settings import LocalSettingsStore
from tests.ui.drivers.reports import ReportsDriver
from tests.ui.frame.conftest import OpenSession

PAGES = 100


@pytest.fixture(scope="module")
def hundred_pages() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for page in range(1, PAGES + 1):
        canvas.drawString(100, 700, f"sheet {page}")
        if page in {3, 90}:
            canvas.drawString(100, 300, "needle")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def reports(open_session: OpenSession, english: Translator, hundred_pages: bytes) -> ReportsDriver:
    window = open_session(english)
    reports = ReportsDriver(window)
    reports.wait_for_pages()
    reports.show_document(hundred_pages)
    window.wait_for_text(f"Page 1 of {PAGES}")
    window.wait_until(lambda: 1 in reports.drawn(), "the first page")
    return reports


def test_only_what_can_be_seen_is_drawn_and_kept(reports: ReportsDriver) -> None:
    window = reports.window
    assert len(reports.drawn()) < 5
    reports.go_to_the_pages()
    window.press("End")
    window.wait_until(lambda: PAGES in reports.drawn(), "the last page")
    window.wait_for_text(f"Page {PAGES} of {PAGES}")
    assert 1 not in reports.drawn()
    assert len(reports.drawn()) < 6
    window.press("Home")
    window.wait_until(lambda: 1 in reports.drawn(), "the first page")
    window.wait_for_text(f"Page 1 of {PAGES}")


def test_keys_turn_the_pages(reports: ReportsDriver) -> None:
    window = reports.window
    reports.go_to_the_pages()
    window.press("Ctrl+PgDown")
    window.press("Ctrl+PgDown")
    window.wait_for_text(f"Page 3 of {PAGES}")
    window.press("Ctrl+PgUp")
    window.wait_for_text(f"Page 2 of {PAGES}")


def test_the_strip_of_small_pages_goes_to_the_page(reports: ReportsDriver) -> None:
    window = reports.window
    assert not window.shows("Pages")
    reports.widen()
    reports.go_to_the_strip()
    for _press in range(4):
        window.press("Down")
    window.wait_until(lambda: 5 in reports.drawn(), "page 5")
    window.wait_for_text(f"Page 5 of {PAGES}")


def test_find_goes_from_hit_to_hit(reports: ReportsDriver) -> None:
    window = reports.window
    reports.go_to_the_pages()
    window.press("Ctrl+F")
    window.fill("Find in the report", "needle")
    window.wait_for_text("1 of 2")
    window.wait_until(lambda: reports.marks_in_sight() > 0, "the mark of the first hit")
    assert window.shows(f"Page 3 of {PAGES}")
    window.press("Enter")
    window.wait_for_text("2 of 2")
    window.wait_until(lambda: 90 in reports.drawn() and reports.marks_in_sight() > 0, "the second hit")
    window.press("Shift+F3")
    window.wait_for_text("1 of 2")
    window.fill("Find in the report", "nowhere")
    window.wait_for_text("Not found")
    assert reports.marks_in_sight() == 0
    assert window.nameless() == []
    window.press("Esc")
    window.wait_until(lambda: not window.shows("Not found"), "the bar to go")


def test_the_next_time_begins_as_the_last_one(
    open_session: OpenSession, english: Translator, store: LocalSettingsStore
) -> None:
    reports = ReportsDriver(open_session(english))
    reports.wait_for_pages()
    reports.choose_version("For publication")
    reports.window.click("Larger")
    reports.window.wait_until(lambda: store.load().report_zoom > 0, "the zoom to be kept")
    assert store.load().report_published
    again = ReportsDriver(open_session(english))
    again.wait_for_pages()
    assert again.window.field("Version").text == "For publication"
    percent = english.percent(store.load().report_zoom / 100)
    again.window.wait_for_text(percent)


def test_charts_are_saved_in_a_folder_of_choice(
    open_session: OpenSession, english: Translator, tmp_path: Path
) -> None:
    folder = tmp_path / "charts"
    folder.mkdir()
    reports = ReportsDriver(open_session(english))
    reports.wait_for_pages()
    reports.save_charts(folder)
    reports.window.wait_for_text("files with charts are saved, as SVG and PNG.")
    names = {file.name for file in folder.iterdir()}
    assert "2026H2 Age and sex.svg" in names
    assert "2026H2 Age and sex.png" in names
    reports.choose_kind("Quarter, for the team")
    reports.wait_for_pages()
    other = tmp_path / "quarter"
    other.mkdir()
    reports.save_charts(other)
    reports.window.wait_until(lambda: bool(list(other.glob("*.png"))), "the charts of the quarter")
