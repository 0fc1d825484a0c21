"""Takes one person out of the packed rows of population files and keeps the row sealed.

Imported where sources are changed: start-up pays nothing for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection

from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.person_keys import PersonKeys
from kaa_desktop.storage.sealing import seal
from kaa_desktop.storage.staged_hidden import HiddenResident, add_hidden
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staged_names import details_in
from kaa_desktop.storage.staged_parts import DETAILS, RESIDENTS, change_part, parts


@dataclass(frozen=True, slots=True)
class Sealing:
    """Whom to seal, and how they are called from now on."""

    number: PersonalNumber
    protection: Protection
    case_number: str
    keys: OpenedKeys
    secret: str

    def seal_in(self, connection: Connection, file: int) -> None:
        """Seal the row of a file, if it holds one."""
        for part, rows in parts(connection, file, RESIDENTS):
            places = (rows["number"] == self.number.value).arg_true().to_list()
            for place in places:
                details = dict(parts(connection, file, DETAILS))[part]
                add_hidden(connection, [self._hidden(file, rows.row(place, named=True), details[place])])
                change_part(connection, file, RESIDENTS, part, _without(rows, place))
                change_part(connection, file, DETAILS, part, _without(details, place))

    def _hidden(self, file: int, row: dict[str, object], details: pl.DataFrame) -> HiddenResident:
        (staged_key,) = StagedKeys(self.secret).of_some([self.number.value])
        (person_key,) = PersonKeys(self.secret).of([self.number.value])
        return HiddenResident(
            file=file,
            file_row=int(str(row["row"])),
            staged_key=staged_key,
            person_key=person_key,
            birth_date=_text(row["birth_date"]),
            protection=self.protection.value,
            home_municipality=str(row["home_municipality"]),
            moved_in_on=_text(row["moved_in_on"]),
            sex=self.number.sex.value,
            case_number=self.case_number,
            sealed=seal(details_in((self.number.value, *details.row(0))), self.keys.protected_public),
        )


def _without(rows: pl.DataFrame, place: int) -> pl.DataFrame:
    return pl.concat([rows[:place], rows[place + 1 :]])


def _text(day: object) -> str | None:
    return str(day) if day else None
