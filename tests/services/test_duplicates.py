from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.duplicates import DuplicateReason
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.duplicates import find_duplicates, mark_different, merge_people, preview_merge
from kaa_desktop.services.episodes import close_episode
from kaa_desktop.services.measures import offer_measure
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.searches import search
from kaa_desktop.services.undo import redo, undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import Registration, change_person, open_person, register_person
from kaa_desktop.storage.duplicates import MOVED
from kaa_desktop.storage.verification import verify_register
from kaa_desktop.storage.young_people import person_id_for
from tests.services.workspaces import REGISTER_WORKBOOK, details, number, operations

PERSONAL = number("20080314", "238")
COORDINATION = number("20080374", "240")
OTHER = number("20080314", "246")
FACTS = ("young_person", *MOVED, "different_people", "school_notice")


def add(
    workspace: Workspace,
    value: str,
    *,
    on: date = date(2026, 1, 10),
    closed: date | None = None,
    protection: Protection = Protection.NONE,
    **more: str,
) -> str:
    more = {"first": "Anna", "last": "Öberg", **more}
    registration = Registration(
        details=details(value, **more),
        registered_on=on,
        protection=protection,
        registration_reason="dropped_out",
    )
    person_id = register_person(workspace, registration)[0]
    if closed:
        episode = open_person(workspace, person_id).episode
        assert episode
        close_episode(workspace, episode.id, deregistered_on=closed, reason="moved")
    return person_id


def two(workspace: Workspace) -> tuple[str, str]:
    """Somebody under a coordination number long ago, and now under the personal one."""
    former = add(
        workspace, COORDINATION, closed=date(2026, 3, 1), phone="070-174 06 05", street="Storgatan 1"
    )
    now = add(workspace, PERSONAL, on=date(2026, 8, 1), first="Anna Maria", street="Nygatan 2")
    work(workspace, former)
    return now, former


def work(workspace: Workspace, person_id: str) -> None:
    entry = ContactEntry(
        made_on=date(2026, 2, 1), channel="phone", outcome="reached", occupation="work", note="ringde"
    )
    log_contact(workspace, [person_id], entry)
    offer_measure(workspace, person_id, kind="guidance", offered_on=date(2026, 2, 2))


def facts(workspace: Workspace) -> dict[str, list[Any]]:
    """Everything but the local row numbers."""
    found = {}
    with workspace.register.read() as connection:
        for table in FACTS:
            rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id").mappings()
            found[table] = [{k: v for k, v in row.items() if k != "row_number"} for row in rows]
    return found


def test_a_new_number_is_found_and_the_personal_one_offered_to_be_kept(workspace: Workspace) -> None:
    now, former = two(workspace)
    add(workspace, OTHER, first="Bertil")
    (pair,) = find_duplicates(workspace)
    assert (pair.first.id, pair.second.id, pair.reason) == (now, former, DuplicateReason.NEW_NUMBER)


def test_protected_people_are_never_compared(workspace: Workspace) -> None:
    add(workspace, PERSONAL)
    hidden = add(workspace, OTHER, protection=Protection.CONFIDENTIALITY_MARK)
    assert find_duplicates(workspace) == ()
    shown = add(workspace, COORDINATION)
    for act in (preview_merge, merge_people, mark_different):
        with pytest.raises(NotAllowedError) as refused:
            act(workspace, shown, hidden)
        assert refused.value.code == "merge.protected"


def test_the_preview_tells_what_moves(workspace: Workspace) -> None:
    now, former = two(workspace)
    seen = preview_merge(workspace, now, former)
    assert (seen.episodes, seen.contacts, seen.measures, seen.occupations) == (1, 1, 1, 1)
    assert seen.taken_over == {"phone": "070-174 06 05"}
    assert seen.given_way == {
        "number": f"{COORDINATION[:8]}-{COORDINATION[8:]}",
        "first_name": "Anna",
        "street": "Storgatan 1",
    }
    assert seen.allowed
    assert (seen.kept.id, seen.other.id) == (now, former)
    turned = preview_merge(workspace, former, now)
    assert turned.taken_over == {"number": f"{PERSONAL[:8]}-{PERSONAL[8:]}"}


@pytest.mark.parametrize("keep_the_former", [False, True])
def test_merging_moves_everything_and_undo_is_exact(workspace: Workspace, *, keep_the_former: bool) -> None:
    now, former = two(workspace)
    kept, other = (former, now) if keep_the_former else (now, former)
    before = facts(workspace)
    changes = merge_people(workspace, kept, other)
    assert changes.person_ids == {kept, other}
    assert operations(workspace)[-1] == "person.merge"
    view = open_person(workspace, kept)
    assert view.person.details
    assert view.person.details.number.value == PERSONAL
    assert view.person.details.phone == "070-174 06 05"
    assert [e.registered_on for e in view.episodes] == [date(2026, 1, 10), date(2026, 8, 1)]
    assert [(len(view.contacts), len(view.measures), len(view.occupations))] == [(1, 1, 1)]
    assert [row.id for row in search(workspace, PERSONAL[2:])] == [kept]
    assert search(workspace, COORDINATION) == ()
    assert find_duplicates(workspace) == ()
    after = facts(workspace)
    assert verify_register(workspace.register).findings == ()
    undo(workspace)
    assert facts(workspace) == before
    assert [row.id for row in search(workspace, COORDINATION)] == [former]
    assert [row.id for row in search(workspace, PERSONAL)] == [now]
    redo(workspace)
    assert facts(workspace) == after
    assert verify_register(workspace.register).findings == ()


