"""Whom school notices are about: what register and the newest population file know of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.notice_rules import NoticeFacts
from kaa_desktop.domain.notices import NoticePerson
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.storage.episodes import open_episodes
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.schooling import exams_by_key, schoolings_by_key
from kaa_desktop.storage.sealing import unseal
from kaa_desktop.storage.young_people import person_id_for, protected_ids

_COLUMNS = (
    "number, birth_date, first_name, last_name, street, postal_code, city, protection, case_number,"
    " sealed, home_municipality"
)
_NEWEST = "(SELECT max(id) FROM import_batch WHERE kind = 'population')"
_AMONG = "IN (SELECT value FROM json_each(?))"
_REGISTER = (
    f"SELECT id AS key, {_COLUMNS} FROM young_person WHERE number <> '' AND number {_AMONG}"
    f" UNION SELECT id AS key, {_COLUMNS} FROM young_person WHERE id {_AMONG}"
)
_RESIDENTS = (
    f"SELECT person_key AS key, {_COLUMNS} FROM source_resident"
    f" WHERE batch_id = {_NEWEST} AND person_key {_AMONG}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody whose number a notice holds.

    Attributes:
        key: the keyed hash of the number, under which sources hold the person.
        person_id: in the register, else empty.
        sealed: as the register or a source keeps the details of somebody protected.
        in_sources: the newest population file holds the person.
        home_municipality: None where nobody knows the person.
    """

    number: PersonalNumber
    key: str
    person_id: str = ""
    in_sources: bool = False
    details: PersonDetails | None = None
    sealed: str = ""
    case_number: str = ""
    birth_date: date | None = None
    home_municipality: str | None = None
    protection: Protection = Protection.NONE


@dataclass(frozen=True, slots=True)
class NoticePeople:
    """Looks people up by number, as far as the user's keys reach.

    Attributes:
        secret: the register's, for the keys of people.
    """

    connection: Connection
    keys: OpenedKeys
    secret: str

    def known(self, numbers: Collection[PersonalNumber]) -> dict[str, KnownPerson]:
        """What is known by number; the newest population file tells home, birthday and protection."""
        people = {
            number.value: KnownPerson(number=number, key=person_id_for(number, self.secret))
            for number in numbers
        }
        by_key = {person.key: number for number, person in people.items()}
        hidden = {
            id_: number
            for number, id_ in protected_ids(self.connection, self.keys).items()
            if number in people
        }
        numbers_json = json.dumps(list(people))
        ids_json = json.dumps([*by_key, *hidden])
        self._add(people, by_key | hidden, _REGISTER, (numbers_json, ids_json), _from_register)
        self._add(people, by_key, _RESIDENTS, (json.dumps(list(by_key)),), _from_population)
        return people

    def facts(self, people: Mapping[str, KnownPerson]) -> dict[str, NoticeFacts]:
        """What the rules ask about those people, by number."""
        keys = [person.key for person in people.values()]
        schoolings = schoolings_by_key(self.connection, keys)
        exams = exams_by_key(self.connection, keys)
        episodes = open_episodes(self.connection)
        return {
            number: NoticeFacts(
                person_id=person.person_id,
                in_sources=person.in_sources,
                birth_date=person.birth_date or person.number.birth_date,
                home_municipality=person.home_municipality,
                protection=person.protection,
                schoolings=schoolings.get(person.key, ()),
                exams=exams.get(person.key, ()),
                open_episode=episodes.get(person.person_id),
            )
            for number, person in people.items()
        }

    def clear_details(self, person: KnownPerson) -> PersonDetails:
        """The details of anybody; of protected people for a user with the right alone."""
        if person.sealed and self.keys.protected_key:
            return unseal(person.sealed, self.keys.protected_key)
        return person.details or PersonDetails(number=person.number)

    def _add(
        self,
        people: dict[str, KnownPerson],
        by_key: Mapping[str, str],
        statement: str,
        values: tuple[str, ...],
        merged: Callable[[KnownPerson, Any], KnownPerson],
    ) -> None:
        for row in self.connection.exec_driver_sql(statement, values):
            number = row.number or by_key.get(row.key, "")
            if number in people:
                people[number] = merged(people[number], row)


def notice_person(known: KnownPerson, *, details: PersonDetails | None) -> NoticePerson:
    """The person as a list shows them."""
    return NoticePerson(
        key=known.person_id or known.key,
        details=details,
        case_number=known.case_number,
        protection=known.protection,
        registered=bool(known.person_id),
    )


def _from_register(known: KnownPerson, row: Any) -> KnownPerson:
    return replace(
        known,
        person_id=row.key,
        details=_details(known, row),
        sealed=row.sealed,
        case_number=row.case_number,
        birth_date=_day(row.birth_date),
        home_municipality=row.home_municipality,
        protection=Protection(row.protection),
    )


def _from_population(known: KnownPerson, row: Any) -> KnownPerson:
    """The file is newer; what it holds not, or what somebody has protected here, stays."""
    protection = Protection(row.protection) or known.protection
    in_register = bool(known.person_id)
    return replace(
        known,
        in_sources=True,
        details=known.details if in_register else _details(known, row),
        sealed=known.sealed if in_register and known.sealed else row.sealed,
        case_number=known.case_number or row.case_number,
        birth_date=known.birth_date or _day(row.birth_date),
        home_municipality=row.home_municipality,
        protection=protection,
    )


def _details(known: KnownPerson, row: Any) -> PersonDetails | None:
    if row.sealed:
        return None
    return PersonDetails(
        number=known.number,
        first_name=row.first_name,
        last_name=row.last_name,
        street=row.street,
        postal_code=row.postal_code,
        city=row.city,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
