"""Search for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.young_people import YoungPerson
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.histories import log_read
from kaa_desktop.storage.person_lists import rows_for, rows_of_people
from kaa_desktop.storage.search import search_people
from kaa_desktop.storage.sounds import people_who_sound_like
from kaa_desktop.storage.young_people import protected_people, row_numbers

_MOST_ALIKE = 20


def search(workspace: Workspace, text: str, *, limit: int = 50) -> tuple[PersonListRow, ...]:
    """The best matches for what is typed so far, best first; protected people by case number only.

    Where there is room, people whose name only sounds alike come last, and say so.
    """
    with workspace.register.read() as connection:
        direct = search_people(connection, text, limit=limit)
        room = min(limit - len(direct), _MOST_ALIKE)
        alike = people_who_sound_like(connection, text, known=direct, limit=room) if room else ()
        rows = rows_for(connection, [*direct, *alike], reached=workspace.code_lists.reached_outcomes)
    marked = (replace(row, sounds_alike=True) for row in rows[len(direct) :])
    return (*rows[: len(direct)], *marked)


def people_again(workspace: Workspace, person_ids: Sequence[str]) -> tuple[PersonListRow, ...]:
    """The people of those ids who are still in the register, in that order; protected ones by case number."""
    with workspace.register.read() as connection:
        return rows_of_people(connection, person_ids, reached=workspace.code_lists.reached_outcomes)


def whose(workspace: Workspace, changes: Changes) -> str:
    """The name of the one person that something was done for, as lists show it; empty for several."""
    if len(changes.person_ids) != 1:
        return ""
    return next((row.name for row in people_again(workspace, tuple(changes.person_ids))), "")


def search_protected(workspace: Workspace, text: str, *, reason: str) -> tuple[PersonListRow, ...]:
    """Protected people in clear whose name, number or case number holds the text; each is logged as opened.

    Raises:
        NotAllowedError: `person.no_right`.
    """
    keys = workspace.register.keys
    if keys.protected_key is None:
        raise NotAllowedError("person.no_right")
    words = text.casefold().replace("-", "").split()
    with workspace.register.read() as connection:
        people = protected_people(connection, keys)
        matching = [p for p in people if all(word in _searchable(p) for word in words)]
        numbers = row_numbers(connection, [person.id for person in matching])
        rows = rows_for(connection, numbers, reached=workspace.code_lists.reached_outcomes)
    by_id = {person.id: person for person in matching}
    for row in rows:
        log_read(workspace.register, row.id, what="search", reason=reason)
    return tuple(_in_clear(row, by_id[row.id]) for row in rows)


def _searchable(person: YoungPerson) -> str:
    details = person.details
    number = details.number.value if details else ""
    return f"{person.display_name} {number} {person.case_number}".casefold().replace("-", "")


def _in_clear(row: PersonListRow, person: YoungPerson) -> PersonListRow:
    details = person.details
    if details is None:
        return row
    return replace(
        row,
        name=person.display_name,
        number=details.number.formatted,
        number_kind=details.number.kind.value,
        birth_date=person.birth_date,
        city=details.city,
        phone=details.phone,
    )
