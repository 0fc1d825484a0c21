from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.files.register_workbook import (
    RegisterWorkbook,
    read_register_workbook,
    write_register_template,
    write_register_workbook,
)
from kaa_desktop.files.register_workbook.sheets import CONTACT_COLUMNS, MEASURE_COLUMNS, PEOPLE_COLUMNS
from kaa_desktop.i18n import load_translator
from kaa_desktop.system.assets import translations_folder
from tests.files.workbooks import Cells, write_workbook

TODAY = date(2026, 11, 22)
ONE, TWO, UNKNOWN_BIRTHDAY = "200706302395", "200810012385", "200700602394"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "register" / "register.xlsx"


def _person(number: str = ONE, **cells: str | date) -> list[str | date | None]:
    return [number if c.key == "number" else cells.get(c.key) for c in PEOPLE_COLUMNS]


def _read(
    path: Path,
    code_lists: CodeLists,
    people: Sequence[Cells],
    contacts: Sequence[Cells] = (),
    measures: Sequence[Cells] = (),
) -> RegisterWorkbook:
    sheets = {
        "Ungdomar": [[c.title for c in PEOPLE_COLUMNS], *people],
        "Kontakter": [[c.title for c in CONTACT_COLUMNS], *contacts],
        "Åtgärder": [[c.title for c in MEASURE_COLUMNS], *measures],
    }
    return read_register_workbook(write_workbook(path, sheets), today=TODAY, code_lists=code_lists)


def _found(workbook: RegisterWorkbook) -> list[tuple[str, int, str, str, bool]]:
    return [(p.sheet, p.row, p.column, p.code, p.fatal) for p in workbook.problems]


def test_labels_become_codes(tmp_path: Path, code_lists: CodeLists) -> None:
    workbook = _read(
        tmp_path / "a.xlsx",
        code_lists,
        [_person(first_name="Åsa", registered_on=date(2025, 6, 1), registration_reason="studieavbrott")],
        [[ONE, "2025-06-10", "SMS", "Nådd", "Arbete", "Lo Ek", "rad ett\nrad två"]],
        [[ONE, "Praktik", date(2025, 7, 1), "Accepterad", date(2025, 7, 2), None, None, None, None]],
    )
    assert workbook.problems == []
    assert workbook.history == RegisterHistory(
        people=[
            PersonRecord(
                details=PersonDetails(number=parse_personal_number(ONE, today=TODAY), first_name="Åsa")
            )
        ],
        episodes=[
            EpisodeRecord(number=ONE, registered_on=date(2025, 6, 1), registration_reason="dropped_out")
        ],
        contacts=[
            ContactRecord(
                number=ONE,
                made_on=date(2025, 6, 10),
                channel="sms",
                outcome="reached",
                occupation="work",
                case_worker="Lo Ek",
                note="rad ett\nrad två",
            )
        ],
        measures=[
            MeasureRecord(
                number=ONE,
                kind="work_placement",
                offered_on=date(2025, 7, 1),
                response="accepted",
                started_on=date(2025, 7, 2),
            )
        ],
    )


def test_a_person_on_several_rows_has_several_episodes(tmp_path: Path, code_lists: CodeLists) -> None:
    old = _person(
        street="Gamla vägen 1",
        phone="070",
        registered_on=date(2025, 1, 1),
        deregistered_on=date(2025, 3, 1),
        deregistration_reason="Flyttat",
    )
    new = _person(street="Nya vägen 2", registered_on=date(2026, 1, 1))
    marked = _person(protection="Sekretessmarkering", registered_on=date(2025, 1, 1))
    workbook = _read(tmp_path / "a.xlsx", code_lists, [new, old, old, marked])
    (person,) = workbook.history.people
    assert (person.details.street, person.details.phone) == ("Nya vägen 2", "070")
    assert person.protection is Protection.CONFIDENTIALITY_MARK
    assert [e.registered_on.year for e in workbook.history.episodes] == [2026, 2025]
    assert workbook.history.episodes[1].deregistration_reason == "moved"
    assert _found(workbook) == [
        ("Ungdomar", 3, "Adress", "row.details_differ", False),
        ("Ungdomar", 4, "Registrerad", "row.duplicate", True),
        ("Ungdomar", 4, "Adress", "row.details_differ", False),
        ("Ungdomar", 5, "Registrerad", "row.merged", False),
    ]


