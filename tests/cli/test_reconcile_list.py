"""What `reconcile --list` writes."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.terminals import Terminal
from tests.services.workspaces import number

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
    ran = terminal.run("reconcile", "--as-of", "2026-09-30", "--list", out)
    assert ran.code == 1
    listed = list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert listed[0][:4] == ["Group", "Name", "Identity number", "Why"]
    assert [row[0] for row in listed[1:]] == ["New", "Decide by hand"]
    assert listed[1][1] == "'=HYPERLINK() Haddad"
    assert listed[2][2] == "protected"
    assert "Ek" not in out.read_text("utf-8-sig")
    assert terminal.run("reconcile", "--as-of", "2026-09-30", "--list", tmp_path / "x.pdf").code == 2
