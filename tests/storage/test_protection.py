"""Protected people: nothing that tells who they are stands in clear anywhere in the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.personal_number import Sex, parse_personal_number
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services import searches, undo
from kaa_desktop.services.backups import verify
from kaa_desktop.services.histories import find_person_id, person_history
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, open_person
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.young_people import find_person, get_person, person_id_for
from tests.registers import person, registered

CLEAR = person(238, first_name="Gunvor", last_name="Fjällström")
TRACES = (
    "Gunvor",
    "Fjällström",
    "fj{bllstr",
    "Fjallstrom",
    "Granv",
    "0701740635",
    "070-174",
    "person238",
    CLEAR.number.value,
    CLEAR.number.value[2:],
)


@pytest.fixture
def without_right(workspace: Workspace) -> Iterator[Workspace]:
    """The same register as a user sees it who does not hold the protected key."""
    register = workspace.register
    keys = replace(register.keys, protected_key=None, user="Per Öberg")
    other = Register(register.path, keys, clock=register.now)
    yield Workspace(other, workspace.code_lists)
    other.close()


def traces(workspace: Workspace) -> list[tuple[str, str]]:
    """Tables, the search index among them, that hold something of the person in clear."""
    found = []
    with workspace.register.read() as connection:
        tables = (
            connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%fts5%'"
            )
            .scalars()
            .all()
        )
        for table in tables:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                data = b"\x00".join(v if isinstance(v, bytes) else str(v).encode() for v in row).lower()
                found += [(table, trace) for trace in TRACES if trace.lower().encode() in data]
    return sorted(set(found))


def index_blocks(workspace: Workspace) -> list[bytes]:
    """The pages of the search indexes, but for their heads."""
    with workspace.register.read() as connection:
        statement = "SELECT block FROM {} WHERE id > 10"
        return [
            bytes(block)
            for table in ("person_words_data", "person_infix_data", "person_sounds_data")
            for block in connection.exec_driver_sql(statement.format(table)).scalars()
        ]


def protect(workspace: Workspace, person_id: str, details: PersonDetails = CLEAR) -> None:
    change_person(
        workspace,
        person_id,
        details=details,
        birth_date=None,
        protection=Protection.CONFIDENTIALITY_MARK,
        home_municipality="0180",
    )


def unprotect(workspace: Workspace, person_id: str) -> None:
    change_person(
        workspace,
        person_id,
        details=CLEAR,
        birth_date=None,
        protection=Protection.NONE,
        home_municipality="0180",
    )


def test_the_traces_of_somebody_unprotected_are_found(workspace: Workspace) -> None:
    registered(workspace, CLEAR)
    tables = {table for table, _ in traces(workspace)}
    assert tables == {"young_person", "change_log", "person_words_data"}
    assert len(index_blocks(workspace)) == 3


@pytest.mark.parametrize("protection", [p for p in Protection if p is not Protection.NONE])
def test_somebody_registered_as_protected_leaves_no_trace(
    workspace: Workspace, protection: Protection
) -> None:
    person_id = registered(workspace, CLEAR, protection=protection)
    assert traces(workspace) == []
    assert person_id != person_id_for(CLEAR.number, workspace.person_secret())


def test_somebody_who_becomes_protected_leaves_no_trace(workspace: Workspace) -> None:
    for serial in range(100, 110):
        registered(workspace, person(serial, last_name=f"Granne{serial}"))
    person_id = registered(workspace, CLEAR)
    protect(workspace, person_id)
    shared = {"Granv", "0701740635", "070-174"}  # the neighbours live there too
    assert [trace for _, trace in traces(workspace) if trace not in shared] == []
    assert verify(workspace).findings == ()


def test_alone_in_the_register_and_protected_leaves_no_trace(workspace: Workspace) -> None:
    person_id = registered(workspace, CLEAR)
    protect(workspace, person_id)
    assert traces(workspace) == []
    assert len(index_blocks(workspace)) == 1  # the words of the case number, and no infix at all
    assert verify(workspace).findings == ()


def test_the_history_says_that_values_were_erased(workspace: Workspace) -> None:
    person_id = registered(workspace, CLEAR)
    protect(workspace, person_id)
    entries = person_history(workspace, person_id)
    assert [entry.name for entry in entries] == ["person.change", "person.register"]
    changes = [c for entry in entries for c in entry.changes if c.table == "young_person"]
    assert [(c.erased, c.old, c.new) for c in changes] == [(True, {}, {})] * 2


def test_protection_cannot_be_undone_since_the_values_are_gone(workspace: Workspace) -> None:
    protect(workspace, registered(workspace, CLEAR))
    with pytest.raises(NotAllowedError) as caught:
        undo.undo(workspace)
    assert caught.value.code == "undo.erased"


def test_undoing_that_somebody_is_no_longer_protected_leaves_no_trace(workspace: Workspace) -> None:
    person_id = registered(workspace, CLEAR, protection=Protection.CONFIDENTIALITY_MARK)
    unprotect(workspace, person_id)
    assert traces(workspace) != []
    undo.undo(workspace)
    view = open_person(workspace, person_id)
    assert (view.person.protection, view.person.details) == (Protection.CONFIDENTIALITY_MARK, None)
    assert traces(workspace) == []
    assert verify(workspace).findings == ()


def test_saving_a_protected_person_unchanged_changes_nothing(workspace: Workspace) -> None:
    person_id = registered(workspace, CLEAR, protection=Protection.CONFIDENTIALITY_MARK)
    before = len(person_history(workspace, person_id))
    protect(workspace, person_id)
    assert len(person_history(workspace, person_id)) == before


def test_a_protected_person_who_changes_number_or_phone_stays_sealed(workspace: Workspace) -> None:
    person_id = registered(workspace, CLEAR, protection=Protection.CONFIDENTIALITY_MARK)
    case_number = open_person(workspace, person_id).person.case_number
    protect(workspace, person_id, replace(CLEAR, phone="070-174 06 99"))
    view = open_person(workspace, person_id, reason="Samtal")
    assert view.person.details == replace(CLEAR, phone="070-174 06 99")
    assert view.person.case_number == case_number
    assert traces(workspace) == []


def test_only_the_right_finds_the_number(workspace: Workspace, without_right: Workspace) -> None:
    person_id = registered(workspace, CLEAR, protection=Protection.ASSUMED_IDENTITY)
    for each, expected in ((workspace, person_id), (without_right, None)):
        with each.register.read() as connection:
            assert find_person(connection, CLEAR.number, each.register.keys) == expected
    assert find_person_id(workspace, CLEAR.number.formatted) == person_id
    with pytest.raises(InvalidInputError):
        find_person_id(without_right, CLEAR.number.formatted)


def test_only_the_right_and_a_reason_show_who_it_is(workspace: Workspace, without_right: Workspace) -> None:
    person_id = registered(workspace, CLEAR, protection=Protection.ASSUMED_IDENTITY)
    assert open_person(workspace, person_id).person.details is None
    assert open_person(workspace, person_id, reason="Samtal").person.details == CLEAR
    assert open_person(without_right, person_id).person.details is None
    with pytest.raises(NotAllowedError):
        open_person(without_right, person_id, reason="Samtal")
    with without_right.register.read() as connection:
        hidden = get_person(connection, person_id, clear_with=without_right.register.keys)
    assert hidden
    assert hidden.details is None


def test_anybody_may_write_somebody_protected(workspace: Workspace, without_right: Workspace) -> None:
    person_id = registered(without_right, CLEAR, protection=Protection.PROTECTED_REGISTRATION)
    assert open_person(workspace, person_id, reason="Samtal").person.details == CLEAR
    assert traces(workspace) == []


def test_without_the_right_nobody_changes_somebody_protected(
    workspace: Workspace, without_right: Workspace
) -> None:
    person_id = registered(workspace, CLEAR, protection=Protection.ASSUMED_IDENTITY)
    with pytest.raises(NotAllowedError):
        unprotect(without_right, person_id)


def test_the_case_number_finds_the_person_and_nothing_else_does(workspace: Workspace) -> None:
    person_id = registered(workspace, CLEAR, protection=Protection.ASSUMED_IDENTITY)
    case_number = open_person(workspace, person_id).person.case_number
    for text in (case_number, case_number.lower(), case_number[:5], case_number[2:]):
        assert [row.id for row in searches.search(workspace, text)] == [person_id]
    assert find_person_id(workspace, case_number.lower()) == person_id
    for text in ("Gunvor", "Fjällström", "20080314", "2384", "0701740635", "Granvägen", "Ekköping"):
        assert searches.search(workspace, text) == ()


def test_searching_the_protected_is_for_the_right_and_is_logged(
    workspace: Workspace, without_right: Workspace
) -> None:
    person_id = registered(workspace, CLEAR, protection=Protection.ASSUMED_IDENTITY)
    (row,) = searches.search_protected(workspace, "gunvor", reason="Ringer")
    assert (row.id, row.name, row.birth_date) == (person_id, "Gunvor Fjällström", date(2008, 3, 14))
    with workspace.register.read() as connection:
        logged = connection.exec_driver_sql("SELECT person_id, what, reason FROM read_log").all()
    assert [tuple(entry) for entry in logged] == [(person_id, "search", "Ringer")]
    with pytest.raises(NotAllowedError):
        searches.search_protected(without_right, "gunvor", reason="Ringer")


def test_somebody_gets_another_number_kind_and_sex_with_a_new_number(workspace: Workspace) -> None:
    """A coordination number gives way to a personal number when somebody is registered as resident."""
    coordination = parse_personal_number("201902892387", today=date(2026, 1, 1))
    person_id = registered(workspace, replace(CLEAR, number=coordination))
    details = replace(CLEAR, number=person(241).number)
    change_person(
        workspace,
        person_id,
        details=details,
        birth_date=None,
        protection=Protection.NONE,
        home_municipality="0180",
    )
    found = open_person(workspace, person_id).person
    assert found.details == details
    assert (found.birth_date, found.sex) == (date(2008, 3, 14), Sex.MAN)
