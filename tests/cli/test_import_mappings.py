"""Files that need telling how they are read, on the command line; and where their exceptions go."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.files.opened_files import open_file
from kaa_desktop.files.workbook_tables import WorkbookReader
from tests.cli.terminals import Terminal
from tests.files.workbooks import write_ods, write_workbook

ROWS = [["Elevens id", "In", "Ut"], ["200706302395", "3/4/2025", ""], ["=cmd()", "2025-01-01", ""]]
STATED = ("--map", "number=Elevens id", "--map", "Startdatum=In", "--map", "last=#3", "--dates", "dmy")


def _file(path: Path, rows: list[list[str]] = ROWS) -> Path:
    path.write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_mapping_is_stated_saved_and_used_by_name(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv")
    failed = terminal.run("import", "enrolment", path)
    assert (failed.code, "lacks these columns" in failed.errors) == (2, True)
    ran = terminal.run("import", "enrolment", path, *STATED, "--save-mapping", "Norr", "--json")
    assert (ran.code, ran.json["taken"]) == (1, 1)
    assert "“Norr” has been saved" in ran.errors
    other = _file(tmp_path / "b.csv", [*ROWS[:2], ["200706302395", "1/2/2026", ""]])
    by_name = terminal.run("import", "enrolment", other, "--mapping", "norr", "--json")
    assert (by_name.code, by_name.json["taken"]) == (0, 2)
    by_itself = terminal.run("import", "enrolment", other, "--dry-run")
    assert (by_itself.code, by_itself.errors) == (0, "Read with the column mapping “Norr”.\n")


def test_programs_are_told_how_a_file_was_read(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv")
    saved = terminal.run("import", "enrolment", path, *STATED, "--save-mapping", "Norr", "--json").json
    by_name = terminal.run("import", "enrolment", path, "--mapping", "norr", "--json").json
    by_itself = terminal.run("import", "enrolment", path, "--dry-run", "--json").json
    keys = ("mapping", "encoding", "separator", "sheets", "header_row", "columns")
    columns = {"number": "Elevens id", "first": "In", "last": "Ut"}
    expected = ["Norr", "utf-8", ";", [], 1, columns]
    assert [[ran[key] for key in keys] for ran in (saved, by_name, by_itself)] == [expected] * 3
    sheet = [["Elever i Norr"], ["Personnr", "Typ", "Datum"], ["200706302395", "Slutar", "2026-06-12"]]
    book = write_workbook(tmp_path / "a.xlsx", {"Blad": [["Om"]], "Maj": sheet, "Juni": sheet[1:]})
    found = terminal.run("import", "notices", book, "--json").json
    told = {"number": "Personnr", "kind": "Typ", "dated": "Datum"}
    assert [found[key] for key in keys] == [None, "", "", ["Maj", "Juni"], 2, told]


def test_a_dry_run_saves_no_mapping(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv")
    terminal.run("import", "enrolment", path, *STATED, "--save-mapping", "Norr", "--dry-run")
    ran = terminal.run("import", "enrolment", path, "--mapping", "Norr")
    assert (ran.code, ran.errors) == (
        2,
        "There is no column mapping “Norr”; none has been saved for this kind of file.\n",
    )


def test_an_unknown_mapping_tells_the_known_ones(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv")
    terminal.run("import", "enrolment", path, *STATED, "--save-mapping", "Norr")
    ran = terminal.run("import", "enrolment", path, "--mapping", "Söder")
    assert (ran.code, ran.errors) == (
        2,
        "There is no column mapping “Söder” for this kind of file. Saved ones: Norr.\n",
    )


def test_bad_options_change_nothing(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv")
    field = terminal.run("import", "enrolment", path, "--map", "colour=In")
    assert (field.code, "The fields are number, first, last" in field.errors) == (2, True)
    for options in (("--separator", "x"), ("--encoding", "klingon"), ("--header-row", "99")):
        assert terminal.run("import", "enrolment", path, *STATED, *options).code == 2
    for options in (("--map", "number"), ("--dates", "x"), ("--header-row", "-1")):
        with pytest.raises(SystemExit) as ended:
            terminal.run("import", "enrolment", path, *options)
        assert ended.value.code == 2
    register = terminal.run("import", "register", path, "--mapping", "Norr")
    assert (register.code, "sheets of its own" in register.errors) == (2, True)


def test_a_file_without_headers_and_with_another_separator(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("200706302395\t2025-01-01\tSkolan på berget\n".encode("cp1252"))
    options = ("--map", "number=#1", "--map", "first=#2", "--map", "school=#3", "--header-row", "0")
    ran = terminal.run(
        "import", "enrolment", path, *options, "--separator", "tab", "--encoding", "cp1252", "--json"
    )
    assert ran.json["taken"] == 1


def test_a_password_is_taken_from_the_variable_or_asked_for(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["Personnummer", "Startdatum"], ["200706302395", "2025-01-01"]]
    clear = write_workbook(tmp_path / "clear.xlsx", {"Blad1": rows})
    path = tmp_path / "sealed.xlsx"
    path.write_bytes(encrypted_workbook(clear.read_bytes(), "hemligt"))
    asked = terminal.run("import", "enrolment", path)  # answers with the passphrase of the register
    assert (asked.code, asked.errors) == (2, "The password does not open sealed.xlsx.\n")
    monkeypatch.setenv("KAA_FILE_PASSWORD", "hemligt")
    assert terminal.run("import", "enrolment", path, "--json").json["taken"] == 1


@pytest.mark.parametrize("name", ["fel.xlsx", "fel.csv"])
def test_exceptions_go_to_a_file_whose_cells_are_no_formulas(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    ran = terminal.run("import", "enrolment", _file(tmp_path / "a.csv"), *STATED, "--exceptions", out)
    assert ran.code == 1
    if out.suffix == ".csv":
        rows = list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    else:
        with WorkbookReader(open_file(out)) as workbook:
            rows = [[str(cell) for cell in cells] for _, cells in workbook.rows("Blad1")]
    assert rows[0] == ["Sheet", "Row", "Column", "In the cell", "What is wrong", "Imported"]
    assert rows[1][1:3] == ["3", "Elevens id"]
    assert rows[1][3] == ("'=cmd()" if out.suffix == ".csv" else "=cmd()")
    assert rows[1][5] == "left out"


@pytest.mark.parametrize("name", ["fel.pdf", "nowhere/fel.csv"])
def test_a_bad_place_for_exceptions_is_told_before_the_import(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    path = _file(tmp_path / "a.csv")
    ran = terminal.run("import", "enrolment", path, *STATED, "--exceptions", tmp_path / name)
    assert ran.code == 2
    assert terminal.run("import", "enrolment", path, *STATED, "--json").json["taken"] == 1


def test_a_rule_that_a_row_breaks_tells_its_day(terminal: Terminal, tmp_path: Path) -> None:
    header = ["Personnummer", "Förnamn", "Efternamn", "Registrerad"]
    row = ["200706302395", "Test", "Test", "2027-05-01"]
    path = write_workbook(tmp_path / "r.xlsx", {"Ungdomar": [header, row]})
    ran = terminal.run("import", "register", path, "--dry-run")
    assert "–" not in ran.out
    assert "2027" in ran.out


def test_an_opendocument_file_under_a_password_says_what_to_do(terminal: Terminal, tmp_path: Path) -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    path = write_ods(tmp_path / "elever.ods", "", manifest=manifest)
    ran = terminal.run("import", "enrolment", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.errors == (
        "elever.ods is protected by a password; an OpenDocument file can only be read without one. Open it "
        "in LibreOffice and save it without a password, or as an Excel workbook (.xlsx) with the password.\n"
    )


def test_days_in_doubt_tell_how_to_settle_them(terminal: Terminal, tmp_path: Path) -> None:
    rows = [["Personnr", "Startdatum", "Slutdatum"], ["200706302395", "3/4/2025", ""]]
    path = _file(tmp_path / "a.csv", rows)
    ran = terminal.run("import", "enrolment", path)
    assert "can be read as more than one day, and nothing in the file tells which is meant" in ran.out
    assert ran.out.endswith(
        "Import the file again with --dates dmy where it writes the day first, mdy where the month, ymd "
        "where the year.\n"
    )
    settled = terminal.run("import", "enrolment", path, "--dates", "dmy")
    assert (settled.code, "--dates" in settled.out) == (0, False)


def test_a_class_list_is_true_as_of_a_day(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv", [["Personnummer", "Klass"], ["200706302395", "NA24A"]])
    failed = terminal.run("import", "enrolment", path)
    assert (failed.code, "--listed-on" in failed.errors) == (2, True)
    listed = ("--listed-on", "2026-09-15")
    ran = terminal.run("import", "enrolment", path, *listed, "--save-mapping", "Klasser", "--json")
    assert ran.json["taken"] == 1
    assert "count as enrolled from 15 Sept 2026 to 31 Dec 2026" in ran.json["problems"][0]["why"]
    again = terminal.run("import", "enrolment", path, *listed, "--dry-run")
    assert "Read with the column mapping “Klasser”." in again.errors
    for kind, code in (("exams", 2), ("register", 2)):
        assert terminal.run("import", kind, path, *listed).code == code
