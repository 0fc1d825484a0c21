"""Ways in which a pupil file says that somebody has left; none of them may be passed over in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.register_history import RowProblem
from kaa_desktop.domain.sources import EnrolmentRecord
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.enrolments import read_enrolments

TODAY = date(2026, 9, 30)
NUMBER = "200706302395"


def _read(path: Path, header: str, *lines: str) -> ColumnFile[EnrolmentRecord]:
    path.write_text("\n".join((header, *lines)), "utf-8")
    return read_enrolments(path, today=TODAY)


@pytest.mark.parametrize(
    "status",
    [
        *(
            "Avslutad",
            "AVBROTT",
            "Avbruten",
            "Har slutat",
            "Inaktiv",
            "Ej aktiv",
            "Studieavbrott",
            "Utskriven",
        ),
        *("Ej påbörjat", "Aldrig börjat", "Makulerad", "Struken", "Avslutat med studiebevis", "Avgått"),
    ],
)
def test_an_end_without_its_day_keeps_nobody_out(tmp_path: Path, status: str) -> None:
    file = _read(
        tmp_path / "a.csv",
        "Personnummer;Startdatum;Slutdatum;Status",
        f"{NUMBER};2024-08-18;;{status}",
        f"{NUMBER};2022-08-18;2023-06-10;{status}",
        f"{NUMBER};2025-08-18;2027-06-10;{status}",
    )
    assert [(record.row, record.last) for record in file.records] == [(3, date(2023, 6, 10))]
    code = "enrolment.ended_without_day"
    assert file.problems == [
        RowProblem(row=2, column="Status", code=code, text=status),
        RowProblem(row=4, column="Status", code=code, text=status),
    ]


@pytest.mark.parametrize("status", ["Aktiv", "Pågående", "inskriven", "", "1", "Ja", "Sant"])
def test_somebody_enrolled_is_one(tmp_path: Path, status: str) -> None:
    file = _read(
        tmp_path / "a.csv", "Personnummer;Startdatum;Slutdatum;Elevstatus", f"{NUMBER};2024-08-18;;{status}"
    )
    assert (len(file.records), file.problems) == (1, [])


def test_breaks_and_unknown_words_are_told(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "Personnummer;Startdatum;Slutdatum;Status",
        f"{NUMBER};2024-08-18;;Uppehåll",
        f"{NUMBER};2024-08-19;;Uppehåll utlandsstudier",
        f"{NUMBER};2024-08-20;;Kod 17",
        f"{NUMBER};2024-08-21;;Kod 17",
    )
    assert len(file.records) == 4
    assert [(p.row, p.code, p.text, p.fatal) for p in file.problems] == [
        (2, "enrolment.status_break", "Uppehåll", False),
        (3, "enrolment.status_break", "Uppehåll utlandsstudier", False),
        (4, "enrolment.status_unknown", "Kod 17", False),
    ]


def test_the_earliest_of_several_ends_counts(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "Personnummer;Startdatum;Slutdatum;Avbrottsdatum;Utskriven;Sista närvarodag",
        f"{NUMBER};2024-08-18;2027-06-10;2026-02-01;;2026-09-01",
        f"{NUMBER};2024-08-19;2027-06-10;;Nej;2026-09-01",
        f"{NUMBER};2024-08-20;2027-06-10;;Ja;",
        f"{NUMBER};2024-08-21;2027-06-10;2026-02-01;Ja;",
        f"{NUMBER};2024-08-22;;vt 26;;",
    )
    assert [(record.row, record.last) for record in file.records] == [
        (2, date(2026, 2, 1)),
        (3, date(2027, 6, 10)),
        (5, date(2026, 2, 1)),
        (6, None),
    ]
    assert [(p.row, p.code, p.text, p.fatal) for p in file.problems] == [
        (6, "cell.date", "vt 26", False),
        (4, "enrolment.ended_without_day", "Ja", True),
    ]


@pytest.mark.parametrize("word", ["Tillsvidare", "Ej avslutad", "pågående", "Nej", "saknas", "2999-12-31"])
def test_words_for_no_end(tmp_path: Path, word: str) -> None:
    file = _read(tmp_path / "a.csv", "Personnummer;Startdatum;Slutdatum", f"{NUMBER};2024-08-18;{word}")
    assert ([record.last for record in file.records], file.problems) == ([None], [])


def test_a_word_in_place_of_the_last_day(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "Personnummer;Startdatum;Avslutad",
        f"{NUMBER};2024-08-18;Nej",
        f"{NUMBER};2024-08-19;Ja",
        f"{NUMBER};2024-08-20;Avslutad",
    )
    assert [record.row for record in file.records] == [2]
    assert [(p.row, p.code) for p in file.problems] == [
        (3, "enrolment.ended_without_day"),
        (4, "enrolment.ended_without_day"),
    ]
