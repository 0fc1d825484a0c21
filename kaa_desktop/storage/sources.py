"""What the staged sources and the register say of the same people, until the reconciliation is closed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.reconciliation import Difference
from kaa_desktop.domain.source_facts import Registered, Sources
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.storage.episodes import open_episodes
from kaa_desktop.storage.source_files import day_of
from kaa_desktop.storage.young_people import person_id_for, person_of_row


def registered_people(connection: Connection, ids: Mapping[str, str], secret: str) -> dict[str, Registered]:
    """People of the register by the key of their number, in the order given.

    Args:
        connection: a view of the register.
        ids: ids by number, as far as the user may know them.
        secret: the register's, for the keys.
    """
    episodes = open_episodes(connection)
    rows = {row.id: row for row in connection.exec_driver_sql("SELECT * FROM young_person")}
    people = {}
    for number, person_id in ids.items():
        row = rows[person_id]
        key = person_id_for(read_back(number), secret)
        people[key] = Registered(
            key=key,
            person_id=person_id,
            birth_date=day_of(row.birth_date),
            open_episode=episodes.get(person_id),
            home_municipality=row.home_municipality if row.protection else "",
            protection=Protection(row.protection),
            details=None if row.sealed else person_of_row(row, None).details,
        )
    return people


def with_details(connection: Connection, sources: Sources, keys: Iterable[str], secret: str) -> Sources:
    """Names and addresses of some of the residents as well; never protected ones'."""
    from kaa_desktop.storage.staged_residents import NewestResidents

    residents = dict(sources.residents)
    rows = {key: residents[key].file_row for key in keys if key in residents}
    if rows:
        for key, named in NewestResidents(connection, secret).details(rows).items():
            residents[key] = residents[key]._replace(details=named.details)
    return replace(sources, residents=residents)


def name_order(
    connection: Connection, differences: Iterable[Difference], sources: Sources, secret: str
) -> dict[str, str]:
    """A text to sort by for each person key: the name, or the case number of protected people."""
    from kaa_desktop.storage.staged_residents import NewestResidents

    asked = {difference.key: difference.person_id for difference in differences}
    rows = {key: sources.residents[key].file_row for key in asked if key in sources.residents}
    order = NewestResidents(connection, secret).names(rows)
    by_id = {person_id: key for key, person_id in asked.items() if key not in order}
    people = connection.exec_driver_sql(
        "SELECT id, sort_name FROM young_person WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(by_id)),),
    )
    return order | {by_id[person_id]: name for person_id, name in people}
