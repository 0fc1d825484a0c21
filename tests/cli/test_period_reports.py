"""The quarterly report, the list behind it, the schedule, and figures as tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msoffcrypto
import openpyxl
import pikepdf
import pytest

from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.registers import close
from tests.cli.terminals import Terminal
from tests.cli.test_commands import opened
from tests.services.workspaces import REGISTER_WORKBOOK, number, reads, registered

IN_PERIOD = "In the register during the period"
PASSWORD = "ett lösenord för filer"


@pytest.fixture
def filled(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("KAA_EXPORT_PASSWORD", PASSWORD)
    assert terminal.run("import", "register", REGISTER_WORKBOOK).code == 0
    return terminal


def rows_of(path: Path, password: str | None) -> list[tuple[object, ...]]:
    stream = io.BytesIO(path.read_bytes())
    if password is not None:
        sealed = msoffcrypto.OfficeFile(stream)
        sealed.load_key(password=password)
        stream = io.BytesIO()
        sealed.decrypt(stream)
    return [tuple(row) for row in openpyxl.load_workbook(stream).worksheets[0].iter_rows(values_only=True)]


def test_a_quarter_with_the_list_behind_it(filled: Terminal, tmp_path: Path) -> None:
    workspace = opened(filled)
    registered(workspace, number("20080702"), protection=Protection.CONFIDENTIALITY_MARK, last="Hemlig")
    close(workspace)
    report, people = tmp_path / "q.pdf", tmp_path / "q.xlsx"
    period = ("--period", "2026Q3")
    ran = filled.run("report", "quarter", *period, "--out", report, "--list-out", people)
    assert (ran.code, ran.errors) == (0, "")
    with pikepdf.open(report) as pdf:
        assert len(pdf.pages) > 3
    assert people.read_bytes()[:4] != b"PK\x03\x04"
    rows = rows_of(people, PASSWORD)
    counted = filled.run("figures", *period, "--json").json["figures"]["in_period"]["total"]
    assert len(rows) - 1 == counted
    assert "Hemlig" not in str(rows)
    workspace = opened(filled)
    assert ("", "export", "") in reads(workspace)
    close(workspace)


def test_the_quarter_that_is_due_is_written_once(filled: Terminal, tmp_path: Path) -> None:
    first = filled.run("report", "quarter", "--due", "--out", tmp_path)
    assert first.code == 0
    (written,) = tmp_path.glob("*2026Q2.pdf")
    changed = written.stat().st_mtime_ns
    again = filled.run("report", "quarter", "--due", "--out", tmp_path)
    assert (again.code, again.out) == (0, "It is there already.\n")
    assert written.stat().st_mtime_ns == changed


@pytest.mark.parametrize(
    "wrong",
    [["quarter"], ["half-year"], ["quarter", "--period", "2026H1"], ["quarter", "--period", "2027Q1"]],
)
def test_a_report_of_no_period_or_of_a_wrong_one_is_refused(
    filled: Terminal, tmp_path: Path, wrong: list[str]
) -> None:
    ran = filled.run("report", *wrong, "--out", tmp_path / "x.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert ran.errors
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_figures_as_a_table_say_what_the_json_says(filled: Terminal, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"figures.{suffix}"
    ran = filled.run("figures", "--period", "2026H1", "--out", out, "--json")
    figures = ran.json["figures"]
    if suffix == "xlsx":
        rows = rows_of(out, None)
    else:
        rows = [tuple(row) for row in csv.reader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";")]
    found = {(row[0], row[1], row[2]): row[3:] for row in rows}
    whole = found[IN_PERIOD, *(("", "") if suffix == "csv" else (None, None))]
    expected = [figures["in_period"][key] for key in ("total", "women", "men")]
    assert list(map(str, whole[:3])) == list(map(str, expected))
    for label, count in figures["deregistered"]["by_reason"].items():
        parts = [row for key, row in found.items() if key[:2] == ("People deregistered", "Reason")]
        assert str(count) in {str(row[0]) for row in parts}, label
    ages = {key[2]: int(str(row[0])) for key, row in found.items() if key[:2] == (IN_PERIOD, "Age")}
    assert ages == figures["in_period"]["by_age"]


def test_people_leave_under_a_password_only(filled: Terminal, tmp_path: Path) -> None:
    command = ("figures", "--period", "2026H1", "--people", "reached", "--out")
    assert filled.run(*command, tmp_path / "r.csv").code == 2
    assert filled.run(*command, tmp_path / "r.pdf", "--unencrypted").code == 2
    assert filled.run(*command, tmp_path / "r.xlsx").code == 0
    people = filled.run("figures", "--period", "2026H1", "--people", "reached", "--json").json
    rows = rows_of(tmp_path / "r.xlsx", PASSWORD)
    assert sorted(str(row[0]).replace("-", "") for row in rows[1:]) == people
    assert filled.run(*command, tmp_path / "r.csv", "--unencrypted").code == 0


def test_a_quarter_as_known_on_a_day_has_its_own_list(filled: Terminal, tmp_path: Path) -> None:
    command = ("report", "quarter", "--period", "2026Q3", "--as-known-on", "2026-09-29")
    report, people = tmp_path / "q.pdf", tmp_path / "q.xlsx"
    assert filled.run(*command, "--out", report, "--list-out", people).code == 0
    assert len(rows_of(people, PASSWORD)) == 1  # the register was taken in later


def test_the_charts_of_a_half_year_go_into_a_folder(filled: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "charts"
    period = ("--period", "2026H1", "--language", "en")
    ran = filled.run("report", "half-year", *period, "--out", tmp_path / "h.pdf", "--charts", folder)
    assert (ran.code, ran.errors) == (0, "")
    written = sorted(file.name for file in folder.iterdir())
    assert "2026H1 Age and sex.svg" in written
    assert "2026H1 Age and sex.png" in written
    assert all(f"Written: {folder / name}" in ran.out for name in written)
    nowhere = tmp_path / "no" / "such"
    ran = filled.run("report", "half-year", *period, "--out", tmp_path / "h.pdf", "--charts", nowhere)
    assert ran.code == 2
    assert ran.errors


def test_what_is_wrong_with_an_output_is_said_with_what_to_do(terminal: Terminal, tmp_path: Path) -> None:
    half_year = ("report", "half-year", "--period", "2026H1", "--out")
    no_pdf = terminal.run(*half_year, tmp_path / "report.docx")
    assert (no_pdf.code, no_pdf.errors.strip()) == (
        2,
        "The report is a PDF; let the name report.docx end in .pdf.",
    )
    no_folder = terminal.run(*half_year, tmp_path / "nowhere" / "report.pdf")
    assert no_folder.code == 2
    assert "The folder may be missing" in no_folder.errors
    assert not list(tmp_path.glob("*.docx"))


def test_a_period_to_come_has_not_begun(terminal: Terminal) -> None:
    assert "The period has not begun." in terminal.run("figures", "--period", "2040H1").out


def test_the_charts_of_a_quarter_go_into_a_folder(filled: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "charts"
    command = ("report", "quarter", "--period", "2026Q2", "--language", "en", "--charts", folder)
    ran = filled.run(*command, "--out", tmp_path / "q.pdf")
    assert (ran.code, ran.errors) == (0, "")
    assert {file.name for file in folder.iterdir()} == {
        f"2026Q2 {title}{suffix}"
        for title in ("Share reached in the period", "Occupation on the last day, by sex")
        for suffix in (".svg", ".png")
    }


def test_figures_for_programs_say_as_known_when(filled: Terminal) -> None:
    command = ("figures", "--period", "2026H1", "--json")
    assert "as_known_on" not in filled.run(*command).json
    assert filled.run(*command, "--as-known-on", "2026-09-29").json["as_known_on"] == "2026-09-29"
