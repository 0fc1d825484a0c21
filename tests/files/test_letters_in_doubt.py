"""Text files whose letters are in two encodings, were garbled before, or have zeros among them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.register_history import PopulationRecord, RowProblem
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.population import read_population
from kaa_desktop.files.recognition import recognise
from tests.files.workbooks import write_workbook
from tests.services.workspaces import number

TODAY = date(2026, 9, 30)
NUMBERS = tuple(number(f"2008{month:02}14") for month in range(1, 13))
HEADER = "Personnr;Efternamn;Förnamn;Kommunkod"
ROWS = tuple(f"{person};Åkesson;Örjan é;0180" for person in NUMBERS)


def _read(path: Path, *lines: bytes, end: bytes = b"\r\n") -> ColumnFile[PopulationRecord]:
    path.write_bytes(end.join(lines))
    return read_population(path, today=TODAY)


def _names(file: ColumnFile[PopulationRecord]) -> list[tuple[str, str, str]]:
    return [(record.number, record.last_name, record.first_name) for record in file.records]


WHOLE = [(person, "Åkesson", "Örjan é") for person in NUMBERS]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("windows", [{3, 7}, {0, 1}, set(range(1, 13)) - {4}, set(range(13)) - {4, 5}])
def test_rows_in_two_encodings(tmp_path: Path, windows: set[int], mark: bytes, end: bytes) -> None:
    lines = [
        line.encode("cp1252" if place in windows else "utf-8") for place, line in enumerate((HEADER, *ROWS))
    ]
    file = _read(tmp_path / "a.csv", mark + lines[0], *lines[1:], end=end)
    assert _names(file) == WHOLE
    fewer = windows if len(windows) < 7 else set(range(13)) - windows
    assert file.source.encoding == "utf-8 + cp1252"
    assert [(p.row, p.code, p.fatal) for p in file.problems] == [
        (place + 1, "row.other_letters", False) for place in sorted(fewer)
    ]
    assert recognise(tmp_path / "a.csv") is FileKind.POPULATION


def test_both_encodings_in_one_row(tmp_path: Path) -> None:
    line = f"{NUMBERS[0]};Åkesson;".encode("cp1252") + "Örjan é;0180".encode()
    file = _read(tmp_path / "a.csv", HEADER.encode(), *(row.encode() for row in ROWS[1:]), line)
    assert _names(file) == [*WHOLE[1:], WHOLE[0]]
    told = RowProblem(row=13, code="row.other_letters", text=ROWS[0], fatal=False)
    assert file.problems == [told]


def test_row_numbers_follow_quoted_line_ends(tmp_path: Path) -> None:
    quoted = f'{NUMBERS[0]};"Åkes\nson";Örjan;0180'.encode()
    file = _read(tmp_path / "a.csv", HEADER.encode(), quoted, ROWS[1].encode("cp1252"), ROWS[2].encode())
    assert [record.row for record in file.records] == [2, 3, 4]
    assert [problem.row for problem in file.problems] == [3]


def test_very_many_rows_are_told_once(tmp_path: Path) -> None:
    lines = [
        HEADER.encode(),
        *(row.encode() for row in ROWS * 60),
        *(row.encode("cp1252") for row in ROWS * 50),
    ]
    file = _read(tmp_path / "a.csv", *lines)
    told = [p for p in file.problems if not p.fatal]
    assert [(p.row, p.code, p.data) for p in told] == [(722, "file.other_letters", {"rows": 600})]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_letters_that_were_garbled_before_are_told_once(tmp_path: Path, encoding: str) -> None:
    garbled = [line.encode().decode(encoding).encode() for line in (HEADER, *ROWS)]
    file = _read(tmp_path / "a.csv", b"Utdrag", *garbled)
    assert [record.number for record in file.records] == list(NUMBERS)
    assert [record.first_name for record in file.records] != [""] * len(NUMBERS)  # its header is known
    assert [(p.row, p.code, p.fatal) for p in file.problems] == [(2, "file.garbled_letters", False)]


def test_fields_filled_with_zeros(tmp_path: Path) -> None:
    lines = [f"{person};Åkesson\0\0\0\0;Örjan é\0\0;0180\0" for person in NUMBERS]
    for encoding in ("utf-8", "cp1252"):
        file = _read(tmp_path / "a.csv", *(line.encode(encoding) for line in (HEADER, *lines)))
        assert (_names(file), file.problems) == (WHOLE, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_without_their_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join((HEADER, *ROWS)).encode(encoding))
    assert _names(read_population(path, today=TODAY)) == WHOLE


def test_zeros_in_doubt_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join((HEADER, *("山a" * 20 for _ in range(9)))).encode("utf-16-le"))
    with pytest.raises(InvalidInputError, match=r"file\.zeros"):
        read_population(path, today=TODAY)


def test_letters_of_a_workbook_that_were_garbled_before(tmp_path: Path) -> None:
    rows = [HEADER.split(";"), *(row.encode().decode("cp1252").split(";") for row in ROWS)]
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": rows})
    file = read_population(path, today=TODAY)
    assert [(p.row, p.code, p.text) for p in file.problems] == [(2, "file.garbled_letters", "Ã–rjan Ã©")]
