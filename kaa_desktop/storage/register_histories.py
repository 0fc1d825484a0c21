"""Takes in many records at once, from a workbook or the demo; what the register has already is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.measures import Measure
from kaa_desktop.domain.occupations import Occupation
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.storage.case_workers import ids_by_name
from kaa_desktop.storage.contacts import contact_values
from kaa_desktop.storage.episodes import episode_values
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.measures import measure_values
from kaa_desktop.storage.occupations import occupation_values
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.staged_protection import Hidden, seal_staged
from kaa_desktop.storage.tables import (
    ContactAttemptRow,
    EpisodeRow,
    MeasureRow,
    OccupationRow,
    YoungPersonRow,
)
from kaa_desktop.storage.young_people import ids_by_number, row_values

_CHUNK = 2000
_CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many records were new, and how many the register had already."""

    people: int
    episodes: int
    contacts: int
    measures: int
    already_there: int


class _Known:
    """Counts what the register holds, so that each record of a file is matched at most once."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._left = Counter(tuple(row) for row in rows)
        self.matched = 0

    def has(self, key: tuple[Any, ...]) -> bool:
        """Whether one more like it is there already."""
        if self._left[key] <= 0:
            return False
        self._left[key] -= 1
        self.matched += 1
        return True


class HistoryIntake:
    """One intake within an operation."""

    def __init__(self, scope: OperationScope, keys: OpenedKeys, secret: str, progress: Progress) -> None:
        self._scope = scope
        self._keys = keys
        self._secret = secret
        self._progress = progress
        self._done = 0
        self._total = 0
        self._people: dict[str, str] = {}
        self._workers: Mapping[str, str | None] = {}

    def take_in(self, history: RegisterHistory) -> TakenIn:
        """Insert what is new."""
        self._total = sum(map(len, (history.people, history.episodes, history.contacts, history.measures)))
        names = {episode.case_worker for episode in history.episodes}
        names |= {contact.case_worker for contact in history.contacts}
        names |= {measure.case_worker for measure in history.measures}
        self._workers = ids_by_name(self._scope, names)
        self._people = ids_by_number(self._scope.connection, self._keys)
        people, known_people = self._take_people(history.people)
        episodes, known_episodes = self._take_episodes(history.episodes)
        contacts, known_contacts = self._take_contacts(history.contacts)
        measures, known_measures = self._take_measures(history.measures)
        known = known_people + known_episodes + known_contacts + known_measures
        return TakenIn(people, episodes, contacts, measures, known)

    def _take_people(self, records: Sequence[PersonRecord]) -> tuple[int, int]:
        rows, hidden = [], []
        for record in records:
            number = record.details.number
            if number.value not in self._people:
                values = row_values(record, self._keys, self._secret)
                self._people[number.value] = values["id"]
                rows.append(values)
                if record.protection:
                    hidden.append(Hidden(number, record.protection, values["case_number"]))
        self._insert(YoungPersonRow, rows)
        seal_staged(self._scope.connection, hidden, self._keys)
        return len(rows), len(records) - len(rows)

    def _take_episodes(self, records: Sequence[EpisodeRecord]) -> tuple[int, int]:
        known = self._known("SELECT person_id, registered_on FROM episode")
        rows = []
        for record in records:
            person_id = self._people[record.number]
            if known.has((person_id, record.registered_on.isoformat())):
                continue
            episode = Episode(
                id=new_id(),
                person_id=person_id,
                registered_on=record.registered_on,
                registration_reason=record.registration_reason,
                last_school_activity=record.last_school_activity,
                case_worker_id=self._workers[record.case_worker],
                deregistered_on=record.deregistered_on,
                deregistration_reason=record.deregistration_reason,
            )
            rows.append(episode_values(episode))
        self._insert(EpisodeRow, rows)
        return len(rows), known.matched

    def _take_contacts(self, records: Sequence[ContactRecord]) -> tuple[int, int]:
        known = self._known(
            "SELECT person_id, made_on, channel, outcome, occupation, note FROM contact_attempt"
        )
        contacts, occupations = [], []
        for record in records:
            person_id = self._people[record.number]
            facts = (
                record.made_on.isoformat(),
                record.channel,
                record.outcome,
                record.occupation,
                record.note,
            )
            if known.has((person_id, *facts)):
                continue
            attempt = ContactAttempt(
                id=new_id(),
                person_id=person_id,
                made_on=record.made_on,
                channel=record.channel,
                outcome=record.outcome,
                occupation=record.occupation,
                case_worker_id=self._workers[record.case_worker],
                note=record.note,
            )
            contacts.append(contact_values(attempt))
            if record.occupation:
                occupations.append(occupation_values(occupation_told_by(attempt)))
        self._insert(ContactAttemptRow, contacts)
        self._insert(OccupationRow, occupations)
        return len(contacts), known.matched

    def _take_measures(self, records: Sequence[MeasureRecord]) -> tuple[int, int]:
        known = self._known("SELECT person_id, kind, offered_on, started_on, ended_on FROM measure")
        rows = []
        for record in records:
            measure = Measure(
                id=new_id(),
                person_id=self._people[record.number],
                kind=record.kind,
                offered_on=record.offered_on,
                response=record.response,
                started_on=record.started_on,
                ended_on=record.ended_on,
                end_reason=record.end_reason,
                occupation_after=record.occupation_after,
                case_worker_id=self._workers[record.case_worker],
            )
            values = measure_values(measure)
            if not known.has(
                tuple(values[c] for c in ("person_id", "kind", "offered_on", "started_on", "ended_on"))
            ):
                rows.append(values)
        self._insert(MeasureRow, rows)
        return len(rows), known.matched

    def _known(self, statement: str) -> _Known:
        return _Known(self._scope.connection.exec_driver_sql(statement))

    def _insert(self, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
        for start in range(0, len(rows), _CHUNK):
            self._progress.step(min(self._done, self._total), self._total)
            chunk = rows[start : start + _CHUNK]
            self._scope.connection.execute(insert(table), chunk)
            self._done += len(chunk)


def occupation_told_by(attempt: ContactAttempt) -> Occupation:
    """The occupation that a contact told, verified on its day."""
    return Occupation(
        id=new_id(),
        person_id=attempt.person_id,
        kind=attempt.occupation,
        verified_on=attempt.made_on,
        source=_CONTACT,
        contact_attempt_id=attempt.id,
    )
