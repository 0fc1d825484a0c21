from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import Reading
from kaa_desktop.domain.personal_number import PersonalNumberKind, read_back
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import EnrolmentRecord
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.tables import Source
from tests.files.workbooks import Cells, ods_row, write_ods, write_workbook
from tests.services.workspaces import number

TODAY = date(2026, 9, 30)
HEADER = "Personnummer;Namn;Studievägskod;Startdatum;Slutdatum;Skolenhet;Huvudman"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "kommun"
EXCEL_EPOCH = date(1899, 12, 30)

Facts = tuple[str, date, date | None, str, str, str]


def _read(
    path: Path, *lines: str, header: str = HEADER, encoding: str = "cp1252"
) -> ColumnFile[EnrolmentRecord]:
    path.write_text("\n".join((header, *lines)), encoding)
    return read_enrolments(path, today=TODAY)


def _facts(records: Sequence[EnrolmentRecord]) -> list[Facts]:
    return [(r.number, r.first, r.last, r.programme, r.school, r.organiser) for r in records]


def _codes(file: ColumnFile[EnrolmentRecord]) -> list[tuple[int, str, bool]]:
    return [(problem.row, problem.code, problem.fatal) for problem in file.problems]


def test_a_row_becomes_a_record(tmp_path: Path) -> None:
    line = "070630-2395;Åkesson, Örjan;FS;2023-08-18;2026-06-12;Gymnasium 1;Fristående"
    file = _read(tmp_path / "a.csv", line)
    assert file.source == Source(TableKind.TEXT, "cp1252", ";")
    (record,) = file.records
    assert record.row == 2
    assert _facts(file.records) == [
        ("200706302395", date(2023, 8, 18), date(2026, 6, 12), "FS", "Gymnasium 1", "Fristående")
    ]
    assert (file.problems, file.skipped_empty, file.skipped_totals) == ([], 0, 0)


def test_a_change_of_school_is_two_enrolments_and_the_same_row_again_is_one(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "200706302395;Å;FS;2023-08-18;2024-06-12;Gymnasium 1;Kommunal",
        "200706302395;Å;FS;2024-08-18;;Gymnasium 2;Kommunal",
        "070630-2395;Å;FS;20240818;;Gymnasium 2;Kommunal",
        "200706302395;Å;FS;2024-08-18;2026-01-15;Gymnasium 2;Kommunal",
    )
    assert [record.row for record in file.records] == [2, 3, 5]
    assert file.problems == [
        RowProblem(row=4, column="Personnummer", code="row.duplicate", text="20070630-2395")
    ]


def test_what_cannot_be_read_leaves_out_its_row_and_nothing_else(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "200706302394;Fel kontrollsiffra;FS;2023-08-18;;G;K",
        "200706302395;Utan start;FS;;;G;K",
        "200706302395;Slut före start;FS;2024-08-18;2024-08-17;G;K",
        "200706302395;Tvetydigt;FS;23-08-18;;G;K",
        "200706302395;Slut oläsligt;FS;2023-08-18;i våras;G;K",
        "200706302395;Åkesson;Örjan;FS;2023-08-18;;G;K",
        ";Utan nummer;FS;2023-08-18;;G;K",
        "200706302395",
        "200706302395;En dag;FS;2024-08-18;2024-08-18;G;K",
    )
    assert [record.row for record in file.records] == [10]
    assert file.problems == [
        RowProblem(row=2, column="Personnummer", code="personal_number.check_digit", text="200706302394"),
        RowProblem(row=3, column="Startdatum", code="cell.missing"),
        RowProblem(row=4, column="Slutdatum", code="enrolment.end_before_start", text="2024-08-17"),
        RowProblem(row=5, column="Startdatum", code="cell.date_ambiguous", text="23-08-18"),
        RowProblem(row=6, column="Slutdatum", code="cell.date", text="i våras"),
        RowProblem(row=7, code="row.too_wide", text="K"),
        RowProblem(row=8, column="Personnummer", code="personal_number.empty"),
        RowProblem(row=9, column="Startdatum", code="cell.missing"),
    ]


def test_headers_in_other_words_order_and_lines(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "G 1,2023-08-18T00:00:00,x,2026-6-12,Teknik,070630+2395",
        "G 1,2023-08-18 00:00:00+02:00,x,-,Teknik,20070630 2395",
        header='"Uttag ur elevregistret, 2026-09-30"\n\n"SKOLA ",Börjat [ÅÅÅÅ-MM-DD],Klass,'
        '"Avgång\n(sista dag)", program ,"Person-\nnummer"',
        encoding="utf-8-sig",
    )
    assert _facts(file.records) == [
        ("190706302395", date(2023, 8, 18), date(2026, 6, 12), "Teknik", "G 1", ""),
        ("200706302395", date(2023, 8, 18), None, "Teknik", "G 1", ""),
    ]
    assert [record.row for record in file.records] == [4, 5]