def test_overlapping_registrations_are_shown_and_refused(workspace: Workspace) -> None:
    kept = add(workspace, PERSONAL, on=date(2026, 8, 1))
    other = add(workspace, COORDINATION)
    assert len(preview_merge(workspace, kept, other).overlapping) == 1
    before = facts(workspace)
    with pytest.raises(NotAllowedError) as refused:
        merge_people(workspace, kept, other)
    assert (refused.value.code, refused.value.data) == (
        "merge.overlapping_episodes",
        {"day": date(2026, 8, 1)},
    )
    assert facts(workspace) == before
    episode = open_person(workspace, other).episode
    assert episode
    close_episode(workspace, episode.id, deregistered_on=date(2026, 9, 1), reason="registered_in_error")
    assert preview_merge(workspace, kept, other).allowed
    merge_people(workspace, kept, other)


def test_different_people_are_remembered(workspace: Workspace) -> None:
    one, other = add(workspace, PERSONAL), add(workspace, OTHER)
    assert [p.reason for p in find_duplicates(workspace)] == [DuplicateReason.SAME_NAME_AND_BIRTHDAY]
    changes = mark_different(workspace, other, one)
    assert changes.kinds == {"different_people"}
    assert find_duplicates(workspace) == ()
    assert mark_different(workspace, one, other).operation_id is None
    undo(workspace)
    assert len(find_duplicates(workspace)) == 1


def test_who_was_different_from_the_one_is_different_from_both(workspace: Workspace) -> None:
    kept = add(workspace, PERSONAL, on=date(2026, 8, 1))
    other = add(workspace, OTHER, closed=date(2026, 2, 1))
    third = add(workspace, number("20080314", "253"))
    mark_different(workspace, other, third)
    mark_different(workspace, kept, other)
    before = facts(workspace)
    merge_people(workspace, kept, other)
    assert [{r["first_id"], r["second_id"]} for r in facts(workspace)["different_people"]] == [{kept, third}]
    assert find_duplicates(workspace) == ()
    undo(workspace)
    assert facts(workspace) == before


def test_notices_follow_the_number(workspace: Workspace) -> None:
    now, former = two(workspace)
    secret = workspace.person_secret()
    keys = [person_id_for(details(value).number, secret) for value in (COORDINATION, PERSONAL)]
    with workspace.register.operation("notice.note") as scope:
        scope.connection.exec_driver_sql(
            "INSERT INTO school_notice(id, person_key, number, sealed, case_number, kind, dated, school,"
            " status) VALUES ('n1', ?, ?, '', '', 'leaves', '2026-02-01', 'Skolan', '')",
            (keys[0], COORDINATION),
        )
    merge_people(workspace, now, former)
    (notice,) = facts(workspace)["school_notice"]
    assert (notice["person_key"], notice["number"]) == (keys[1], PERSONAL)


def test_who_becomes_protected_is_forgotten_under_both_names(workspace: Workspace) -> None:
    now, former = two(workspace)
    merge_people(workspace, now, former)
    kept = open_person(workspace, now).person
    assert kept.details
    change_person(
        workspace,
        now,
        details=kept.details,
        birth_date=None,
        protection=Protection.PROTECTED_REGISTRATION,
        home_municipality="0180",
    )
    with workspace.register.read() as connection:
        logged = connection.exec_driver_sql("SELECT old_values || '', new_values FROM change_log").all()
    text = repr(logged)
    assert not re.search(rf"{COORDINATION}|{PERSONAL}|Storgatan|Nygatan|Öberg", text)
    assert verify_register(workspace.register).findings == ()


@pytest.mark.parametrize(("other", "code"), [("", "merge.same_person"), ("nobody", "person.unknown")])
def test_one_person_or_nobody_cannot_be_merged(workspace: Workspace, other: str, code: str) -> None:
    kept = add(workspace, PERSONAL)
    for act in (preview_merge, merge_people, mark_different):
        with pytest.raises(InvalidInputError) as refused:
            act(workspace, kept, other or kept)
        assert refused.value.code == code


def test_every_table_of_a_person_moves(workspace: Workspace) -> None:
    with workspace.register.read() as connection:
        tables = [
            row[0]
            for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        owned = {
            table
            for table in tables
            for key in connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").mappings()
            if key["table"] == "young_person"
        }
    assert owned == set(MOVED)


def test_the_pairs_of_a_real_register_are_few_and_sound(workspace: Workspace) -> None:
    import_register(workspace, REGISTER_WORKBOOK, NoProgress())
    pairs = find_duplicates(workspace)
    assert len({frozenset((pair.first.id, pair.second.id)) for pair in pairs}) == len(pairs) < 10
