"""Reads what a statutory delivery and its controls are made of, person by person with flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from kaa_desktop.domain.delivery_records import DeliveryPerson
from kaa_desktop.domain.periods import Period
from kaa_desktop.storage.contacts import attempt_of
from kaa_desktop.storage.engine import iter_named
from kaa_desktop.storage.episodes import episode_of_row
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.measures import measure_of_row
from kaa_desktop.storage.young_people import person_of_row

_Fact = TypeVar("_Fact")
_CONCERNED = (
    "SELECT person_id FROM episode WHERE registered_on <= :last"
    " AND (deregistered_on IS NULL OR deregistered_on >= :first)"
)
_IN_PERIOD = " AND made_on BETWEEN :first AND :last"


def delivery_people(
    connection: Connection, period: Period, *, clear_with: OpenedKeys | None = None
) -> Iterator[DeliveryPerson]:
    """Everybody with an episode that touches the period, in order of id, with the contacts of the period.

    Args:
        connection: the register.
        period: the half-year.
        clear_with: keys that may hold the right to protected people.
    """
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    yield from _people(connection, f"IN ({_CONCERNED})", days, clear_with, contacts=_IN_PERIOD)


def count_delivery_people(connection: Connection, period: Period) -> int:
    """How many `delivery_people` gives."""
    statement = f"SELECT count(*) FROM young_person WHERE id IN ({_CONCERNED})"
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return int(connection.exec_driver_sql(statement, days).scalar_one())


def delivery_person(
    connection: Connection, person_id: str, *, clear_with: OpenedKeys | None = None
) -> DeliveryPerson | None:
    """One person, or None."""
    return next(_people(connection, "= :person", {"person": person_id}, clear_with), None)


def _people(
    connection: Connection,
    condition: str,
    values: dict[str, str],
    clear_with: OpenedKeys | None,
    *,
    contacts: str = "",
) -> Iterator[DeliveryPerson]:
    def rows(table: str, column: str, order: str, where: str = "") -> Iterator[Any]:
        statement = f"SELECT * FROM {table} WHERE {column} {condition}{where} ORDER BY {column}, {order}"
        return iter_named(connection, statement, values)

    episodes = _Grouped(rows("episode", "person_id", "registered_on, id"), episode_of_row)
    attempts = _Grouped(
        rows("contact_attempt", "person_id", "made_on, id", contacts), lambda row: attempt_of(vars(row))
    )
    measures = _Grouped(rows("measure", "person_id", "coalesce(offered_on, started_on), id"), measure_of_row)
    for row in rows("young_person", "id", "row_number"):
        person = person_of_row(row, clear_with)
        details = person.details
        yield DeliveryPerson(
            id=person.id,
            number=details.number if details else None,
            name=f"{details.first_name} {details.last_name}" if details else person.case_number,
            protected=bool(row.sealed),
            birth_date=person.birth_date,
            episodes=episodes.of(person.id),
            contacts=attempts.of(person.id),
            measures=measures.of(person.id),
        )


class _Grouped(Generic[_Fact]):
    """The facts of one person after the other, from rows in order of person."""

    def __init__(self, rows: Iterator[Any], fact: Callable[[Any], _Fact]) -> None:
        self._groups = groupby(rows, key=lambda row: row.person_id)
        self._fact = fact
        self._next = self._advance()

    def of(self, person_id: str) -> Sequence[_Fact]:
        """Asked in order of person; empty where there is none."""
        while self._next and self._next[0] < person_id:
            self._next = self._advance()
        if self._next is None or self._next[0] != person_id:
            return ()
        facts = self._next[1]
        self._next = self._advance()
        return facts

    def _advance(self) -> tuple[str, Sequence[_Fact]] | None:
        for person_id, rows in self._groups:
            return str(person_id), tuple(map(self._fact, rows))
        return None
