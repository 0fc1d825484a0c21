"""Several files at once: tried, shown and taken in together, or none of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.i18n import Translator
from kaa_desktop.services.workspace import Workspace
from tests.files.workbooks import write_workbook
from tests.services.workspaces import REGISTER_WORKBOOK, number, operations
from tests.ui.drivers.files import choose_file, choose_files
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.reconcile import ReconcileDriver

NOOR, ORJAN = number("20080314"), number("20090515")
RESIDENTS = (
    "Personnr;Efternamn;Förnamn;Kommunkod",
    f"{NOOR};Haddad;Noor;0180",
    f"{ORJAN};Åkesson;Örjan;0180",
    "200803142381x;Fel;Nummer;0180",
)
PUPILS = ("Personnr;Startdatum;Slutdatum", f"{NOOR};2024-08-19;2026-03-02")
RESULTS = ("Personnr;Bevis;Datum", f"{ORJAN};Studiebevis;2026-06-10")
HOLD = "This is what the files hold"
UNCHANGED = ["register.create"]


def _written(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    return (
        _written(tmp_path / "befolkning.csv", *RESIDENTS),
        _written(tmp_path / "elever.csv", *PUPILS),
        _written(tmp_path / "examina.csv", *RESULTS),
    )


@pytest.fixture
def driver(surroundings: Surroundings, qtbot: QtBot) -> ReconcileDriver:
    return ReconcileDriver(surroundings, qtbot)


def test_each_is_told_and_all_are_taken_in_together(
    driver: ReconcileDriver, workspace: Workspace, files: tuple[Path, ...]
) -> None:
    assert driver.drop(*files)
    driver.wait_for_text(HOLD)
    driver.wait_for_text("The 3 files are imported together, all or none.")
    for text in ("befolkning.csv", "Population file", "elever.csv", "Enrolment file", "examina.csv"):
        assert driver.shows(text)
    to_look_at = driver.table("Rows that need a look befolkning.csv")
    to_look_at.wait_for_row("left out")
    assert to_look_at.rows()[0][:2] == ["4", "left out"]
    assert driver.nameless() == []
    assert operations(workspace) == UNCHANGED
    driver.click("Import the files")
    driver.wait_for_text("befolkning.csv: 2 people imported. 1 row was left out. elever.csv: 1 row imported.")
    assert driver.shows("Undo takes back one file at a time, the last one first.")
    driver.differences.wait_for_row("Dropped out of studies")
    taken = ["import.population", "import.enrolment", "import.exams"]
    assert operations(workspace)[1:] == taken
    driver.click("Undo")
    driver.wait_for_text("Undone.")
    assert operations(workspace)[1:] == [*taken, "undo"]


def test_the_list_of_a_file_is_saved_under_its_name(
    driver: ReconcileDriver, files: tuple[Path, ...], tmp_path: Path
) -> None:
    assert driver.drop(*files)
    driver.wait_for_text(HOLD)
    driver.click("Save the list … befolkning.csv")
    choose_file(driver, tmp_path / "rader.csv")
    driver.wait_for_text("Saved: rader.csv.")
    assert "200803142381x" in (tmp_path / "rader.csv").read_text("utf-8-sig")
    driver.click("Cancel")


def test_they_are_chosen_in_the_dialog(driver: ReconcileDriver, files: tuple[Path, ...]) -> None:
    driver.wait_for_text("or drop the files here.")
    driver.click("Import files")
    choose_files(driver, *files)
    driver.wait_for_text(HOLD)
    driver.click("Cancel")


def test_one_that_nobody_can_tell_keeps_all_out_and_the_others_are_at_hand(
    driver: ReconcileDriver, workspace: Workspace, files: tuple[Path, ...], tmp_path: Path
) -> None:
    assert driver.drop(*files, _written(tmp_path / "okand.csv", "a;b", "1;2"))
    driver.wait_for_text("okand.csv is not recognised as a population, enrolment or exam file. Import it by")
    assert driver.shows("None of the 4 files has been imported.")
    assert operations(workspace) == UNCHANGED
    driver.click("Import the other 3 files")
    driver.wait_for_text(HOLD)
    driver.click("Cancel")
    assert operations(workspace) == UNCHANGED


def test_the_only_other_goes_the_way_of_a_single_file(
    driver: ReconcileDriver, files: tuple[Path, ...], tmp_path: Path
) -> None:
    assert driver.drop(files[0], _written(tmp_path / "brev.pdf", "%PDF-1.7"))
    driver.wait_for_text("brev.pdf is no table.")
    driver.click("Import the other file")
    driver.wait_for_text("This is what the file holds")
    driver.click("Cancel")


def test_what_a_file_needs_by_itself_is_said(
    driver: ReconcileDriver, files: tuple[Path, ...], tmp_path: Path
) -> None:
    clear = write_workbook(tmp_path / "clear.xlsx", {"Blad": [PUPILS[0].split(";"), PUPILS[1].split(";")]})
    sealed = tmp_path / "sealed.xlsx"
    sealed.write_bytes(encrypted_workbook(clear.read_bytes(), "hemligt"))
    listed = _written(tmp_path / "klass.csv", "Personnr;Förnamn;Efternamn;Klass", f"{NOOR};Noor;Haddad;NA25")
    assert driver.drop(*files, sealed)
    driver.wait_for_text("sealed.xlsx is protected by a password. Import it by itself, and the password is")
    assert driver.drop(*files, listed)
    driver.wait_for_text("say which day. Import it by itself and say how it is read.")
    notices = _written(tmp_path / "avbrott.csv", "Personnr;Typ;Datum", f"{NOOR};Avbrott;2026-08-18")
    assert driver.drop(*files, notices)
    driver.wait_for_text("avbrott.csv holds school notices. Import it by itself.")
    assert driver.drop(*files, REGISTER_WORKBOOK)
    driver.wait_for_text("is a register workbook. Import it by itself. None of the 4 files has been imported")


def test_all_that_are_refused_are_told_at_once(
    driver: ReconcileDriver, workspace: Workspace, files: tuple[Path, ...], tmp_path: Path
) -> None:
    unknown, letter = (
        _written(tmp_path / "okand.csv", "a;b", "1;2"),
        _written(tmp_path / "brev.pdf", "%PDF-1.7"),
    )
    listed = _written(tmp_path / "klass.csv", "Personnr;Förnamn;Efternamn;Klass", f"{NOOR};Noor;Haddad;NA25")
    assert driver.drop(unknown, *files, listed, letter)
    driver.wait_for_text("None of the 6 files has been imported.")
    for text in ("okand.csv is not recognised", "klass.csv has no column", "brev.pdf is no table."):
        assert driver.shows(text)
    assert operations(workspace) == UNCHANGED
    driver.click("Import the other 3 files")
    driver.wait_for_text(HOLD)
    driver.click("Cancel")


def test_days_in_doubt_are_settled_for_the_file_that_they_stand_in(
    driver: ReconcileDriver, files: tuple[Path, ...], tmp_path: Path
) -> None:
    doubtful = _written(tmp_path / "in.csv", PUPILS[0], f"{NOOR};3/4/2025;")
    assert driver.drop(files[0], doubtful)
    driver.wait_for_text(HOLD)
    driver.click("3/4 is 3 April in.csv")
    driver.wait_until_gone("3/4 is 3 April")
    driver.wait_for_text("rows for the reconciliation")
    driver.click("Import the files")
    driver.wait_for_text("in.csv: 1 row imported.")


def test_a_file_that_has_gone_since_keeps_all_out(
    driver: ReconcileDriver, workspace: Workspace, files: tuple[Path, ...]
) -> None:
    assert driver.drop(*files)
    driver.wait_for_text(HOLD)
    files[1].unlink()
    driver.click("Import the files")
    driver.wait_for_text("There is no file elever.csv. None of the 3 files has been imported.")
    assert operations(workspace) == UNCHANGED


def test_what_is_higher_than_the_screen_is_read_with_the_keyboard(
    driver: ReconcileDriver, files: tuple[Path, ...], tmp_path: Path
) -> None:
    more = [_written(tmp_path / f"{place}.csv", *PUPILS, f"{place};x;") for place in range(4)]
    assert driver.drop(*files, *more)
    driver.wait_for_text(HOLD)

    def height() -> int:
        return next(element.centre.y() for element in driver.elements() if element.name == "befolkning.csv")

    before = height()
    driver.press("PgDown")
    driver.wait_until(lambda: height() < before, "the next page")
    driver.press("PgUp")
    driver.wait_until(lambda: height() == before, "the first page")
    driver.click("Cancel")


def test_several_speak_swedish(
    surroundings: Surroundings, swedish: Translator, files: tuple[Path, ...], qtbot: QtBot
) -> None:
    driver = ReconcileDriver(replace(surroundings, translator=swedish), qtbot)
    assert driver.drop(*files)
    driver.wait_for_text(swedish.gettext(HOLD))
    assert driver.nameless() == []
    driver.click(swedish.gettext("Import the files"))
    driver.differences.wait_for_rows(2)