@pytest.mark.parametrize("header", ["PERSONNR.", "Person nr", "Pers.nr", "Personnummer 12 siffror", "P-nr"])
def test_ways_to_head_the_number(tmp_path: Path, header: str) -> None:
    file = _read(tmp_path / "a.csv", "200706302395;2023-08-18;", header=f"{header};Startdatum;Slutdatum")
    assert len(file.records) == 1


def test_cells_of_workbooks(tmp_path: Path) -> None:
    day = (date(2023, 8, 18) - EXCEL_EPOCH).days
    rows: list[Cells] = [
        ["Elever i gymnasieskolan"],
        [None],
        ["Personnummer", "Startdatum", "Slutdatum", "Skola"],
        [706302395, day, None, "Fylls till tio"],
        [200706302395, day + 0.5, 0, 7],
        ["20070630-2395", datetime(2023, 8, 18, 12), date(9999, 12, 31), "Tar aldrig slut"],  # noqa: DTZ001 - cells have no zone
        ["200706302395\u200b", "18.8.2023", "Pågående", "Osynligt tecken"],
        ["2007-06-30-2395", "18 augusti 2023", "–", "Streck"],
        [None, None, None, None],
        ["Summa", 5],
        [5, None, None, "Antal"],
    ]
    workbook = write_workbook(tmp_path / "a.xlsx", {"Försättsblad": [["Personnummer"]], "Elever": rows})
    file = read_enrolments(workbook, today=TODAY)
    assert {(r.number, r.first, r.last) for r in file.records} == {("200706302395", date(2023, 8, 18), None)}
    assert [record.school for record in file.records] == [
        "Fylls till tio",
        "7",
        "Tar aldrig slut",
        "Osynligt tecken",
        "Streck",
    ]
    assert (file.skipped_empty, file.skipped_totals) == (1, 1)
    assert _codes(file) == [(11, "personal_number.too_short", True)]


def test_open_document_sheets(tmp_path: Path) -> None:
    rows = (
        ods_row("Elever")
        + ods_row("Personnummer", "Börjat", "Slutat")
        + ods_row("0706302395", "20230818", "")
    )
    file = read_enrolments(write_ods(tmp_path / "a.ods", rows), today=TODAY)
    assert [(r.row, r.number, r.first) for r in file.records] == [(3, "200706302395", date(2023, 8, 18))]
    assert (file.source.kind, file.problems) == (TableKind.ODS, [])


def test_pupils_on_several_sheets_are_read_together(tmp_path: Path) -> None:
    header: Cells = ["Personnummer", "Startdatum", "Slutdatum"]
    sheets: dict[str, Sequence[Cells]] = {
        "Mall": [header],
        "Kommunala": [header, ["200706302395", date(2023, 8, 18)], [], ["2007", date(2023, 8, 18)]],
        "Fristående": [
            ["Höstens elever"],
            ["Start", "Pnr", "Skolans ort", "Slut"],
            [date(2024, 8, 18), "200810012385", "Orten", date(2025, 6, 11)],
            [date(2024, 8, 18), "2008", "Orten"],
            ["Summa", 2],
        ],
    }
    file = read_enrolments(write_workbook(tmp_path / "a.xlsx", sheets), today=TODAY)
    assert [(r.row, r.number, r.first, r.last) for r in file.records] == [
        (2, "200706302395", date(2023, 8, 18), None),
        (3, "200810012385", date(2024, 8, 18), date(2025, 6, 11)),
    ]
    assert [(p.sheet, p.row, p.code) for p in file.problems] == [
        ("Kommunala", 4, "personal_number.too_short"),
        ("Fristående", 4, "personal_number.too_short"),
    ]
    assert (file.skipped_empty, file.skipped_totals) == (1, 1)


def test_a_sheet_that_is_hidden_or_has_other_columns_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    header: Cells = ["Personnummer", "Startdatum", "Slutdatum"]
    path = write_workbook(
        tmp_path / "a.xlsx",
        {
            "Elever": [header, ["200706302395", date(2023, 8, 18)]],
            "Förra året": [header, ["200810012385", date(2022, 8, 18)]],
            "Sökande": [["Personnummer", "Startdatum"], ["200810012385", date(2024, 8, 18)]],
        },
    )
    workbook = openpyxl.load_workbook(path)
    workbook["Förra året"].sheet_state = "hidden"
    workbook.save(path)
    file = read_enrolments(path, today=TODAY)
    assert [record.number for record in file.records] == ["200706302395"]
    assert file.problems == [
        RowProblem(sheet=name, row=1, code="sheet.unread", text=name, fatal=False)
        for name in ("Sökande", "Förra året")
    ]


def test_a_file_without_last_days_says_what_that_means(tmp_path: Path) -> None:
    file = _read(tmp_path / "a.csv", "200706302395;2023-08-18", header="Personnr;Började")
    assert [record.last for record in file.records] == [None]
    assert file.problems == [RowProblem(row=1, code="enrolment.no_end_column", fatal=False)]


