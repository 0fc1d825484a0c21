from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import PersonalNumberKind
from kaa_desktop.domain.register_history import PopulationRecord, RowProblem
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.column_files import ColumnFile
from kaa_desktop.files.kinds import TableKind
from kaa_desktop.files.population import read_population
from kaa_desktop.files.tables import Source
from tests.files.workbooks import Cells, write_workbook
from tests.services.workspaces import number

TODAY = date(2026, 9, 30)
HEADER = "Personnr;Efternamn;Förnamn;Adress;Postnr;Postort;Kommunkod;Skydd;Inflyttningsdatum;Invandringsdatum"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "kommun"


def _read(path: Path, *lines: str, header: str = HEADER) -> ColumnFile[PopulationRecord]:
    path.write_text("\n".join((header, *lines)), "cp1252")
    return read_population(path, today=TODAY)


def test_a_row_becomes_a_record(tmp_path: Path) -> None:
    line = "200706302395;Åkesson;Örjan;Storgatan 1;123 45;Lund;0180;;2026-08-01;20260701"
    file = _read(tmp_path / "a.csv", line)
    (record,) = file.records
    assert file.source == Source(TableKind.TEXT, "cp1252", ";")
    assert (record.row, record.details.number.value) == (2, "200706302395")
    assert (record.details.last_name, record.details.first_name) == ("Åkesson", "Örjan")
    assert (record.details.street, record.details.postal_code, record.details.city) == (
        "Storgatan 1",
        "12345",
        "Lund",
    )
    assert (record.home_municipality, record.protection) == ("0180", Protection.NONE)
    assert (record.moved_in_on, record.immigrated_on) == (date(2026, 8, 1), date(2026, 7, 1))
    assert (file.problems, file.skipped_empty) == ([], 0)


def test_other_headers_and_number_cells(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Befolkning 2026"],
        [
            "PERSON-ID",
            "Namn",
            "Utdelningsadress",
            "Postnummer",
            "Ort",
            "Folkbokföringskommun",
            "Sekretess",
            "Född",
        ],
        [706302395, "Åkesson, Örjan", "Storgatan 1", 12345, "Lund", 180, 1020, None],
        [200810012385, "Utan Komma", None, None, None, "0180 Stockholm", "J", "2008-10-01"],
        [None],
        ["Totalt", 2],
    ]
    file = read_population(write_workbook(tmp_path / "a.xlsx", {"Blad1": rows}), today=TODAY)
    first, second = file.records
    assert (first.row, first.details.number.value) == (3, "200706302395")
    assert (first.details.last_name, first.details.first_name) == ("Åkesson", "Örjan")
    assert (first.details.postal_code, first.home_municipality) == ("12345", "0180")
    assert first.protection is Protection.PROTECTED_REGISTRATION
    assert (second.details.last_name, second.details.first_name) == ("Utan Komma", "")
    assert (second.home_municipality, second.birth_date) == ("0180", None)
    assert (file.skipped_empty, file.skipped_totals, file.problems) == (1, 1, [])


def test_what_cannot_be_read_is_named_and_stops_nothing(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "200706302394;Fel;Kontrollsiffra;;;;0180;;;",
        "200810012385;Fel;Datum;;;;Huvudstaden;;i våras;05/06/2026",
        ";Utan;Nummer;;;;0180;;;",
        "20T810012385;Bokstav;B;;;;0180;;;",
    )
    assert [record.row for record in file.records] == [3]
    assert file.problems == [
        RowProblem(row=2, column="Personnr", code="personal_number.check_digit", text="200706302394"),
        RowProblem(row=3, column="Inflyttningsdatum", code="cell.date", text="i våras", fatal=False),
        RowProblem(
            row=3, column="Invandringsdatum", code="cell.date_ambiguous", text="05/06/2026", fatal=False
        ),
        RowProblem(row=3, column="Kommunkod", code="cell.municipality", text="Huvudstaden", fatal=False),
        RowProblem(row=4, column="Personnr", code="personal_number.empty"),
        RowProblem(row=5, column="Personnr", code="personal_number.letters", text="20T810012385"),
    ]


def test_unknown_protection_protects_and_is_named(tmp_path: Path) -> None:
    file = _read(tmp_path / "a.csv", "200706302395;Å;Ö;;;;0180;se pärm;;")
    assert file.records[0].protection is Protection.PROTECTED_REGISTRATION
    assert file.problems == [
        RowProblem(row=2, column="Skydd", code="protection.unknown", text="se pärm", fatal=False)
    ]


