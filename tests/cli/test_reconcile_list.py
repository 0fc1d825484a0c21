"""What `reconcile --list` writes."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kaa_desktop.files.encrypted_files import decrypted_workbook
from kaa_desktop.services.registers import close
from tests.cli.terminals import Terminal
from tests.services.unreadable import leave_unreadable
from tests.services.workspaces import PASSPHRASE, MovableClock, number, opener

HEADER = "Personnr;Efternamn;Förnamn;Kommunkod;Skydd"


def test_the_differences_are_listed_without_formulas_and_with_case_numbers(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "bef.csv"
    rows = (
        HEADER,
        f"{number('20080314')};Haddad;=HYPERLINK();0180;",
        f"{number('20080616')};Ek;Wilma;1480;01020",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    terminal.run("import", "population", path)
    out = tmp_path / "lista.csv"
    ran = terminal.run("reconcile", "--as-of", "2026-09-30", "--list", out, "--unencrypted")
    assert ran.code == 1
    assert "The list is not encrypted." in ran.errors
    listed = list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert listed[0][:4] == ["Group", "Name", "Identity number", "Why"]
    assert [row[0] for row in listed[1:]] == ["New", "Decide by hand"]
    assert listed[1][1] == "'=HYPERLINK() Haddad"
    assert listed[2][2] == "protected"
    assert "Ek" not in out.read_text("utf-8-sig")
    assert terminal.run("reconcile", "--as-of", "2026-09-30", "--list", tmp_path / "x.pdf").code == 2


def test_rows_of_a_former_version_are_asked_for_again(
    terminal: Terminal, register_path: Path, clock: MovableClock, tmp_path: Path
) -> None:
    path = tmp_path / "bef.csv"
    path.write_text(f"{HEADER}\n{number('20080314')};Haddad;Noor;0180;", encoding="utf-8")
    exams = tmp_path / "examina.csv"
    exams.write_text(f"Personnr;Datum;Bevis\n{number('20070314')};2026-06-10;Gymnasieexamen", "utf-8")
    terminal.run("import", "population", path)
    terminal.run("import", "exams", exams)
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    leave_unreadable(workspace, "population")
    leave_unreadable(workspace, "exams")
    close(workspace)
    ran = terminal.run("reconcile", "--as-of", "2026-09-30")
    assert ran.code == 2
    assert "Import the population file and all exam files again: the rows cannot be read" in ran.errors
    terminal.run("import", "population", path)
    terminal.run("import", "exams", exams)
    assert terminal.run("reconcile", "--as-of", "2026-09-30").code == 1


def test_the_list_is_under_a_password_unless_that_is_declined(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bef.csv"
    path.write_text(f"{HEADER}\n{number('20080314')};Haddad;Noor;0180;", encoding="utf-8")
    terminal.run("import", "population", path)
    monkeypatch.setenv("KAA_EXPORT_PASSWORD", "hemligt ord")
    out = tmp_path / "lista.xlsx"
    ran = terminal.run("reconcile", "--as-of", "2026-09-30", "--list", out)
    assert ran.code == 1
    assert "not encrypted" not in ran.errors
    sheet = load_workbook(BytesIO(decrypted_workbook(out, "hemligt ord"))).worksheets[0]
    assert sheet.cell(2, 2).value == "Noor Haddad"
    text = tmp_path / "lista.csv"
    ran = terminal.run("reconcile", "--as-of", "2026-09-30", "--list", text)
    assert ran.code == 2
    assert not text.exists()
