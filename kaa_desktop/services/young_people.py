"""Register, open and change young people."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.episodes import Episode, EpisodeFacts, EpisodeState, check_registration, state_of
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.measures import ACCEPTED, DECLINED, NO_RESPONSE_YET, Measure
from kaa_desktop.domain.occupations import known_on
from kaa_desktop.domain.person_list import PeopleFilter, PersonListRow
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.personal_number import PersonalNumber, parse_personal_number
from kaa_desktop.domain.register_history import PersonRecord
from kaa_desktop.domain.young_people import PersonDetails, Protection, YoungPerson
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import person_lists, young_people
from kaa_desktop.storage.case_workers import all_case_workers
from kaa_desktop.storage.contacts import contacts_of
from kaa_desktop.storage.episodes import episodes_of, save_episode
from kaa_desktop.storage.histories import log_read
from kaa_desktop.storage.keys import OpenedKeys
from kaa_desktop.storage.measures import measures_of
from kaa_desktop.storage.notices import seal_protected
from kaa_desktop.storage.occupations import occupations_of
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.settings import load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What is filled in to register a person."""

    details: PersonDetails
    registered_on: date
    protection: Protection = Protection.NONE
    birth_date: date | None = None
    home_municipality: str = ""
    registration_reason: str = ""
    last_school_activity: str = ""
    case_worker_id: str | None = None


def read_number(workspace: Workspace, text: str) -> PersonalNumber:
    """Check an identity number by the settings of the register.

    Raises:
        InvalidInputError: with a code that says what is wrong with it.
    """
    allowed = workspace.settings().allowed_kinds
    return parse_personal_number(text, today=workspace.today, allowed=allowed)


def possible_duplicates(
    workspace: Workspace, details: PersonDetails, birth_date: date | None = None
) -> tuple[PersonListRow, ...]:
    """People who may be the same: the same number, or the same name and birthday."""
    born = birth_date or details.number.birth_date
    with workspace.register.read() as connection:
        numbers = young_people.similar_people(connection, details, born)
        return person_lists.rows_for(connection, numbers, reached=workspace.code_lists.reached_outcomes)


def registered_name(workspace: Workspace, number: PersonalNumber) -> str:
    """The name of whoever is registered with that number; empty for nobody, and for protected people."""
    found = possible_duplicates(workspace, PersonDetails(number=number))
    return next((row.name for row in found if row.number == number.formatted), "")


def register_person(workspace: Workspace, registration: Registration) -> tuple[str, Changes]:
    """Register somebody; a person who has been here before gets a new episode.

    Raises:
        InvalidInputError: where the law, the person's other episodes or the code lists contradict it.
    """
    workspace.check_code(CodeKind.REGISTRATION_REASON, registration.registration_reason, required=False)
    workspace.check_code(CodeKind.REGISTRATION_REASON, registration.last_school_activity, required=False)
    register = workspace.register
    secret = workspace.person_secret()
    home = registration.home_municipality or workspace.settings().municipality_code
    with register.operation("person.register") as scope:
        number = registration.details.number
        person_id = young_people.find_person(scope.connection, number, register.keys)
        former = person_id and young_people.get_person(scope.connection, person_id, clear_with=register.keys)
        check_registration(
            registered_on=registration.registered_on,
            birth_date=registration.birth_date
            or number.birth_date
            or (former.birth_date if former else None),
            others=episodes_of(scope.connection, person_id) if person_id else (),
            today=workspace.today,
        )
        if not former:
            record = PersonRecord(
                details=registration.details,
                protection=registration.protection,
                birth_date=registration.birth_date,
                home_municipality=home,
            )
            person_id = young_people.add_person(scope, record, register.keys, secret)
        else:
            person_id = former.id
            _bring_up_to_date(scope, former, registration, register.keys)
        save_episode(scope, new_episode(person_id, registration))
        seal_protected(scope, register.keys)
        return person_id, register.changes(scope)


def _bring_up_to_date(
    scope: OperationScope, former: YoungPerson, registration: Registration, keys: OpenedKeys
) -> None:
    """Somebody who comes back: what is filled in now is newer, and protection is never lost on the way."""
    told = {
        field.name: value
        for field in fields(PersonDetails)
        if (value := getattr(registration.details, field.name))
    }
    young_people.change_person(
        scope,
        former.id,
        details=replace(former.details, **told) if former.details else registration.details,
        birth_date=registration.birth_date or former.birth_date,
        protection=registration.protection or former.protection,
        home_municipality=registration.home_municipality or former.home_municipality,
        keys=keys,
    )


