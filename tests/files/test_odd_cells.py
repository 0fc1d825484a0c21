"""Cells as databases, spreadsheets and other systems leave them: nothing in many words, numbers in few."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.files.cells import identity_text
from kaa_desktop.files.encodings import detect_encoding
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.population import municipality_in
from tests.services.workspaces import number

TODAY = date(2026, 9, 30)
PEOPLE = tuple(number(f"2008{month:02}14") for month in range(1, 13))


@pytest.mark.parametrize(
    "nothing",
    [
        *("(null)", "[NULL]", "None", "NaN", "nil", "--", ".", "t.v.", "Ej angivet", "öppen", "1900-01-00"),
        *("0001-01-01", "0001-01-01 00:00:00", "1753-01-01", "1899-12-30", "1900-01-01", "01/01/1900"),
    ],
)
def test_no_last_day(tmp_path: Path, nothing: str) -> None:
    lines = [f"{person};2024-08-18;{'2026-06-12' if person == PEOPLE[0] else nothing}" for person in PEOPLE]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(("Personnummer;Startdatum;Slutdatum", *lines)), "utf-8")
    file = read_enrolments(path, today=TODAY)
    assert [record.last for record in file.records] == [date(2026, 6, 12), *[None] * 11]


@pytest.mark.parametrize("word", ["Sökande", "Reserv", "Reservplacerad", "Återbud", "Tackat nej", "Avböjt"])
def test_who_never_began_is_not_enrolled(tmp_path: Path, word: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Personnummer;Startdatum;Status\n{PEOPLE[0]};2026-08-18;{word}\n", "utf-8")
    file = read_enrolments(path, today=TODAY)
    assert (file.records, [problem.fatal for problem in file.problems if problem.row == 2]) == ([], [True])


def test_a_number_in_powers_of_ten_that_has_lost_nothing() -> None:
    assert identity_text("2,00706302395E+11") == "200706302395"
    assert identity_text("7,06302395E+8") == "7,06302395E+8"
    assert identity_text("9,606302395E+09") == "9606302395"
    assert identity_text("2,00706E+11") == "2,00706E+11"


def test_a_parish_code_that_lost_its_zero() -> None:
    assert municipality_in("18001") == municipality_in("018001") == "0180"
    assert municipality_in("148001") == "1480"


@pytest.mark.parametrize("sign", ["\xa0", "\xad"])
def test_signs_within_numbers_tell_no_encoding(tmp_path: Path, sign: str) -> None:
    lines = [f"{sign.join((person[:3], person[3:6], person[6:9], person[9:]))};Göteborg" for person in PEOPLE]
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(("Personnummer;Ort", *lines)).encode("cp1252"))
    assert detect_encoding(path) == "cp1252"
