"""`import sources FILE…`: several files at once, all or none."""

from __future__ import annotations

from pathlib import Path

from kaa_desktop.files.encrypted_files import encrypted_workbook
from tests.cli.terminals import Terminal
from tests.files.workbooks import write_workbook
from tests.services.workspaces import PASSPHRASE

NO_SUCH_NUMBER = "200706302396;Ek;Al;0180\n"
RESIDENTS = f"Personnr;Efternamn;Förnamn;Kommunkod\n200706302395;Ek;Bo;0180\n{NO_SUCH_NUMBER}"
PUPILS = [["Personnr", "Startdatum", "Slutdatum"], ["200706302395", "2025-08-18", ""]]


def _files(folder: Path) -> tuple[Path, Path]:
    residents = folder / "bef.csv"
    residents.write_text(RESIDENTS, "cp1252")
    return residents, write_workbook(folder / "elever.xlsx", {"Blad": PUPILS})


def test_each_file_is_recognised_and_told_of(terminal: Terminal, tmp_path: Path) -> None:
    files = _files(tmp_path)
    place = tmp_path / "out" / "list.csv"
    place.parent.mkdir()

    tried = terminal.run("import", "sources", *files, "--dry-run")
    ran = terminal.run("import", "sources", *files, "--exceptions", place, "--json")

    assert (tried.code, "bef.csv\nOnly tried" in tried.out, "elever.xlsx" in tried.out) == (1, True, True)
    assert ran.code == 1
    told = [(one["file"], one["kind"], one["rows"], len(one["problems"])) for one in ran.json]
    assert told == [("bef.csv", "population", 2, 1), ("elever.xlsx", "enrolment", 1, 0)]
    assert ran.json[0]["encoding"] == "cp1252"
    assert [path.name for path in place.parent.iterdir()] == ["list-1-bef.csv"]
    again = terminal.run("import", "sources", *files, "--json")
    assert [one.get("taken", one.get("known")) for one in again.json] == [0, 0]


def test_a_file_that_is_no_source_keeps_all_out(terminal: Terminal, tmp_path: Path) -> None:
    files = _files(tmp_path)
    other = tmp_path / "other.csv"
    other.write_text("What;ever\n1;2\n", "utf-8")

    refused = terminal.run("import", "sources", *files, other)

    assert (refused.code, "other.csv is not recognised" in refused.errors) == (2, True)
    assert terminal.run("import", "sources", *files, "--json").json[1]["taken"] == 1


def test_all_refused_files_are_told_at_once(terminal: Terminal, tmp_path: Path) -> None:
    files = _files(tmp_path)
    other = tmp_path / "other.csv"
    other.write_text("What;ever\n1;2\n", "utf-8")

    refused = terminal.run("import", "sources", other, *files, tmp_path / "gone.csv")

    assert refused.code == 2
    assert [line.partition(". ")[0] for line in refused.errors.splitlines()] == [
        "other.csv is not recognised as a population, enrolment or exam file",
        "There is no file gone.csv.",
        "None of the 4 files has been imported.",
    ]
    assert terminal.run("import", "sources", *files, "--json").json[1]["taken"] == 1


def test_a_password_is_asked_for_only_where_nothing_else_is_missing(
    terminal: Terminal, tmp_path: Path
) -> None:
    residents, pupils = _files(tmp_path)
    sealed = tmp_path / "sealed.xlsx"
    sealed.write_bytes(encrypted_workbook(pupils.read_bytes(), PASSPHRASE))

    refused = terminal.run("import", "sources", residents, sealed, tmp_path / "gone.csv")
    taken = terminal.run("import", "sources", residents, sealed, "--json")

    assert (refused.code, "sealed.xlsx is protected by a password" in refused.errors) == (2, True)
    assert [one["file"] for one in taken.json] == ["bef.csv", "sealed.xlsx"]


def test_only_sources_are_several(terminal: Terminal, tmp_path: Path) -> None:
    files = _files(tmp_path)
    several = terminal.run("import", "population", *files)
    mapped = terminal.run("import", "sources", *files, "--encoding", "cp1252")
    assert (several.code, mapped.code) == (2, 2)