@pytest.mark.parametrize("mark", ["Skyddad adress", "skyddade personuppgifter", "Skyddad"])
def test_whose_home_municipality_may_be_hidden_is_asked_about(tmp_path: Path, mark: str) -> None:
    file = _read(tmp_path / "a.csv", f"200706302395;Å;Ö;;;;0114;{mark};;")
    assert file.records[0].protection is Protection.PROTECTED_REGISTRATION
    assert [problem.code for problem in file.problems] == ["protection.unknown"]


def test_a_repeated_person_is_kept_once_and_never_loses_protection(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "200706302395;Å;Ö;;;;0180;;;",
        "070630-2395;Å;Ö;;;;0180;;;",
        "200706302395;Å;Ö;;;;0114;01003;;",
    )
    (record,) = file.records
    assert (record.row, record.home_municipality) == (2, "")  # 0114 does not throw the person out
    assert record.protection is Protection.CONFIDENTIALITY_MARK
    assert [(p.row, p.code, p.fatal) for p in file.problems] == [
        (3, "row.duplicate", True),
        (4, "row.duplicate_differs", True),
    ]


def test_a_row_cut_short_is_named_and_hides_no_whole_one(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "200706302395;Åkesson",
        "200706302395;Åkesson;Örjan;Storgatan 1;12345;Lund;0114;;;",
        "200810012385;Skyddad;Person;;;;;01020;;",
    )
    assert [(r.row, r.home_municipality) for r in file.records] == [(3, "0114"), (4, "")]
    assert file.problems == [RowProblem(row=2, column="Kommunkod", code="cell.missing")]


def test_of_two_rows_the_later_move_tells_where_somebody_lives(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "200706302395;Å;Ö;Gamla vägen 1;;;0114;01003;2020-01-01;",
        "200706302395;Å;Ö;Nya vägen 1;;;0180;;2026-08-01;",
    )
    (record,) = file.records
    assert (record.street, record.home_municipality) == ("Nya vägen 1", "0180")
    assert record.protection is Protection.CONFIDENTIALITY_MARK
    assert [p.code for p in file.problems] == ["row.duplicate_differs"]


@pytest.mark.parametrize(
    "text",
    [
        *("'0180", "Stockholm (0180)", "Stockholm 0180", "01 80", "01-80", "180,0", "018001"),
        *("Stockholm", "STOCKHOLMS KOMMUN", "Stockholms stad"),
    ],
)
def test_codes_of_municipalities_in_other_shapes(tmp_path: Path, text: str) -> None:
    file = _read(tmp_path / "a.csv", f"200706302395;Å;Ö;;;;{text};;;")
    assert [r.home_municipality for r in file.records] == ["0180"]
    assert file.problems == []


def test_county_and_municipality_may_stand_in_two_columns(tmp_path: Path) -> None:
    header = "Personnr;Efternamn;Län;Kommunkod"
    lines = ("200706302395;Ek;01;80", "200810012385;Al;24;2480", "200808232391;Ås;1;14", "200901262386;Ö;;84")
    file = _read(tmp_path / "a.csv", *lines, header=header)
    assert [record.home_municipality for record in file.records] == ["0180", "2480", "0114", ""]
    assert [(problem.row, problem.code) for problem in file.problems] == [(5, "cell.municipality")]


def test_a_file_that_tells_no_municipality_says_so(tmp_path: Path) -> None:
    file = _read(tmp_path / "a.csv", "200706302395;Ek;Storgatan 1", header="Personnr;Efternamn;Adress")
    assert [record.home_municipality for record in file.records] == [""]
    assert file.problems == [RowProblem(row=1, code="population.no_municipality_column", fatal=False)]


@pytest.mark.parametrize("quote", ["", '"'], ids=["plain", "with quotes"])
def test_a_separator_within_an_address_moves_nobody_elsewhere(tmp_path: Path, quote: str) -> None:
    header = "Personnr;Efternamn;Adress;Postort;Kommunkod;;"
    sound = f"200706302395;{quote}Ek{quote};Storgatan 1;Helsingborg;0180;;"
    shifted = f"200810012385;{quote}Al{quote};Storgatan 1;lgh 2;Helsingborg;0180;"
    more = [f"{number};Ek;Åvägen 2;Lund;0180" for number in ("200808232391", "200901262386")]
    file = _read(tmp_path / "a.csv", sound, *more, shifted, header=header)
    assert [record.home_municipality for record in file.records] == ["0180"] * 3
    assert file.problems == [RowProblem(row=5, code="row.too_wide", text="0180", fatal=True)]


