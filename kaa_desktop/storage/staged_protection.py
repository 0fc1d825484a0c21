"""Seals what the sources say in clear of people who have become protected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.storage.keys import OpenedKeys

_ANY = (
    "SELECT EXISTS (SELECT 1 FROM staged_part WHERE holds = 'residents')"
    " OR EXISTS (SELECT 1 FROM shelved_part WHERE holds = 'residents')"
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Somebody protected, and how the person is called."""

    number: PersonalNumber
    protection: Protection
    case_number: str


def seal_staged(connection: Connection, people: Sequence[Hidden], keys: OpenedKeys) -> None:
    """Seal the rows of population files that hold their numbers; the next reconciliation still knows them."""
    if not people or not connection.exec_driver_sql(_ANY).scalar():
        return
    from kaa_desktop.storage.staged_sealing import Sealing

    secret = str(connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'secret'").scalar_one())
    Sealing({person.number.value: person for person in people}, keys, secret).seal_in(connection)
