"""Reconciliation (avstämning): the sources set against the register as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.reconciliation import Reconciliation, reconcile
from kaa_desktop.domain.residents import DecideReason
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import sources as stored
from kaa_desktop.storage.histories import log_read
from kaa_desktop.storage.settings import load_settings


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody of the sources; details are None for protected people without the right and a reason."""

    key: str
    details: PersonDetails | None
    case_number: str
    decide: DecideReason | None = None


@dataclass(frozen=True, slots=True)
class NamedReconciliation:
    """The outcome with the people named who may be named."""

    outcome: Reconciliation
    target_group: tuple[NamedPerson, ...]
    to_decide: tuple[NamedPerson, ...]


def reconcile_as_of(workspace: Workspace, as_of: date) -> Reconciliation:
    """Compare everybody in the population file with the register by the six conditions.

    Raises:
        InvalidInputError: `reconcile.no_population` before a population file has been taken in.
    """
    register = workspace.register
    secret = workspace.person_secret()
    with register.read() as connection:
        sources = stored.load_sources(connection)
        people = stored.registered_people(connection, register.keys, secret)
        settings = load_settings(connection)
    if not sources.residents:
        raise InvalidInputError("reconcile.no_population")
    return reconcile(sources, people, as_of, settings)


def name_people(workspace: Workspace, outcome: Reconciliation, *, reason: str = "") -> NamedReconciliation:
    """The target group and those to decide, named; protected people in clear with a reason, which is logged.

    Raises:
        NotAllowedError: `person.no_right` where a reason is given without the right.
    """
    register = workspace.register
    if reason and register.keys.protected_key is None:
        raise NotAllowedError("person.no_right")
    decide = {found.key: found.decide for found in outcome.to_decide}
    clear_with = register.keys if reason else None
    with register.read() as connection:
        found = stored.resident_details(
            connection, outcome.target_group | decide.keys(), clear_with=clear_with
        )
    for key, (details, case_number) in found.items():
        if case_number and details:
            log_read(register, key, what="reconcile", reason=reason)
    people = {key: NamedPerson(key, *who, decide.get(key)) for key, who in found.items()}
    return NamedReconciliation(
        outcome,
        tuple(person for key, person in people.items() if key in outcome.target_group),
        tuple(person for key, person in people.items() if key in decide),
    )
