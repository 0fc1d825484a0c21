"""Shapes of tables in which somebody could be passed over without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import Reading
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.population import read_population
from kaa_desktop.files.problems import ProblemList
from kaa_desktop.files.source_files import NUMBER_COLUMN
from kaa_desktop.files.tables import read_table
from tests.files.workbooks import write_workbook
from tests.services.workspaces import number

TODAY = date(2026, 9, 30)
PEOPLE = tuple(number(f"2008{month:02}14") for month in range(1, 13))
NOOR, ORJAN, ASA = PEOPLE[:3]
HEADER = ["Personnummer", "Startdatum", "Slutdatum", "Skola"]
ROWS = [[person, "2024-08-18", "2026-06-10", "Norra"] for person in PEOPLE]


def _text(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_sheet_without_headers_is_told(tmp_path: Path) -> None:
    sheets = {"Del 1": [HEADER, *ROWS[:5]], "Del 2": ROWS[5:], "Info": [["Personnummer"], ["12 siffror"]]}
    file = read_enrolments(write_workbook(tmp_path / "a.xlsx", sheets), today=TODAY)
    assert len(file.records) == 5
    assert [(p.sheet, p.code, p.fatal) for p in file.problems] == [("Del 2", "sheet.no_headers", False)]


def test_two_tables_side_by_side_are_refused(tmp_path: Path) -> None:
    lines = [f"{a};2024-08-18;;;{b};2024-08-18;" for a, b in zip(PEOPLE[:6], PEOPLE[6:], strict=True)]
    header = "Personnummer;Startdatum;Slutdatum;;Personnummer;Startdatum;Slutdatum"
    path = _text(tmp_path / "a.csv", header, *lines)
    with pytest.raises(InvalidInputError, match=r"file\.two_tables"):
        read_enrolments(path, today=TODAY)
    read = read_enrolments(path, today=TODAY, reading=Reading(columns={"number": "#1"}))
    assert len(read.records) == 6


def test_a_column_of_its_own_for_other_numbers(tmp_path: Path) -> None:
    path = _text(
        tmp_path / "a.csv",
        "Personnummer;Samordningsnummer;Startdatum;Slutdatum",
        f"{NOOR};;2024-08-18;",
        f";{ORJAN};2024-08-18;",
        f"{ASA};{ORJAN};2024-08-18;",
    )
    file = read_enrolments(path, today=TODAY)
    assert ([record.number for record in file.records], file.problems) == ([NOOR, ORJAN, ASA], [])


def test_a_line_that_ends_before_the_last_day_keeps_nobody_out(tmp_path: Path) -> None:
    lines = [";".join(row) for row in ROWS]
    lines[3] = f"{PEOPLE[3]};2024-08-18"
    lines[8] = f"{PEOPLE[8]};2024-08-18;2026-06-10;Norra;och;söder"
    many = [f"{NOOR};{day};;Norra" for day in ("2019-08-18", "2020-08-18", "2021-08-18") for _ in range(30)]
    file = read_enrolments(_text(tmp_path / "a.csv", ";".join(HEADER), *many, *lines), today=TODAY)
    fatal = [(p.row, p.code) for p in file.problems if p.fatal and p.code != "row.duplicate"]
    assert fatal == [(95, "enrolment.cut_short"), (100, "row.too_wide")]


def test_empty_cells_may_be_left_off_throughout(tmp_path: Path) -> None:
    lines = [
        f"{person};2024-08-18" + (";2026-06-10" if place % 3 else "") for place, person in enumerate(PEOPLE)
    ]
    file = read_enrolments(
        _text(tmp_path / "a.csv", "Personnummer;Startdatum;Slutdatum", *lines), today=TODAY
    )
    assert (len(file.records), file.problems) == (12, [])


def test_a_line_that_ends_before_protection_protects(tmp_path: Path) -> None:
    lines = [f"{person};Noor;0180;" for person in PEOPLE]
    lines[4] = f"{PEOPLE[4]};Noor;0180"
    path = _text(tmp_path / "a.csv", "Personnr;Efternamn;Kommunkod;Skydd", *lines * 9)
    file = read_population(path, today=TODAY)
    protected = [record.number for record in file.records if record.protection]
    assert protected == [PEOPLE[4]]
    assert file.records[4].protection is Protection.CONFIDENTIALITY_MARK
    assert "protection.cut_short" in {problem.code for problem in file.problems}


@pytest.mark.parametrize(
    "top",
    [
        ("Person-;Start-;Slut-;", "nummer;datum;datum;Skola"),
        (";Placering;;", "Personnummer;fr.o.m.;t.o.m.;Skola"),
        ("Personnummer;;;", ";Startdatum;Slutdatum;Skola"),
        ("1. Personnummer;2. Startdatum;3. Slutdatum;4. Skola",),
    ],
)
def test_headers_over_two_lines_or_with_numbers(tmp_path: Path, top: tuple[str, ...]) -> None:
    lines = [";".join(row) for row in ROWS]
    file = read_enrolments(_text(tmp_path / "a.csv", "Uttag;;;", *top, *lines), today=TODAY)
    assert {(record.first, record.last) for record in file.records} == {
        (date(2024, 8, 18), date(2026, 6, 10))
    }
    assert (len(file.records), file.problems) == (12, [])


def test_municipality_codes_that_a_spreadsheet_may_not_count(tmp_path: Path) -> None:
    lines = [f'{person};Noor;="0180"' for person in PEOPLE]
    file = read_population(_text(tmp_path / "a.csv", "Personnr;Efternamn;Kommunkod", *lines), today=TODAY)
    assert ({record.home_municipality for record in file.records}, file.problems) == ({"0180"}, [])


def test_headers_that_come_again_in_another_order_are_refused(tmp_path: Path) -> None:
    again = "Personnummer;Slutdatum;Startdatum;Skola"
    path = _text(
        tmp_path / "a.csv", ";".join(HEADER), *map(";".join, ROWS[:6]), again, *map(";".join, ROWS[6:])
    )
    with pytest.raises(InvalidInputError, match=r"file\.columns_change") as caught:
        read_enrolments(path, today=TODAY)
    assert caught.value.data["row"] == 8


def test_exams_whose_days_nothing_tells_are_refused(tmp_path: Path) -> None:
    path = _text(tmp_path / "a.csv", "Personnummer;Examensår;Bevis", *(f"{p};2026;Examen" for p in PEOPLE))
    with pytest.raises(InvalidInputError, match=r"file\.header_missing"):
        read_exams(path, today=TODAY)


def test_a_file_that_says_the_same_over_and_over_ends(tmp_path: Path) -> None:
    path = _text(tmp_path / "a.csv", *map(";".join, (HEADER, *ROWS)))
    problems = ProblemList(read_table(path, (NUMBER_COLUMN,)))
    for row in range(500_000):
        problems.add(row, "number", "personal_number.letters", fatal=True)
    with pytest.raises(InvalidInputError, match=r"file\.too_many_problems"):
        problems.add(500_000, "number", "personal_number.letters", fatal=True)
