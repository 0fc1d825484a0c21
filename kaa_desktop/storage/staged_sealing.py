"""Takes people out of the packed rows of population files and keeps their rows sealed.

Imported where sources are changed: start-up pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from kaa_desktop.domain.errors import UnreadableSourcesError
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.person_keys import PersonKeys
from kaa_desktop.storage.sealing import seal
from kaa_desktop.storage.staged_hidden import HiddenResident, add_hidden
from kaa_desktop.storage.staged_keys import StagedKeys
from kaa_desktop.storage.staged_names import details_in
from kaa_desktop.storage.staged_parts import DETAILS, RESIDENTS, Part, parts_in
from kaa_desktop.storage.staged_protection import Hidden

_PLACES = (("staged_part", "staged_hidden"), ("shelved_part", "shelved_hidden"))


@dataclass(frozen=True, slots=True)
class Sealing:
    """Whom to seal, by number, and how they are called from now on."""

    people: Mapping[str, Hidden]
    keys: OpenedKeys
    secret: str

    def seal_in(self, connection: Connection) -> None:
        """Seal their rows in every file, those of undone imports too.

        Files that cannot be read may hold them in clear: nothing is left of these.
        """
        for parts, hidden in _PLACES:
            for part in parts_in(connection, parts, RESIDENTS):
                try:
                    self._seal_part(connection, part, hidden)
                except UnreadableSourcesError:
                    part.wipe(connection)

    def _seal_part(self, connection: Connection, part: Part, hidden: str) -> None:
        theirs = part.read(connection, RESIDENTS, ["number"])["number"].is_in(list(self.people))
        if not theirs.any():
            return
        rows = part.read(connection, RESIDENTS)
        details = part.read(connection, DETAILS)
        found = zip(rows.filter(theirs).iter_rows(named=True), details.filter(theirs).rows(), strict=True)
        sealed = [self._hidden(part.file, row, texts) for row, texts in found]
        add_hidden(connection, sealed, hidden)
        part.change(connection, RESIDENTS, rows.filter(~theirs))
        part.change(connection, DETAILS, details.filter(~theirs))

    def _hidden(self, file: int, row: dict[str, object], texts: tuple[str, ...]) -> HiddenResident:
        person = self.people[str(row["number"])]
        (staged_key,) = StagedKeys(self.secret).of_some([person.number.value])
        (person_key,) = PersonKeys(self.secret).of([person.number.value])
        return HiddenResident(
            file=file,
            file_row=int(str(row["row"])),
            staged_key=staged_key,
            person_key=person_key,
            birth_date=_text(row["birth_date"]),
            protection=person.protection.value,
            home_municipality=str(row["home_municipality"]),
            moved_in_on=_text(row["moved_in_on"]),
            sex=person.number.sex.value,
            case_number=person.case_number,
            sealed=seal(details_in((person.number.value, *texts)), self.keys.protected_public),
        )


def _text(day: object) -> str | None:
    return str(day) if day else None
