from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import Reading
from kaa_desktop.files.encodings import detect_encoding
from kaa_desktop.files.headers import Column
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.tables import Source, Table, read_table
from tests.files.workbooks import ods_row, text_cell, with_sheet_xml, write_ods, write_workbook

COLUMNS = (
    Column("number", "Personnr", ("Personnummer",), group="number"),
    Column("name", "Namn", group="name"),
    Column("city", "Postort"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def _cells(table: Table) -> list[tuple[object, ...]]:
    return [(row.number, *row.cells[:-1]) for row in table.rows]


def _refused(path: Path) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as raised:
        list(read_table(path, COLUMNS).rows)
    return raised.value


def _code(path: Path) -> str:
    try:
        return f"read {len(list(read_table(path, COLUMNS).rows))}"
    except InvalidInputError as error:
        return error.code


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "reported"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_encoding_and_separator_are_found(
    tmp_path: Path, encoding: str, reported: str, separator: str
) -> None:
    lines = [("Personnr", "Namn", "Postort"), ("1234567890", '"Åsberg, Öst; Ärla|x"', "Malmö")]
    path = _write(tmp_path / "a.csv", "\r\n".join(map(separator.join, lines)), encoding)
    table = read_table(path, COLUMNS)
    assert table.source == Source(TableKind.TEXT, reported, separator)
    assert _cells(table) == [(2, "1234567890", "Åsberg, Öst; Ärla|x", "Malmö")]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac_roman", "Åberg, Åsa, Pär ÅÅÅÅ"),
        ("mac_roman", "Öberg, Pär ”Pälle” ”Ålen” ”Öl”"),
        ("cp850", "Ågren, Märta ÄÖÅ Müller"),
        ("cp1252", "“Åsa” – ‘Öst’ – Pär…"),
        ("cp1252", "Öberg, Pär ”Pälle” ”” ”” ””"),
        ("cp850", "Öö öö"),
    ],
)
def test_old_encodings_are_told_apart_by_few_letters(tmp_path: Path, encoding: str, text: str) -> None:
    path = _write(tmp_path / "a.csv", f"Personnr;Namn\n1234567890;{text}\n", encoding)
    assert detect_encoding(path) == encoding


def test_the_first_letter_with_a_ring_may_come_late(tmp_path: Path) -> None:
    rows = "1234567890;Anna;Lund\n" * 100_000
    path = _write(tmp_path / "a.csv", f"Personnr;Namn;Postort\n{rows}1234567890;Åsa;Lund\n", "cp1252")
    *_, last = read_table(path, COLUMNS).rows
    assert last.cells[1] == "Åsa"


def test_many_dashes_and_few_letters_are_the_windows_encoding(tmp_path: Path) -> None:
    rows = "".join(f"200706{day}–2395;Skickat\n" for day in range(10, 30))
    path = _write(tmp_path / "a.csv", f"Personnr;Namn\n{rows}20070630–2395;Frånvaro\n", "cp1252")
    assert detect_encoding(path) == "cp1252"


