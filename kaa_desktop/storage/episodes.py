"""Episodes of responsibility."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kaa_desktop.domain.episodes import Episode
from kaa_desktop.storage.days import day_of, text_of_day
from kaa_desktop.storage.engine import named_rows
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.tables import EpisodeRow

_COLUMNS = (
    "id, person_id, registered_on, registration_reason, last_school_activity, case_worker_id,"
    " deregistered_on, deregistration_reason"
)


def episode_values(episode: Episode) -> dict[str, Any]:
    """The columns of an episode."""
    ended = episode.deregistered_on
    return {
        "id": episode.id,
        "person_id": episode.person_id,
        "registered_on": episode.registered_on.isoformat(),
        "registration_reason": episode.registration_reason,
        "last_school_activity": episode.last_school_activity,
        "case_worker_id": episode.case_worker_id,
        "deregistered_on": text_of_day(ended),
        "deregistration_reason": episode.deregistration_reason,
    }


def save_episode(scope: OperationScope, episode: Episode) -> None:
    """Insert or update."""
    scope.session.merge(EpisodeRow(**episode_values(episode)))
    scope.session.flush()


def get_episode(connection: Connection, episode_id: str) -> Episode | None:
    """One episode."""
    row = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM episode WHERE id = ?", (episode_id,)).first()
    return episode_of_row(row) if row else None


def episodes_of(connection: Connection, person_id: str) -> tuple[Episode, ...]:
    """All episodes of a person, oldest first."""
    rows = named_rows(
        connection,
        f"SELECT {_COLUMNS} FROM episode WHERE person_id = ? ORDER BY registered_on, id",
        (person_id,),
    )
    return tuple(episode_of_row(row) for row in rows)


def episode_of_row(row: Any) -> Episode:
    """From a row with all columns of its table."""
    return Episode(
        id=row.id,
        person_id=row.person_id,
        registered_on=date.fromisoformat(row.registered_on),
        registration_reason=row.registration_reason,
        last_school_activity=row.last_school_activity,
        case_worker_id=row.case_worker_id,
        deregistered_on=day_of(row.deregistered_on),
        deregistration_reason=row.deregistration_reason,
    )


def open_episodes(connection: Connection) -> dict[str, Episode]:
    """Every open episode by person."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM episode WHERE deregistered_on IS NULL")
    return {row.person_id: episode_of_row(row) for row in rows}


def open_episodes_of(connection: Connection, person_ids: Collection[str]) -> dict[str, Episode]:
    """The open episodes of those people, by person."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM episode WHERE deregistered_on IS NULL"
        " AND person_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(person_ids)),),
    )
    return {row.person_id: episode_of_row(row) for row in rows}
