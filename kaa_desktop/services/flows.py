"""Where did they go: last year's pupils and school leavers, as sources and register tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kaa_desktop.domain.code_lists import shipped_code
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.flows import Flows, Traveller, flows_between
from kaa_desktop.domain.occupations import UNKNOWN
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Registered
from kaa_desktop.domain.target_group import default_end_of_compulsory_schooling
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.flows import ResidentRow, latest_occupations, resident_rows
from kaa_desktop.storage.person_lists import rows_for
from kaa_desktop.storage.settings import load_settings
from kaa_desktop.storage.sources import registered_people
from kaa_desktop.storage.staged_unreadable import told_together
from kaa_desktop.storage.young_people import ids_by_number, row_numbers


def where_did_they_go(workspace: Workspace, from_day: date, to_day: date | None = None) -> Flows:
    """Everybody who was a pupil on the first day or has left compulsory school since, until today.

    The keys are those of the sources, which `services.reconciliation` names. Protected people of the
    register are told by the right alone; without it they count as not registered.

    Raises:
        InvalidInputError: `flows.order` where the second day is not after the first, `flows.no_sources`
            where the population or the enrolment files have not been taken in, or have been erased.
    """
    arrival = to_day or workspace.today
    if arrival <= from_day:
        raise InvalidInputError("flows.order", day=from_day)
    from kaa_desktop.storage.schooling import exams_by_key, schoolings_by_key
    from kaa_desktop.storage.staged_keys import StagedKeys

    register = workspace.register
    secret = workspace.person_secret()
    with register.read() as connection, told_together(connection):
        found = list(resident_rows(connection, secret))
        pupils = schoolings_by_key(connection)
        if not found or not pupils:
            raise InvalidInputError("flows.no_sources")
        known = ids_by_number(connection, register.keys)
        registered = registered_people(connection, known, secret)
        names = {staged: row.key for staged, row in found}
        names |= zip(StagedKeys(secret).of_some(list(known)), registered, strict=True)
        schoolings = {names.get(key, str(key)): told for key, told in pupils.items()}
        exams = {names.get(key, str(key)): told for key, told in exams_by_key(connection).items()}
        occupations = latest_occupations(connection, arrival)
        settings = load_settings(connection)
    town = _Town([row for _staged, row in found], registered, settings, from_day)
    keys = schoolings.keys() | town.current.keys()
    travellers = [
        Traveller(
            key=key,
            birth_date=town.birth_date(key),
            lives_here=town.lives_here(key),
            lived_here=town.lived_here(key),
            compulsory_schooling_ended_on=town.schooling_ended(key),
            schoolings=schoolings.get(key, ()),
            exams=exams.get(key, ()),
            registered=town.is_registered(key),
            occupation=town.occupation(key, occupations, arrival),
        )
        for key in sorted(keys)
    ]
    return flows_between(travellers, from_day, arrival)


def people_of_flow(workspace: Workspace, keys: Sequence[str]) -> tuple[PersonListRow, ...]:
    """Those of a stream who are in the register, by name; the others are known by their keys alone."""
    register = workspace.register
    secret = workspace.person_secret()
    with register.read() as connection:
        known = ids_by_number(connection, register.keys)
        registered = registered_people(connection, known, secret)
        ids = [registered[key].person_id for key in keys if key in registered]
        reached = workspace.code_lists.reached_outcomes
        rows = rows_for(connection, row_numbers(connection, ids), reached=reached)
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


class _Town:
    """Who lives here, and who did."""

    def __init__(
        self,
        residents: Sequence[ResidentRow],
        registered: Mapping[str, Registered],
        settings: RegisterSettings,
        from_day: date,
    ) -> None:
        self._settings = settings
        self._from_day = from_day
        self._registered = registered
        self.current = {row.key: row for row in residents if row.newest}
        self._before = {row.key for row in residents if not row.newest and self._ours(row)}

    def lives_here(self, key: str) -> bool:
        """By the newest file; a hidden home counts where the person is registered here."""
        row = self.current.get(key)
        if row is None:
            return False
        hidden = row.protection == Protection.PROTECTED_REGISTRATION and self.is_registered(key)
        return hidden or self._ours(row)

    def lived_here(self, key: str) -> bool:
        """By the newest file unless moved in since, by an older file, or since the register holds them."""
        row = self.current.get(key)
        if row and self._ours(row):
            return row.moved_in_on is None or row.moved_in_on <= self._from_day
        return key in self._before or key in self._registered

    def birth_date(self, key: str) -> date | None:
        """The birthday, if anybody knows."""
        row, person = self.current.get(key), self._registered.get(key)
        return (row and row.birth_date) or (person.birth_date if person else None)

    def schooling_ended(self, key: str) -> date | None:
        """The last day of skolplikt by the municipality's setting."""
        born = self.birth_date(key)
        return born and default_end_of_compulsory_schooling(
            born, month=self._settings.schooling_ends_month, day=self._settings.schooling_ends_day
        )

    def is_registered(self, key: str) -> bool:
        """Whether an episode is open."""
        person = self._registered.get(key)
        return person is not None and person.open_episode is not None

    def occupation(self, key: str, occupations: Mapping[str, tuple[str, date]], day: date) -> str:
        """What somebody in the register does; older than the limit counts as not known."""
        person = self._registered.get(key)
        if person is None:
            return ""
        told, verified_on = occupations.get(person.person_id, (UNKNOWN, day))
        kind = shipped_code(told)
        fresh = day - verified_on <= timedelta(days=self._settings.freshness_days)
        return kind if fresh else UNKNOWN

    def _ours(self, row: ResidentRow) -> bool:
        own = self._settings.municipality_code
        return not own or row.home_municipality in ("", own)
