"""An import is taken back to the row, its source too, and nobody whom it told to be protected is bared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import CancelledError, NotAllowedError
from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.domain.register_history import PersonRecord, RegisterHistory
from kaa_desktop.domain.sources import FileKind, NoticeKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.register_workbook import write_register_workbook
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.services.backups import verify
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.histories import person_history, recent_operations
from kaa_desktop.services.notice_imports import NoticeEntry, add_notice, import_notices
from kaa_desktop.services.population_import import import_population
from kaa_desktop.services.reconcile_decisions import accept
from kaa_desktop.services.reconciliation import standing
from kaa_desktop.services.reconciliation_closing import close_reconciliation
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.searches import search
from kaa_desktop.services.source_files import import_source
from kaa_desktop.services.undo import history, next_redo, next_undo, redo, undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, open_person
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.staged_parts import RESIDENTS, parts_in
from kaa_desktop.storage.verification import table_rows
from kaa_desktop.system.assets import translations_folder
from tests.rows import Rows, differing, shelved, whole
from tests.services.workspaces import (
    CODE_LISTS,
    FIXTURES,
    POPULATION,
    REGISTER_WORKBOOK,
    TODAY,
    Cancelled,
    MovableClock,
    details,
    number,
    operations,
    registered,
)
from tests.storage.import_states import TELLING

TOWN = FIXTURES / "kommun"
ADA, BO, CAJ = number("20080701"), number("20080702"), number("20080703")
SEALED = "protection.seal"
ENTRY = ContactEntry(made_on=TODAY, channel="phone", outcome="no_answer")
Import = Callable[[Workspace], object]
IMPORTS: dict[str, Import] = {
    "register": lambda ws: import_register(ws, REGISTER_WORKBOOK, NoProgress()),
    "notices": lambda ws: import_notices(ws, TOWN / "anmalningar.xlsx", NoProgress()),
    "population": lambda ws: import_population(ws, TOWN / "folkbokforing.csv", NoProgress()),
    "enrolment": lambda ws: import_source(ws, TOWN / "elever.xlsx", NoProgress(), kind=FileKind.ENROLMENT),
    "exams": lambda ws: import_source(ws, TOWN / "examina.csv", NoProgress(), kind=FileKind.EXAMS),
    "a later population": lambda ws: import_population(ws, later(POPULATION, ws), NoProgress()),
}


def later(path: Path, workspace: Workspace) -> Path:
    """The same people, some of whom are protected by now."""
    head, *rows = path.read_text("cp1252").splitlines()
    marked = (
        row.replace(";0180;;", ";0180;01003;") if place % 9 == 0 else row for place, row in enumerate(rows)
    )
    target = workspace.register.path.with_name("later.csv")
    target.write_text("\n".join((head, *marked)) + "\n", "cp1252")
    return target


def population(folder: Path, *rows: str) -> Path:
    """A population file: number, home, protection mark."""
    path = folder / f"befolkning{len(list(folder.iterdir()))}.csv"
    header = "Personnr;Kommunkod;Skydd;Efternamn;Förnamn"
    path.write_text("\n".join((header, *(f"{row};Åkesson;Ada" for row in rows))) + "\n", "cp1252")
    return path


def take_in(workspace: Workspace, path: Path) -> None:
    import_population(workspace, path, NoProgress())


def noted(workspace: Workspace, value: str, kind: NoticeKind = NoticeKind.LEAVES) -> str:
    entry = NoticeEntry(
        number=parse_personal_number(value, today=TODAY), kind=kind, dated=date(2026, 9, 1), school="Ek"
    )
    return add_notice(workspace, entry)[0]


def check_there_and_back(workspace: Workspace, before: Rows) -> None:
    """Undone, redone and undone again, each to the row; ends as it began."""
    after = whole(workspace)
    undo(workspace)
    assert differing(whole(workspace), before) == {}
    redo(workspace)
    assert differing(whole(workspace), after) == {}
    assert shelved(workspace) == {}
    undo(workspace)
    assert differing(whole(workspace), before) == {}
    redo(workspace)
    assert verify(workspace).findings == ()


def facts(workspace: Workspace) -> dict[str, dict[str, dict[str, Any]]]:
    """People and notices by id."""
    with workspace.register.read() as connection:
        return {table: table_rows(connection, table) for table in TELLING}


def check_sealed_alone(before: dict[str, dict[str, dict[str, Any]]], workspace: Workspace) -> None:
    """Whoever is not as before has been sealed since, and differs in nothing but what tells who it is."""
    now = facts(workspace)
    for table, telling in TELLING.items():
        assert before[table].keys() == now[table].keys()
        for row_id, row in now[table].items():
            former = before[table][row_id]
            changed = {column for column in row if row[column] != former[column]}
            assert changed <= telling
            assert not changed or (row["sealed"] and not former["sealed"] and not row["number"])


def check_imported_and_taken_back(workspace: Workspace, work: Import) -> None:
    """To the row; where the file told somebody to be protected, to the row from when they were sealed."""
    before, people, done = whole(workspace), facts(workspace), len(operations(workspace))
    work(workspace)
    told = operations(workspace)[done:]
    assert len(told) == 1 + (SEALED in told)
    if SEALED in told:
        undo(workspace)
        check_sealed_alone(people, workspace)
        sealed = whole(workspace)
        assert differing(sealed, before).keys() <= {*TELLING, "staged_part", "staged_hidden"}
        before = sealed
        redo(workspace)
    check_there_and_back(workspace, before)


@pytest.mark.parametrize(("order", "sealed"), [(tuple(IMPORTS), True), (tuple(reversed(IMPORTS)), False)])
def test_whatever_is_imported_in_whatever_order_is_taken_back_to_the_row(
    workspace: Workspace, order: tuple[str, ...], *, sealed: bool
) -> None:
    for name in order:
        check_imported_and_taken_back(workspace, IMPORTS[name])
    assert (SEALED in operations(workspace)) is sealed
    assert verify(workspace).findings == ()


def test_many_imports_are_taken_back_one_after_the_other_and_brought_back(workspace: Workspace) -> None:
    states = [whole(workspace)]
    names = ("population", "enrolment", "notices", "exams")
    for name in names:
        IMPORTS[name](workspace)
        states.append(whole(workspace))
    for state in states[-2::-1]:
        undo(workspace)
        assert differing(whole(workspace), state) == {}
    assert shelved(workspace)["shelved_file"].total() == 3
    for state in states[1:]:
        redo(workspace)
        assert differing(whole(workspace), state) == {}
    assert shelved(workspace) == {}


def test_those_whom_a_file_tells_to_be_protected_are_sealed_in_an_operation_of_their_own(
    workspace: Workspace, tmp_path: Path
) -> None:
    ada = registered(workspace, ADA)
    registered(workspace, BO, last="Berg")
    noted(workspace, ADA)
    noted(workspace, CAJ)
    before = facts(workspace)
    take_in(workspace, population(tmp_path, f"{ADA};0180;01003", f"{BO};0180;", f"{CAJ};0180;01020"))
    assert operations(workspace)[-2:] == [SEALED, "import.population"]
    newest, sealing = recent_operations(workspace, 2)
    assert (newest.name, sealing.name, sealing.details) == ("import.population", SEALED, {"people": 2})
    assert person_history(workspace, ada)[0].name == SEALED
    undo(workspace)
    check_sealed_alone(before, workspace)
    sealed = [row for table in facts(workspace).values() for row in table.values() if row["sealed"]]
    assert len(sealed) == 3
    assert len({row["case_number"] for row in sealed}) == 2
    assert open_person(workspace, ada).person.protection is Protection.CONFIDENTIALITY_MARK
    assert search(workspace, "Örjan") != search(workspace, ADA) == ()
    redo(workspace)
    check_there_and_back(workspace, whole_undone(workspace))


def whole_undone(workspace: Workspace) -> Rows:
    undo(workspace)
    rows = whole(workspace)
    redo(workspace)
    return rows


def test_undo_passes_the_sealing_by_and_the_history_shows_that_it_stays(
    workspace: Workspace, tmp_path: Path
) -> None:
    registered(workspace, BO)
    registered(workspace, ADA)
    take_in(workspace, population(tmp_path, f"{ADA};0180;01003"))
    steps = [(step.name, step.stays) for step in history(workspace).undo]
    assert steps == [
        ("import.population", False),
        (SEALED, True),
        ("person.register", False),
        ("person.register", False),
    ]
    undo(workspace)
    after = next_undo(workspace)
    assert after is not None
    assert after.name == "person.register"
    with pytest.raises(NotAllowedError) as caught:
        undo(workspace)
    assert caught.value.code == "undo.erased"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("sv", 1, "Skydda uppgifterna om 1 person"),
        ("sv", 3, "Skydda uppgifterna om 3 personer"),
        ("en", 1, "Protect the details of 1 person"),
        ("en", 3, "Protect the details of 3 people"),
    ],
)
def test_the_sealing_has_a_sentence(language: str, count: int, said: str) -> None:
    translator = load_translator(language, translations_folder())
    assert operation_label(SEALED, {"people": count}, CODE_LISTS, translator) == said


def test_where_nobody_becomes_protected_nothing_is_sealed(workspace: Workspace, tmp_path: Path) -> None:
    registered(workspace, ADA)
    take_in(workspace, population(tmp_path, f"{ADA};0180;", f"{BO};0180;01003"))
    assert operations(workspace)[-2:] == ["person.register", "import.population"]


def test_the_same_file_again_protects_whoever_is_not_yet_and_changes_nothing_else(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = population(tmp_path, f"{ADA};0180;01003")
    take_in(workspace, path)
    ada = registered(workspace, ADA)
    before = whole(workspace)
    _result, changes = import_population(workspace, path, NoProgress())
    assert operations(workspace)[-2:] == ["person.register", SEALED]
    assert (set(changes.kinds), changes.operation_id) == ({"young_person"}, None)
    assert changes.concerns(ada)
    assert differing(whole(workspace), before).keys() == {"young_person"}
    assert open_person(workspace, ada).person.protection is Protection.CONFIDENTIALITY_MARK
    assert import_population(workspace, path, NoProgress())[1].kinds == frozenset()
    assert operations(workspace)[-2:] == ["person.register", SEALED]


@pytest.mark.parametrize("step", range(1, 8))
def test_cancelled_at_any_step_nobody_is_sealed(workspace: Workspace, step: int) -> None:
    registered(workspace, "20070505-2389")
    before, done = whole(workspace), operations(workspace)
    with pytest.raises(CancelledError):
        import_population(workspace, POPULATION, Cancelled(at_step=step))
    assert (differing(whole(workspace), before), operations(workspace)) == ({}, done)


def test_a_trial_seals_nobody(workspace: Workspace, tmp_path: Path) -> None:
    registered(workspace, ADA)
    noted(workspace, ADA)
    before, done = whole(workspace), operations(workspace)
    import_population(workspace, population(tmp_path, f"{ADA};0180;01003"), NoProgress(), dry_run=True)
    import_notices(workspace, TOWN / "anmalningar.xlsx", NoProgress(), dry_run=True)
    import_register(workspace, REGISTER_WORKBOOK, NoProgress(), dry_run=True)
    assert (differing(whole(workspace), before), operations(workspace)) == ({}, done)
    registered(workspace, BO)
    assert verify(workspace).findings == ()


def test_a_stranger_whom_a_new_file_marks_is_sealed_in_the_older_ones_too(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, f"{ADA};0180;", f"{BO};0180;"))
    take_in(workspace, population(tmp_path, f"{ADA};0180;01003", f"{BO};0180;"))
    assert staged_numbers(workspace, "staged_part") == [BO, BO]
    undo(workspace)
    assert staged_numbers(workspace, "staged_part") == [BO]
    redo(workspace)
    assert [one.key for one in standing(workspace, TODAY, NoProgress()).groups[Group.NEW]]


def staged_numbers(workspace: Workspace, table: str) -> list[str]:
    """Of residents who lie in clear."""
    with workspace.register.read() as connection:
        parts = parts_in(connection, table, RESIDENTS)
        return [number for part in parts for number in part.read(connection, RESIDENTS)["number"].to_list()]


@pytest.fixture
def colleague(workspace: Workspace, clock: MovableClock) -> Iterator[Workspace]:
    """Somebody else at work on the same register, without the right to see who is protected."""
    keys = replace(workspace.register.keys, user="Bo", protected_key=None)
    other = Workspace(Register(workspace.register.path, keys, clock=clock), workspace.code_lists)
    yield other
    other.register.close()


def test_the_shelf_is_cleared_once_something_else_is_done(workspace: Workspace, colleague: Workspace) -> None:
    ada = registered(workspace, ADA)
    for name in ("population", "enrolment", "exams"):
        IMPORTS[name](workspace)
    for _ in range(3):
        undo(workspace)
    assert shelved(workspace).keys() == {"shelved_file", "shelved_part", "shelved_hidden"}
    log_contact(colleague, [ada], ENTRY)
    redo(workspace)
    undo(workspace)
    assert shelved(workspace)["shelved_file"].total() == 3
    log_contact(workspace, [ada], ENTRY)
    assert shelved(workspace) == {}
    assert next_redo(workspace) is None


def test_what_a_closed_reconciliation_has_erased_does_not_come_back(
    workspace: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, f"{ADA};0180;"))
    undo(workspace)
    take_in(colleague, population(tmp_path, f"{BO};0180;"))
    close_reconciliation(colleague, TODAY, NoProgress())
    assert shelved(workspace).keys() == {"shelved_file"}
    before = whole(workspace)
    with pytest.raises(NotAllowedError) as caught:
        redo(workspace)
    assert caught.value.code == "undo.erased"
    assert differing(whole(workspace), before) == {}
    registered(workspace, ADA)
    assert shelved(workspace) == {}


def test_an_import_whose_rows_are_erased_is_taken_back_without_them(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = whole(workspace)
    take_in(workspace, population(tmp_path, f"{ADA};0180;"))
    close_reconciliation(workspace, TODAY, NoProgress())
    undo(workspace)
    assert differing(whole(workspace), before).keys() == {"reconciliation"}
    assert shelved(workspace) == {}
    redo(workspace)
    assert differing(whole(workspace), before).keys() == {"reconciliation", "import_batch"}


def test_whoever_becomes_protected_meanwhile_is_sealed_on_the_shelf(
    workspace: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, *(f"{value};0180;" for value in (ADA, BO, CAJ))))
    undo(workspace)
    registered(colleague, ADA, protection=Protection.ASSUMED_IDENTITY)
    take_in(colleague, population(tmp_path, f"{BO};0180;01003"))
    assert staged_numbers(workspace, "shelved_part") == [CAJ]
    redo(workspace)
    assert staged_numbers(workspace, "staged_part") == [CAJ]
    assert whole(workspace)["staged_file"].total() == 2
    assert staged_hidden(workspace) == {"assumed_identity", "confidentiality_mark"}
    check_there_and_back(workspace, whole_undone(workspace))


def staged_hidden(workspace: Workspace) -> set[str]:
    with workspace.register.read() as connection:
        return set(connection.exec_driver_sql("SELECT protection FROM staged_hidden").scalars())


def test_who_is_no_longer_protected_and_then_is_again_lies_nowhere_in_clear(
    workspace: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    ada = registered(workspace, ADA, protection=Protection.CONFIDENTIALITY_MARK)
    change_person(
        workspace,
        ada,
        details=details(ADA),
        birth_date=None,
        protection=Protection.NONE,
        home_municipality="0180",
    )
    take_in(colleague, population(tmp_path, f"{ADA};0180;"))
    noted(colleague, ADA)
    undo(workspace)
    assert staged_numbers(workspace, "staged_part") == []
    assert {row["number"] for table in facts(workspace).values() for row in table.values()} == {""}
    assert verify(workspace).findings == ()


def test_without_the_right_notices_are_placed_and_sealed_and_taken_back(
    workspace: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    noted(colleague, ADA)
    take_in(colleague, population(tmp_path, f"{ADA};0180;01003"))
    (notice,) = facts(workspace)["school_notice"].values()
    assert (notice["status"], notice["number"]) == ("open", "")
    undo(colleague)
    (again,) = facts(workspace)["school_notice"].values()
    assert again == {**notice, "status": "to_decide"}


def test_a_register_workbook_whose_protected_people_have_notices_is_taken_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    marked = PersonRecord(details=details(ADA), protection=Protection.CONFIDENTIALITY_MARK)
    path = tmp_path / "register.xlsx"
    write_register_workbook(path, RegisterHistory([marked], [], [], []), CODE_LISTS)
    notice = noted(workspace, ADA)
    take_in(workspace, population(tmp_path, f"{ADA};0180;", f"{BO};0180;"))
    check_imported_and_taken_back(workspace, lambda ws: import_register(ws, path, NoProgress()))
    assert operations(workspace)[3:5] == ["import.register", SEALED]
    assert facts(workspace)["school_notice"][notice]["number"] == ""
    assert staged_numbers(workspace, "staged_part") == [BO]


def test_whom_a_reconciliation_finds_protected_stays_so_when_the_rest_is_taken_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    take_in(workspace, population(tmp_path, f"{ADA};0180;01003", f"{BO};0180;"))
    ada, bo = registered(workspace, ADA), registered(workspace, BO, last="Annat")
    people, before = facts(workspace), operations(workspace)
    accepted, changes = accept(workspace, TODAY, Group.CHANGED, None, NoProgress())
    assert (accepted.done, accepted.left_alone) == (2, 0)
    assert (changes.concerns(ada), changes.concerns(bo)) == (True, True)
    assert operations(workspace)[len(before) :] == ["reconcile.accept", SEALED]
    assert open_person(workspace, ada).person.protection is Protection.CONFIDENTIALITY_MARK
    assert standing(workspace, TODAY, NoProgress()).groups[Group.CHANGED] == ()
    undo(workspace)
    check_sealed_alone(people, workspace)
    redo(workspace)
    check_there_and_back(workspace, whole_undone(workspace))
