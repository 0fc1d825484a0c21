"""Plain lines are read as bytes; what is not plain is read as text, with the same rows."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from kaa_desktop.files.csv_tables import text_rows
from kaa_desktop.files.exams import read_exams
from kaa_desktop.files.plain_texts import PlainText, plain_bytes, plain_text
from kaa_desktop.files.text_sources import TextSource

LINES = tuple(f"{place};Åsa Öst;–{'x' * (place % 70)}" for place in range(5000))


def test_few_lines_are_found_without_splitting_all() -> None:
    text = PlainText(7, len(LINES), "\n".join(LINES).encode(), ";")
    wanted = [6, 7, 8, 99, 4000, 5006, 5007]

    found = dict(text.at(wanted))

    assert found == {number: LINES[number - 7].split(";") for number in (7, 8, 99, 4000, 5006)}
    assert dict(PlainText(1, 2, b"\nx", ";").at([1, 2])) == {1: [], 2: ["x"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16", "cp1250"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("odd", ["", '4242;"a;b\nc";d', "4242;lone\rend"])
def test_bytes_and_texts_give_the_same_rows(tmp_path: Path, encoding: str, end: str, odd: str) -> None:
    lines = [line.replace("Å", "A").replace("–", "ö") for line in LINES]
    if odd:
        lines[4242] = odd
    path = tmp_path / "file.csv"
    path.write_bytes(end.join([*lines, ""]).encode(encoding))

    rows = dict(text_rows(TextSource(path), encoding=encoding, separator=";"))

    assert rows[4242] == lines[4241].split(";")
    assert rows[5000 + odd.count("\r")] == lines[4999].split(";")
    if odd:
        assert rows[4243] == (["4242", "a;b\nc", "d"] if '"' in odd else ["4242", "lone"])


def test_signs_of_the_windows_encoding_are_told_from_controls() -> None:
    assert plain_bytes("a;“–”\nb;å".encode("cp1252"), "cp1252", ";", 1) == PlainText(
        1, 2, "a;“–”\nb;å".encode(), ";", 2
    )
    assert plain_bytes(b"a;\x81", "cp1252", ";", 1) is None
    assert plain_bytes(b"a;\xff", "utf-8", ";", 1) is None


def test_lines_are_equally_wide_each_by_itself() -> None:
    def extent(text: str) -> tuple[int, int]:
        plain = plain_text(text.encode(), ";", 1)
        assert plain
        return plain.size, plain.width

    assert extent("a;b;c\n;;\nå;;ö\n") == (3, 3)
    assert extent("a;b;c\n;;;\na;b") == (3, 0)
    assert extent("a;b;c\n\na;b;c") == (3, 0)
    assert extent("a\n\n") == (2, 1)


def test_lines_that_are_too_long_are_read_as_text() -> None:
    long = b"x" * csv.field_size_limit()

    assert plain_text(b"a;b\n" + long[2:] + b";b\na;b", ";", 1)
    assert not plain_text(b"a;b\nx" + long + b";b\na;b", ";", 1)
    assert not plain_text(b"a\nx" + long, ";", 1)
    assert not plain_text(b";" * 1000 + b"\n" + b";" * 1000, ";", 1)


def test_a_short_line_hides_no_wide_one(tmp_path: Path) -> None:
    path = tmp_path / "exams.csv"
    days = (date(2024, 1, 1) + timedelta(days=place) for place in range(500))
    rows = ["Personnr;Datum;Bevis", *(f"200806251625;{day};Gymnasieexamen" for day in days)]
    rows += ["200905081444;2026-06-10;Gymnasieexamen;more", "200905081444;2026-06-10"]
    path.write_text("\n".join([*rows, ""]), "utf-8")

    found = read_exams(path, today=date(2026, 11, 22))

    assert [problem.code for problem in found.problems] == ["row.too_wide", "cell.missing"]
