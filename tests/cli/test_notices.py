from __future__ import annotations

from tests.cli.terminals import Terminal
from tests.services.workspaces import FIXTURES

TOWN = FIXTURES / "kommun"


def test_notices_are_taken_in_after_the_other_sources(terminal: Terminal) -> None:
    terminal.run("import", "population", TOWN / "folkbokforing.csv")
    assert terminal.run("import", "notices", TOWN / "anmalningar.xlsx", "--dry-run").code == 1
    ran = terminal.run("import", "notices", TOWN / "anmalningar.xlsx", "--json")
    assert ran.code == 1
    told = ran.json
    assert told["new"] == {
        "begins": {},
        "leaves": {"open": 595, "to_decide": 5, "to_forward": 15},
        "absent": {"early_warning": 25, "to_forward": 3},
    }
    assert (told["rows"], told["known"], told["unreadable"], told["problems"]) == (643, 0, 0, [])
    again = terminal.run("import", "notices", TOWN / "anmalningar.xlsx")
    assert again.code == 0
    assert "643" in again.out


def test_the_counts_are_told_in_words(terminal: Terminal) -> None:
    terminal.run("import", "population", TOWN / "folkbokforing.csv")
    out = terminal.run("import", "notices", TOWN / "anmalningar.xlsx").out
    for text, number in (
        ("Leaves school ", "595"),
        ("Leaves school; home municipality to be decided", "5"),
        ("Absent: early warning", "25"),
        ("Absent; to be forwarded", "3"),
    ):
        assert [line.split()[-1] for line in out.splitlines() if line.startswith(text)] == [number]
