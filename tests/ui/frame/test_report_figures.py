"""Numbers beside a report open into their people; kinds, versions and days of knowledge can be chosen."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtGui import QGuiApplication

from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figure_people import people_of_figure
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.local_settings import LocalSettingsStore
from tests.reports.pdf_reading import text as pdf_text
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.reports import ReportsDriver
from tests.ui.frame.conftest import OpenSession

H2 = parse_period("2026H2")
IN_PERIOD = "In the register during the period"


def test_a_headline_opens_into_its_people_and_enter_opens_one(
    open_session: OpenSession, english: Translator, workspace: Workspace
) -> None:
    window = open_session(english)
    ReportsDriver(window).wait_for_pages()
    people = people_of_figure(workspace, H2, FigurePart(figure="in_period"))
    window.click(IN_PERIOD)
    table = window.table("People behind the number")
    table.wait_for_rows(len(people))
    assert window.nameless() == []
    first = next(person for person in people if not person.protected)
    table.open(first.number)
    window.wait_for_text(first.name)


def test_it_is_told_why_a_number_is_larger_than_its_people(
    open_session: OpenSession, english: Translator, workspace: Workspace
) -> None:
    window = open_session(english)
    ReportsDriver(window).wait_for_pages()
    attempts = people_of_figure(workspace, H2, FigurePart(figure="attempts"))
    times = sum(person.count for person in attempts)
    assert times > len(attempts)
    window.click("All figures …")
    window.table("All figures").wait_for_row(BY_ID["attempts"].title)
    window.table("All figures").open(BY_ID["attempts"].title)
    window.wait_for_text(f"{len(attempts)} people, counted {times} times: whoever has two attempts")
    behind = window.table("People behind the number")
    behind.wait_for_rows(len(attempts))
    assert sum(map(int, behind.column("Times counted"))) == times
    window.press("Esc")
    window.table("All figures").open(IN_PERIOD)
    window.wait_for_text("people; each is counted once.")


def test_every_figure_with_its_parts_stands_in_one_table(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    window = open_session(english)
    ReportsDriver(window).wait_for_pages()
    window.click("All figures …")
    table = window.table("All figures")
    table.wait_for_row("Caseload")
    women = people_of_figure(workspace, H2, FigurePart(figure="in_period"))
    assert len(table.rows()) > 20
    table.open(IN_PERIOD)
    window.table("People behind the number").wait_for_rows(len(women))
    window.click("Copy")
    window.wait_for_text("The list is on the clipboard. It holds personal data.")
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(women) + 1
    window.press("Esc")
    window.click("Copy")
    assert QGuiApplication.clipboard().text().startswith("Figure\tSplit by\tPart\tTotal")
    table.select("Caseload")
    window.press("Ctrl+C")
    window.wait_until(lambda: QGuiApplication.clipboard().text().startswith("Caseload\t"), "the row")
    table.offer()
    window.click("Copy the list\tCtrl+Shift+C")
    assert QGuiApplication.clipboard().text().startswith("Figure\tSplit by\tPart\tTotal")
    window.press("Ctrl+Shift+S")
    choose_file(window, tmp_path / "figures.xlsx")
    window.press("Esc")
    window.wait_for_text("The table is saved as figures.xlsx.")
    sheet = openpyxl.load_workbook(tmp_path / "figures.xlsx").worksheets[0]
    assert sheet["A2"].value == IN_PERIOD


def test_a_quarter_has_its_list_and_its_folder(
    open_session: OpenSession, english: Translator, tmp_path: Path, store: LocalSettingsStore
) -> None:
    window = open_session(english)
    reports = ReportsDriver(window)
    reports.wait_for_pages()
    reports.choose_kind("Quarter, for the team")
    window.wait_for_text("Every quarter")
    window.click("Save the list behind it …")
    window.fill("Password for the file", "hemligt ord")
    window.fill("The password once more", "hemligt ord")
    window.click("Choose a place …")
    choose_file(window, tmp_path / "list.xlsx")
    window.wait_for_text("The table is saved as list.xlsx.")
    assert not (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")
    assert store.load().quarter_folder == ""


def test_the_quarter_that_has_ended_is_put_into_its_folder(
    open_session: OpenSession, english: Translator, tmp_path: Path, store: LocalSettingsStore
) -> None:
    folder = tmp_path / "quarters"
    folder.mkdir()
    store.change(quarter_folder=str(folder))
    window = open_session(english)
    window.wait_until(lambda: any(folder.glob("*.pdf")), "the report of the quarter")
    window.wait_until(lambda: any("The quarterly report is ready" in one for one in window.visible_texts()))
    (written,) = folder.glob("*.pdf")
    assert written.read_bytes().startswith(b"%PDF")


def test_the_version_for_publication_says_what_it_is(
    open_session: OpenSession, english: Translator, tmp_path: Path
) -> None:
    window = open_session(english)
    reports = ReportsDriver(window)
    reports.wait_for_pages()
    reports.choose_version("For publication")
    reports.save(tmp_path / "p.pdf")
    window.wait_for_text("The report is saved as p.pdf.")
    assert "Version for publication" in pdf_text((tmp_path / "p.pdf").read_bytes(), tmp_path)


def test_a_day_to_come_makes_no_report(open_session: OpenSession, english: Translator) -> None:
    window = open_session(english)
    ReportsDriver(window).wait_for_pages()
    window.fill("As known on", "2050-01-01")
    window.press("Tab")
    window.wait_for_text("Choose a day that has been.")
    window.fill("As known on", "2020-01-01")
    window.press("Tab")
    window.wait_until_gone("Choose a day that has been.")
    window.wait_until(
        lambda: any(one.name == IN_PERIOD and one.description == "0" for one in window.elements()),
        "the figures of that day",
    )
    window.click("All figures …")
    window.click("What has changed since …")
    window.wait_until(lambda: window.table("What has changed").rows() != [], "the people")
