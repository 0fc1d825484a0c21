"""Candidates from the population file, until they are registered or dismissed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, text

from kaa_desktop.domain.candidates import WAITING, Candidate, CandidateStatus, Placement
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind, turns_20_on
from kaa_desktop.domain.register_history import PersonRecord, PopulationRecord
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.storage import changelog
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.register import OperationScope
from kaa_desktop.storage.sealing import unseal
from kaa_desktop.storage.tables import CandidateRow, YoungPersonRow
from kaa_desktop.storage.young_people import ids_by_number, protected_ids, row_values

_COLUMNS = (
    "id, number, number_kind, birth_date, sex, first_name, last_name, street, postal_code, city, sort_name,"
    " protection, case_number, sealed, home_municipality, status, reason"
)
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Whom the register knows, as far as the user may: candidates and people by identity number.

    Attributes:
        people: number to id.
        protected: the numbers of those who are protected.
    """

    candidates: Mapping[str, Mapping[str, Any]]
    people: Mapping[str, str]
    protected: frozenset[str]


def who_is_known(connection: Connection, keys: OpenedKeys) -> KnownPeople:
    """All whom a population file may name again."""
    return KnownPeople(
        candidates=_candidate_rows(connection, keys),
        people=ids_by_number(connection, keys),
        protected=frozenset(protected_ids(connection, keys)),
    )


def candidate_values(
    record: PopulationRecord, placement: Placement, keys: OpenedKeys, secret: str
) -> dict[str, Any]:
    """The columns of a new candidate."""
    person = PersonRecord(
        details=record.details,
        protection=record.protection,
        birth_date=record.birth_date,
        home_municipality=record.home_municipality,
    )
    values = _candidate_columns(person, keys, secret)
    waiting = placement is Placement.CANDIDATE
    status = CandidateStatus.WAITING if waiting else CandidateStatus.DECIDE_BY_HAND
    return values | {"status": status.value, "reason": placement.value}


def _candidate_columns(person: PersonRecord, keys: OpenedKeys, secret: str) -> dict[str, Any]:
    values = row_values(person, keys, secret)
    for name in ("phone", "email", "turns_20_on"):
        values.pop(name)
    return values


def add_candidates(scope: OperationScope, rows: Sequence[dict[str, Any]]) -> None:
    """Insert new candidates."""
    for start in range(0, len(rows), _CHUNK):
        scope.connection.execute(insert(CandidateRow), rows[start : start + _CHUNK])


def update_candidate(scope: OperationScope, candidate_id: str, values: dict[str, Any]) -> None:
    """Write changed facts; where they are sealed now, what the log knew is erased."""
    setting = ", ".join(f"{name} = :{name}" for name in values)
    scope.connection.execute(
        text(f"UPDATE candidate SET {setting} WHERE id = :candidate_id"),
        values | {"candidate_id": candidate_id},
    )
    if values.get("sealed"):
        changelog.erase_values(scope.connection, candidate_id)


def set_status(scope: OperationScope, ids: Iterable[str], status: CandidateStatus, reason: str = "") -> None:
    """Move candidates to another status; an empty reason keeps the former one."""
    for candidate_id in ids:
        values = {"status": status.value} | ({"reason": reason} if reason else {})
        update_candidate(scope, candidate_id, values)


def set_placements(scope: OperationScope, placed: Sequence[tuple[CandidateStatus, Placement, str]]) -> None:
    """Move many candidates at once: status and reason by id."""
    if placed:
        scope.connection.exec_driver_sql(
            "UPDATE candidate SET status = ?, reason = ? WHERE id = ?",
            [(status.value, placement.value, id_) for status, placement, id_ in placed],
        )


def settle_registered(scope: OperationScope, keys: OpenedKeys) -> None:
    """Take those off the list who have come into the register by another way than from the list.

    A candidate who is protected in the register is sealed here as well, and what the log knew is erased.
    """
    scope.session.flush()
    waiting = ", ".join(f"'{status.value}'" for status in WAITING)
    scope.connection.exec_driver_sql(
        f"UPDATE candidate SET status = ? WHERE status IN ({waiting})"
        " AND (id IN (SELECT id FROM young_person)"
        " OR number IN (SELECT number FROM young_person WHERE number <> ''))",
        (CandidateStatus.REGISTERED.value,),
    )
    if keys.protected_key:
        _settle_hidden(scope, keys, waiting)