def test_encoding_and_separator_can_be_set(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", "Personnr|Namn\n1|Åsa\n", "utf-8")
    table = read_table(path, COLUMNS, Reading(encoding="cp1252", separator="|"))
    assert _cells(table) == [(2, "1", "Ã…sa")]
    for wrong in ("ascii", "no-such-encoding"):
        with pytest.raises(InvalidInputError, match=r"file\.encoding"):
            list(read_table(path, COLUMNS, Reading(encoding=wrong)).rows)
    with pytest.raises(InvalidInputError, match=r"file\.separator"):
        read_table(path, COLUMNS, Reading(separator="x"))


def test_titles_totals_empty_lines_and_repeated_headers(tmp_path: Path) -> None:
    text = (
        "sep=;\nUtdrag ur folkbokföringen;2026-09-30\n\n Person nr ;NAMN;Ort\n1234567890;Anna;Lund\n;;\n\n"
        'PERSON- NR;Namn;ORT\n1234567891;"Bo\nBertil";Lund;extra\n1234567892\nSumma;3;\nTotalt antal: 3\n'
    )
    table = read_table(_write(tmp_path / "a.txt", text), COLUMNS)
    assert table.header_row_number == 4
    assert _cells(table) == [
        (5, "1234567890", "Anna", "Lund"),
        (9, "1234567891", "Bo\nBertil", "Lund"),
        (10, "1234567892", "", ""),
    ]
    assert (table.rows.skipped.empty, table.rows.skipped.totals, table.rows.skipped.headers) == (2, 2, 1)


def test_a_stray_quotation_mark_spoils_its_own_row_only(tmp_path: Path) -> None:
    rows = "".join(f"123456789{n % 10};Anna;Lund\n" for n in range(300))
    text = f'Personnr;Namn\n1234567890;"Anna;Lund\n{rows}1234567890;"sist;Lund\n1234567890;Bo;Lund'
    cells = _cells(read_table(_write(tmp_path / "a.csv", text), COLUMNS))
    assert len(cells) == 303
    assert cells[0] == (2, "1234567890", "Anna")
    assert cells[-2:] == [(303, "1234567890", "sist"), (304, "1234567890", "Bo")]


@pytest.mark.parametrize("separator", ["^", "~", ":", "#"])
def test_rare_separators_are_found(tmp_path: Path, separator: str) -> None:
    lines = (f"Personnr{separator}Namn", f"200706302395{separator}Åsa", f"200604302398{separator}Bo kl 10")
    table = read_table(_write(tmp_path / "a.txt", "\n".join(lines)), COLUMNS)
    assert _cells(table) == [(2, "200706302395", "Åsa"), (3, "200604302398", "Bo kl 10")]


@pytest.mark.parametrize("between", ["!", "   ", ""])
def test_columns_that_nothing_parts_are_told(tmp_path: Path, between: str) -> None:
    rows = (("Personnr", "Namn"), ("200706302395", "Åsa"), ("20060430-2398", "Bo"))
    lines = (f"{one:14}{between}{two}" if between == "   " else f"{one}{between}{two}" for one, two in rows)
    assert _code(_write(tmp_path / "a.txt", "\n".join(lines))) == "file.unseparated"


def test_quotation_marks_behind_a_space(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", '"Personnr"; "Namn"\n"1"; "Ek; Bo"\n2;  Ek\n')
    assert _cells(read_table(path, COLUMNS)) == [(2, "1", "Ek; Bo"), (3, "2", "Ek")]


def test_headers_that_are_missing_are_named(tmp_path: Path) -> None:
    error = _refused(_write(tmp_path / "a.csv", "Ort;Land\nLund;Sverige\n"))
    assert (error.code, error.data["headers"]) == ("file.header_missing", "Personnr, Namn")


def test_workbooks_are_read_with_row_numbers(tmp_path: Path) -> None:
    rows: list[Sequence[str | float | None]] = [
        [None],
        ["Titel"],
        [],
        [None, "Personnr", "Namn"],
        [None, 1234567890, "Åsa"],
        [],
        [None, "Summa", 1],
    ]
    table = read_table(write_workbook(tmp_path / "a.xlsx", {"Tom": [], "B": rows}), COLUMNS)
    assert (table.sheet, table.header_row_number, table.source.kind) == ("B", 4, TableKind.XLSX)
    assert [
        (row.number, table.position("number"), row.cells[table.position("number")]) for row in table.rows
    ] == [(5, table.position("number"), 1234567890)]
    assert (table.rows.skipped.empty, table.rows.skipped.totals) == (1, 1)


def test_open_document_sheets_are_read(tmp_path: Path) -> None:
    rows = ods_row("Personnr", "Namn") + ods_row("1234567890", "Åsa") + ods_row(repeated=1_000_000)
    table = read_table(write_ods(tmp_path / "a.ods", rows), COLUMNS)
    assert (_cells(table), table.source.kind) == ([(2, "1234567890", "Åsa")], TableKind.ODS)


def test_the_bytes_decide_and_not_the_ending(tmp_path: Path) -> None:
    workbook = write_workbook(tmp_path / "a.xlsx", {"A": [["Personnr", "Namn"], ["1", "Bo"]]})
    assert read_table(workbook.rename(tmp_path / "a.csv"), COLUMNS).source.kind is TableKind.XLSX
    text = _write(tmp_path / "b.xlsx", "Personnr;Namn\n1;Bo\n")
    assert read_table(text, COLUMNS).source.kind is TableKind.TEXT


@pytest.mark.parametrize("ending", ["xls", "ods", "csv", "xlsm"])
def test_a_workbook_under_another_ending_is_read(tmp_path: Path, ending: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": [["Personnr", "Namn"], ["1", "Bo"]]})
    assert _cells(read_table(path.rename(tmp_path / f"a.{ending}"), COLUMNS)) == [(2, "1", "Bo")]
    path = write_ods(tmp_path / "b.ods", ods_row("Personnr", "Namn") + ods_row("1", "Bo"))
    assert _cells(read_table(path.rename(tmp_path / f"b.{ending}"), COLUMNS)) == [(2, "1", "Bo")]


def test_formulas_are_not_evaluated(tmp_path: Path) -> None:
    formula = '<row r="2"><c r="A2"><f>1+1</f><v>5</v></c><c r="B2"><f>1+1</f></c></row>'
    header = f'<row r="1">{text_cell("A1", "Personnr")}{text_cell("B1", "Namn")}</row>'
    table = read_table(with_sheet_xml(tmp_path / "a.xlsx", header + formula), COLUMNS)
    assert _cells(table) == [(2, 5.0, "")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "file.empty"),
        ("a.csv", b"\n \n;;\n", "file.empty"),
        ("a.pdf", b"%PDF-1.7", "file.kind"),
        ("a.csv", b"%PDF-1.7", "file.kind"),
        ("a.xls", b"<html><table>", "file.markup"),
        ("b.xls", b'<?xml version="1.0"?><Workbook>', "file.markup"),
        ("a.csv", bytes(range(256)), "file.kind"),
        ("a.xlsx", bytes(range(256)), "file.damaged"),
        ("a.xlsx", b"PK\x03\x04 half a workbook", "file.damaged"),
        ("a.xls", _OLE + b"\x00" * 2000, "file.damaged"),
        ("a.xls", _OLE + b"\x00" * 504 + "Workbook".encode("utf-16-le") + b"\x00" * 600, "file.damaged"),
        ("a.xlsx", _OLE + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
        ("a.csv", b"\xff\xfe\x00\xd8;\x00\n\x00", "file.encoding"),
        ("a.csv", b"Personnr;Namn\n" + b"x" * 1_100_000, "file.line_too_long"),
        ("a.csv", b"Personnr;Namn\n1;" + b"x" * 200_000, "file.line_too_long"),
        ("a.csv", b"Personnr;Namn\n" + b";" * 1_000_000, "file.too_wide"),
    ],
)
def test_each_trouble_has_its_own_code(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert _refused(_write(tmp_path / name, content)).code == code


def test_places_that_hold_no_file(tmp_path: Path) -> None:
    assert _refused(tmp_path / "nowhere.csv").code == "file.missing"
    assert _refused(tmp_path).code == "file.folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert _refused(tmp_path / "pipe.csv").code == "file.kind"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", "Personnr;Namn\n")
    path.chmod(0)
    assert _refused(path).code == "file.unreadable"


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"A": [["Personnr", "Namn"]]})
    whole = path.read_bytes()
    for share in (4, 2, 1.2):
        assert _refused(_write(path, whole[: int(len(whole) / share)])).code == "file.damaged"