def test_moved_cells_are_found_among_many_plain_lines(tmp_path: Path) -> None:
    days = [f"2008{month:02}{day:02}" for month in (1, 3, 5) for day in range(1, 29)]
    lines = [f"{number(day)};Ek;Storgatan 1;0180" for day in days]
    lines[70] = lines[70].replace("Storgatan 1", "Storgatan 1; lgh 2")
    lines[71] = lines[71].replace(";0180", "")
    file = _read(tmp_path / "a.csv", *lines, header="Personnr;Efternamn;Adress;Kommunkod")
    assert (len(file.records), file.skipped_empty) == (83, 0)
    assert [(problem.row, problem.code, problem.text) for problem in file.problems] == [
        (72, "row.too_wide", "0180")
    ]


def test_a_column_without_a_header_is_no_sign_of_moved_cells(tmp_path: Path) -> None:
    lines = [f"{number};Ek;0180;ja" for number in ("200706302395", "200808232391", "200901262386")]
    file = _read(tmp_path / "a.csv", *lines, header="Personnr;Efternamn;Kommunkod")
    assert (len(file.records), file.problems) == (3, [])


def test_every_column_that_marks_somebody_protects(tmp_path: Path) -> None:
    marks = "Sekretessmarkering;Skyddade personuppgifter;Kvarskrivning;Skyddad folkbokföring"
    header = f"Personnr;Efternamn;Kommunkod;{marks}"
    lines = (
        *("200706302395;Ek;0180;N;J;N;", "200810012385;Al;0180;N;N;N;J", "200808232391;Ö;0180;;;;"),
        *("200901262386;Ek;0180;J;N;N;", "200807012398;Al;0180;J;J;N;N", "070630-2387;Ö;0180;J;J;;N"),
    )
    file = _read(tmp_path / "a.csv", *lines, header=header)
    mark, registration = Protection.CONFIDENTIALITY_MARK, Protection.PROTECTED_REGISTRATION
    assert [record.protection for record in file.records] == [
        *(registration, registration, Protection.NONE),
        *(mark, mark, registration),  # the file says that it is no protected registration, or not wholly
    ]
    assert file.problems == []


@pytest.mark.parametrize("mark", ["Ja", "J", "X", "1", "true", "S"])
@pytest.mark.parametrize(
    ("header", "protection"),
    [
        ("Skydd", Protection.PROTECTED_REGISTRATION),
        ("Skyddad", Protection.PROTECTED_REGISTRATION),
        ("Skyddade personuppgifter", Protection.PROTECTED_REGISTRATION),
        ("Skyddad identitet", Protection.PROTECTED_REGISTRATION),
        ("Sekretess eller skydd", Protection.PROTECTED_REGISTRATION),
        ("SFB", Protection.PROTECTED_REGISTRATION),
        ("Skyddade folkbokföringsuppgifter", Protection.PROTECTED_REGISTRATION),
        ("Kvarskrivning", Protection.PROTECTED_REGISTRATION),
        ("Sekretess", Protection.CONFIDENTIALITY_MARK),
        ("Sekretessmarkering", Protection.CONFIDENTIALITY_MARK),
        ("Sekretessmarkerad i folkbokföringen", Protection.CONFIDENTIALITY_MARK),
    ],
)
def test_a_plain_yes_is_read_by_its_header(
    tmp_path: Path, header: str, mark: str, protection: Protection
) -> None:
    lines = (f"200706302395;Å;0114;{mark}", "200810012385;Å;0180;")
    file = _read(tmp_path / "a.csv", *lines, header=f"Personnr;Efternamn;Kommunkod;{header}")
    assert [record.protection for record in file.records] == [protection, Protection.NONE]
    assert file.problems == []


def test_addresses_of_the_population_registration_mark_nobody(tmp_path: Path) -> None:
    header = "Personnr;Efternamn;Kommunkod;Adress FB;Folkbokföringsort"
    file = _read(tmp_path / "a.csv", "200706302395;Å;0114;Storgatan 1;Lund", header=header)
    assert [record.protection for record in file.records] == [Protection.NONE]


def test_protected_registration_may_have_a_column_of_its_own(tmp_path: Path) -> None:
    file = _read(
        tmp_path / "a.csv",
        "200706302395;Å;Ö;0180;J;N",
        "200810012385;Å;Ö;0114;N;J",
        "200807012398;Å;Ö;0180;-;-",
        header="Personnr;Efternamn;Förnamn;Kommunkod;Sekretessmarkering;Skyddad folkbokföring",
    )
    assert [record.protection for record in file.records] == [
        Protection.CONFIDENTIALITY_MARK,
        Protection.PROTECTED_REGISTRATION,
        Protection.NONE,
    ]
    assert file.problems == []