def test_rows_that_lack_what_they_are_about_are_left_out(tmp_path: Path, code_lists: CodeLists) -> None:
    workbook = _read(
        tmp_path / "a.xlsx",
        code_lists,
        [
            _person(registered_on=date(2025, 1, 1)),
            _person("200706302394"),
            _person(TWO, registration_reason="Studiebevis"),
            _person(UNKNOWN_BIRTHDAY),
        ],
        [
            [ONE, "i våras", "Sms", "Nådd", None, None, None],
            [ONE, date(2025, 2, 1), "Brevduva", None, None, None, None],
            ["200604302398", date(2025, 2, 1), "Sms", "Nådd", None, None, None],
            [TWO, date(2025, 2, 1), "Sms", "Nådd", "Trollkarl", None, None],
        ],
        [[ONE, None, None, None, None, None, None, None, None]],
    )
    assert _found(workbook) == [
        ("Ungdomar", 3, "Personnummer", "personal_number.check_digit", True),
        ("Ungdomar", 4, "Registrerad", "cell.missing", True),
        ("Ungdomar", 5, "Registrerad", "episode.none", False),
        ("Kontakter", 2, "Datum", "cell.date", True),
        ("Kontakter", 3, "Kanal", "code.unknown", True),
        ("Kontakter", 3, "Utfall", "cell.missing", True),
        ("Kontakter", 4, "Personnummer", "row.unknown_person", True),
        ("Kontakter", 5, "Sysselsättning", "code.unknown", False),
        ("Åtgärder", 2, "Åtgärd", "cell.missing", True),
    ]
    history = workbook.history
    assert [len(history.people), len(history.episodes), len(history.contacts), len(history.measures)] == [
        3,
        1,
        1,
        0,
    ]
    counts = workbook.counts["Kontakter"]
    assert (counts.rows, counts.taken, counts.left_out) == (4, 1, 3)


def test_rows_that_contradict_themselves_are_kept(tmp_path: Path, code_lists: CodeLists) -> None:
    start = date(2025, 5, 1)
    workbook = _read(
        tmp_path / "a.xlsx",
        code_lists,
        [
            _person(registered_on=start, deregistered_on=date(2025, 4, 1), deregistration_reason="Flyttat"),
            _person(registered_on=date(2025, 6, 1), deregistered_on=date(2025, 7, 1)),
            _person(registered_on=date(2025, 6, 15)),
            _person(registered_on=date(2027, 7, 1), deregistration_reason="Flyttat"),
            _person(
                TWO, registered_on=start, deregistered_on=date(2026, 1, 1), deregistration_reason="Fyllt 20"
            ),
            _person("200610012387", registered_on=date(2026, 10, 1)),
        ],
        [
            [ONE, date(2027, 1, 1), "Sms", "Nådd", None, None, None],
            [ONE, start, "Sms", "Nådd", None, None, "x" * 501],
        ],
        [
            [ONE, "Praktik", start, "Avböjd", start, None, None, None, None],
            [ONE, "Praktik", start, "Accepterad", date(2025, 4, 1), None, None, None, None],
            [ONE, "Praktik", None, None, None, start, "Påbörjat arbete", None, None],
            [ONE, "Praktik", None, None, start, date(2025, 4, 1), "Påbörjat arbete", None, None],
            [ONE, "Praktik", None, None, start, start, None, None, None],
            [ONE, "Praktik", date(2027, 1, 1), None, None, None, None, None, None],
        ],
    )
    assert not any(problem.fatal for problem in workbook.problems)
    assert all(p.text for p in workbook.problems if not p.code.endswith(("_missing", "not_begun")))
    assert {code for _, _, _, code, _ in _found(workbook)} == {
        *("episode.end_before_start", "episode.reason_missing", "episode.overlap", "episode.future"),
        *("episode.date_missing", "episode.not_birthday", "episode.turned_20"),
        *("contact.future", "contact.note_too_long"),
        *("measure.declined", "measure.begin_before_offer", "measure.not_begun", "measure.end_before_start"),
        *("measure.reason_missing", "measure.future"),
    }
    assert [
        len(workbook.history.episodes),
        len(workbook.history.contacts),
        len(workbook.history.measures),
    ] == [6, 2, 6]


