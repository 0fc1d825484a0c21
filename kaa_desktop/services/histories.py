"""History of people and of the register."""

from __future__ import annotations

from collections.abc import Mapping

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.history import HistoryEntry
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.visit_labels import round_name
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import read_number
from kaa_desktop.storage import histories
from kaa_desktop.storage.case_workers import all_case_workers
from kaa_desktop.storage.home_visits import list_rounds
from kaa_desktop.storage.young_people import find_by_case_number, find_person

_FEWEST_DIGITS = 6
"""With fewer, nobody has meant an identity number."""


def person_history(workspace: Workspace, person_id: str) -> tuple[HistoryEntry, ...]:
    """Who changed what about the person, newest first; reading it is logged."""
    with workspace.register.read() as connection:
        entries = histories.person_history(connection, person_id)
    histories.log_read(workspace.register, person_id, what="history")
    return entries


def names_in_histories(workspace: Workspace, translator: Translator) -> Mapping[str, str]:
    """What the case workers and the rounds are called to whose ids a history points."""
    with workspace.register.read() as connection:
        workers, rounds = all_case_workers(connection), list_rounds(connection, limit=-1)
    names = {worker.id: worker.name for worker in workers}
    for one in rounds:
        day = f", {translator.date(one.plan.planned_on)}" if one.plan.area else ""
        names[one.id] = round_name(one, translator) + day
    return names


def recent_operations(workspace: Workspace, limit: int = 100) -> tuple[HistoryEntry, ...]:
    """The newest operations of the register."""
    with workspace.register.read() as connection:
        return histories.recent_operations(connection, limit)


def find_person_id(workspace: Workspace, text: str) -> str:
    """The id of the person with that identity number or case number.

    Raises:
        InvalidInputError: `person.unknown`, `person.neither_number`, or what is wrong with the number.
    """
    register = workspace.register
    with register.read() as connection:
        found = find_by_case_number(connection, text.strip().upper())
    if found is None:
        if sum(letter.isdigit() for letter in text) < _FEWEST_DIGITS:
            raise InvalidInputError("person.neither_number")
        number = read_number(workspace, text)
        with register.read() as connection:
            found = find_person(connection, number, register.keys)
    if found is None:
        raise InvalidInputError("person.unknown")
    return found