def _settle_hidden(scope: OperationScope, keys: OpenedKeys, waiting: str) -> None:
    hidden = protected_ids(scope.connection, keys)
    marks = ", ".join("?" * len(hidden))
    rows = scope.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM candidate WHERE number IN ({marks})"
        f" OR (sealed <> '' AND status IN ({waiting}))",
        tuple(hidden),
    ).all()
    for row in rows:
        candidate = _candidate(row, keys)
        if candidate.details and _registered(scope.connection, candidate.details.number.value, hidden):
            _hide(scope, candidate, candidate.details, keys)


def _registered(connection: Connection, number: str, hidden: Mapping[str, str]) -> bool:
    if number in hidden:
        return True
    row = connection.exec_driver_sql("SELECT 1 FROM young_person WHERE number = ?", (number,)).first()
    return row is not None


def _hide(scope: OperationScope, candidate: Candidate, details: PersonDetails, keys: OpenedKeys) -> None:
    values: dict[str, Any] = {"status": CandidateStatus.REGISTERED.value}
    if not candidate.case_number:
        record = PersonRecord(
            details=details,
            protection=candidate.protection or Protection.CONFIDENTIALITY_MARK,
            birth_date=candidate.birth_date,
            home_municipality=candidate.home_municipality,
        )
        values |= _candidate_columns(record, keys, "")
        del values["id"]
    update_candidate(scope, candidate.id, values)


def page_of_candidates(
    connection: Connection,
    statuses: Iterable[CandidateStatus],
    *,
    offset: int,
    limit: int,
    clear_with: OpenedKeys | None = None,
) -> tuple[Candidate, ...]:
    """A page of candidates by name; those to decide by hand first."""
    listed = ", ".join(f"'{status.value}'" for status in statuses)
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM candidate WHERE status IN ({listed})"
        " ORDER BY status, sort_name, id LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return tuple(_candidate(row, clear_with) for row in rows)


def count_candidates(connection: Connection, statuses: Iterable[CandidateStatus]) -> int:
    """How many candidates have one of the statuses."""
    listed = ", ".join(f"'{status.value}'" for status in statuses)
    statement = f"SELECT count(*) FROM candidate WHERE status IN ({listed})"
    return int(connection.exec_driver_sql(statement).scalar_one())


def get_candidate(
    connection: Connection, candidate_id: str, *, clear_with: OpenedKeys | None = None
) -> Candidate | None:
    """One candidate."""
    row = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM candidate WHERE id = ?", (candidate_id,)
    ).first()
    return _candidate(row, clear_with) if row else None


def copy_to_register(scope: OperationScope, candidate_id: str) -> None:
    """Copy a candidate, sealed or not, to the people of the register under the same id."""
    row = scope.session.get_one(CandidateRow, candidate_id)
    born = date.fromisoformat(row.birth_date) if row.birth_date else None
    values = row.model_dump(exclude={"status", "reason"})
    last_day = turns_20_on(born).isoformat() if born else None
    scope.session.add(YoungPersonRow(**values, turns_20_on=last_day, phone="", email=""))
    scope.session.flush()


def erase_candidates(scope: OperationScope) -> int:
    """Forget everybody on the list, and what the log knew of them; returns how many."""
    scope.session.flush()
    erased = scope.connection.exec_driver_sql("DELETE FROM candidate").rowcount
    changelog.erase_table_values(scope.connection, "candidate")
    return erased


def _candidate_rows(connection: Connection, keys: OpenedKeys) -> dict[str, dict[str, Any]]:
    """All candidates by identity number; protected ones only for users with the right."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM candidate").mappings()
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["number"]:
            found[row["number"]] = dict(row)
        elif keys.protected_key:
            found[unseal(row["sealed"], keys.protected_key).number.value] = dict(row)
    return found


def _candidate(row: Any, clear_with: OpenedKeys | None) -> Candidate:
    details: PersonDetails | None = None
    if row.number:
        details = PersonDetails(
            number=PersonalNumber(row.number, PersonalNumberKind(row.number_kind)),
            first_name=row.first_name,
            last_name=row.last_name,
            street=row.street,
            postal_code=row.postal_code,
            city=row.city,
        )
    elif clear_with and clear_with.protected_key:
        details = unseal(row.sealed, clear_with.protected_key)
    return Candidate(
        id=row.id,
        details=details,
        case_number=row.case_number,
        birth_date=date.fromisoformat(row.birth_date) if row.birth_date else None,
        protection=Protection(row.protection),
        home_municipality=row.home_municipality,
        status=CandidateStatus(row.status),
        reason=Placement(row.reason),
    )
