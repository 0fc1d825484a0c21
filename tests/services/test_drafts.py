from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.drafts import draft_at, drafts_left, drop_draft, keep_draft
from kaa_desktop.services.duplicates import merge_people
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.registers import close
from kaa_desktop.services.undo import next_undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import change_person, open_person
from kaa_desktop.storage.verification import verify_register
from tests.services.workspaces import (
    PASSPHRASE,
    MovableClock,
    details,
    number,
    opener,
    operations,
    registered,
)

NOTE = "Ringde Örjan, han ringer upp"


def stored_texts(workspace: Workspace) -> list[str]:
    with workspace.register.read() as connection:
        return list(connection.exec_driver_sql("SELECT fields FROM draft").scalars())


@pytest.fixture
def without_right(workspace: Workspace) -> Iterator[Workspace]:
    """The same register for somebody who may not read protected people."""
    keys = workspace.register.keys
    workspace.register.keys = replace(keys, protected_key=None)
    yield workspace
    workspace.register.keys = keys


def test_a_draft_is_there_when_the_register_is_opened_again(
    workspace: Workspace, register_path: Path, clock: MovableClock
) -> None:
    person = registered(workspace)
    keep_draft(workspace, "contact", person, {"note": "Ringde"})
    keep_draft(workspace, "contact", person, {"note": NOTE, "channel": "phone"})
    close(workspace)
    again = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    draft = draft_at(again, "contact", person)
    assert draft is not None
    assert draft.fields == {"note": NOTE, "channel": "phone"}
    assert draft.written_at < again.register.now()
    assert draft_at(again, "contact", "") is None
    close(again)


def test_a_draft_is_no_operation(workspace: Workspace) -> None:
    person = registered(workspace)
    before = operations(workspace)
    keep_draft(workspace, "contact", person, {"note": NOTE})
    drop_draft(workspace, "contact", person)
    assert operations(workspace) == before
    offered = next_undo(workspace)
    assert offered is not None
    assert offered.name == "person.register"
    assert verify_register(workspace.register).findings == ()


def test_what_is_left_is_listed_newest_first_and_goes_when_sent(workspace: Workspace) -> None:
    person = registered(workspace)
    protected = registered(workspace, number("20080314"), protection=Protection.CONFIDENTIALITY_MARK)
    keep_draft(workspace, "person.register", "", {"first_name": "Kim"})
    keep_draft(workspace, "measure.end:42", person, {"reason": ""})
    keep_draft(workspace, "contact", protected, {"note": NOTE})
    left = drafts_left(workspace)
    assert [(one.form, one.person_id) for one in left] == [
        ("contact", protected),
        ("measure.end", person),
        ("person.register", ""),
    ]
    assert left[0].person.startswith("S-")
    assert [one.person for one in left[1:]] == ["Örjan Åkesson", ""]
    drop_draft(workspace, "measure.end:42", person)
    assert len(drafts_left(workspace)) == 2


def test_another_user_has_drafts_of_their_own(workspace: Workspace) -> None:
    person = registered(workspace)
    keep_draft(workspace, "contact", person, {"note": NOTE})
    workspace.register.keys = replace(workspace.register.keys, user="Bo")
    assert draft_at(workspace, "contact", person) is None
    assert drafts_left(workspace) == ()
    drop_draft(workspace, "contact", person)
    assert len(stored_texts(workspace)) == 1


def test_what_is_written_about_a_protected_person_is_sealed(workspace: Workspace) -> None:
    person = registered(workspace, protection=Protection.CONFIDENTIALITY_MARK)
    keep_draft(workspace, "contact", person, {"note": NOTE})
    assert NOTE not in stored_texts(workspace)[0]
    assert "note" not in stored_texts(workspace)[0]
    draft = draft_at(workspace, "contact", person)
    assert draft is not None
    assert draft.fields["note"] == NOTE


def test_somebody_without_the_right_cannot_read_it(without_right: Workspace) -> None:
    person = registered(without_right, protection=Protection.CONFIDENTIALITY_MARK)
    keep_draft(without_right, "contact", person, {"note": NOTE})
    assert draft_at(without_right, "contact", person) is None


def test_somebody_without_the_right_has_a_draft_of_a_person_yet_to_be_registered(
    without_right: Workspace,
) -> None:
    keep_draft(without_right, "person.register", "", {"first_name": "Kim"})
    assert draft_at(without_right, "person.register", "") is not None


def test_a_draft_is_sealed_when_the_person_becomes_protected(workspace: Workspace) -> None:
    person = registered(workspace)
    keep_draft(workspace, "contact", person, {"note": NOTE})
    assert "han ringer upp" in stored_texts(workspace)[0]
    change_person(
        workspace,
        person,
        details=details("20080701-2398"),
        birth_date=None,
        protection=Protection.CONFIDENTIALITY_MARK,
        home_municipality="0180",
    )
    assert "han ringer upp" not in stored_texts(workspace)[0]
    draft = draft_at(workspace, "contact", person)
    assert draft is not None
    assert draft.fields["note"] == NOTE


def test_a_merge_carries_drafts_along(workspace: Workspace) -> None:
    kept = registered(workspace)
    other = registered(workspace, number("20080314"), on=date(2026, 1, 10), first="Orjan")
    episode = open_person(workspace, other).episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=date(2026, 3, 1), reason="moved")
    keep_draft(workspace, "contact", other, {"note": NOTE})
    merge_people(workspace, kept, other)
    draft = draft_at(workspace, "contact", kept)
    assert draft is not None
    assert draft.fields["note"] == NOTE
    assert [one.person_id for one in drafts_left(workspace)] == [kept]


def test_a_merge_keeps_both_texts_where_both_have_a_draft(workspace: Workspace) -> None:
    kept = registered(workspace)
    other = registered(workspace, number("20080314"), on=date(2026, 1, 10), first="Orjan")
    episode = open_person(workspace, other).episode
    assert episode is not None
    close_episode(workspace, episode.id, deregistered_on=date(2026, 3, 1), reason="moved")
    keep_draft(workspace, "contact", kept, {"note": "Sökte på fredagen", "channel": "", "outcome": "sent"})
    keep_draft(workspace, "contact", other, {"note": NOTE, "channel": "phone", "outcome": "reached"})
    merge_people(workspace, kept, other)
    draft = draft_at(workspace, "contact", kept)
    assert draft is not None
    assert draft.fields == {"note": f"Sökte på fredagen\n{NOTE}", "channel": "phone", "outcome": "sent"}
    assert [one.person_id for one in drafts_left(workspace)] == [kept]


def test_the_draft_of_a_person_who_is_gone_is_not_listed(workspace: Workspace) -> None:
    keep_draft(workspace, "contact", "nobody", {"note": NOTE})
    assert drafts_left(workspace) == ()
