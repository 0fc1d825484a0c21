"""Seals those whom a source tells to be protected, in an operation of its own beside that of the import.

Undo never bares anybody: what was sealed stays so when the import is taken back. Nothing is sealed within the
import itself, which can therefore be taken back to the row. Likewise beside acting on a reconciliation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.notices import seal_protected
from kaa_desktop.storage.register import OperationScope, Transaction
from kaa_desktop.storage.young_people import change_person, get_person, ids_by_number, protected_ids

Marks = Iterable[tuple[str, Protection]]
"""Numbers with what a file says of their protection."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was sealed.

    Attributes:
        numbers: of people by notice, for the import at hand alone: nobody can read them afterwards.
    """

    changes: Changes
    numbers: Mapping[str, PersonalNumber]


def seal_told(
    workspace: Workspace, transaction: Transaction, marks: Marks = (), population: int | None = None
) -> Sealed:
    """Seal those of the register whom a file marks, and the notices on everybody who is protected.

    A mark is only ever taken away by hand.

    Args:
        workspace: the register.
        transaction: that of the import.
        marks: what the file says.
        population: the file that tells who else is protected; the newest in force where it is not said.
    """
    register = workspace.register
    with transaction.operation("protection.seal") as scope:
        people = protect(scope, marks, register.keys)
        notices = seal_protected(scope, register.keys, population)
        scope.set_details({"people": len(people | {notice.case_number for notice in notices.values()})})
        return Sealed(register.changes(scope), {id_: notice.number for id_, notice in notices.items()})


def protect(scope: OperationScope, marks: Marks, keys: OpenedKeys) -> set[str]:
    """Seal those of the register; returns how they are called from now on."""
    known, protected = ids_by_number(scope.connection, keys), protected_ids(scope.connection, keys)
    called = set()
    for number, protection in marks:
        if not protection or number in protected or number not in known:
            continue
        former = get_person(scope.connection, known[number])
        if former and former.details:
            change_person(
                scope,
                former.id,
                details=former.details,
                birth_date=former.birth_date,
                protection=protection,
                home_municipality=former.home_municipality,
                keys=keys,
            )
            now = get_person(scope.connection, former.id)
            called.add(now.case_number if now else "")
    return called
