"""Exam files that tell results by yes or no, by a cross, by a day, or with the day in one cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import AS_FOUND
from kaa_desktop.domain.sources import ExamRecord, FileKind
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.previews import preview
from kaa_desktop.files.recognition import recognise
from kaa_desktop.files.source_columns import COLUMNS
from kaa_desktop.files.tops import read_top

TODAY = date(2026, 9, 30)
DAY = date(2026, 6, 12)
NUMBER = "200706302395"


def _read(path: Path, *lines: str) -> ColumnFile[ExamRecord]:
    path.write_text("\n".join(lines), "utf-8")
    return read_exams(path, today=TODAY)


def _kinds(file: ColumnFile[ExamRecord]) -> list[tuple[int, ExamKind, date]]:
    return [(record.row, record.kind, record.taken_on) for record in file.records]


@pytest.mark.parametrize(
    "header",
    ["Gymnasieexamen", "Examen (J/N)", "Gymnasieexamen Ja/Nej", "Har gymnasieexamen", "Examensbevis"],
)
def test_yes_and_no(tmp_path: Path, header: str) -> None:
    file = _read(
        tmp_path / "a.csv",
        f"Personnummer;Examensdatum;{header}",
        f"{NUMBER};2026-06-12;Ja",
        f"{NUMBER};2026-06-12;Nej",
        f"{NUMBER};;X",
        f"{NUMBER};2026-06-13;J",
        f"{NUMBER};2026-06-14;kanske",
    )
    assert _kinds(file) == [(2, ExamKind.DIPLOMA, DAY), (5, ExamKind.DIPLOMA, date(2026, 6, 13))]
    assert [(p.row, p.code, p.fatal, dict(p.data)) for p in file.problems] == [
        (4, "cell.missing", True, {}),
        (6, "exam.unknown_kind", True, {}),
        (1, "exam.nothing_reached", False, {"rows": 1}),
    ]


def test_a_column_for_each_result(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "Personnummer;Datum;Studiebevis;Yrkesexamen;Högskoleförberedande examen;Gymnasiebevis",
        f"{NUMBER};2026-06-12;;X;;",
        f"{NUMBER};2026-06-12;1;;;",
        f"{NUMBER};2026-06-12;0;0;1;0",
        f"{NUMBER};2026-06-12;;;;ja",
        f"{NUMBER};2026-06-12;;;;",
    )
    assert [(row, kind) for row, kind, _ in _kinds(file)] == [
        (2, ExamKind.DIPLOMA),
        (3, ExamKind.STUDY_CERTIFICATE),
        (5, ExamKind.ADAPTED_CERTIFICATE),
    ]
    assert [(p.row, p.code) for p in file.problems] == [(4, "row.duplicate"), (1, "exam.nothing_reached")]


def test_a_day_under_each_result(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    file = _read(
        path,
        "Personnummer;Namn;Gymnasieexamen;Studiebevis",
        f"{NUMBER};N;2026-06-12;",
        f"{NUMBER};N;;12/6-2026",
        f"{NUMBER};N;2026-05-01;2025-06-12",
        f"{NUMBER};N;Ja;",
    )
    assert _kinds(file) == [
        (2, ExamKind.DIPLOMA, DAY),
        (3, ExamKind.STUDY_CERTIFICATE, DAY),
        (4, ExamKind.DIPLOMA, date(2026, 5, 1)),
    ]
    assert [(p.row, p.code, p.fatal) for p in file.problems] == [(5, "cell.missing", True)]
    assert recognise(path) is FileKind.EXAMS
    top = read_top(path, COLUMNS[FileKind.EXAMS], AS_FOUND)
    assert preview(top, FileKind.EXAMS, AS_FOUND, TODAY).missing == ()


@pytest.mark.parametrize(
    "text",
    [
        *("Gymnasieexamen 2026-06-12", "2026-06-12 Gymnasieexamen", "Yrkesexamen (2026-06-12)"),
        *("Gymnasieexamen, 12/6 2026", "Examen: 20260612", "Gymnasieexamen 12.6.2026"),
    ],
)
def test_result_and_day_in_one_cell(tmp_path: Path, text: str) -> None:
    file = _read(tmp_path / "a.csv", "Personnummer;Bevis", f"{NUMBER};{text}", f"{NUMBER};Gymnasieexamen")
    assert _kinds(file) == [(2, ExamKind.DIPLOMA, DAY)]
    assert [(p.row, p.code, p.fatal) for p in file.problems] == [(3, "cell.missing", True)]


def test_what_says_no_is_no_exam(tmp_path: Path) -> None:
    lines = ("Personnummer;Bevis", f"{NUMBER};Ej gymnasieexamen 2026-06-12", f"{NUMBER};2026-06-12")
    file = _read(tmp_path / "a.csv", *lines)
    assert (file.records, [p.code for p in file.problems]) == ([], ["exam.unknown_kind", "cell.missing"])


def test_a_file_that_tells_no_result_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"file\.header_missing"):
        _read(tmp_path / "a.csv", "Personnummer;Examensdatum", f"{NUMBER};2026-06-12")


@pytest.mark.parametrize("between", ["!", "   "])
def test_columns_that_nothing_parts_are_told(tmp_path: Path, between: str) -> None:
    rows = (("Personnummer", "Datum", "Bevis"), (NUMBER, "2026-06-12", "Examen, yrkes"), (NUMBER, "", "x, y"))
    with pytest.raises(InvalidInputError, match=r"file\.unseparated"):
        _read(tmp_path / "a.txt", *(between.join(row) for row in rows))
