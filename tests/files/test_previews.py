"""Whatever a file holds, its preview ends in rows or in a clear message."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.import_mappings import NO_HEADER, DateOrder, Reading
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.files.previews import PREVIEW_ROWS, FilePreview, preview
from kaa_desktop.files.recognition import recognise
from kaa_desktop.files.source_columns import COLUMNS
from kaa_desktop.files.tops import read_top
from tests.files.workbooks import ods_row, write_ods, write_workbook

TODAY = date(2026, 9, 30)
NUMBER = "200706302395"

TEXTS = st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8).map(
    lambda rows: "\n".join(";".join(row) for row in rows).encode("utf-8", "replace")
)
READINGS = st.builds(
    Reading,
    columns=st.dictionaries(
        st.sampled_from(["number", "first", "last", "school"]),
        st.sampled_from(["", "#1", "#3", "#900", "Elev"]),
    ),
    encoding=st.sampled_from(["", "utf-8", "cp1252", "utf-16", "nonsense"]),
    separator=st.sampled_from(["", ";", "\t", "x"]),
    header_row=st.sampled_from([None, NO_HEADER, 1, 7, 5000]),
    dates=st.sampled_from(DateOrder),
)


def _preview(path: Path, reading: Reading, kind: FileKind = FileKind.ENROLMENT) -> FilePreview:
    return preview(read_top(path, COLUMNS[kind], reading), kind, reading, TODAY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.one_of(TEXTS, st.binary(max_size=300)), reading=READINGS, kind=st.sampled_from(list(COLUMNS))
)
def test_any_text_ends_in_rows_or_a_message(
    tmp_path: Path, content: bytes, reading: Reading, kind: FileKind
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    try:
        shown = _preview(path, reading, kind)
        recognise(path)
    except InvalidInputError as error:
        said = error.code
    else:
        said = "file.read"
        assert len(shown.rows) <= PREVIEW_ROWS
        assert all(0 <= place < len(shown.titles) for place in shown.positions.values())
    assert said.startswith("file.")


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_workbook_is_previewed_like_a_text(tmp_path: Path, suffix: str) -> None:
    rows = [["Elever"], [], ["Elev", "In", "Ut"], [NUMBER, "2025-01-01", "x"]]
    path = tmp_path / f"a{suffix}"
    if suffix == ".xlsx":
        write_workbook(path, {"Tom": [], "Blad1": rows})
    else:
        write_ods(path, "".join(ods_row(*row) for row in rows))
    shown = _preview(path, Reading(columns={"number": "Elev", "first": "In", "last": "#3"}))
    assert (shown.header_row, shown.titles, shown.missing) == (3, ("Elev", "In", "Ut"), ())
    (row,) = shown.rows
    assert (row.number, row.cells["first"].text, row.cells["last"].code) == (4, "2025-01-01", "cell.date")


def test_an_empty_workbook_has_an_empty_preview(tmp_path: Path) -> None:
    shown = _preview(write_workbook(tmp_path / "a.xlsx", {"Tom": []}), Reading())
    assert (shown.titles, shown.rows, shown.missing) == ((), (), (("number",), ("first",)))


def test_a_list_without_first_days_is_shown_with_the_days_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Personnummer;Klass\n{NUMBER};NA24A\n", "utf-8")
    shown = _preview(path, Reading())
    assert (shown.missing, shown.asks_day, shown.listed) == ((("first",),), True, None)
    shown = _preview(path, Reading(listed_on=date(2026, 9, 15)))
    assert shown.missing == ()
    assert shown.listed == Period(date(2026, 9, 15), date(2026, 12, 31))

    path.write_text(f"Personnummer;Klass;Termin\n{NUMBER};NA24A;i höst\n{NUMBER};NA24A;\n", "utf-8")
    shown = _preview(path, Reading())
    assert (shown.missing, shown.asks_day, shown.listed) == ((), True, None)
    assert [row.cells["term"].code for row in shown.rows] == ["enrolment.term", "cell.missing"]
