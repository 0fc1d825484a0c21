"""Texts that go on as no table does: they are refused in time, and what is read of them is not kept."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.data_rows import Row
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.notices import read_notices
from kaa_desktop.files.plain_texts import LINE_LIMIT, ROW_LIMIT
from kaa_desktop.files.population import read_population
from kaa_desktop.files.waiting_rows import WaitingRows
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.system.assets import translations_folder
from tests.services.workspaces import number

TODAY = date(2026, 11, 20)
SOMEBODY = number("20080314")
ROWS = 20_000

Lines = tuple[str, str]
READERS: dict[str, tuple[Callable[..., Any], Lines]] = {
    "population": (read_population, ("Personnr;Efternamn;Kommunkod", "Ek;0180")),
    "enrolment": (read_enrolments, ("Personnr;Skola;Startdatum", "Norra;2025-08-18")),
    "exams": (read_exams, ("Personnr;Bevis;Datum", "Gymnasieexamen;2026-06-12")),
    "notices": (read_notices, ("Personnr;Typ;Datum", "Slutar;2026-09-01")),
}
BY_COLUMNS = ("population", "enrolment", "exams")


class RowsAtOnce:
    """Counts the rows that are kept while a file is read."""

    def __init__(self) -> None:
        self.most = 0
        self._steps = 0

    def step(self, _done: int, _total: int) -> None:
        """Look at what there is."""
        self._steps += 1
        if self._steps % 10 == 0:
            self.most = max(self.most, sum(type(thing) is Row for thing in gc.get_objects()))


def _kept(path: Path, kind: str, lines: list[str]) -> tuple[int, Any]:
    read, (header, _said) = READERS[kind]
    path.write_text("\n".join([header, *lines]), "utf-8")
    rows = RowsAtOnce()
    file = read(path, today=TODAY, progress=rows)
    return rows.most, file


@pytest.mark.parametrize("kind", BY_COLUMNS)
def test_the_same_over_and_over_beneath_an_open_quotation_mark_is_not_kept(tmp_path: Path, kind: str) -> None:
    said = READERS[kind][1][1]
    lines = [f'{SOMEBODY};"{said}', *[f"{SOMEBODY};{said}"] * ROWS]
    most, file = _kept(tmp_path / "a.csv", kind, lines)
    assert len(file.problems) >= ROWS - 1
    assert most < ROWS / 5


@pytest.mark.parametrize("kind", BY_COLUMNS)
def test_rows_that_cannot_be_read_are_not_kept(tmp_path: Path, kind: str) -> None:
    said = READERS[kind][1][1]
    sound = [f"{SOMEBODY};{said}"] * 60
    most, file = _kept(tmp_path / "a.csv", kind, [*sound, *(f"x{n};{said}" for n in range(ROWS))])
    assert sum(problem.column == "Personnr" for problem in file.problems) >= ROWS
    assert most < ROWS / 5


def test_rows_that_go_on_behind_the_header_are_not_kept(tmp_path: Path) -> None:
    sound = [f"{SOMEBODY};Ek;0180"] * 60
    most, file = _kept(tmp_path / "a.csv", "population", [*sound, *[f"{SOMEBODY};Ek;0180;;x"] * ROWS])
    assert sum(problem.code == "row.too_wide" for problem in file.problems) == ROWS
    assert most < ROWS / 5


def test_rows_that_wait_come_as_they_were() -> None:
    rows = [Row(2, ["åäö \ud83d", '"\n', ""], "x", 3, wide=True), Row(3, ["", "", ""])]
    waiting = WaitingRows()
    for place in range(403_500):
        waiting.append(rows[place % 2], SOMEBODY)
    assert all(row == rows[place % 2] for place, row in enumerate(waiting))
    assert sum(1 for _ in waiting) == 403_500
    assert waiting.numbers == {SOMEBODY}


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("population", f"{SOMEBODY};Ek;0180\n"),
        ("population", '""\n'),
        ("notices", "\n"),
    ],
    ids=["the same", "in quotation marks", "empty"],
)
def test_more_rows_than_any_table_has(tmp_path: Path, kind: str, line: str) -> None:
    read, (header, said) = READERS[kind]
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n{SOMEBODY};{said}\n{line * (ROW_LIMIT + 100_000)}", "ascii")
    with pytest.raises(InvalidInputError) as refused:
        read(path, today=TODAY)
    assert (refused.value.code, refused.value.data["limit"]) == ("file.too_many_rows", ROW_LIMIT)
    sentence = error_sentence(refused.value, load_translator("sv", translations_folder()))
    assert sentence.startswith("a.csv har fler än 1\u00a0250\u00a0000 rader")


@pytest.mark.heavy
def test_as_many_rows_as_a_sheet_has_are_read(tmp_path: Path) -> None:
    """Spreadsheets save them all, though most are empty."""
    path = tmp_path / "a.csv"
    path.write_bytes(f"Personnr;Efternamn;Kommunkod\n{SOMEBODY};Ek;0180\n".encode() + b";;\n" * 1_048_574)
    file = read_population(path, today=TODAY)
    assert (len(file.records), file.skipped_empty) == (1, 1_048_574)


MIXED = f"Personnr;Efternamn;Kommunkod\n{SOMEBODY};Åkesson;0180\n".encode() + b"\xc5kesson\n"


@pytest.mark.parametrize(
    ("rest", "code"),
    [(b"\n" * ROW_LIMIT, "file.too_many_rows"), (b"x" * (LINE_LIMIT + 1), "file.line_too_long")],
)
def test_letters_in_two_encodings_are_not_mended_without_end(tmp_path: Path, rest: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(MIXED + rest)
    with pytest.raises(InvalidInputError, match=code):
        read_population(path, today=TODAY)


def test_a_text_beyond_all_measure_is_not_even_looked_through(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.write(b"Personnr;Efternamn;Kommunkod\n" * 1000)
        stream.truncate(1024**3 + 1)
    with pytest.raises(InvalidInputError, match=r"file\.too_large"):
        read_population(path, today=TODAY)
