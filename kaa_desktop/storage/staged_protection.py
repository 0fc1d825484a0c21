"""Seals what the sources say in clear of somebody who has become protected."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.sealing import seal

_TEXTS = 5


def seal_staged(
    connection: Connection,
    number: PersonalNumber,
    *,
    protection: Protection,
    case_number: str,
    keys: OpenedKeys,
) -> None:
    """Seal the rows of population files that hold the number; the next reconciliation still knows them."""
    rows = connection.exec_driver_sql(
        "SELECT rowid, details FROM staged_resident WHERE number = ?", (number.value,)
    ).all()
    for row in rows:
        first, last, street, postal_code, city, kind, sex = json.loads(row.details)[: _TEXTS + 2]
        details = PersonDetails(
            number=number,
            first_name=first,
            last_name=last,
            street=street,
            postal_code=postal_code,
            city=city,
        )
        hidden = [*[""] * _TEXTS, kind, sex, case_number, seal(details, keys.protected_public)]
        connection.exec_driver_sql(
            "UPDATE staged_resident SET number = '', protection = ?, details = ? WHERE rowid = ?",
            (protection.value, json.dumps(hidden), row.rowid),
        )