def test_interim_numbers_need_leave(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    file = _read(path, "20070630T231;Å;FS;2023-08-18;;G;K")
    assert _codes(file) == [(2, "personal_number.interim", True)]
    everybody = read_enrolments(path, today=TODAY, allowed_kinds=frozenset(PersonalNumberKind))
    assert [read_back(r.number).kind for r in everybody.records] == [PersonalNumberKind.INTERIM]


def test_encoding_and_separator_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Personnummer|Startdatum|Slutdatum|Skola\n200706302395|2023-08-18||Å\n", "utf-8")
    file = read_enrolments(path, today=TODAY, reading=Reading(encoding="cp1252", separator="|"))
    assert (file.records[0].school, file.source) == ("Ã…", Source(TableKind.TEXT, "cp1252", "|"))


def test_another_sort_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"file\.header_missing") as raised:
        _read(tmp_path / "a.csv", "200706302395;2026-06-12;Studiebevis", header="Personnr;Datum;Bevis")
    assert raised.value.data["headers"] == "Startdatum"


@pytest.fixture(scope="module")
def shared_enrolments() -> ColumnFile[EnrolmentRecord]:
    if not SHARED.is_dir():
        pytest.skip("the shared enrolment file is not here")
    return read_enrolments(SHARED / "elever.xlsx", today=TODAY)


def test_the_shared_enrolment_file_is_read_completely(shared_enrolments: ColumnFile[EnrolmentRecord]) -> None:
    assert (len(shared_enrolments.records), shared_enrolments.problems) == (3404, [])
    assert sum(record.last is None for record in shared_enrolments.records) == 2018
    for name in ("folkbokforing.csv", "anmalningar.xlsx", "examina.csv"):
        with pytest.raises(InvalidInputError, match=r"file\.header_missing"):
            read_enrolments(SHARED / name, today=TODAY)


def test_a_messy_copy_of_the_shared_file_says_the_same(
    tmp_path: Path, shared_enrolments: ColumnFile[EnrolmentRecord]
) -> None:
    records = shared_enrolments.records
    shapes = ("{0}", "{0:.8}-{1}", "{2}-{1}", "{2}{1}", " {0:.8} {1} ", "{2}–{1}", "{0}.0")
    lines = ["Elever\t\t", "", "HUVUDMAN\tSlutat\tSkola\tPerson nr\tNamn\tProgram\tBörjat"]
    for n, record in enumerate(records):
        value = record.number
        number = shapes[n % len(shapes)].format(value, value[8:], value[2:8])
        first = f"{record.first:%Y%m%d}" if n % 2 else str((record.first - EXCEL_EPOCH).days)
        last = f"{record.last:%Y-%m-%d 00:00:00}" if record.last else ""
        cells = (record.organiser, last, record.school, number, "Å", record.programme, first)
        lines.append("\t".join(cells))
        if n % 500 == 0:
            lines += [lines[-1], "\t\t\t", "Kommunal\t\tG\t2007063\tTrasig\tFS\t2024-08-18"]
    lines.append(f"Totalt\t{len(records)}")
    path = tmp_path / "messy.txt"
    path.write_text("\r\n".join(lines), "utf-16", newline="")
    messy = read_enrolments(path, today=TODAY)
    assert _facts(messy.records) == _facts(records)
    assert [code for _, code, _ in _codes(messy)] == ["row.duplicate", "personal_number.too_short"] * 7
    assert (messy.skipped_empty, messy.skipped_totals) == (7, 1)


_CELLS = st.text(st.characters(exclude_categories=["Cc"]), max_size=12) | st.sampled_from(
    ["200706302395", "2023-08-18", "46000", "Summa"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(_CELLS, min_size=1, max_size=9), max_size=6))
def test_any_cells_end_in_records_or_problems(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_bytes("\n".join((HEADER, *lines)).encode("utf-8", "replace"))
    file = read_enrolments(path, today=TODAY)
    told = len(file.records) + len(file.problems) + file.skipped_empty + file.skipped_totals
    assert told == len(rows)


@pytest.mark.parametrize("header", ["Skolform", "Program"])
def test_education_that_may_be_a_measure_keeps_nobody_out(tmp_path: Path, header: str) -> None:
    told = (
        "SFI",
        "Komvux grundläggande nivå",
        "Orienteringskurs",
        "Svenska för invandrare",
        "Gymnasieskola",
        "NA",
    )
    days = [f"2008{month:02}{day:02}" for month in (1, 3, 5) for day in range(1, 29)]
    lines = [f"{number(day)};2026-08-18;;{told[place % 6]}" for place, day in enumerate(days)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join((f"Personnr;Startdatum;Slutdatum;{header}", *lines)), "utf-8")
    file = read_enrolments(path, today=TODAY)
    assert {record.programme for record in file.records} == {"Gymnasieskola", "NA"}
    assert (len(file.records), len(file.problems)) == (28, 56)
    assert {(problem.code, problem.column, problem.fatal) for problem in file.problems} == {
        ("enrolment.other_education", header, True)
    }
    assert {problem.row for problem in file.problems} | {record.row for record in file.records} == set(
        range(2, 86)
    )
