"""Columns whose headers nobody knows and whose cells tell what they hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.sources import FileKind, NoticeKind
from kaa_desktop.domain.target_group import ExamKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.notices import read_notices
from kaa_desktop.files.population import read_population
from kaa_desktop.files.recognition import recognise
from tests.files.workbooks import write_workbook
from tests.services.workspaces import number

TODAY = date(2026, 9, 30)
PEOPLE = tuple(number(f"2008{month:02}14") for month in range(1, 13))
NOOR, ORJAN = PEOPLE[:2]
GUARDIAN = "197001019802"


def _text(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize(
    "title", ["Home municipality", "Tillhör", "LK", "Bosatt i", "Code", "Kommuntillhörighet"]
)
def test_municipality(tmp_path: Path, title: str) -> None:
    lines = [f"{person};Noor;{'0180' if person != NOOR else '114'};Storgatan 1" for person in PEOPLE]
    file = read_population(
        _text(tmp_path / "a.csv", f"Personnummer;Namn;{title};Adress", *lines), today=TODAY
    )
    assert [record.home_municipality for record in file.records] == ["0114", *["0180"] * 11]
    assert not file.problems


@pytest.mark.parametrize("title", ["Skolkommun", "Tidigare kommun", "Inflyttad från"])
def test_the_municipality_of_something_else_is_no_home(tmp_path: Path, title: str) -> None:
    lines = [f"{person};Noor;0114;Storgatan 1" for person in PEOPLE]
    file = read_population(
        _text(tmp_path / "a.csv", f"Personnummer;Namn;{title};Adress", *lines), today=TODAY
    )
    assert {record.home_municipality for record in file.records} == {""}
    assert [problem.code for problem in file.problems] == ["population.no_municipality_column"]


@pytest.mark.parametrize(
    ("title", "mark", "protection"),
    [
        ("Protected identity", "Confidentiality mark", Protection.CONFIDENTIALITY_MARK),
        ("Särskild uppgift", "Sekretessmarkering", Protection.CONFIDENTIALITY_MARK),
        ("Kod", "01020", Protection.PROTECTED_REGISTRATION),
        ("Anm", "Skyddad folkbokföring", Protection.PROTECTED_REGISTRATION),
        ("Protected registration", "TRUE", Protection.PROTECTED_REGISTRATION),
    ],
)
def test_protection(tmp_path: Path, title: str, mark: str, protection: Protection) -> None:
    """One mark among many empty cells shows what the column is for."""
    rows = [[person, "Noor", "0180", mark if person == PEOPLE[-1] else ""] for person in PEOPLE]
    header = ["Personnummer", "Namn", "Kommunkod", title]
    text = _text(tmp_path / "a.csv", ";".join(header), *(";".join(row) for row in rows))
    for path in (text, write_workbook(tmp_path / "a.xlsx", {"Data": [header, *rows]})):
        file = read_population(path, today=TODAY)
        assert [record.protection for record in file.records] == [*[Protection.NONE] * 11, protection]


@pytest.mark.parametrize("title", ["SSN", "Personal identity number", "Elev-id", "Pnr12", "Nyckel"])
def test_identity_number(tmp_path: Path, title: str) -> None:
    lines = [f"{GUARDIAN};Slutar;{person};2026-06-12" for person in PEOPLE]
    path = _text(tmp_path / "a.csv", f"Vårdnadshavares nummer;Typ;{title};Datum", *lines)
    assert [record.number.value for record in read_notices(path, today=TODAY).records] == list(PEOPLE)


def test_which_of_two_numbers_is_meant_is_not_guessed(tmp_path: Path) -> None:
    lines = [f"Slutar;{person};{person};2026-06-12" for person in PEOPLE]
    path = _text(tmp_path / "a.csv", "Typ;Ett;Annat;Datum", *lines)
    with pytest.raises(InvalidInputError, match=r"file\.header_missing"):
        read_notices(path, today=TODAY)


@pytest.mark.parametrize("title", ["Event", "Vad har hänt", "Skäl"])
def test_kind_and_day_of_a_notice(tmp_path: Path, title: str) -> None:
    lines = [f"Slutar;{person};12/6-2026;2008-05-14" for person in PEOPLE]
    path = _text(tmp_path / "a.csv", f"{title};Personnummer;Tidpunkt;Född", *lines)
    file = read_notices(path, today=TODAY)
    assert {(record.kind, record.dated) for record in file.records} == {
        (NoticeKind.LEAVES, date(2026, 6, 12))
    }


@pytest.mark.parametrize("title", ["Typ", "Certificate", "Utfall"])
def test_kind_and_day_of_an_exam(tmp_path: Path, title: str) -> None:
    lines = [f"{person};2026-06-12;Gymnasieexamen" for person in PEOPLE]
    path = _text(tmp_path / "a.csv", f"Personnummer;När;{title}", *lines, "Antal;12;")
    file = read_exams(path, today=TODAY)
    assert [record.kind for record in file.records] == [ExamKind.DIPLOMA] * 12
    assert recognise(path) is FileKind.EXAMS
