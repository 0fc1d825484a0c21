"""Some systems keep ö as o and two dots; sheets, headers, labels and names are read all the same."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

from kaa_desktop.domain.code_lists import CodeLists
from kaa_desktop.files.cells import text_of
from kaa_desktop.files.population_columns import COLUMNS
from kaa_desktop.files.register_workbook import read_register_workbook
from kaa_desktop.files.tables import read_table
from tests.files.workbooks import write_workbook

NUMBER = "20070630-2395"
SHEETS: dict[str, list[tuple[str, ...]]] = {
    "Ungdomar": [("Personnummer", "Förnamn", "Registrerad"), (NUMBER, "Åsa", "1/3-2026")],
    "Kontakter": [("Personnummer", "Datum", "Kanal", "Utfall"), (NUMBER, "2026-03-02", "Brev", "Nådd")],
    "Åtgärder": [("Personnummer", "Åtgärd"), (NUMBER, "Annan åtgärd")],
}


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_a_register(tmp_path: Path, code_lists: CodeLists) -> None:
    sheets = {decomposed(name): [list(map(decomposed, row)) for row in rows] for name, rows in SHEETS.items()}
    path = write_workbook(tmp_path / "a.xlsx", sheets)
    workbook = read_register_workbook(path, today=date(2026, 11, 22), code_lists=code_lists)
    assert not workbook.problems
    assert [person.details.first_name for person in workbook.history.people] == ["Åsa"]
    assert [contact.outcome for contact in workbook.history.contacts] == ["reached"]
    assert [measure.kind for measure in workbook.history.measures] == ["other_measure"]


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(decomposed(f"Personnr;Förnamn;Efternamn;Postort\n{NUMBER};Åsa;Öberg;Växjö\n"))
    (row,) = read_table(path, COLUMNS).rows
    assert [text_of(cell) for cell in row.cells[1:4]] == ["Åsa", "Öberg", "Växjö"]
