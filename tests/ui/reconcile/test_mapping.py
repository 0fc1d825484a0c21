"""The step where the user says how a file is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.services.import_mappings import list_mappings
from kaa_desktop.services.undo import next_undo
from kaa_desktop.services.workspace import Workspace
from tests.files.workbooks import write_workbook
from tests.services.workspaces import number, operations
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.intake import IntakeDriver
from tests.ui.drivers.pages import Surroundings

NOOR, ORJAN = number("20080314"), number("20090515")
ROWS = ("Elev;In;Ut;Plats", f"{NOOR};3/4/2025;;Norr", "hej;2025-01-01;x;Söder")
FILE_HOLDS = "This is what the file holds"


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> IntakeDriver:
    return IntakeDriver(surroundings, qtbot)


def _file(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(rows), encoding=encoding)
    return path


def test_a_file_of_another_system_is_mapped_imported_and_known_again(
    driver: IntakeDriver, workspace: Workspace, tmp_path: Path
) -> None:
    driver.begin(_file(tmp_path / "elever 2026.csv", *ROWS), "Enrolment file")
    driver.wait_for_text("lacks these columns: Personnummer, Startdatum. Say here")
    driver.wait_for_text("No column has been chosen for: Identity number, First day in school.")
    assert driver.nameless() == []
    driver.click("Read the file so")
    driver.wait_until(lambda: driver.focused_name() == "Not in the file", "a field that is missing")
    driver.map(**{"Identity number *": "A: Elev", "First day in school *": "B: In", "School": "D: Plats"})
    driver.preview.wait_for_rows(2)
    shown = ["Row", "What is wrong", "Identity number", "First day in school", "School"]
    assert sorted(driver.preview.titles_in_sight()) == sorted(shown)
    driver.wait_for_text("2 of the rows shown here hold something that cannot be read.")
    numbers = ["20080314-" + NOOR[-4:], "hej"]
    driver.wait_until(lambda: driver.cells("Identity number") == numbers, "the numbers as they are read")
    driver.preview.select("2")
    driver.wait_for_text("First day in school: “3/4/2025” can be read as more than one day, and nothing")
    driver.choose("Days such as 3/4/2026", "Day, month, year")
    driver.wait_until(
        lambda: driver.cells("First day in school")[0] == "2025-04-03", "the day as it is meant"
    )
    assert driver.field("Name of this mapping").text == "elever"
    driver.click("Read the file so")
    driver.wait_for_text(FILE_HOLDS)
    driver.wait_for_text("Read with the column mapping “elever”.")
    assert operations(workspace) == ["register.create"]
    driver.click("Import the file")
    driver.wait_for_text("1 row imported. 1 row was left out.")
    assert operations(workspace) == ["register.create", "mapping.save", "import.enrolment"]
    newest = next_undo(workspace)
    assert newest is not None
    assert newest.name == "import.enrolment"

    driver.begin(_file(tmp_path / "b.csv", "Uttag", *ROWS[:2], f"{ORJAN};1/2/2025;;"), "Enrolment file")
    driver.wait_for_text(FILE_HOLDS)
    driver.wait_for_text("Read with the column mapping “elever”.")
    driver.click("Change how it is read …")
    driver.wait_for_text("How the file is read")
    driver.preview.wait_for_rows(2)
    assert driver.field("Row of the headers").text == "2"


@pytest.mark.parametrize(
    ("written", "offered"),
    [("3/4/2025", "3/4 is 3 April"), ("250403", "26-04-03 is 3 April 2026")],
)
def test_days_in_doubt_are_settled_right_there(
    driver: IntakeDriver, tmp_path: Path, written: str, offered: str
) -> None:
    path = _file(tmp_path / "a.csv", "Personnr;Startdatum;Slutdatum", f"{NOOR};{written};")
    assert driver.drop(path)
    driver.wait_for_text("1 place in the file needs a look")
    driver.click(offered)
    driver.wait_until_gone("1 place in the file needs a look")
    driver.wait_for_text(FILE_HOLDS)
    driver.click("Import the file")
    driver.wait_for_text("1 row imported.")


def test_letters_and_separator_are_read_again_at_once(driver: IntakeDriver, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv", "Elev;In;Ut,Plats", f"{NOOR};2025-01-01;,Åby", encoding="cp1252")
    driver.begin(path, "Enrolment file")
    driver.map(**{"Identity number *": "A: Elev", "School": "C: Ut,Plats"})
    driver.wait_until(lambda: driver.cells("School") == [",Åby"], "the letters")
    driver.choose("Letters (encoding)", "mac_roman")
    driver.wait_until(lambda: driver.cells("School") == [",≈by"], "other letters")
    driver.choose("Letters (encoding)", "utf-8")
    driver.wait_for_text("The letters of a.csv cannot be read.")
    driver.choose("Letters (encoding)", "cp1252")
    driver.choose("Separator", "Comma ,")
    driver.wait_for_text("No column has been chosen for: Identity number, First day in school.")
    driver.choose("Separator", "Semicolon ;")
    driver.choose("Row of the headers", "No headers")
    driver.map(**{"Identity number *": "A: Elev"})
    driver.preview.wait_for_rows(2)
    assert driver.cells("Identity number") == ["Elev", "20080314-" + NOOR[-4:]]


def test_a_saved_mapping_is_chosen_and_forgotten(
    driver: IntakeDriver, workspace: Workspace, tmp_path: Path
) -> None:
    driver.begin(_file(tmp_path / "a.csv", *ROWS), "Enrolment file")
    driver.map(**{"Identity number *": "A: Elev", "First day in school *": "B: In"})
    driver.fill("Name of this mapping", "")
    driver.click("Read the file so")
    driver.wait_for_text("Give the mapping a name of at most 60 characters.")
    driver.fill("Name of this mapping", "Norr")
    driver.click("Read the file so")
    driver.click("Import the file")
    driver.wait_for_text("were left out.")

    driver.begin(_file(tmp_path / "b.csv", "X;Elev;In", f"1;{NOOR};2025-01-01"), "Enrolment file")
    driver.wait_for_text("No column has been chosen for")
    driver.choose("Saved mapping", "Norr")
    driver.wait_until_gone("No column has been chosen for")
    driver.click("Forget")
    driver.wait_until(lambda: not list_mappings(workspace, FileKind.ENROLMENT), "the mapping to be gone")


def test_a_sealed_workbook_asks_for_its_password(driver: IntakeDriver, tmp_path: Path) -> None:
    rows = [["Personnummer", "Startdatum", "Slutdatum"], [NOOR, "2024-08-15", ""]]
    clear = write_workbook(tmp_path / "clear.xlsx", {"Blad1": rows})
    path = tmp_path / "sealed.xlsx"
    path.write_bytes(encrypted_workbook(clear.read_bytes(), "hemligt"))
    assert driver.drop(path)
    driver.wait_for_text("The file has a password")
    driver.click("Open the file")
    driver.wait_for_text("Type the password.")
    driver.fill("Password", "fel")
    driver.press("Ctrl+Return")
    driver.wait_for_text("The password does not open sealed.xlsx.")
    driver.fill("Password", "hemligt")
    driver.press("Ctrl+Return")
    driver.wait_for_text(FILE_HOLDS)
    driver.click("Import the file")
    driver.wait_for_text("1 row imported.")


def test_the_list_of_exceptions_is_saved(driver: IntakeDriver, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv", "Personnummer;Startdatum", "=1+1;2025-01-01", f"{NOOR};2025-01-01")
    assert driver.drop(path)
    driver.wait_for_text(FILE_HOLDS)
    driver.click("Save the list …")
    choose_file(driver, tmp_path / "fel.csv")
    driver.wait_for_text("Saved: fel.csv.")
    assert "'=1+1" in (tmp_path / "fel.csv").read_text("utf-8-sig")


def test_notices_lead_to_the_page_of_notices(driver: IntakeDriver, tmp_path: Path, qtbot: QtBot) -> None:
    path = _file(tmp_path / "a.csv", "Personnummer;Typ;Datum", f"{NOOR};Börjar;2026-08-18")
    with qtbot.waitSignal(driver.page.notices_given) as given:
        assert driver.drop(path)
    assert given.args == [path]


def test_a_class_list_asks_for_the_day_on_which_it_was_true(
    driver: IntakeDriver, workspace: Workspace, tmp_path: Path
) -> None:
    path = _file(tmp_path / "klasser.csv", "Personnummer;Namn;Klass", f"{NOOR};Noor;NA24A")
    assert driver.drop(path)
    driver.wait_for_text("If it lists who was in school on a certain day")
    driver.wait_for_text("No column has been chosen for: First day in school.")
    driver.fill("The list was true on", "nonsens")
    driver.click("Read the file so")
    driver.wait_for_text("This is no day.")
    driver.fill("The list was true on", "2026-09-15")
    driver.click("Read the file so")
    driver.wait_for_text(FILE_HOLDS)
    driver.wait_for_text("without first days; count as enrolled from 15 Sept 2026 to 31 Dec 2026, not longer")
    driver.click("Import the file")
    driver.wait_for_text("1 row imported.")
    assert operations(workspace) == ["register.create", "mapping.save", "import.enrolment"]

    assert driver.drop(path)  # the day is asked for anew, the columns are known
    driver.wait_for_text("If it lists who was in school on a certain day")
