"""Files whose headers do not tell: the user says which column is which, and how its days are written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import NO_HEADER, DateOrder, Reading
from kaa_desktop.domain.sources import EnrolmentRecord, FileKind
from kaa_desktop.files.cells import date_of
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.recognition import recognise
from tests.files.workbooks import write_workbook

TODAY = date(2026, 9, 30)
NUMBER = "200706302395"
ROWS = [["Elev", "In", "Ut", "Skola"], [NUMBER, "2024-08-15", "2026-03-04", "Nordskolan"]]


def _read(path: Path, reading: Reading) -> ColumnFile[EnrolmentRecord]:
    return read_enrolments(path, today=TODAY, reading=reading)


def _text(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_columns_are_named_by_header_or_place(tmp_path: Path) -> None:
    path = _text(tmp_path / "a.csv", ROWS)
    with pytest.raises(InvalidInputError, match=r"enrolment\.no_day"):
        _read(path, Reading())
    for number, last in (("Elev", "Ut"), ("#1", "#3"), (" ELEV ", "ut")):
        file = _read(path, Reading(columns={"number": number, "first": "In", "last": last}))
        (record,) = file.records
        assert (record.number, record.last) == (NUMBER, date(2026, 3, 4))
        assert record.school == "Nordskolan"  # recognised by its own header


def test_a_field_can_be_left_out_and_a_column_serves_the_field_that_asks_for_it(tmp_path: Path) -> None:
    path = _text(tmp_path / "a.csv", ROWS)
    columns = {"number": "Elev", "first": "In", "school": "", "organiser": "Skola"}
    (record,) = _read(path, Reading(columns=columns)).records
    assert (record.school, record.organiser) == ("", "Nordskolan")
    (record,) = _read(path, Reading(columns={"number": "Elev", "first": "In", "programme": "Skola"})).records
    assert (record.school, record.programme) == ("", "Nordskolan")


def test_a_header_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        _read(_text(tmp_path / "a.csv", ROWS), Reading(columns={"number": "Pupil", "first": "#9"}))
    assert caught.value.data["headers"] == "Personnummer, Startdatum"


def test_a_file_without_headers_begins_with_its_first_record(tmp_path: Path) -> None:
    path = _text(tmp_path / "a.csv", [ROWS[1], ["200706302390", "x", "", ""]])
    columns = {"number": "#1", "first": "#2", "last": "#3"}
    file = _read(path, Reading(columns=columns, header_row=NO_HEADER))
    assert [record.row for record in file.records] == [1]
    assert [(problem.row, problem.column) for problem in file.problems] == [(2, "A")]


def test_the_header_line_can_be_stated(tmp_path: Path) -> None:
    rows = [["Personnummer", "Startdatum", "old", "layout"], *ROWS]
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": rows})
    columns = {"number": "Elev", "first": "In"}
    (record,) = _read(path, Reading(columns=columns, header_row=2)).records
    assert record.row == 3


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("3/4/2026", DateOrder.DAY_FIRST, date(2026, 4, 3)),
        ("3/4/2026", DateOrder.MONTH_FIRST, date(2026, 3, 4)),
        ("03-04-26", DateOrder.DAY_FIRST, date(2026, 4, 3)),
        ("26-04-03", DateOrder.YEAR_FIRST, date(2026, 4, 3)),
        ("30/9/2026", DateOrder.YEAR_FIRST, date(2026, 9, 30)),
        ("2026-09-30", DateOrder.MONTH_FIRST, date(2026, 9, 30)),
    ],
)
def test_days_are_read_in_the_stated_order(text: str, order: DateOrder, day: date) -> None:
    assert date_of(text, order) == day


@pytest.mark.parametrize(
    ("text", "order"), [("30/9/2026", DateOrder.MONTH_FIRST), ("3/4/26", DateOrder.UNSTATED)]
)
def test_days_that_contradict_the_order_are_not_guessed(text: str, order: DateOrder) -> None:
    with pytest.raises(InvalidInputError, match=r"cell\.date"):
        date_of(text, order)


def test_the_order_reaches_the_cells(tmp_path: Path) -> None:
    path = _text(tmp_path / "a.csv", [["Personnummer", "Startdatum"], [NUMBER, "3/4/2024"]])
    assert not _read(path, Reading()).records
    assert _read(path, Reading(dates=DateOrder.DAY_FIRST)).records[0].first == date(2024, 4, 3)


def test_a_password_opens_a_workbook(tmp_path: Path) -> None:
    rows = [["Personnummer", "Startdatum", "Slutdatum"], [NUMBER, "2024-08-15", ""]]
    clear = write_workbook(tmp_path / "clear.xlsx", {"Blad1": rows})
    path = tmp_path / "sealed.xlsx"
    path.write_bytes(encrypted_workbook(clear.read_bytes(), "hemligt"))
    for password, code in (("", r"file\.encrypted"), ("fel", r"file\.password_wrong")):
        with pytest.raises(InvalidInputError, match=code):
            _read(path, Reading(password=password))
        with pytest.raises(InvalidInputError, match=code):
            recognise(path, password)
    assert len(_read(path, Reading(password="hemligt")).records) == 1
    assert recognise(path, "hemligt") is FileKind.ENROLMENT
    assert "hemligt" not in repr(Reading(password="hemligt"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clear.xlsx", "sealed.xlsx"]


def test_a_truncated_encrypted_workbook_ends_in_a_message(tmp_path: Path) -> None:
    clear = write_workbook(tmp_path / "clear.xlsx", {"Blad1": ROWS})
    whole = encrypted_workbook(clear.read_bytes(), "hemligt")
    path = tmp_path / "sealed.xlsx"
    for size in range(1000, len(whole), 777):
        path.write_bytes(whole[:size])
        with pytest.raises(InvalidInputError, match=r"file\.(damaged|encrypted|kind|password_wrong)"):
            _read(path, Reading(password="hemligt"))
