from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.files.notices import NoticeFile, read_notices
from tests.files.workbooks import Cells, write_workbook

TODAY = date(2026, 9, 30)
HEADER = "Typ;Personnummer;Datum;Anmälande skola"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "kommun"


def _read(path: Path, *lines: str, header: str = HEADER) -> NoticeFile:
    path.write_text("\n".join((header, *lines)), "cp1252")
    return read_notices(path, today=TODAY)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, NoticeKind.BEGINS) for text in ("Börjar", "PÅBÖRJAR", "Ny elev", "begins")),
        *((text, NoticeKind.LEAVES) for text in ("Slutar", "avslutar ", "Avgång", "Studieavbrott")),
        *((text, NoticeKind.ABSENT) for text in ("Frånvaro", "Frånvarande", "Frånvaro utan giltigt skäl")),
        *(
            (text, NoticeKind.LEAVES)
            for text in ("Eleven har slutat", "Slutar (avbrott)", "Slutar gymnasieskolan")
        ),
        *((text, NoticeKind.ABSENT) for text in ("Omfattande ogiltig frånvaro", "Anmälan om frånvaro")),
    ],
)
def test_kinds_are_understood(tmp_path: Path, text: str, kind: NoticeKind) -> None:
    file = _read(tmp_path / "a.csv", f"{text};20070630-2395;2026-09-01;Gymnasium 1")
    assert [(r.row, r.number.value, r.kind, r.dated, r.school) for r in file.records] == [
        (2, "200706302395", kind, date(2026, 9, 1), "Gymnasium 1")
    ]
    assert file.problems == []


def test_problems_duplicates_and_totals(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "Slutar;200706302395;2026-06-12;G 1",
        "Slutar;070630-2395;2026-06-12;G 1",
        "Slutar;200706302395;2026-06-12;G 2",
        "Byter program;200706302395;2026-06-12;G 1",
        ";200706302395;2026-06-12;G 1",
        "Slutar;200706302395;;G 1",
        "Slutar;2007063024;2026-06-12;G 1",
        "Summa;4;;",
    )
    assert [record.row for record in file.records] == [2, 4]
    assert file.problems == [
        RowProblem(row=3, column="Personnummer", code="row.duplicate", text="20070630-2395"),
        RowProblem(row=5, column="Typ", code="notice.unknown_kind", text="Byter program"),
        RowProblem(row=6, column="Typ", code="cell.missing"),
        RowProblem(row=7, column="Datum", code="cell.missing"),
        RowProblem(row=8, column="Personnummer", code="personal_number.check_digit", text="2007063024"),
    ]
    assert file.skipped_totals == 1


def test_other_headers_on_a_later_sheet(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Anmälningar enligt 15 kap. 15 § skollagen"],
        ["Skola", "Anmälan avser", "Person-\nnummer", "Datum (för anmälan)"],
        ["G 1", "Frånvaro", 706302395, 46266],
    ]
    sheets: dict[str, list[Cells]] = {"Läs mig": [["Fylls i av skolan"]], "Anmälningar": rows}
    file = read_notices(write_workbook(tmp_path / "a.xlsx", sheets), today=TODAY)
    assert [(r.kind, r.number.value, r.dated) for r in file.records] == [
        (NoticeKind.ABSENT, "200706302395", date(2026, 9, 1))
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared notice file is not here")
def test_the_shared_notice_file_is_read_completely() -> None:
    file = read_notices(SHARED / "anmalningar.xlsx", today=TODAY)
    assert (len(file.records), file.problems) == (643, [])
    assert Counter(record.kind for record in file.records) == {NoticeKind.LEAVES: 615, NoticeKind.ABSENT: 28}
    for name in ("folkbokforing.csv", "elever.xlsx", "examina.csv"):
        with pytest.raises(InvalidInputError, match=r"file\.header_missing"):
            read_notices(SHARED / name, today=TODAY)