def test_interim_numbers_need_leave(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    file = _read(path, "20070630T231;Å;Ö;;;;0180;;;")
    assert [p.code for p in file.problems] == ["personal_number.interim"]
    everybody = read_population(path, today=TODAY, allowed_kinds=frozenset(PersonalNumberKind))
    assert [r.details.number.kind for r in everybody.records] == [PersonalNumberKind.INTERIM]


def test_the_birthday_is_taken_where_the_number_does_not_tell_it(tmp_path: Path) -> None:
    header = "Personnr;Namn;Kommun;Födelsedatum"
    file = _read(tmp_path / "a.csv", "200700602394;A;0180;2007-05-04", header=header)
    assert [(r.birth_date, r.details.number.birth_date) for r in file.records] == [(date(2007, 5, 4), None)]


def test_another_sort_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"file\.header_missing") as raised:
        _read(tmp_path / "a.csv", "200706302395;Gymnasium 1", header="Personnr;Skolenhet")
    assert raised.value.data["headers"] == "Efternamn, Adress"


def test_a_messy_workbook(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ["Folkbokföring", None, "2026-09-30"],
        [],
        [
            *("Kommun", "Kommunkod ", "POST-\nNUMMER", "Tilltalsnamn", "Efternamn", "Skydd (kod)"),
            *("Inflyttad [datum]", "Person-\nnummer", "Född"),
        ],
        ["Stockholm", 180, 12345, "Örjan", "Åkesson", 1003, 46266, 706302395, "2007-06-30"],
        ["Stockholm", 180.0, "123 45", None, "Åkesson", "1020", "2026-9-1T00:00:00", 200810012385, None],
        ["Stockholm", "0180", None, None, None, None, "26-09-01", "08-07-01-2398", None],
        ["Stockholm", 180, None, None, "Trasig", None, None, 20081001, None],
        [None, None, None, None, "Summa", None, None, 4, None],
    ]
    sheets: dict[str, list[Cells]] = {"Om filen": [["Personnummer", "Namn"]], "Personer": rows}
    file = read_population(write_workbook(tmp_path / "a.xlsx", sheets), today=TODAY)
    one, two, three = file.records
    assert {record.home_municipality for record in file.records} == {"0180"}
    assert (one.row, one.details.number.value, one.details.postal_code) == (4, "200706302395", "12345")
    assert (one.details.first_name, one.details.last_name) == ("Örjan", "Åkesson")
    assert (one.protection, one.moved_in_on) == (Protection.CONFIDENTIALITY_MARK, date(2026, 9, 1))
    assert (two.protection, two.moved_in_on) == (Protection.PROTECTED_REGISTRATION, date(2026, 9, 1))
    assert (two.details.postal_code, three.details.number.value) == ("12345", "200807012398")
    assert file.skipped_totals == 1
    assert [(p.row, p.column, p.code, p.fatal) for p in file.problems] == [
        (6, "Inflyttad [datum]", "cell.date_ambiguous", False),
        (7, "Person- nummer", "personal_number.date", True),
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared population file is not here")
def test_the_shared_population_file_is_read_completely() -> None:
    file = read_population(SHARED / "folkbokforing.csv", today=TODAY)
    assert (len(file.records), file.problems, file.skipped_empty) == (4392, [], 0)
    assert file.source == Source(TableKind.TEXT, "cp1252", ";")
    assert Counter(record.protection for record in file.records) == {
        Protection.NONE: 4285,
        Protection.CONFIDENTIALITY_MARK: 52,
        Protection.PROTECTED_REGISTRATION: 55,
    }
    assert Counter(record.home_municipality for record in file.records) == {"0180": 4268, "0114": 124}
    for name in ("elever.xlsx", "anmalningar.xlsx", "examina.csv"):
        with pytest.raises(InvalidInputError, match=r"file\.header_missing"):
            read_population(SHARED / name, today=TODAY)


_CELLS = st.text(st.characters(exclude_categories=["Cc"]), max_size=12) | st.sampled_from(
    ["200706302395", "Summa"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(_CELLS, max_size=12), max_size=6))
def test_any_cells_end_in_records_or_problems(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_bytes("\n".join((HEADER, *lines)).encode("utf-8", "replace"))
    assert len(read_population(path, today=TODAY).records) <= 1
