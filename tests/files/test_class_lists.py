"""Lists of pupils without first days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND, Reading
from kaa_desktop.domain.sources import EnrolmentRecord, FileKind
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.recognition import recognise
from tests.files.workbooks import write_workbook
from tests.services.workspaces import number

TODAY = date(2026, 9, 30)
AUTUMN = (date(2026, 7, 1), date(2026, 12, 31))
NOOR, ORJAN = number("20080314"), number("20090515")


def _read(path: Path, *lines: str, reading: Reading = AS_FOUND) -> ColumnFile[EnrolmentRecord]:
    path.write_text("\n".join(lines), "utf-8")
    return read_enrolments(path, today=TODAY, reading=reading)


def _days(file: ColumnFile[EnrolmentRecord]) -> list[tuple[int, date, date | None]]:
    return [(record.row, record.first, record.last) for record in file.records]


def _code(path: Path, *lines: str, reading: Reading = AS_FOUND) -> str:
    with pytest.raises(InvalidInputError) as raised:
        _read(path, *lines, reading=reading)
    return raised.value.code


def test_the_term_of_each_row_tells_its_days(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "Personnummer;Namn;Klass;Skola;Läsår",
        f"{NOOR};Noor;NA24A;Norra;Ht26",
        f"{ORJAN};Örjan;IMV1;Norra;2025/26",
        f"{ORJAN};Örjan;IMV2;Norra;",
        f"{ORJAN};Örjan;IMV3;Norra;i år",
    )
    assert _days(file) == [(2, *AUTUMN), (3, date(2025, 7, 1), date(2026, 6, 30))]
    assert [record.programme for record in file.records] == ["NA24A", "IMV1"]
    assert [(p.row, p.code, p.fatal, dict(p.data)) for p in file.problems] == [
        (1, "enrolment.listed", False, {"first": date(2025, 7, 1), "last": date(2026, 6, 30), "rows": 1}),
        (1, "enrolment.listed", False, {"first": AUTUMN[0], "last": AUTUMN[1], "rows": 1}),
        (4, "cell.missing", True, {}),
        (5, "enrolment.term", True, {}),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Klasslista höstterminen 2026", "Personnummer;Namn;Klass", f"{NOOR};N;NA24A"),
        ("Personnummer;Namn;Klass ht26;Skola", f"{NOOR};N;NA24A;Norra"),
        ("Norra;;HT 2026", "Utskriven 2026-09-02", "", "Personnummer;Namn;Klass", f"{NOOR};N;NA24A"),
    ],
)
def test_a_title_or_header_tells_the_term(tmp_path: Path, lines: tuple[str, ...]) -> None:
    file = _read(tmp_path / "a.csv", *lines)
    assert [(record.first, record.last) for record in file.records] == [AUTUMN]
    assert [problem.code for problem in file.problems] == ["enrolment.listed"]


def test_whoever_has_no_class_in_the_term_is_not_in_it(tmp_path: Path) -> None:
    file = _read(tmp_path / "a.csv", "Personnummer;Skola;Ht26", f"{NOOR};Norra;NA24A", f"{ORJAN};Norra;")
    assert [record.number for record in file.records] == [NOOR]
    assert [(p.row, p.code) for p in file.problems if p.fatal] == [(3, "enrolment.not_in_term")]


def test_without_any_day_the_user_says_when_the_list_was_true(tmp_path: Path) -> None:
    lines = ("Personnummer;Namn;Klass", f"{NOOR};Noor;NA24A", f"{ORJAN};Örjan;NA24A")
    path = tmp_path / "a.csv"
    assert _code(path, *lines) == "enrolment.no_day"
    file = _read(path, *lines, reading=Reading(listed_on=date(2026, 9, 15)))
    assert _days(file) == [(2, date(2026, 9, 15), AUTUMN[1]), (3, date(2026, 9, 15), AUTUMN[1])]
    assert [problem.data["rows"] for problem in file.problems] == [2]


def test_titles_that_name_several_terms_tell_none(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert _code(path, "Klasser vt26 och ht26", "Personnummer;Klass", f"{NOOR};NA24A") == "enrolment.no_day"
    assert _code(path, "Personnummer;Skola;Vt26;Ht26", f"{NOOR};Norra;NA;NA") == "enrolment.no_day"


def test_a_file_of_residents_is_no_list_of_pupils(tmp_path: Path) -> None:
    lines = ("Ungdomar ht26", "Personnummer;Efternamn;Kommunkod", f"{NOOR};Noor;0180")
    assert _code(tmp_path / "a.csv", *lines) == "file.header_missing"


def test_a_day_is_refused_where_the_file_tells_the_days(tmp_path: Path) -> None:
    lines = ("Personnummer;Startdatum;Slutdatum", f"{NOOR};2025-08-18;")
    reading = Reading(listed_on=date(2026, 9, 15))
    assert _code(tmp_path / "a.csv", *lines, reading=reading) == "enrolment.listed_on_unneeded"


def test_last_days_and_statuses_of_a_list_count(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "Personnummer;Klass;Termin;Slutdatum;Status",
        f"{NOOR};NA;Ht26;2026-09-10;",
        f"{NOOR};NA;Ht26;;Avbrott",
        f"{NOOR};SFI B;Ht26;;",
        f"{NOOR};NA;Ht26;2026-06-10;",
    )
    assert _days(file) == [(2, AUTUMN[0], date(2026, 9, 10))]
    assert [(p.row, p.code) for p in file.problems if p.fatal] == [
        (3, "enrolment.ended_without_day"),
        (4, "enrolment.other_education"),
        (5, "enrolment.end_before_start"),
    ]


def test_a_class_list_is_known_as_one_of_pupils(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Personnummer;Namn;Klass;Skola\n", "utf-8")
    assert recognise(path) is FileKind.ENROLMENT
    path.write_text("Personnummer;Datum;Bevis;Skola;Klass\n", "utf-8")
    assert recognise(path) is FileKind.EXAMS
    path.write_text("Personnummer;Namn\n", "utf-8")
    assert recognise(path) is None


def test_a_sheet_for_each_class(tmp_path: Path) -> None:
    title, header = ["Läsår 2026/27"], ["Personnummer", "Namn", "Klass"]
    path = write_workbook(
        tmp_path / "a.xlsx",
        {"NA24A": [title, header, [NOOR, "N", "NA24A"]], "SA25B": [title, header, [ORJAN, "Ö", "SA25B"]]},
    )
    file = read_enrolments(path, today=TODAY)
    assert [(r.number, r.last, r.programme) for r in file.records] == [
        (NOOR, date(2027, 6, 30), "NA24A"),
        (ORJAN, date(2027, 6, 30), "SA25B"),
    ]
