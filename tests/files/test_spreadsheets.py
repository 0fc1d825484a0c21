"""Tables come back from other programs as they were written, and large ones cost no memory."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import subprocess
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.files.spreadsheets import (
    Kind,
    TableColumn,
    TableSheet,
    Value,
    tab_separated,
    write_csv,
    write_workbook,
)

COLUMNS = (
    TableColumn("Namn", width=24),
    TableColumn("Antal", Kind.NUMBER),
    TableColumn("Dagar", Kind.DECIMAL),
    TableColumn("Dag", Kind.DATE),
    TableColumn("Andel", Kind.SHARE),
)
ROWS: list[tuple[Value, ...]] = [
    ("Åsa “Öberg” <&>", 12, 27.5, dt.date(2026, 2, 28), 0.25),
    ("=1+1", 0, 0.1, dt.date(2008, 2, 29), 1.0),
    ("  två rader\nhär ", None, None, None, None),
    ("20080701-2398", 65_000, 1234.5, dt.date(1999, 12, 31), 0.333333),
]


def workbook(rows: list[tuple[Value, ...]] = ROWS) -> io.BytesIO:
    stream = io.BytesIO()
    write_workbook(stream, [TableSheet("Mått: 2026H1", COLUMNS, rows), TableSheet("Tom", COLUMNS)])
    return io.BytesIO(stream.getvalue())


def test_a_workbook_comes_back_with_its_types() -> None:
    book = openpyxl.load_workbook(workbook())
    sheet = book["Mått  2026H1"]
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    found = [
        tuple(cell.date() if isinstance(cell, dt.datetime) else cell for cell in row)
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    assert found == ROWS
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E5"
    assert sheet.column_dimensions["A"].width == 24
    assert sheet["A3"].data_type == "s"
    assert [sheet[f"{letter}2"].number_format for letter in "ABDE"] == ["@", "#,##0", r"yyyy\-mm\-dd", "0.0%"]
    assert book["Tom"].max_row == 1


@given(st.text(max_size=30).filter(lambda text: text.strip("\r") == text and "\r" not in text))
def test_any_text_comes_back_or_loses_only_what_no_workbook_holds(text: str) -> None:
    sheet = openpyxl.load_workbook(workbook([(text, None, None, None, None)])).worksheets[0]
    kept = "".join(one for one in text if one in "\t\n" or (one >= " " and not "\ud800" <= one <= "\udfff"))
    assert (sheet["A2"].value or "") == kept.replace("\ufffe", "").replace("\uffff", "")


def test_a_csv_is_what_a_swedish_spreadsheet_reads() -> None:
    stream = io.BytesIO()
    write_csv(stream, TableSheet("Mått", COLUMNS, ROWS))
    content = stream.getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert rows[1] == ["Åsa “Öberg” <&>", "12", "27,5", "2026-02-28", "0,25"]
    assert rows[2][0] == "'=1+1"
    assert rows[3] == ["  två rader\nhär ", "", "", "", ""]
    assert tab_separated(TableSheet("Mått", COLUMNS, ROWS)).splitlines()[3] == "  två rader här \t\t\t\t"


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_libreoffice_gives_the_same_values(suffix: str, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    plain = [row for row in ROWS if "\n" not in str(row[0]) and row[0] != "=1+1"]
    source = tmp_path / f"tabell.{suffix}"
    with source.open("wb") as target:
        if suffix == "xlsx":
            write_workbook(target, [TableSheet("Mått", COLUMNS, plain)])
        else:
            write_csv(target, TableSheet("Mått", COLUMNS, plain))
    out = tmp_path / "out"
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    # 59 semicolon, 34 quote, 76 UTF-8, first line 1, Swedish
    reading = ["--infilter=CSV:59,34,76,1,,1053,false,true"] if suffix == "csv" else []
    subprocess.run(
        [*command, "xlsx", *reading, "--outdir", str(out), str(source)], check=True, capture_output=True
    )
    sheet = openpyxl.load_workbook(out / "tabell.xlsx").worksheets[0]
    found = [
        tuple(cell.date() if isinstance(cell, dt.datetime) else cell for cell in row)
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    assert found == plain


def many(count: int) -> Iterator[tuple[Value, ...]]:
    for number in range(count):
        yield f"Namn {number}", number, number / 3, dt.date(2026, 1, 1), 0.5


class Counted(io.BytesIO):
    """Takes bytes and forgets them."""

    size = 0

    def write(self, content: Any, /) -> int:
        self.size += len(content)
        return len(content)

    def tell(self) -> int:
        return self.size


def peak(count: int) -> int:
    tracemalloc.start()
    write_workbook(Counted(), [TableSheet("Lista", COLUMNS, many(count))])
    _now, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return highest


def test_a_hundred_thousand_rows_take_no_more_memory_than_a_thousand() -> None:
    assert peak(100_000) < peak(1_000) + 1_000_000


@pytest.mark.parametrize("count", [0, 1, 40, 120, 400])
def test_small_and_large_workbooks_open_with_their_password(count: int) -> None:
    stream = io.BytesIO()
    write_workbook(stream, [TableSheet("Lista", COLUMNS, many(count))])
    sealed = msoffcrypto.OfficeFile(io.BytesIO(encrypted_workbook(stream.getvalue(), "hemligt")))
    sealed.load_key(password="hemligt")
    plain = io.BytesIO()
    sealed.decrypt(plain)
    assert openpyxl.load_workbook(plain).worksheets[0].max_row == count + 1