def test_sheets_that_are_missing(tmp_path: Path, code_lists: CodeLists) -> None:
    header = [column.title for column in PEOPLE_COLUMNS]
    path = write_workbook(
        tmp_path / "a.xlsx", {" ungdomar ": [header, _person(registered_on=date(2025, 1, 1))]}
    )
    workbook = read_register_workbook(path, today=TODAY, code_lists=code_lists)
    assert [(p.sheet, p.code, p.fatal) for p in workbook.problems] == [
        ("Kontakter", "file.sheet_missing", False),
        ("Åtgärder", "file.sheet_missing", False),
    ]
    write_workbook(path, {"Blad1": [header]})
    with pytest.raises(InvalidInputError, match=r"file\.sheet_missing"):
        read_register_workbook(path, today=TODAY, code_lists=code_lists)
    text = tmp_path / "a.csv"
    text.write_text(";".join(header))
    with pytest.raises(InvalidInputError, match=r"file\.no_workbook"):
        read_register_workbook(text, today=TODAY, code_lists=code_lists)


def test_written_cells_never_begin_a_formula(tmp_path: Path, code_lists: CodeLists) -> None:
    texts = ["=1+1", "+46", "-x", "@SUM(A1)", "\t=1", "_x0041_", "'=1", '=HYPERLINK("http://x")', "å & <b>"]
    history = RegisterHistory(
        people=[PersonRecord(details=PersonDetails(number=parse_personal_number(ONE, today=TODAY)))],
        contacts=[
            ContactRecord(number=ONE, made_on=date(2025, 1, 1), channel="sms", outcome="sent", note=text)
            for text in texts
        ],
    )
    path = tmp_path / "a.xlsx"
    write_register_workbook(path, history, code_lists)
    read = read_register_workbook(path, today=TODAY, code_lists=code_lists).history
    assert [contact.note for contact in read.contacts] == [text.strip() for text in texts]
    with zipfile.ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    workbook = openpyxl.load_workbook(path)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "d", "inlineStr"}
    assert workbook["Kontakter"]["B2"].is_date
    assert workbook["Kontakter"].freeze_panes == "A2"
    workbook.close()


def test_a_place_that_cannot_be_written(tmp_path: Path, code_lists: CodeLists) -> None:
    with pytest.raises(InvalidInputError, match=r"file\.not_writable"):
        write_register_workbook(tmp_path / "no" / "folder.xlsx", RegisterHistory(), code_lists)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_template_offers_the_lists_and_reads_as_empty(
    tmp_path: Path, code_lists: CodeLists, language: str
) -> None:
    path = tmp_path / "template.xlsx"
    write_register_template(path, code_lists, load_translator(language, translations_folder()))
    read = read_register_workbook(path, today=TODAY, code_lists=code_lists)
    assert (read.history, read.problems) == (RegisterHistory([], [], [], []), [])
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames[1:] == ["Ungdomar", "Kontakter", "Åtgärder", "Listor"]
    assert workbook["Listor"].sheet_state == "hidden"
    for sheet, columns in (("Kontakter", CONTACT_COLUMNS), ("Åtgärder", MEASURE_COLUMNS)):
        assert [cell.value for cell in workbook[sheet][1]] == [column.title for column in columns]
    (channel,) = [v for v in workbook["Kontakter"].data_validations.dataValidation if "C2" in v.sqref]
    place = channel.formula1.split("!")[1].replace("$", "")
    offered = [cell.value for (cell,) in workbook["Listor"][place]]
    assert offered == [value.label(language) for value in code_lists[CodeKind.CHANNEL].values]
    workbook.close()


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared register is not here")
def test_the_shared_register_is_read_completely(tmp_path: Path, code_lists: CodeLists) -> None:
    workbook = read_register_workbook(SHARED, today=TODAY, code_lists=code_lists)
    history = workbook.history
    assert workbook.problems == []
    assert [len(history.people), len(history.episodes)] == [198, 304]
    assert [len(history.contacts), len(history.measures)] == [771, 273]
    write_register_workbook(tmp_path / "a.xlsx", history, code_lists)
    again = read_register_workbook(tmp_path / "a.xlsx", today=TODAY, code_lists=code_lists).history
    assert again == history


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_LINE = _TEXT.map(lambda text: " ".join("".join(c for c in text if c.isprintable()).split()))
_NOTE = _TEXT.map(
    lambda text: "\n".join("".join(c for c in text if c.isprintable() or c == "\n").split("\n")).strip()
)
_DAYS = st.dates(date(2024, 1, 1), TODAY)


