"""A population file that lists people who have died, emigrated or moved away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.files.population import read_population
from tests.services.workspaces import number

TODAY = date(2026, 9, 30)
PEOPLE = tuple(number(f"2008{month:02}14") for month in range(1, 13))
GONE = PEOPLE[0]


def _left_out(path: Path, title: str, said: str, others: str = "", moved: str = "") -> list[str]:
    lines = [f"{p};Noor;0180;{said if p == GONE else others};{moved}" for p in PEOPLE]
    path.write_text("\n".join((f"Personnummer;Namn;Kommunkod;{title};Inflyttad", *lines)), "utf-8")
    file = read_population(path, today=TODAY)
    assert all(problem.fatal and problem.code == "population.departed" for problem in file.problems)
    assert len(file.records) + len(file.problems) == len(PEOPLE)
    return sorted(set(PEOPLE) - {record.number for record in file.records})


@pytest.mark.parametrize(
    ("title", "said", "others"),
    [
        ("Avregistreringsorsak", "AV", ""),
        ("Avregistreringsorsakskod", "UV", "-"),
        ("Orsak till avregistrering", "Gammalt personnummer", ""),
        ("Avregistreringsdatum", "2026-05-01", ""),
        ("Avregistrerad", "J", "N"),
        ("Avliden", "2026-05-01", ""),
        ("Dödsdatum", "20260501", "00000000"),
        ("Avliden", "Ja", "Nej"),
        ("Utvandrad", "2026-05-01", ""),
        ("Utflyttningsdatum", "2026-09-30", ""),
        ("Date of death", "2026-05-01", ""),
        ("Status", "Avliden", "Folkbokförd"),
        ("Personstatus", "Utvandrad", "Aktiv"),
    ],
)
def test_who_is_gone_is_left_out_and_named(tmp_path: Path, title: str, said: str, others: str) -> None:
    assert _left_out(tmp_path / "a.csv", title, said, others) == [GONE]


@pytest.mark.parametrize(
    ("title", "said", "moved"),
    [
        ("Utflyttningsdatum", "2026-10-15", ""),
        ("Utflyttningsdatum", "2020-05-01", "2024-08-01"),
        ("Avliden", "", ""),
        ("Status", "Ogift", ""),
        ("Avregistreringsdatum", "9999-12-31", ""),
        ("Utflyttad till", "Kiruna", ""),
        ("Avgångsdatum", "2026-05-01", ""),
    ],
)
def test_who_stays_or_has_come_back_is_taken_in(tmp_path: Path, title: str, said: str, moved: str) -> None:
    assert _left_out(tmp_path / "a.csv", title, said, moved=moved) == []


def test_a_shifted_line_whose_last_cells_are_empty_moves_nobody(tmp_path: Path) -> None:
    """The town would stand under the municipality, the code of the municipality under protection."""
    lines = [f"{person};Noor;Storgatan 1;Malmö;0180;" for person in PEOPLE]
    lines[3] = f"{PEOPLE[3]};Noor;Storgatan 1;lgh 1102;Malmö;0180;"
    path = tmp_path / "a.csv"
    path.write_text("\n".join(("Personnummer;Namn;Adress;Ort;Kommunkod;Skydd", *lines)), "utf-8")
    file = read_population(path, today=TODAY)
    assert [(problem.row, problem.code, problem.fatal) for problem in file.problems] == [
        (5, "row.too_wide", True)
    ]
    assert len(file.records) == len(PEOPLE) - 1
