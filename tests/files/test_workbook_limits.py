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