def test_other_archives_and_protected_ones(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "x")
    assert _refused(tmp_path / "a.xlsx").code == "file.kind"
    protected = write_ods(tmp_path / "b.ods", "", manifest="<manifest:encryption-data/>")
    assert _refused(protected).code == "file.encrypted_ods"
    with zipfile.ZipFile(tmp_path / "sealed.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("encrypted-package", b"\x00\x01")
    assert _refused(tmp_path / "sealed.ods").code == "file.encrypted_ods"


@pytest.mark.parametrize(
    ("far", "code"),
    [("XFD2", "file.too_many_columns"), ("ALM2", "file.too_many_columns"), ("AZ1048576", "file.too_large")],
)
def test_far_cells_do_not_fill_the_memory(tmp_path: Path, far: str, code: str) -> None:
    rows = f'<row r="1">{text_cell("A1", "Personnr")}</row><row>{text_cell(far, "x")}</row>'
    assert _refused(with_sheet_xml(tmp_path / "a.xlsx", rows)).code == code


_VALUE = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (
            '<table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>',
            "file.too_many_columns",
        ),
        (
            f'<table:table-cell table:number-columns-repeated="16000"/>{_VALUE}',
            "file.too_many_columns",
        ),
    ],
)
def test_repeated_cells_do_not_fill_the_memory(tmp_path: Path, cell: str, code: str) -> None:
    path = write_ods(tmp_path / "a.ods", f"<table:table-row>{cell}</table:table-row>")
    assert _refused(path).code == code


def test_repeated_rows_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "a.ods", ods_row("x", repeated=1_000_000_000))
    assert _refused(path).code == "file.too_large"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from([b"", b"PK\x03\x04", _OLE, b"\xff\xfe", b"\xef\xbb\xbf", b"Personnr;Namn\n", b'"']),
    body=st.binary(max_size=2000) | st.text(max_size=500).map(str.encode),
    suffix=st.sampled_from([".csv", ".txt", ".xlsx", ".ods", ".xls", ".doc"]),
)
def test_random_bytes_end_in_rows_or_a_clear_error(
    tmp_path: Path, head: bytes, body: bytes, suffix: str
) -> None:
    path = _write(tmp_path / f"random{suffix}", head + body)
    assert _code(path).startswith(("file.", "read"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_changed_byte_ends_in_rows_or_a_clear_error(tmp_path: Path, place: float, flip: int) -> None:
    path = tmp_path / "sound.xlsx"
    if not path.exists():
        write_workbook(path, {"A": [["Personnr", "Namn"], ["1", "Bo"]]})
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= flip
    assert _code(_write(tmp_path / "changed.xlsx", bytes(content))).startswith(("file.", "read"))
