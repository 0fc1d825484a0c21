"""Rows of sources that cannot be read any more are told so, and their files imported again."""

from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import UnreadableSourcesError
from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.services.flows import where_did_they_go
from kaa_desktop.services.reconciliation import Standing, standing
from kaa_desktop.services.reconciliation_closing import close_reconciliation, sources_overview
from kaa_desktop.services.source_intakes import take_in_sources
from kaa_desktop.services.undo import next_undo, redo, undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.notice_people import NoticePeople
from kaa_desktop.storage.source_files import erase_sources, has_rows
from kaa_desktop.storage.staged_format import enveloped
from kaa_desktop.storage.staged_protection import Hidden, seal_staged
from kaa_desktop.system.assets import translations_folder
from tests.services.test_source_intakes import AS_OF, GIVEN
from tests.services.unreadable import NUMBER, leave_unreadable, packed_otherwise

KINDS = ("population", "enrolment", "exams")
SOMEBODY = read_back(NUMBER)


def told(workspace: Workspace) -> Standing:
    return standing(workspace, AS_OF, NoProgress())


def take_in(workspace: Workspace, *kinds: str) -> None:
    take_in_sources(workspace, [one for one in GIVEN if one.kind in map(FileKind, kinds)], NoProgress())


def readable(workspace: Workspace) -> dict[str, bool]:
    return {status.kind: status.readable for status in sources_overview(workspace).sources}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"KAA1" + bytes(40),
        b"KAA2" + bytes(40),
        enveloped(b"not packed"),
        enveloped(packed_otherwise()),
    ],
    ids=["former", "wiped", "older", "damaged", "odd", "other columns"],
)
def test_the_file_is_asked_for_and_taken_in_anew(
    workspace: Workspace, kind: str, content: bytes | None
) -> None:
    take_in(workspace, *KINDS)
    before = told(workspace)
    leave_unreadable(workspace, kind, content)
    with pytest.raises(UnreadableSourcesError) as raised:
        told(workspace)
    assert raised.value.sources == (kind,)
    assert readable(workspace) == {each: each != kind for each in KINDS}

    take_in(workspace, kind)

    assert told(workspace).outcome == before.outcome


def test_nothing_is_compared_before_every_kind_is_there_again(workspace: Workspace) -> None:
    take_in(workspace, *KINDS)
    before = told(workspace)
    for kind in KINDS:
        leave_unreadable(workspace, kind)
    for place, kind in enumerate(KINDS):
        with pytest.raises(UnreadableSourcesError) as raised:
            told(workspace)
        assert raised.value.sources == KINDS[place:]
        assert readable(workspace) == {each: each in KINDS[:place] for each in KINDS}
        take_in(workspace, kind)
    assert told(workspace).outcome == before.outcome
    assert all(readable(workspace).values())


def test_pupils_alone_that_cannot_be_read_are_told_too(workspace: Workspace) -> None:
    take_in(workspace, "enrolment")
    assert all(readable(workspace).values())
    leave_unreadable(workspace, "enrolment")
    assert readable(workspace) == {"population": True, "enrolment": False, "exams": True}


@pytest.mark.parametrize(
    ("language", "sources", "sentence"),
    [
        ("en", KINDS[:1], "Import the population file again: the rows cannot be read"),
        ("en", KINDS[1:], "Import all enrolment files and all exam files again: the rows"),
        ("en", KINDS, "Import the population file, all enrolment files and all exam files again: the rows"),
        ("sv", KINDS[:2], "Läs in befolkningsfilen och alla elevfiler igen: raderna går inte att läsa"),
    ],
)
def test_all_that_cannot_be_read_stand_in_one_sentence(
    language: str, sources: tuple[str, ...], sentence: str
) -> None:
    error = UnreadableSourcesError(sources)
    assert error_sentence(error, load_translator(language, translations_folder())).startswith(sentence)


def test_their_imports_are_undone_and_redone(workspace: Workspace) -> None:
    take_in(workspace, *KINDS)
    leave_unreadable(workspace, "population")
    while next_undo(workspace):
        undo(workspace)
    with workspace.register.read() as connection:
        assert not has_rows(connection)
    redo(workspace)
    with pytest.raises(UnreadableSourcesError) as raised:
        told(workspace)
    assert raised.value.sources == ("population",)


def test_closing_waits_and_erasing_does_not(workspace: Workspace) -> None:
    take_in(workspace, *KINDS)
    for kind in KINDS[1:]:
        leave_unreadable(workspace, kind)
    with pytest.raises(UnreadableSourcesError) as raised:
        close_reconciliation(workspace, AS_OF, NoProgress())
    assert raised.value.sources == KINDS[1:]
    with pytest.raises(UnreadableSourcesError) as raised:
        where_did_they_go(workspace, date(2025, 9, 1), AS_OF)
    assert raised.value.sources == KINDS[1:]
    take_in(workspace, *KINDS[1:])
    close_reconciliation(workspace, AS_OF, NoProgress())

    take_in(workspace, *KINDS)
    leave_unreadable(workspace, "population")
    with workspace.register.maintenance() as connection:
        assert erase_sources(connection)
        assert not has_rows(connection)


def test_who_becomes_protected_stands_there_in_clear_no_more(workspace: Workspace) -> None:
    take_in(workspace, *KINDS)
    leave_unreadable(workspace, "population")
    with workspace.register.operation("person.change") as scope:
        hidden = Hidden(SOMEBODY, Protection.ASSUMED_IDENTITY, "S-1")
        seal_staged(scope.connection, [hidden], workspace.register.keys)

    with workspace.register.read() as connection:
        kept = connection.exec_driver_sql("SELECT content FROM staged_part WHERE holds = 'residents'")
        assert set(kept.scalars()) == {b""}
    with pytest.raises(UnreadableSourcesError) as raised:
        told(workspace)
    assert raised.value.sources == ("population",)


def test_notices_do_without_them(workspace: Workspace) -> None:
    take_in(workspace, *KINDS)
    for kind in KINDS:
        leave_unreadable(workspace, kind)
    with workspace.register.read() as connection:
        people = NoticePeople(connection, workspace.register.keys, workspace.person_secret())
        known = people.known([SOMEBODY])
        assert not known[SOMEBODY.value].in_sources
        assert people.facts(known)[SOMEBODY.value].schoolings == ()
