"""Seals what the sources say in clear of somebody who has become protected."""

from __future__ import annotations

from sqlalchemy import Connection

from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.storage.keys import OpenedKeys

_FILES = "SELECT DISTINCT file FROM staged_part WHERE holds = 'residents' ORDER BY file"


def seal_staged(
    connection: Connection,
    number: PersonalNumber,
    *,
    protection: Protection,
    case_number: str,
    keys: OpenedKeys,
) -> None:
    """Seal the rows of population files that hold the number; the next reconciliation still knows them."""
    files = [file for (file,) in connection.exec_driver_sql(_FILES)]
    if not files:
        return
    from kaa_desktop.storage.staged_sealing import Sealing

    secret = str(connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'secret'").scalar_one())
    sealing = Sealing(number, protection, case_number, keys, secret)
    for file in files:
        sealing.seal_in(connection, file)
