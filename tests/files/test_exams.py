from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import ExamRecord
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.tables import Source
from tests.files.workbooks import Cells, write_workbook

TODAY = date(2026, 9, 30)
HEADER = "personnummer;datum;bevis"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "kommun"


def _read(path: Path, *lines: str, header: str = HEADER) -> ColumnFile[ExamRecord]:
    path.write_text("\n".join((header, *lines)), "utf-8")
    return read_exams(path, today=TODAY)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gymnasieexamen", ExamKind.DIPLOMA),
        (" GYMNASIEEXAMEN ", ExamKind.DIPLOMA),
        ("Gymnasieexamen (yrkes)", ExamKind.DIPLOMA),
        ("Examen – Naturvetenskapsprogrammet", ExamKind.DIPLOMA),
        ("Gymnasieexamen utökad", ExamKind.DIPLOMA),
        ("Gymnasieexamen – högskoleförberedande", ExamKind.DIPLOMA),
        ("Gymnasieexamen från komvux", ExamKind.DIPLOMA),
        ("Yrkesexamen", ExamKind.DIPLOMA),
        ("Studiebevis", ExamKind.STUDY_CERTIFICATE),
        ("Studiebevis 2 500 poäng", ExamKind.STUDY_CERTIFICATE),
        ("Gymnasiestudiebevis", ExamKind.STUDY_CERTIFICATE),
        ("Högskoleförb. examen", ExamKind.DIPLOMA),
        ("Gymnasiesärskolebevis (nationellt program)", ExamKind.ADAPTED_CERTIFICATE),
        ("IB-diplom", ExamKind.EQUIVALENT),
        ("Utökat studiebevis", ExamKind.STUDY_CERTIFICATE),
        ("Examensbevis, yrkesexamen 2 500 p", ExamKind.DIPLOMA),
        ("Gymnasieexamen från högskoleförberedande program", ExamKind.DIPLOMA),
        ("Gymnasiebevis", ExamKind.ADAPTED_CERTIFICATE),
        ("Gymnasiesärskolebevis", ExamKind.ADAPTED_CERTIFICATE),
        ("Gymnasiebevis från anpassad gymnasieskola", ExamKind.ADAPTED_CERTIFICATE),
        ("IB-examen", ExamKind.EQUIVALENT),
        ("International Baccalaureate", ExamKind.EQUIVALENT),
        ("Motsvarande utbildning", ExamKind.EQUIVALENT),
    ],
)
def test_results_are_understood(tmp_path: Path, text: str, kind: ExamKind) -> None:
    file = _read(tmp_path / "a.csv", f"200706302395;2026-06-12;{text}")
    assert [(r.row, r.number, r.kind, r.taken_on) for r in file.records] == [
        (2, "200706302395", kind, date(2026, 6, 12))
    ]
    assert file.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "Ej gymnasieexamen",
        "Examen – introduktionsprogrammet",
        "Naturvetenskapsprogrammet",
        "Gymnasieexamen (ej uppnådd)",
        "Gymnasieexamen saknas",
        "Ej yrkesexamen",
        "Yrkesprogram",
        "Slutbetyg",
        "Nej",
    ],
)
def test_what_takes_somebody_out_is_never_guessed(tmp_path: Path, text: str) -> None:
    file = _read(tmp_path / "a.csv", f"200706302395;2026-06-12;{text}")
    assert (file.records, file.problems) == (
        [],
        [RowProblem(row=2, column="bevis", code="exam.unknown_kind", text=text)],
    )


def test_problems_duplicates_and_totals(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "200706302395;2026-06-12;Studiebevis",
        "070630-2395;20260612;studiebevis",
        "200706302395;2026-09-01;Gymnasieexamen",
        "200706302395;;Gymnasieexamen",
        "200706302395;2026-06-12;",
        "200706302395;06/05/2026;Gymnasieexamen",
        "personnummer;datum;bevis",
        ";;",
        "Antal: 4",
    )
    assert [record.row for record in file.records] == [2, 4]
    assert [(p.row, p.column, p.code, p.fatal) for p in file.problems] == [
        (3, "personnummer", "row.duplicate", True),
        (5, "datum", "cell.missing", True),
        (6, "bevis", "cell.missing", True),
        (7, "datum", "cell.date_ambiguous", True),
    ]
    assert (file.skipped_empty, file.skipped_totals) == (1, 2)


def test_the_closer_of_two_headers_is_taken(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Examina läsåret 2025/26"],
        ["Datum", "Examensdatum", "Betygsdokument", "Pnr"],
        [date(2026, 9, 1), 46185, "Gymnasieexamen", 706302395],
    ]
    file = read_exams(write_workbook(tmp_path / "a.xlsx", {"Blad1": rows}), today=TODAY)
    assert [(r.row, r.taken_on, r.kind) for r in file.records] == [(3, date(2026, 6, 12), ExamKind.DIPLOMA)]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared exam file is not here")
def test_the_shared_exam_file_is_read_completely() -> None:
    file = read_exams(SHARED / "examina.csv", today=TODAY)
    assert (len(file.records), file.problems) == (1149, [])
    assert file.source == Source(TableKind.TEXT, "utf-8-sig", ",")
    assert Counter(record.kind for record in file.records) == {
        ExamKind.DIPLOMA: 998,
        ExamKind.STUDY_CERTIFICATE: 151,
    }
    for name in ("folkbokforing.csv", "elever.xlsx", "anmalningar.xlsx"):
        with pytest.raises(InvalidInputError, match=r"file\.header_missing"):
            read_exams(SHARED / name, today=TODAY)


def test_one_day_of_the_file_tells_how_the_others_are_written(tmp_path: Path) -> None:
    lines = ("200706302395;12/6/2026;Studiebevis", "200810012385;18/8/2026;Studiebevis")
    file = _read(tmp_path / "a.csv", *lines)
    assert [record.taken_on for record in file.records] == [date(2026, 6, 12), date(2026, 8, 18)]
    assert file.problems == []
