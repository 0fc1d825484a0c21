"""Mappings are kept under names, known again by the header line, and read the next file like the first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import NO_HEADER, DateOrder, ImportMapping, Reading
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.import_mappings import (
    first_rows,
    known_source,
    list_mappings,
    mapping_for,
    mapping_named,
    preview_rows,
    remove_mapping,
    save_mapping,
    stated_columns,
)
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from tests.files.workbooks import write_workbook

KIND = FileKind.ENROLMENT
ROWS = [
    ["Elevens id", "In", "Ut", "Plats", "Plats"],
    ["200706302395", "3/4/2025", "x", "Norr", "A"],
    ["200706302390", "", "", "", ""],
]
READING = Reading(
    columns={"number": "Elevens id", "first": "In", "last": "Ut", "school": "#5"}, separator=";"
)


def _file(path: Path, rows: list[list[str]] = ROWS, separator: str = ";") -> Path:
    path.write_text("".join(separator.join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _made(workspace: Workspace, path: Path, reading: Reading, name: str = "Norrskolan") -> ImportMapping:
    shown = preview_rows(workspace, KIND, first_rows(KIND, path, reading), reading)
    mapping = mapping_for(KIND, name, shown, reading)
    save_mapping(workspace, mapping)
    return mapping


def test_a_preview_shows_what_is_read_and_why_not(workspace: Workspace, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv")
    shown = preview_rows(workspace, KIND, first_rows(KIND, path, READING), READING)
    assert (shown.header_row, shown.titles, shown.missing) == (1, tuple(ROWS[0]), ())
    first, second = shown.rows
    assert (first.number, first.cells["number"].text) == (2, "20070630-2395")
    assert {key: cell.code for key, cell in first.cells.items() if cell.code} == {
        "first": "cell.date_ambiguous",
        "last": "cell.date",
    }
    assert second.cells["number"].code == "personal_number.check_digit"
    assert second.cells["first"].code == "cell.missing"
    dated = replace(READING, dates=DateOrder.DAY_FIRST)
    again = preview_rows(workspace, KIND, first_rows(KIND, path, dated), dated)
    assert again.rows[0].cells["first"].text == "2025-04-03"


def test_nothing_known_shows_the_first_row_as_headers(workspace: Workspace, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.csv", [["Qqq", "Www"], ["200706302395", "2025-04-03"]])
    shown = preview_rows(workspace, KIND, first_rows(KIND, path, Reading()), Reading())
    assert (shown.titles, shown.missing) == (("Qqq", "Www"), (("number",), ("first",)))


def test_the_next_file_of_the_same_shape_is_known(workspace: Workspace, tmp_path: Path) -> None:
    mapping = _made(workspace, _file(tmp_path / "a.csv"), READING)
    assert mapping.reading.columns["school"] == "#5"  # its header stands there twice
    assert mapping.reading.columns["organiser"] == ""
    other = _file(tmp_path / "b.csv", [["Elever 2026"], [], *ROWS])
    found = known_source(workspace, KIND, other)
    assert found is not None
    assert (found[0], found[1].header_row) == (mapping, 3)
    book = write_workbook(tmp_path / "c.xlsx", {"Blad": ROWS})
    assert known_source(workspace, KIND, book) is not None
    foreign = _file(tmp_path / "d.csv", [["Elevens id", "In", "Ut"], ROWS[1][:3]])
    assert known_source(workspace, KIND, foreign) is None
    assert known_source(workspace, FileKind.EXAMS, other) is None


def test_a_file_without_headers_is_known_by_its_width(workspace: Workspace, tmp_path: Path) -> None:
    reading = Reading(
        columns={"number": "#1", "first": "#2"}, header_row=NO_HEADER, dates=DateOrder.DAY_FIRST
    )
    mapping = _made(workspace, _file(tmp_path / "a.csv", [ROWS[1]]), reading)
    found = known_source(workspace, KIND, _file(tmp_path / "b.csv", [ROWS[1], ROWS[1]], ","))
    assert found == (mapping, mapping.reading)
    assert known_source(workspace, KIND, _file(tmp_path / "c.csv", [ROWS[1][:4]])) is None
    assert known_source(workspace, KIND, _file(tmp_path / "d.csv", ROWS)) is None


def test_names_are_unique_within_a_kind_and_undo_brings_the_former_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = _file(tmp_path / "a.csv")
    first = _made(workspace, path, READING)
    second = _made(workspace, path, replace(READING, dates=DateOrder.DAY_FIRST))
    assert list_mappings(workspace, KIND) == (second,)
    undo(workspace)
    assert list_mappings(workspace, KIND) == (first,)
    assert not save_mapping(workspace, first).kinds
    assert mapping_named(workspace, KIND, "norrSKOLAN ") == first
    remove_mapping(workspace, first)
    with pytest.raises(InvalidInputError, match=r"mapping\.none"):
        mapping_named(workspace, KIND, "Norrskolan")


def test_an_unknown_name_tells_those_there(workspace: Workspace, tmp_path: Path) -> None:
    _made(workspace, _file(tmp_path / "a.csv"), READING)
    with pytest.raises(InvalidInputError) as caught:
        mapping_named(workspace, KIND, "Söder")
    assert (caught.value.code, caught.value.data["names"]) == ("mapping.unknown", "Norrskolan")
    with pytest.raises(InvalidInputError, match=r"mapping\.name_missing"):
        _made(workspace, tmp_path / "a.csv", READING, "  ")
    with pytest.raises(InvalidInputError, match=r"mapping\.name_long"):
        _made(workspace, tmp_path / "a.csv", READING, "x" * 61)


def test_fields_go_by_key_or_header() -> None:
    assert stated_columns(KIND, {"number": "A", "startdatum": "#2", "End date": "C"}) == {
        "number": "A",
        "first": "#2",
        "last": "C",
    }
    with pytest.raises(InvalidInputError, match=r"mapping\.unknown_field"):
        stated_columns(KIND, {"colour": "A"})


def test_no_password_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    mapping = _made(workspace, _file(tmp_path / "a.csv"), replace(READING, password="hemligt"))
    assert mapping.reading.password == ""
    with workspace.register.read() as connection:
        kept = connection.exec_driver_sql("SELECT content FROM import_mapping").scalar_one()
    assert "hemligt" not in kept
