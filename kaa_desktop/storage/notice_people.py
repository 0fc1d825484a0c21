"""Whom school notices are about: what register and the newest population file know of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.errors import UnreadableSourcesError
from kaa_desktop.domain.notice_rules import NoticeFacts
from kaa_desktop.domain.notices import NoticePerson
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.schooling import Schooling
from kaa_desktop.domain.target_group import Exam
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.storage.days import day_of
from kaa_desktop.storage.episodes import open_episodes_of
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.sealing import unseal
from kaa_desktop.storage.source_files import has_rows
from kaa_desktop.storage.staged_names import SourceResident
from kaa_desktop.storage.young_people import person_id_for, protected_ids

_COLUMNS = (
    "number, birth_date, first_name, last_name, street, postal_code, city, protection, case_number,"
    " sealed, home_municipality"
)
_AMONG = "IN (SELECT value FROM json_each(?))"
_REGISTER = (
    f"SELECT id AS key, {_COLUMNS} FROM young_person WHERE number <> '' AND number {_AMONG}"
    f" UNION SELECT id AS key, {_COLUMNS} FROM young_person WHERE id {_AMONG}"
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
        if not numbers:  # to know who is protected takes long
            return {}
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
        in_register = self.connection.exec_driver_sql(_REGISTER, (numbers_json, ids_json))
        ids = by_key | hidden
        for row in in_register:
            number = row.number or ids.get(row.key, "")
            if number in people:
                people[number] = _from_register(people[number], row)
        for number, resident in self._residents(list(people)):
            people[number] = _from_population(people[number], resident)
        return people

    def facts(self, people: Mapping[str, KnownPerson]) -> dict[str, NoticeFacts]:
        """What the rules ask about those people, by number."""
        schoolings, exams = self._schooling(list(people))
        episodes = open_episodes_of(self.connection, [p.person_id for p in people.values() if p.person_id])
        return {
            number: NoticeFacts(
                person_id=person.person_id,
                in_sources=person.in_sources,
                birth_date=person.birth_date or person.number.birth_date,
                home_municipality=person.home_municipality,
                protection=person.protection,
                schoolings=schoolings.get(number, ()),
                exams=exams.get(number, ()),
                open_episode=episodes.get(person.person_id),
            )
            for number, person in people.items()
        }

    def clear_details(self, person: KnownPerson) -> PersonDetails:
        """The details of anybody; of protected people for a user with the right alone."""
        if person.sealed and self.keys.protected_key:
            return unseal(person.sealed, self.keys.protected_key)
        return person.details or PersonDetails(number=person.number)

    def _residents(self, numbers: Sequence[str]) -> Iterable[tuple[str, SourceResident]]:
        """Those whom the newest population file holds; nobody while it has to be imported again."""
        if not (numbers and has_rows(self.connection)):
            return ()
        from kaa_desktop.storage.staged_residents import NewestResidents

        try:
            return list(NewestResidents(self.connection, self.secret).of_numbers(numbers))
        except UnreadableSourcesError:
            return ()

    def _schooling(
        self, numbers: Sequence[str]
    ) -> tuple[Mapping[str, tuple[Schooling, ...]], Mapping[str, tuple[Exam, ...]]]:
        """What the enrolment and exam files hold, by number; nothing while one has to be imported again."""
        if not (numbers and has_rows(self.connection)):
            return {}, {}
        from kaa_desktop.storage.schooling import exams_by_key, schoolings_by_key
        from kaa_desktop.storage.staged_keys import StagedKeys

        keys = dict(zip(StagedKeys(self.secret).of_some(numbers), numbers, strict=True))
        try:
            schoolings = schoolings_by_key(self.connection, keys)
            exams = exams_by_key(self.connection, keys)
        except UnreadableSourcesError:
            return {}, {}
        return {keys[k]: found for k, found in schoolings.items()}, {keys[k]: e for k, e in exams.items()}


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
        birth_date=day_of(row.birth_date),
        home_municipality=row.home_municipality,
        protection=Protection(row.protection),
    )


def _from_population(known: KnownPerson, resident: SourceResident) -> KnownPerson:
    """The file is newer; what it holds not, or what somebody has protected here, stays."""
    named, in_register = resident.named, bool(known.person_id)
    return replace(
        known,
        in_sources=True,
        details=known.details if in_register else named.details,
        sealed=known.sealed if in_register and known.sealed else named.sealed,
        case_number=known.case_number or named.case_number,
        birth_date=known.birth_date or resident.birth_date,
        home_municipality=resident.home_municipality,
        protection=resident.protection or known.protection,
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