def new_episode(person_id: str, registration: Registration) -> Episode:
    """The episode that a registration opens."""
    return Episode(
        id=new_id(),
        person_id=person_id,
        registered_on=registration.registered_on,
        registration_reason=registration.registration_reason,
        last_school_activity=registration.last_school_activity,
        case_worker_id=registration.case_worker_id,
    )


def change_person(
    workspace: Workspace,
    person_id: str,
    *,
    details: PersonDetails,
    birth_date: date | None,
    protection: Protection,
    home_municipality: str,
) -> Changes:
    """Write new details; protecting a person seals them and erases what the log knew.

    Raises:
        NotAllowedError: `person.protected` where the user may not see the person.
    """
    register = workspace.register
    with register.operation("person.change") as scope:
        former = young_people.get_person(scope.connection, person_id, clear_with=register.keys)
        if former is None or former.details is None:
            raise NotAllowedError("person.protected")
        young_people.change_person(
            scope,
            person_id,
            details=details,
            birth_date=birth_date,
            protection=protection,
            home_municipality=home_municipality,
            keys=register.keys,
        )
        seal_protected(scope, register.keys)
        return register.changes(scope)


def open_person(workspace: Workspace, person_id: str, *, reason: str = "") -> PersonView:
    """The person page. With a reason, a user with the right sees a protected person in clear; it is logged.

    Raises:
        NotAllowedError: `person.no_right` where a reason is given without the right.
        InvalidInputError: `person.unknown`.
    """
    with workspace.register.read() as connection:
        return view_of(connection, workspace, person_id, reason=reason)


def view_of(connection: Connection, workspace: Workspace, person_id: str, *, reason: str = "") -> PersonView:
    """As `open_person`, beside whatever else is read.

    Raises:
        NotAllowedError: `person.no_right` where a reason is given without the right.
        InvalidInputError: `person.unknown`.
    """
    keys = workspace.register.keys
    if reason and keys.protected_key is None:
        raise NotAllowedError("person.no_right")
    person = young_people.get_person(connection, person_id, clear_with=keys if reason else None)
    if person is None:
        raise InvalidInputError("person.unknown")
    contacts = contacts_of(connection, person_id)
    occupations = occupations_of(connection, person_id)
    reached = workspace.code_lists.reached_outcomes
    occupation = occupations[-1] if occupations else None
    freshness = load_settings(connection).freshness_days
    view = PersonView(
        person=person,
        state=EpisodeState.CLOSED,
        episodes=episodes_of(connection, person_id),
        contacts=contacts,
        occupations=occupations,
        measures=measures_of(connection, person_id),
        occupation=occupation,
        occupation_known=known_on(occupation, workspace.today, freshness_days=freshness),
        last_reached_on=max((c.made_on for c in contacts if c.outcome in reached), default=None),
        case_worker_names={worker.id: worker.name for worker in all_case_workers(connection)},
    )
    return replace(view, state=_state(view, reached))


def note_reading(workspace: Workspace, person_id: str, *, reason: str = "") -> None:
    """Log that the user opened the person; apart from `open_person` so that nobody waits for the disk."""
    log_read(workspace.register, person_id, what="person", reason=reason)


def list_people(
    workspace: Workspace, which: PeopleFilter, *, offset: int, limit: int
) -> tuple[PersonListRow, ...]:
    """A page of the people list."""
    reached = workspace.code_lists.reached_outcomes
    with workspace.register.read() as connection:
        return person_lists.page_of_people(connection, which, reached=reached, offset=offset, limit=limit)


def count_people(workspace: Workspace, which: PeopleFilter) -> int:
    """The length of the people list."""
    with workspace.register.read() as connection:
        return person_lists.count_people(connection, which)


def _state(view: PersonView, reached: frozenset[str]) -> EpisodeState:
    episode = view.open_episode
    if episode is None:
        return EpisodeState.CLOSED
    attempts = [c for c in view.contacts if c.made_on >= episode.registered_on]
    offers = [m for m in view.measures if _is_offer_in(m, episode)]
    last = offers[-1].response if offers else ""
    facts = EpisodeFacts(
        closed=False,
        attempts=len(attempts),
        reached=_any_reached(attempts, reached),
        measure_running=any(measure.running for measure in view.measures),
        offer_open=last in {NO_RESPONSE_YET, ACCEPTED},
        last_offer_declined=last == DECLINED,
    )
    return state_of(facts)


def _any_reached(attempts: list[ContactAttempt], reached: frozenset[str]) -> bool:
    return any(attempt.outcome in reached for attempt in attempts)


def _is_offer_in(measure: Measure, episode: Episode) -> bool:
    waiting = measure.started_on is None and measure.ended_on is None
    return waiting and measure.offered_on is not None and measure.offered_on >= episode.registered_on
