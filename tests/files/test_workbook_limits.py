"""Small workbooks that would unfold to more than the memory holds, written as no program writes them."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.population import read_population
from tests.files.workbooks import ods_row, text_cell, with_sheet_xml, write_ods

TODAY = date(2026, 9, 30)
HEADER = f"<row>{text_cell('A1', 'Personnummer')}{text_cell('B1', 'Namn')}{text_cell('C1', 'Kommun')}</row>"
FAR = "<c r{}><v>1</v></c>"
FAR_CELL = FAR.format('="XFD1048576"')


def _refused(path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"file\.(?:too_large|too_many_columns|damaged)"):
        read_population(path, today=TODAY)


@pytest.mark.parametrize(
    "place", ["='XFD1048576'", ' = "XFD1048576"', '= "XFD1048576"', '="XFD&#49;048576"', '\n=\n"XFD1048576"']
)
def test_far_cells_however_they_are_written(tmp_path: Path, place: str) -> None:
    _refused(with_sheet_xml(tmp_path / "a.xlsx", f"{HEADER}<row>{FAR.format(place)}</row>"))


def _moved(path: Path, change: dict[str, str], *, wide: bool = False) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            for old, new in change.items():
                content = content.replace(old.encode(), new.encode())  # noqa: PLW2901 - one change upon another
            if wide and "sheet" in name:
                content = content.decode().encode("utf-16")  # noqa: PLW2901 - as above
            archive.writestr(change.get(name, name), content)
    return path


def test_a_sheet_that_lies_elsewhere(tmp_path: Path) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", f"{HEADER}<row>{FAR_CELL}</row>")
    change = {
        "xl/worksheets/sheet1.xml": "xl/other/one.XML",
        "/xl/worksheets/sheet1.xml": "/xl/other/one.XML",
        "worksheets/sheet1.xml": "other/one.XML",
    }
    _refused(_moved(path, change))


def test_a_sheet_by_the_name_of_shared_texts(tmp_path: Path) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", f"{HEADER}<row>{FAR_CELL}</row>")
    change = {
        "xl/worksheets/sheet1.xml": "xl/sharedStrings.xml",
        "/xl/worksheets/sheet1.xml": "/xl/sharedStrings.xml",
        "worksheets/sheet1.xml": "sharedStrings.xml",
    }
    _refused(_moved(path, change))


def test_a_sheet_in_wide_letters(tmp_path: Path) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", f"{HEADER}<row>{FAR_CELL}</row>")
    _refused(_moved(path, {}, wide=True))


@pytest.mark.parametrize("spaces", ["2000000000", "1000000"])
def test_repeated_spaces(tmp_path: Path, spaces: str) -> None:
    cells = ods_row(*[f'a<text:s text:c="{spaces}"/>b'] * 12)
    _refused(write_ods(tmp_path / "a.ods", ods_row("Personnummer", "Namn", "Kommun") + cells))


@pytest.mark.parametrize(
    ("old", "new"),
    [("table:", "t:"), ('repeated="', 'repeated = "'), (r'repeated="(\d+)"', r"repeated='\1'")],
)
def test_repeated_rows_however_they_are_written(tmp_path: Path, old: str, new: str) -> None:
    path = write_ods(
        tmp_path / "a.ods", ods_row("Personnummer", "Namn") + ods_row("x", repeated=1_000_000_000)
    )
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    changed = re.sub(old, new, content).replace("xmlns:table=", "xmlns:t=" if new == "t:" else "xmlns:table=")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", changed)
    _refused(path)


def test_cells_without_references_are_counted(tmp_path: Path) -> None:
    row = f"<row>{'<c><v>1</v></c>' * 900}</row>"
    _refused(with_sheet_xml(tmp_path / "a.xlsx", HEADER + row * 11_200))


def test_repeated_rows_of_repeated_cells(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="999"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="999">{cell}</table:table-row>'
    _refused(write_ods(tmp_path / "a.ods", ods_row("Personnummer", "Namn", "Kommun") + row * 12))


def test_repeated_empty_cells_unfold_to_nothing(tmp_path: Path) -> None:
    """As programs fill the rest of a sheet."""
    rest = '<table:table-cell table:number-columns-repeated="16380"/>'
    row = f"<table:table-row>{ods_row('200803142382', 'Ek', '0180').split('>', 1)[1]}"
    row = row.replace("</table:table-row>", f"{rest}</table:table-row>") * 700
    row += f'<table:table-row table:number-rows-repeated="1047000">{rest}</table:table-row>'
    path = write_ods(tmp_path / "a.ods", ods_row("Personnummer", "Namn", "Kommun") + row)
    rows = len(read_population(path, today=TODAY).problems)
    assert rows == 700


def test_a_text_without_end(tmp_path: Path) -> None:
    cell = f'<c r="A2" t="inlineStr"><is><t>{"x" * 18 * 1024 * 1024}</t></is></c>'
    _refused(with_sheet_xml(tmp_path / "a.xlsx", f"{HEADER}<row>{cell}</row>"))


def test_too_many_shared_texts(tmp_path: Path) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", HEADER)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst>{'<si><t/></si>' * 10_100_000}</sst>")
    _refused(path)


def test_too_many_sheets(tmp_path: Path) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", HEADER)
    with zipfile.ZipFile(path) as archive:
        (sheet,) = re.findall(r"<sheet [^>]*/>", archive.read("xl/workbook.xml").decode())
    _refused(_moved(path, {sheet: sheet * 1100}))