@st.composite
def _histories(draw: st.DrawFn, code_lists: CodeLists) -> RegisterHistory:
    def code(kind: CodeKind, *, empty: bool = True) -> st.SearchStrategy[str]:
        codes = st.sampled_from([value.id for value in code_lists[kind].values])
        return st.just("") | codes if empty else codes

    numbers = draw(st.lists(st.sampled_from([ONE, TWO, UNKNOWN_BIRTHDAY]), unique=True))
    people = [
        PersonRecord(
            details=PersonDetails(
                number=parse_personal_number(number, today=TODAY), first_name=draw(_LINE), phone=draw(_LINE)
            ),
            protection=draw(st.sampled_from(Protection)),
            birth_date=draw(st.none() | st.dates(date(1950, 1, 1), TODAY))
            if number == UNKNOWN_BIRTHDAY
            else None,
            home_municipality=draw(st.sampled_from(["", "0180"])),
        )
        for number in numbers
    ]
    episodes = [
        EpisodeRecord(
            number=number,
            registered_on=day,
            registration_reason=draw(code(CodeKind.REGISTRATION_REASON)),
            case_worker=draw(_LINE),
            deregistered_on=draw(st.none() | _DAYS),
            deregistration_reason=draw(code(CodeKind.DEREGISTRATION_REASON)),
        )
        for number in numbers
        for day in draw(st.lists(_DAYS, max_size=3, unique=True))
    ]
    if not numbers:
        return RegisterHistory([], [], [], [])
    contacts = st.builds(
        ContactRecord,
        number=st.sampled_from(numbers),
        made_on=_DAYS,
        channel=code(CodeKind.CHANNEL, empty=False),
        outcome=code(CodeKind.OUTCOME, empty=False),
        occupation=code(CodeKind.OCCUPATION),
        case_worker=_LINE,
        note=_NOTE,
    )
    measures = st.builds(
        MeasureRecord,
        number=st.sampled_from(numbers),
        kind=code(CodeKind.MEASURE, empty=False),
        offered_on=st.none() | _DAYS,
        response=code(CodeKind.RESPONSE),
        started_on=st.none() | _DAYS,
        ended_on=st.none() | _DAYS,
        end_reason=code(CodeKind.MEASURE_END_REASON),
        occupation_after=code(CodeKind.OCCUPATION),
        case_worker=_LINE,
    )
    return RegisterHistory(
        people, episodes, draw(st.lists(contacts, max_size=4)), draw(st.lists(measures, max_size=4))
    )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_history_survives_export_and_import(
    tmp_path: Path, code_lists: CodeLists, data: st.DataObject
) -> None:
    history = data.draw(_histories(code_lists))
    path = tmp_path / "a.xlsx"
    write_register_workbook(path, history, code_lists)
    read = read_register_workbook(path, today=TODAY, code_lists=code_lists)
    assert read.history == history
    assert not any(problem.fatal for problem in read.problems)
    stream = BytesIO()
    write_register_workbook(stream, read.history, code_lists)
    assert stream.getvalue() == path.read_bytes()
