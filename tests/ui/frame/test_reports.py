from __future__ import annotations

from pathlib import Path

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figures import figures
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.system.local_settings import LocalSettingsStore
from tests.ui.drivers.reports import ReportsDriver
from tests.ui.frame.conftest import OpenSession


def test_the_report_of_the_running_half_year_shows_at_once(
    open_session: OpenSession, translator: Translator, workspace: Workspace
) -> None:
    window = open_session(translator)
    reports = ReportsDriver(window)
    assert reports.wait_for_pages() >= 2
    counted = figures(workspace, parse_period("2026H2"))
    text = translator.gettext("In the register during the period")
    shown = {element.name: element.description for element in window.elements()}
    assert shown[text] == translator.number(counted.count("in_period").total)
    assert window.nameless() == []


def test_a_report_is_saved_where_the_last_one_was(
    open_session: OpenSession, english: Translator, tmp_path: Path, store: LocalSettingsStore
) -> None:
    folder = tmp_path / "board"
    folder.mkdir()
    window = open_session(english)
    reports = ReportsDriver(window)
    reports.wait_for_pages()
    reports.save(folder / "report.pdf")
    window.wait_for_text("The report is saved as report.pdf.")
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
    assert window.shows("Open the folder")
    assert store.load().report_folder == str(folder)
    assert [file.name for file in folder.iterdir()] == ["report.pdf"]


def test_an_earlier_half_year_in_another_language(
    open_session: OpenSession, english: Translator, workspace: Workspace
) -> None:
    window = open_session(english)
    reports = ReportsDriver(window)
    reports.wait_for_pages()
    reports.choose_period("First half of 2025")
    counted = figures(workspace, parse_period("2025H1")).count("in_period").total
    window.wait_until(
        lambda: any(
            element.name == "In the register during the period" and element.description == str(counted)
            for element in window.elements()
        ),
        "the figures of 2025",
    )


def test_a_change_in_the_register_is_said_and_the_report_made_again(
    open_session: OpenSession, english: Translator
) -> None:
    window = open_session(english)
    ReportsDriver(window).wait_for_pages()
    window.session.context.feed.announce(Changes(everyone=True))
    window.wait_for_text("The register has changed since the report was made.")
    window.click("Make it again")
    window.wait_until_gone("The register has changed since the report was made.")


def test_the_pages_can_be_made_larger(open_session: OpenSession, english: Translator) -> None:
    window = open_session(english)
    ReportsDriver(window).wait_for_pages()
    window.press("Ctrl+0")
    window.click("Larger")
    window.wait_until(lambda: any(text.endswith("%") for text in window.visible_texts()), "the zoom")
    window.click("As wide as the window")
