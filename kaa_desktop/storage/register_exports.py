"""Reads the whole register as records, in an order that does not hang on ids: by number, then by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.storage.days import day_of
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.young_people import details_of_row, protected_people

_PEOPLE = (
    "SELECT id, number, number_kind, birth_date, first_name, last_name, street, postal_code, city, phone,"
    " email, home_municipality FROM young_person WHERE sealed = ''"
)
_EPISODES = (
    "SELECT f.*, w.name AS worker FROM episode f LEFT JOIN case_worker w ON w.id = f.case_worker_id"
    " ORDER BY f.registered_on, f.id"
)
_CONTACTS = (
    "SELECT f.*, w.name AS worker FROM contact_attempt f LEFT JOIN case_worker w ON w.id = f.case_worker_id"
    " ORDER BY f.made_on, f.id"
)
_MEASURES = (
    "SELECT f.*, w.name AS worker FROM measure f LEFT JOIN case_worker w ON w.id = f.case_worker_id"
    " ORDER BY coalesce(f.offered_on, f.started_on), f.id"
)


@dataclass(frozen=True, slots=True)
class StoredHistory:
    """Everything that may leave the register.

    Attributes:
        protected_ids: protected people who are in it, in clear.
        left_out: how many protected people are not.
    """

    history: RegisterHistory
    protected_ids: tuple[str, ...]
    left_out: int


def stored_history(connection: Connection, *, clear_with: OpenedKeys | None = None) -> StoredHistory:
    """People, episodes, contacts and measures; protected people only with keys that hold the right."""
    people = dict(_open_people(connection))
    protected: dict[str, PersonRecord] = {}
    if clear_with and clear_with.protected_key:
        protected = dict(_protected_people(connection, clear_with))
        people |= protected
    numbers = {id_: record.details.number.value for id_, record in people.items()}
    sealed = connection.exec_driver_sql("SELECT count(*) FROM young_person WHERE sealed <> ''").scalar_one()
    episodes = (_episode(row, numbers) for row in _rows(connection, _EPISODES, numbers))
    history = RegisterHistory(
        people=sorted(people.values(), key=lambda record: record.details.number.value),
        episodes=sorted(dict.fromkeys(episodes), key=lambda record: record.number),
        contacts=sorted(_contacts(connection, numbers), key=lambda record: record.number),
        measures=sorted(_measures(connection, numbers), key=lambda record: record.number),
    )
    return StoredHistory(history, tuple(protected), int(sealed) - len(protected))


def _open_people(connection: Connection) -> Iterator[tuple[str, PersonRecord]]:
    for row in connection.exec_driver_sql(_PEOPLE):
        details = details_of_row(row)
        yield row.id, _person(details, day_of(row.birth_date), Protection.NONE, row.home_municipality)


def _protected_people(connection: Connection, keys: OpenedKeys) -> Iterator[tuple[str, PersonRecord]]:
    for person in protected_people(connection, keys):
        if person.details:
            yield (
                person.id,
                _person(person.details, person.birth_date, person.protection, person.home_municipality),
            )


def _person(
    details: PersonDetails, born: date | None, protection: Protection, home_municipality: str
) -> PersonRecord:
    """A birthday stands beside the number only where the number does not tell it."""
    return PersonRecord(
        details=details,
        protection=protection,
        birth_date=None if details.number.birth_date else born,
        home_municipality=home_municipality,
    )


def _rows(connection: Connection, statement: str, numbers: Mapping[str, str]) -> Iterator[Any]:
    return (row for row in connection.exec_driver_sql(statement) if row.person_id in numbers)


def _episode(row: Any, numbers: Mapping[str, str]) -> EpisodeRecord:
    return EpisodeRecord(
        number=numbers[row.person_id],
        registered_on=date.fromisoformat(row.registered_on),
        registration_reason=row.registration_reason,
        last_school_activity=row.last_school_activity,
        case_worker=row.worker or "",
        deregistered_on=day_of(row.deregistered_on),
        deregistration_reason=row.deregistration_reason,
    )


def _contacts(connection: Connection, numbers: Mapping[str, str]) -> Iterator[ContactRecord]:
    for row in _rows(connection, _CONTACTS, numbers):
        yield ContactRecord(
            number=numbers[row.person_id],
            made_on=date.fromisoformat(row.made_on),
            channel=row.channel,
            outcome=row.outcome,
            occupation=row.occupation,
            case_worker=row.worker or "",
            note=row.note,
        )


def _measures(connection: Connection, numbers: Mapping[str, str]) -> Iterator[MeasureRecord]:
    for row in _rows(connection, _MEASURES, numbers):
        yield MeasureRecord(
            number=numbers[row.person_id],
            kind=row.kind,
            offered_on=day_of(row.offered_on),
            response=row.response,
            started_on=day_of(row.started_on),
            ended_on=day_of(row.ended_on),
            end_reason=row.end_reason,
            occupation_after=row.occupation_after,
            case_worker=row.worker or "",
        )
