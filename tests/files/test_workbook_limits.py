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
    _refused(with_sheet_xml(tmp_path / "a.xlsx", HEADER + row * 14_000))


def test_repeated_rows_of_repeated_cells(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="999"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="999">{cell}</table:table-row>'
    _refused(write_ods(tmp_path / "a.ods", ods_row("Personnummer", "Namn", "Kommun") + row * 13))


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
        archive.writestr("xl/sharedStrings.xml", f"<sst>{'<si><t/></si>' * 12_600_000}</sst>")
    _refused(path)


def test_too_many_sheets(tmp_path: Path) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", HEADER)
    with zipfile.ZipFile(path) as archive:
        (sheet,) = re.findall(r"<sheet [^>]*/>", archive.read("xl/workbook.xml").decode())
    _refused(_moved(path, {sheet: sheet * 1100}))


def _with_parts(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


LONG = "y" * 32_000


def _showing(path: Path, texts: str, reference: str) -> Path:
    with_sheet_xml(path, HEADER + f"<row>{reference * 900}</row>" * 28)
    _moved(path, {"</Relationships>": _STRINGS_LINK})
    return _with_parts(path, {"xl/sharedStrings.xml": f"<sst>{texts}</sst>"})


_STRINGS_LINK = (
    '<Relationship Id="rIdTexts" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)
SHORT_AND_LONG = f"<si><t>a</t></si><si/><si><t>{LONG}</t></si>"


@pytest.mark.parametrize(
    ("texts", "reference"),
    [
        (SHORT_AND_LONG, '<c t="s"><v>2</v></c>'),
        (SHORT_AND_LONG, "<c t = 's' s='1'><f>1</f><v>2</v></c>"),
        (SHORT_AND_LONG, '<c t="s"><v>0</v><v>2</v></c>'),
        (SHORT_AND_LONG.replace("<si/>", "<!-- </si> -->"), '<c t="s"><v>1</v></c>'),
        (SHORT_AND_LONG.replace("/si>", "/si >"), '<c t="s"><v>2</v></c>'),
    ],
)
def test_a_long_text_that_many_cells_show(tmp_path: Path, texts: str, reference: str) -> None:
    _refused(_showing(tmp_path / "a.xlsx", texts, reference))


def test_a_long_text_beside_many_cells_that_show_others(tmp_path: Path) -> None:
    path = _showing(tmp_path / "a.xlsx", SHORT_AND_LONG, '<c t="s"><v>0</v></c>')
    assert len(read_population(path, today=TODAY).problems) == 28


def test_a_long_text_in_repeated_cells(tmp_path: Path) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="900"><text:p>{LONG}</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="30">{cell}</table:table-row>'
    _refused(write_ods(tmp_path / "a.ods", ods_row("Personnummer", "Namn", "Kommun") + row))


def test_a_long_text_far_into_a_repeated_row(tmp_path: Path) -> None:
    empty = f'<table:table-cell table:style-name="{LONG}"/>' * 80
    row = f'<table:table-row table:number-rows-repeated="28000">{empty}{ods_row(LONG).split(">", 1)[1]}'
    _refused(write_ods(tmp_path / "a.ods", ods_row("Personnummer", "Namn", "Kommun") + row))


@pytest.mark.parametrize("element", ['<numFmt numFmtId="900" formatCode="yyyy"/>', "<x:xf/>"])
def test_too_many_formats(tmp_path: Path, element: str) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", HEADER)
    _refused(_moved(path, {"</styleSheet>": f"{element * 260_000}</styleSheet>"}))


@pytest.mark.parametrize("target", ["theme/sheet1.xml", "worksheets/sheet1.bin"])
def test_a_sheet_where_none_belongs(tmp_path: Path, target: str) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", f"{HEADER}<row>{FAR_CELL}</row>")
    change = {f"{start}worksheets/sheet1.xml": f"{start}{target}" for start in ("xl/", "/xl/")}
    _refused(_moved(path, change))


@pytest.mark.parametrize(
    ("link", "target"),
    [("rId1", ""), ("again", "/xl/worksheets/sheet1.xml"), ("again", "Worksheets/SHEET1.xml")],
)
def test_two_sheets_in_one_part(tmp_path: Path, link: str, target: str) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", HEADER)
    with zipfile.ZipFile(path) as archive:
        (sheet,) = re.findall(r"<sheet [^>]*/>", archive.read("xl/workbook.xml").decode())
        (relation,) = re.findall(
            r"<Relationship [^>]*sheet1[^>]*/>", archive.read("xl/_rels/workbook.xml.rels").decode()
        )
    assert 'id="rId1"' in sheet
    other = sheet.replace('name="A"', 'name="B"').replace('id="rId1"', f'id="{link}"')
    change = {sheet: sheet + other}
    if target:
        added = re.sub('Target="[^"]*"', f'Target="{target}"', relation).replace('"rId1"', f'"{link}"')
        change[relation] = relation + added
    _refused(_moved(path, change))


def test_parts_that_are_one_to_the_reader(tmp_path: Path) -> None:
    path = with_sheet_xml(tmp_path / "a.xlsx", HEADER)
    _refused(_with_parts(path, {"xl/Worksheets/sheet1.xml": "<worksheet/>"}))


def test_the_cells_of_all_sheets_are_counted_together(tmp_path: Path) -> None:
    row = f"<row>{'<c><v>1</v></c>' * 900}</row>"
    path = with_sheet_xml(tmp_path / "a.xlsx", HEADER + row * 8_000)
    with zipfile.ZipFile(path) as archive:
        content = archive.read("xl/worksheets/sheet1.xml").decode()
    _refused(_with_parts(path, {"xl/worksheets/sheet2.xml": content}))
