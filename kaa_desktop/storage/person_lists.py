"""The people list by pages, with what a row shows of each person's latest episode."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.episodes import EpisodeFacts, state_of
from kaa_desktop.domain.measures import ACCEPTED, DECLINED, NO_RESPONSE_YET
from kaa_desktop.domain.person_list import PeopleFilter, PersonListRow
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.storage.days import day_of
from kaa_desktop.storage.engine import plain_rows

_CONDITIONS = {
    PeopleFilter.ALL: "1",
    PeopleFilter.OPEN: (
        "EXISTS (SELECT 1 FROM episode e WHERE e.person_id = p.id AND e.deregistered_on IS NULL)"
    ),
    PeopleFilter.CLOSED: (
        "NOT EXISTS (SELECT 1 FROM episode e WHERE e.person_id = p.id AND e.deregistered_on IS NULL)"
    ),
}

# Every subselect is answered from an index alone; fifty people who lie anywhere would else cost hundreds of
# pages to decrypt.
_ROWS = """
SELECT p.row_number, p.id, p.number, p.number_kind, p.birth_date, p.first_name, p.last_name, p.city, p.phone,
       p.protection, p.case_number, e.registered_on, e.deregistered_on, w.name AS worker,
       (SELECT o.verified_on || '|' || o.kind FROM occupation o WHERE o.person_id = p.id
        ORDER BY o.verified_on DESC, o.id DESC LIMIT 1) AS occupation,
       (SELECT max(a.made_on) FROM contact_attempt a WHERE a.person_id = p.id) AS attempted_on,
       (SELECT max(a.made_on) FROM contact_attempt a WHERE a.person_id = p.id AND a.outcome IN ({reached}))
         AS reached_on,
       (SELECT max(m.started_on IS NOT NULL AND m.ended_on IS NULL) FROM measure m WHERE m.person_id = p.id)
         AS running,
       (SELECT m.response FROM measure m WHERE m.person_id = p.id AND m.started_on IS NULL
         AND m.ended_on IS NULL AND m.offered_on >= e.registered_on
         ORDER BY m.offered_on DESC, m.id DESC LIMIT 1) AS last_response
FROM young_person p
LEFT JOIN episode e ON e.rowid = (SELECT f.rowid FROM episode f WHERE f.person_id = p.id
                                  ORDER BY f.registered_on DESC, f.id DESC LIMIT 1)
LEFT JOIN case_worker w ON w.id = e.case_worker_id
WHERE p.row_number IN (SELECT value FROM json_each(?))
"""


_OPEN_OFFERS = frozenset({NO_RESPONSE_YET, ACCEPTED})


def page_of_people(
    connection: Connection, which: PeopleFilter, *, reached: Iterable[str], offset: int, limit: int
) -> tuple[PersonListRow, ...]:
    """A page in the order of the Swedish alphabet."""
    ids = connection.exec_driver_sql(
        f"SELECT p.row_number FROM young_person p WHERE {_CONDITIONS[which]}"
        " ORDER BY p.sort_name, p.id LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return rows_for(connection, [row[0] for row in ids], reached=reached)


def order_of_people(connection: Connection, which: PeopleFilter) -> array[int]:
    """The row numbers of everybody in that order, from the index alone; eight bytes for each."""
    rows = connection.exec_driver_sql(
        f"SELECT p.row_number FROM young_person p WHERE {_CONDITIONS[which]} ORDER BY p.sort_name, p.id"
    )
    return array("q", (row[0] for row in rows))


def count_people(connection: Connection, which: PeopleFilter) -> int:
    """How many people the list holds."""
    if which is PeopleFilter.OPEN:
        statement = "SELECT count(DISTINCT person_id) FROM episode WHERE deregistered_on IS NULL"
    else:
        statement = f"SELECT count(*) FROM young_person p WHERE {_CONDITIONS[which]}"
    return int(connection.exec_driver_sql(statement).scalar_one())


def rows_for(
    connection: Connection, row_numbers: Sequence[int], *, reached: Iterable[str]
) -> tuple[PersonListRow, ...]:
    """List rows for those people, in that order."""
    if not row_numbers:
        return ()
    outcomes = ", ".join(f"'{code}'" for code in sorted(reached))
    rows = plain_rows(connection, _ROWS.format(reached=outcomes), (json.dumps(list(row_numbers)),))
    found = {row[0]: _list_row(row) for row in rows}
    return tuple(found[number] for number in row_numbers if number in found)


def _list_row(row: Sequence[Any]) -> PersonListRow:
    """Unpacked at once: looking up each column by name would cost more than the query."""
    _, id_, value, kind, birth_date, first_name, last_name, city, phone, protection, case_number, *work = row
    registered_on, deregistered_on, worker, told, attempted_on, reached_on, running, last_response = work
    since = registered_on or ""
    facts = EpisodeFacts(
        closed=registered_on is None or deregistered_on is not None,
        attempts=int(attempted_on is not None and attempted_on >= since),
        reached=reached_on is not None and reached_on >= since,
        measure_running=bool(running),
        offer_open=last_response in _OPEN_OFFERS,
        last_offer_declined=last_response == DECLINED,
    )
    verified_on, _, occupation = (told or "").partition("|")
    number = PersonalNumber(value, PersonalNumberKind(kind)).formatted if value else ""
    return PersonListRow(
        id=id_,
        name=case_number or f"{first_name} {last_name}".strip() or number,
        number=number,
        number_kind=kind if value else "",
        birth_date=day_of(birth_date) if value else None,
        city=city,
        phone=phone,
        protection=Protection(protection),
        state=state_of(facts),
        registered_on=day_of(registered_on),
        deregistered_on=day_of(deregistered_on),
        case_worker=worker or "",
        last_attempt_on=day_of(attempted_on),
        last_reached_on=day_of(reached_on),
        occupation=occupation,
        occupation_verified_on=day_of(verified_on),
    )


def rows_of_people(
    connection: Connection, person_ids: Sequence[str], *, reached: Iterable[str]
) -> tuple[PersonListRow, ...]:
    """List rows for those who are still there, in that order."""
    statement = "SELECT p.row_number FROM json_each(?) wanted JOIN young_person p ON p.id = wanted.value"
    numbers = plain_rows(connection, f"{statement} ORDER BY wanted.key", (json.dumps(list(person_ids)),))
    return rows_for(connection, [number for (number,) in numbers], reached=reached)
