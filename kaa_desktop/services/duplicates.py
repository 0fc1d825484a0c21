"""Likely duplicates: suggested, merged with a preview, or remembered as different people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.duplicates import (
    DuplicatePair,
    MergePreview,
    likely_duplicates,
    overlapping_episodes,
)
from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.domain.young_people import PersonDetails, YoungPerson
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import duplicates as stored
from kaa_desktop.storage.changelog import MERGE
from kaa_desktop.storage.episodes import episodes_of
from kaa_desktop.storage.person_lists import rows_for
from kaa_desktop.storage.young_people import row_numbers


def find_duplicates(workspace: Workspace) -> tuple[DuplicatePair, ...]:
    """Pairs of people who are likely the same, the surest first; protected people are never compared."""
    with workspace.register.read() as connection:
        pairs = likely_duplicates(stored.people_to_compare(connection), stored.different_pairs(connection))
        numbers = list({who.row for pair in pairs for who in (pair.first, pair.second)})
        rows = rows_for(connection, numbers, reached=workspace.code_lists.reached_outcomes)
    by_id = {row.id: row for row in rows}
    return tuple(DuplicatePair(by_id[p.first.id], by_id[p.second.id], p.reason) for p in pairs)


def preview_merge(workspace: Workspace, keep_id: str, other_id: str) -> MergePreview:
    """What merging would move, take over and run into.

    Raises:
        InvalidInputError: `merge.same_person` or `person.unknown`.
        NotAllowedError: `merge.protected`.
    """
    with workspace.register.read() as connection:
        kept, other = stored.two_people(connection, keep_id, other_id)
        merged = stored.merged_person(kept, other)
        after = {
            **_shown(merged.details),
            "birth_date": merged.birth_date.isoformat() if merged.birth_date else "",
            "home_municipality": merged.home_municipality,
        }
        before, given = _facts(kept), _facts(other)
        reached = workspace.code_lists.reached_outcomes
        kept_row, other_row = rows_for(
            connection, row_numbers(connection, [keep_id, other_id]), reached=reached
        )
        moved = stored.rows_of(connection, other_id)
        return MergePreview(
            kept=kept_row,
            other=other_row,
            episodes=moved["episode"],
            contacts=moved["contact_attempt"],
            measures=moved["measure"],
            occupations=moved["occupation"],
            taken_over={name: value for name, value in after.items() if value != before[name]},
            given_way={
                name: value
                for facts in (before, given)
                for name, value in facts.items()
                if value not in {"", after[name]}
            },
            overlapping=overlapping_episodes(
                episodes_of(connection, keep_id), episodes_of(connection, other_id), merged.birth_date
            ),
        )


def merge_people(workspace: Workspace, keep_id: str, other_id: str) -> Changes:
    """Make two people one: all that belongs to the other moves, and the other is removed; one undo.

    Raises:
        InvalidInputError: `merge.same_person` or `person.unknown`.
        NotAllowedError: `merge.protected` or `merge.overlapping_episodes`.
    """
    register = workspace.register
    secret = workspace.person_secret()
    with register.operation(MERGE, {"kept": keep_id, "merged": other_id}) as scope:
        kept, other = stored.two_people(scope.connection, keep_id, other_id)
        overlapping = overlapping_episodes(
            episodes_of(scope.connection, keep_id),
            episodes_of(scope.connection, other_id),
            stored.merged_person(kept, other).birth_date,
        )
        if overlapping:
            day = max(episode.registered_on for episode in overlapping[0])
            raise NotAllowedError("merge.overlapping_episodes", day=day)
        stored.merge_rows(scope, kept, other, keys=register.keys, secret=secret)
        return register.changes(scope)


def mark_different(workspace: Workspace, one_id: str, other_id: str) -> Changes:
    """Remember that the two are not the same person; they are not suggested again.

    Raises:
        InvalidInputError: `merge.same_person` or `person.unknown`.
        NotAllowedError: `merge.protected`.
    """
    register = workspace.register
    with register.operation("duplicate.different") as scope:
        stored.two_people(scope.connection, one_id, other_id)
        stored.note_different(scope, one_id, other_id)
        return register.changes(scope)


def _facts(person: YoungPerson) -> dict[str, str]:
    return {
        **(_shown(person.details) if person.details else {}),
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "home_municipality": person.home_municipality,
    }


def _shown(details: PersonDetails) -> Mapping[str, str]:
    texts = {field.name: getattr(details, field.name) for field in fields(PersonDetails)}
    return {**texts, "number": details.number.formatted}
