"""Files that nobody should send: each ends in a clear message, and nothing of it reaches the register."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.services.workspace import Workspace
from tests.files.attempts import STATUS, attempts, contents, facts
from tests.files.workbooks import text_cell, with_sheet_xml, write_ods, write_workbook
from tests.registers import new_workspace

ROOT = Path(__file__).parents[2]
MIB = 1024 * 1024
MILLIONTH_COLUMN = "BDWGN"
HEADERS = [
    "Personnr",
    "Namn",
    "Kommunkod",
    "Startdatum",
    "Slutdatum",
    "Skola",
    "Studievägskod",
    "Typ",
    "Datum",
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One empty register for all; every test holds that it stays empty."""
    made = new_workspace(tmp_path_factory.mktemp("register"))
    yield made
    made.register.close()


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - the same noise each time


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def sound_workbook(path: Path) -> Path:
    rows = [HEADERS, *([f"2008031423{n:02d}"] * len(HEADERS) for n in range(50))]
    return write_workbook(path, {"Ungdomar": rows})


def truncated(folder: Path) -> Path:
    path = sound_workbook(folder / "a.xlsx")
    return write(path, path.read_bytes()[: path.stat().st_size // 2])


def without_end(folder: Path) -> Path:
    """Every member is there; the directory at the end is not."""
    path = sound_workbook(folder / "a.xlsx")
    return write(path, path.read_bytes()[:-40])


def wide_text(folder: Path) -> Path:
    return write(folder / "a.csv", b";".join(b"Personnr" for _ in range(1_000_000)) + b"\n")


def wide_text_below(folder: Path) -> Path:
    return write(folder / "a.csv", ";".join(HEADERS).encode() + b"\n" + b"1;" * 500_000)


def wide_workbook(folder: Path) -> Path:
    cells = text_cell("A1", "Personnr") + text_cell(f"{MILLIONTH_COLUMN}1", "Namn")
    return with_sheet_xml(folder / "a.xlsx", f'<row r="1">{cells}</row>')


def wide_document(folder: Path) -> Path:
    cell = '<table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell>'
    return write_ods(folder / "a.ods", f"<table:table-row>{cell}</table:table-row>")


def locked_archive(folder: Path) -> Path:
    """The members are marked as encrypted."""
    content = bytearray(sound_workbook(folder / "a.xlsx").read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            content[start + place] |= 1
    return write(folder / "a.xlsx", bytes(content))


def locked_workbook(folder: Path) -> Path:
    path = sound_workbook(folder / "a.xlsx")
    return write(path, encrypted_workbook(path.read_bytes(), "hemligt"))


def entities(folder: Path) -> Path:
    """A billion laughs in the sheet."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path = with_sheet_xml(folder / "a.xlsx", f'<row r="1">{text_cell("A1", "&l9;")}</row>')
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'<?xml version="1.0"?>', head)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def empty_formulas(folder: Path) -> Path:
    """A workbook of formulas whose results nobody stored."""
    cells = "".join(f'<c r="{c}{{n}}"><f>CONCATENATE("Person","nr")</f></c>' for c in "ABCD")
    rows = "".join(f'<row r="{n}">{cells.format(n=n)}</row>' for n in range(1, 9))
    return with_sheet_xml(folder / "a.xlsx", rows)


NOT_TEXT = {"file.no_workbook"}

CASES: dict[str, tuple[Callable[[Path], Path], set[str]]] = {
    "noise as text": (lambda f: write(f / "a.csv", noise(MIB)), {"file.kind"}),
    "noise as workbook": (lambda f: write(f / "a.xlsx", noise(MIB)), {"file.damaged"}),
    "noise as old workbook": (lambda f: write(f / "a.xls", noise(MIB)), {"file.damaged"}),
    "noise as document": (lambda f: write(f / "a.ods", noise(MIB)), {"file.damaged"}),
    "noise after a zip's head": (lambda f: write(f / "a.xlsx", b"PK\x03\x04" + noise(MIB)), {"file.damaged"}),
    "letters without a header": (
        lambda f: write(f / "a.csv", noise(2 * MIB).hex().encode()[:MIB]),
        {"file.header_missing", "file.line_too_long", *NOT_TEXT},
    ),
    "nothing": (lambda f: write(f / "a.csv", b""), {"file.empty"}),
    "truncated": (truncated, {"file.damaged"}),
    "without its end": (without_end, {"file.damaged"}),
    "a million columns, text": (wide_text, {"file.too_wide", "file.line_too_long", *NOT_TEXT}),
    "a million columns, below": (wide_text_below, {"file.too_wide", "file.header_missing", *NOT_TEXT}),
    "a million columns, workbook": (wide_workbook, {"file.too_many_columns"}),
    "a million columns, document": (wide_document, {"file.too_many_columns"}),
    "wrong encoding": (
        lambda f: write(f / "a.csv", b"\xff\xfe" + "Personnr;Namn\n".encode("utf-16-le") + b"\x00\xd8;\x00"),
        {"file.encoding", *NOT_TEXT},
    ),
    "half a letter": (
        lambda f: write(f / "a.csv", "Personnr;Namn\n".encode("utf-16")[:-1]),
        {"file.encoding", *NOT_TEXT},
    ),
    "archive under a password": (locked_archive, {"file.encrypted"}),
    "workbook under a password": (locked_workbook, {"file.encrypted"}),
    "entities within entities": (entities, {"file.damaged", "file.header_missing", "file.sheet_missing"}),
    "formulas without results": (
        empty_formulas,
        {"file.empty", "file.header_missing", "file.sheet_missing"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_import_tells_what_is_wrong_and_writes_nothing(
    workspace: Workspace, tmp_path: Path, case: str
) -> None:
    make, codes = CASES[case]
    before = contents(workspace)
    found = attempts(workspace, make(tmp_path))
    assert set(found.values()) <= codes, found
    assert contents(workspace) == before


FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+46",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "=20080314-2382",
]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_rows_of_formulas_are_left_out_one_by_one(workspace: Workspace, tmp_path: Path, suffix: str) -> None:
    """Known headers above; the number cell is a formula, so no row can be taken."""
    path = tmp_path / f"a{suffix}"
    width = len(HEADERS)
    if suffix == ".csv":
        lines = [
            ";".join(HEADERS),
            *(";".join([f'"{f.replace(chr(34), chr(34) * 2)}"'] * width) for f in FORMULAS),
        ]
        path.write_text("\n".join(lines), "utf-8")
    else:
        write_workbook(path, {"A": [HEADERS, *([formula] * width for formula in FORMULAS)]})
    before = facts(workspace)
    found = attempts(workspace, path)
    refused = {kind for kind, text in found.items() if text.startswith("file.")}
    assert "register" in refused
    for kind in set(found) - refused:
        assert found[kind] != "read, 0 problems"
    assert facts(workspace) == before


@given(content=st.binary(max_size=3000), head=st.sampled_from([b"", ";".join(HEADERS).encode() + b"\n"]))
def test_any_bytes_write_nothing(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, content: bytes, head: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    before = facts(workspace)
    for text in attempts(workspace, write(path, head + content)).values():
        assert text.startswith(("file.", "read"))
    assert facts(workspace) == before


@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_changed_byte_writes_nothing_that_was_not_there(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, place: float, flip: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    sound = folder / "sound.xlsx"
    if not sound.exists():
        write_workbook(sound, {"A": [HEADERS]})
    content = bytearray(sound.read_bytes())
    content[int(place * len(content))] ^= flip
    before = facts(workspace)
    for text in attempts(workspace, write(folder / "changed.xlsx", bytes(content))).values():
        assert text.startswith(("file.", "read"))
    assert facts(workspace) == before


def measured(path: Path) -> dict[str, Any]:
    """In a process of its own, whose memory is nobody else's."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.files.attempts", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def long_line(path: Path, *, sparse: bool) -> Path:
    """A header and one line of 300 MB; in a sparse file its end takes no room on the disk."""
    with path.open("wb") as stream:
        stream.write(";".join(HEADERS).encode() + b"\n" + b"x" * 64 * 1024)
        if sparse:
            stream.truncate(300 * MIB)
        else:
            for _ in range(300):
                stream.write(b"20080314-2382;" * (MIB // 14))
    return path


def bomb(path: Path) -> Path:
    """A small workbook that unfolds to more than a computer should give."""
    with_sheet_xml(path, "")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as sheet,
    ):
        for _ in range(800):
            sheet.write(b" " * MIB)
    return path


needs_count = pytest.mark.skipif(
    not STATUS.exists(), reason="the system does not tell the memory of a process"
)


@needs_count
def test_a_line_of_300_megabytes_stays_out_of_the_memory(tmp_path: Path) -> None:
    result = measured(long_line(tmp_path / "a.csv", sparse=True))
    assert set(result["codes"].values()) <= {"file.line_too_long", "file.no_workbook"}
    assert result["untouched"]
    assert result["mib"] < 100


@needs_count
@pytest.mark.heavy
def test_a_line_of_300_megabytes_of_text_stays_out_of_the_memory(tmp_path: Path) -> None:
    result = measured(long_line(tmp_path / "a.csv", sparse=False))
    assert set(result["codes"].values()) <= {"file.line_too_long", "file.too_wide", "file.no_workbook"}
    assert result["untouched"]
    assert result["mib"] < 100


@needs_count
@pytest.mark.heavy
def test_a_workbook_that_unfolds_without_end_stays_out_of_the_memory(tmp_path: Path) -> None:
    result = measured(bomb(tmp_path / "a.xlsx"))
    assert set(result["codes"].values()) == {"file.too_large"}
    assert result["untouched"]
    assert result["mib"] < 100
