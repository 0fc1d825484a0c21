"""Files read by columns and row by row: a quotation mark in each line makes the reader look at every row."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.errors import CancelledError
from kaa_desktop.domain.personal_number import check_digit
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.enrolments import read_enrolments
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.population import read_population

TODAY = date(2026, 11, 20)


def _number(serial: int) -> str:
    return f"20080701{serial:03}{check_digit(f'080701{serial:03}')}"


_numbers = st.sampled_from(
    [
        *(_number(n) for n in range(236, 244)),
        *(f"{_number(n)[:8]}-{_number(n)[8:]}" for n in (236, 240)),
        *(_number(n)[2:] for n in (237, 241)),
        *("200807012399", "20080701T236", "200807602383", "", "Summa", " 200807012380", "Personnr", "x"),
    ]
)
_days = st.sampled_from(
    ["", "2008-07-01", "2026-08-18", "2025-08-18", "20260818", "18/8/2026", "8/9/2026", "i går", "-"]
)
_names = st.sampled_from(["Åkesson", "", "Öberg  Ek", " Bo", "Ann\xa0a", "O'Brien"])
_population = st.tuples(
    _numbers,
    _names,
    _names,
    _names,
    st.sampled_from(["Storgatan 1", "", "Vägen\x1f 2"]),
    st.sampled_from(["111 22", "S-11122", "", "x"]),
    st.sampled_from(["Lund", ""]),
    st.sampled_from(["0180", "180", "0114 Upplands Väsby", "", "Solna"]),
    st.sampled_from(["", "nej", "01003", "kanske", "Ja", "X", "1", "SF", "Sekretess"]),
    _days,
    _days,
)
_enrolments = st.tuples(
    _numbers,
    _days,
    st.one_of(_days, st.just("Pågående")),
    st.sampled_from(["NA25", "IMV", ""]),
    st.sampled_from(["Norrskolan", "Ek  skolan"]),
)
_exams = st.tuples(
    _numbers, _days, st.sampled_from(["Gymnasieexamen", "Studiebevis 2500", "IB", "", "vet ej"])
)

_MARKS = st.sampled_from(["Skydd", "Sekretessmarkering", "Skyddad identitet", "SFB", "Okänd rubrik"])
_READERS: dict[str, tuple[str, Callable[..., ColumnFile[Any]]]] = {
    "population": (
        "Personnr;Efternamn;Förnamn;Namn;Adress;Postnr;Postort;Kommunkod;Skydd;Inflyttningsdatum;Födelsedatum",
        read_population,
    ),
    "enrolment": ("Personnr;Startdatum;Slutdatum;Studievägskod;Skolenhet", read_enrolments),
    "exams": ("Personnr;Datum;Bevis", read_exams),
}

_FILLED = {
    "population": "Berg;Bo;;Storgatan 1;11122;Lund;0180;;;",
    "enrolment": "2026-08-18;;NA25;Norrskolan",
    "exams": "2026-06-10;Gymnasieexamen",
}
"""Rows that come first, since those near the header are read one by one in any case."""


def _read(path: Path, kind: str, lines: list[str], *, closely: bool, marks: str) -> tuple[Any, ...]:
    header, read = _READERS[kind]
    header = header.replace("Skydd", marks)
    mark = ';""' if closely else ""
    above = ["Lista", header, *(f"{_number(n)};{_FILLED[kind]}" for n in range(500, 560))]
    path.write_bytes("".join(f"{line}{mark}\n" for line in (*above, *lines)).encode())
    file = read(path, today=TODAY)
    return file.records, sorted(file.problems, key=repr), file.skipped_empty, file.skipped_totals


def _agree(folder: Path, kind: str, rows: list[tuple[str, ...]], marks: str = "") -> None:
    as_written = [";".join(row) for row in rows]
    tidy = [re.sub(r"\s*;\s*", ";", re.sub(r"[\s\x1f]+", " ", line)).strip() for line in as_written]
    for lines in (as_written, tidy):
        fast = _read(folder / "a.csv", kind, lines, closely=False, marks=marks)
        assert fast == _read(folder / "b.csv", kind, lines, closely=True, marks=marks)


_SETTINGS = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(rows=st.lists(_population, min_size=1, max_size=15), marks=_MARKS)
@_SETTINGS
def test_population_files_are_read_alike(tmp_path: Path, rows: list[tuple[str, ...]], marks: str) -> None:
    _agree(tmp_path, "population", rows, marks)


@given(rows=st.lists(_enrolments, min_size=1, max_size=15))
@_SETTINGS
def test_enrolment_files_are_read_alike(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    _agree(tmp_path, "enrolment", rows)


@given(rows=st.lists(_exams, min_size=1, max_size=15))
@_SETTINGS
def test_exam_files_are_read_alike(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    _agree(tmp_path, "exams", rows)


def test_blocks_of_all_sorts_keep_their_row_numbers(tmp_path: Path) -> None:
    numbers = [_number(n) for n in range(1, 999)] * 20
    lines = [f"{number};2026-06-10;Gymnasieexamen" for number in numbers]
    for place in range(0, len(lines), 4999):
        lines[place] = f'{numbers[place]};2026-06-10;"Studiebevis\n2500 poäng"'
    path = tmp_path / "examina.csv"
    path.write_bytes("\r\n".join(("Personnr;Datum;Bevis", *lines)).encode())
    file = read_exams(path, today=TODAY)
    told = {problem.row for problem in file.problems} | {record.row for record in file.records}
    assert sorted(told) == list(range(2, len(lines) + 2))
    assert sum(record.kind == "study_certificate" for record in file.records) == 4


class _Stopped:
    """Somebody who cancels while the file is read."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if len(self.told) == 3:
            raise CancelledError


@pytest.mark.parametrize("mark", ["", '"'])
def test_reading_tells_how_far_it_has_come_and_can_be_cancelled(tmp_path: Path, mark: str) -> None:
    lines = [f"{_number(n % 999)};2026-06-10;{mark}Gymnasieexamen{mark}" for n in range(9000)]
    path = tmp_path / "examina.csv"
    path.write_text("\n".join(("Personnr;Datum;Bevis", *lines)), "utf-8")
    progress = _Stopped()
    with pytest.raises(CancelledError):
        read_exams(path, today=TODAY, progress=progress)
    size = path.stat().st_size
    assert [total for _done, total in progress.told] == [size] * 3
    assert 0 < progress.told[0][0] < progress.told[2][0] < size
