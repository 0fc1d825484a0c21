"""Every list can be saved and copied: all rows as shown, under a password unless that is declined."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtGui import QGuiApplication

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.i18n import Translator
from kaa_desktop.services.notice_imports import import_notices
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, count_people, list_people, open_person
from tests.services.workspaces import number
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.main_window import MainWindowDriver
from tests.ui.frame.conftest import OpenSession

PASSWORD = "hemligt ord"
NEW = tuple(number("20080611", serial).replace("-", "") for serial in ("238", "239", "240"))


def save_in_clear(window: MainWindowDriver, path: Path) -> Worksheet:
    window.press("Ctrl+Shift+S")
    window.click("Without a password")
    window.click("Choose a place …")
    return written(window, path)


def written(window: MainWindowDriver, path: Path) -> Worksheet:
    choose_file(window, path)
    window.wait_until(path.exists, "the file")
    return openpyxl.load_workbook(path).worksheets[0]


def wait_for_people(window: MainWindowDriver) -> None:
    window.wait_until(lambda: window.table("Young people").rows() != [], "the people")


def exports(workspace: Workspace) -> int:
    with workspace.register.read() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM read_log WHERE what = 'export'")
        return int(found.scalar_one())


def test_the_people_list_is_saved_under_a_password_and_that_is_logged(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    window = open_session(english)
    wait_for_people(window)
    window.press("Ctrl+Shift+S")
    window.click("Choose a place …")
    window.wait_for_text("Enter a password, or choose to do without.")
    window.fill("Password for the file", PASSWORD)
    window.fill("The password once more", PASSWORD)
    window.click("Choose a place …")
    path = tmp_path / "people.xlsx"
    choose_file(window, path)
    window.wait_for_text("The table is saved as people.xlsx.")
    stream = io.BytesIO()
    with path.open("rb") as file:
        office = msoffcrypto.OfficeFile(file)
        office.load_key(password=PASSWORD)
        office.decrypt(stream)
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    assert sheet.max_row == count_people(workspace, PeopleFilter.OPEN) + 1
    assert exports(workspace) == 1


def test_all_rows_as_filtered_with_real_days_and_numbers(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    window = open_session(english)
    window.click("All")
    everybody = count_people(workspace, PeopleFilter.ALL)
    window.table("Young people").wait_for_rows(everybody)
    sheet = save_in_clear(window, tmp_path / "all.xlsx")
    titles = [cell.value for cell in sheet[1]]
    assert sheet.max_row == everybody + 1
    ages = [sheet.cell(row, titles.index("Age") + 1).value for row in range(2, everybody + 2)]
    attempts = [sheet.cell(row, titles.index("Last attempt") + 1).value for row in range(2, everybody + 2)]
    assert all(isinstance(age, int) for age in ages if age is not None)
    assert any(isinstance(day, datetime) for day in attempts)


def test_csv_where_encryption_is_declined(
    open_session: OpenSession, english: Translator, tmp_path: Path
) -> None:
    window = open_session(english)
    wait_for_people(window)
    window.press("Ctrl+Shift+S")
    window.click("Without a password")
    window.click("Choose a place …")
    choose_file(window, tmp_path / "people.csv")
    window.wait_for_text("The table is saved as people.csv.")
    assert (tmp_path / "people.csv").read_text("utf-8-sig").startswith("Name;Identity number;Age;")


def test_marked_rows_are_copied_without_titles_and_the_list_with_them(
    open_session: OpenSession, english: Translator
) -> None:
    window = open_session(english)
    table = window.table("Young people")
    wait_for_people(window)
    rows = table.rows()
    table.select(rows[1][0])
    table.select_also(rows[3][0])
    window.press("Ctrl+C")
    window.wait_for_text("2 rows are on the clipboard. The clipboard holds personal data.")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in copied] == [rows[1][0], rows[3][0]]
    window.press("Ctrl+Shift+C")
    window.wait_until(lambda: QGuiApplication.clipboard().text().startswith("Name\t"), "the list")
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(rows) + 1


@pytest.mark.parametrize(
    ("place", "table"),
    [
        ("Today", "Work list"),
        ("Statutory delivery", "What the controls found"),
    ],
)
def test_lists_of_people_in_other_places(
    place: str, table: str, open_session: OpenSession, english: Translator, tmp_path: Path
) -> None:
    window = open_session(english)
    window.go_to(place)
    window.wait_until(lambda: table in window.tables(), table)
    shown = window.table(table)
    window.wait_until(lambda: shown.rows() != [], "rows")
    sheet = save_in_clear(window, tmp_path / "list.xlsx")
    assert sheet.max_row >= len(shown.rows()) + 1
    assert sheet.cell(2, 1).value == shown.rows()[0][0]


@pytest.mark.parametrize(
    ("place", "table"), [("School notices", "School notices"), ("Reconciliation", "Differences")]
)
def test_lists_of_what_has_come_in(
    place: str,
    table: str,
    open_session: OpenSession,
    english: Translator,
    workspace: Workspace,
    tmp_path: Path,
) -> None:
    population, notices = tmp_path / "folkbokforing.csv", tmp_path / "anmalningar.csv"
    lines = ["Personnr;Efternamn;Förnamn;Kommunkod", *(f"{one};Ny;Namn;0180" for one in NEW)]
    population.write_text("\r\n".join(lines), "cp1252")
    import_population(workspace, population, NoProgress())
    told = ["Personnr;Typ;Datum;Skola", *(f"{one};avbrott;2026-09-20;Norra gymnasiet" for one in NEW)]
    notices.write_text("\r\n".join(told), "cp1252")
    import_notices(workspace, notices, NoProgress())
    window = open_session(english)
    window.go_to(place)
    window.wait_until(lambda: table in window.tables(), table)
    shown = window.table(table)
    window.wait_until(lambda: shown.rows() != [], "rows")
    sheet = save_in_clear(window, tmp_path / "list.xlsx")
    assert sheet.max_row == len(shown.rows()) + 1
    assert sheet.cell(2, 1).value == shown.rows()[0][0]


def test_a_button_that_always_stands_in_the_same_place_offers_both(
    open_session: OpenSession, english: Translator, tmp_path: Path
) -> None:
    window = open_session(english)
    wait_for_people(window)
    window.click("Save or copy the list")
    window.click("Copy the list\tCtrl+Shift+C")
    window.wait_until(lambda: QGuiApplication.clipboard().text().startswith("Name\t"), "the list")
    window.go_to("Overview")
    table = window.table("Caseload by case worker")
    window.wait_until(lambda: table.rows() != [], "rows")
    window.click("Save or copy the list")
    window.click("Save the list …\tCtrl+Shift+S")
    assert written(window, tmp_path / "loads.xlsx").max_row == len(table.rows()) + 1
    window.go_to("Settings")
    window.click("Save or copy the list")
    window.wait_for_text("There is no list here to copy or save.")


def test_numbers_without_names_need_no_password(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    window = open_session(english)
    window.go_to("Overview")
    table = window.table("Caseload by case worker")
    window.wait_until(lambda: table.rows() != [], "rows")
    window.press("Ctrl+Shift+S")
    sheet = written(window, tmp_path / "loads.xlsx")
    assert isinstance(sheet["B2"].value, int)
    assert sheet.max_row == len(table.rows()) + 1
    assert exports(workspace) == 0


def test_a_list_in_a_dialog_answers_to_the_same_keys_and_has_a_menu(
    open_session: OpenSession, english: Translator, tmp_path: Path
) -> None:
    window = open_session(english)
    window.go_to("Overview")
    table = window.table("Caseload by case worker")
    window.wait_until(lambda: table.rows() != [], "rows")
    table.click_cell(table.rows()[0][0], "In the register")
    people = window.table("People behind the number")
    window.wait_until(lambda: people.rows() != [], "people")
    people.select(people.rows()[0][0])
    sheet = save_in_clear(window, tmp_path / "behind.xlsx")
    assert sheet.max_row == len(people.rows()) + 1
    for offer in (people.offer, lambda: window.click("List")):
        QGuiApplication.clipboard().clear()
        offer()
        window.click("Copy the list\tCtrl+Shift+C")
        window.wait_until(lambda: QGuiApplication.clipboard().text().startswith("Name\tState"), "the list")


def test_where_there_is_no_list_it_says_so(open_session: OpenSession, english: Translator) -> None:
    window = open_session(english)
    window.go_to("Settings")
    window.press("Ctrl+Shift+S")
    window.wait_for_text("There is no list here to copy or save.")


def test_the_sealed_stay_sealed(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    hidden = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=1)[0]
    person = open_person(workspace, hidden.id).person
    assert person.details is not None
    change_person(
        workspace,
        hidden.id,
        details=person.details,
        birth_date=person.birth_date,
        protection=Protection.CONFIDENTIALITY_MARK,
        home_municipality=person.home_municipality,
    )
    window = open_session(english)
    window.table("Young people").wait_for_row("protected")
    path = tmp_path / "list.xlsx"
    sheet = save_in_clear(window, path)
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "protected" in texts
    assert not {hidden.name, hidden.number} & texts
    row = next(row for row in sheet.iter_rows() if row[1].value == "protected")
    assert row[2].value is None  # not even the age
