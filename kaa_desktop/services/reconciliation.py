"""Reconciliation (avstämning): the sources set against the register as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.alike import judge_sorts
from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.reconcile_decisions import Decision, facts_of
from kaa_desktop.domain.reconciliation import Difference, Group, Reconciliation, reconcile
from kaa_desktop.domain.residents import DecideReason
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.source_facts import Registered, Sources
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.histories import log_read
from kaa_desktop.storage.leavings import leavings_until
from kaa_desktop.storage.reconcile_decisions import DecisionKey, facts_hash, load_decisions
from kaa_desktop.storage.settings import load_settings
from kaa_desktop.storage.source_files import count_residents
from kaa_desktop.storage.sources import name_order, registered_people, with_details
from kaa_desktop.storage.staged_unreadable import told_together
from kaa_desktop.storage.young_people import ids_by_number
from kaa_desktop.system.collector import collector_at_rest


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome with all that it rests on, and what has been decided of it."""

    outcome: Reconciliation
    sources: Sources
    people: Mapping[str, Registered]
    decisions: Mapping[DecisionKey, Decision]
    settings: RegisterSettings
    secret: str

    @property
    def registered(self) -> int:
        """How many of the target group have an open episode."""
        return sum(self.is_registered(key) for key in self.outcome.target_group)

    def is_registered(self, key: str) -> bool:
        """Whether the person has an open episode."""
        known = self.people.get(key)
        return known is not None and known.open_episode is not None

    def hash_of(self, difference: Difference) -> str:
        """Tells whether the facts behind a difference have changed."""
        return facts_hash(facts_of(difference, self.sources), self.secret)

    def decided(self, difference: Difference) -> bool:
        """Whether somebody has decided it on the same facts, so that it does not come back."""
        decision = self.decisions.get((difference.key, difference.group))
        if decision is None:
            return False
        return decision.hides(self.hash_of(difference), registered=self.is_registered(difference.key))

    def open_differences(self) -> tuple[Difference, ...]:
        """What asks for an action."""
        return tuple(found for found in self.outcome.differences if not self.decided(found))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the reconciliation stands; everything is derived from what is stored.

    Attributes:
        registered: how many of the target group are in the register.
        groups: what asks for an action, by name of the person.
        put_aside: differences that were rejected, or kept on purpose, by name of the person.
        assigned: who looks into it.
        sources: what the files say of those who were looked at one by one.
    """

    outcome: Reconciliation
    registered: int
    groups: Mapping[Group, tuple[Difference, ...]]
    put_aside: tuple[Difference, ...]
    assigned: Mapping[DecisionKey, str]
    sources: Sources

    def file_rows(self, keys: Iterable[str]) -> dict[str, int]:
        """Where people stand in the newest population file, of those who do."""
        residents = self.sources.residents
        return {key: residents[key].file_row for key in keys if key in residents}

    @property
    def decided(self) -> int:
        """How many ask for no action any more."""
        return len(self.put_aside)

    @property
    def expected(self) -> int:
        """How many belong to the target group."""
        return len(self.outcome.target_group)


def compare(
    workspace: Workspace, connection: Connection, secret: str, as_of: date, progress: Progress
) -> Comparison:
    """Set what stands in force against the register within a view or an operation.

    Raises:
        InvalidInputError: `reconcile.no_population` before a population file has been taken in.
    """
    if not count_residents(connection):
        raise InvalidInputError("reconcile.no_population")
    from kaa_desktop.storage.staged_facts import ResidentSorts

    known = ids_by_number(connection, workspace.register.keys)
    people = registered_people(connection, known, secret)
    settings = load_settings(connection)
    sorts = ResidentSorts(connection, as_of, secret)
    judged = judge_sorts(sorts.alike(), as_of, settings, progress)
    leavings = leavings_until(connection, workspace.register.keys, as_of)
    sources, asked = sorts.asked(judged.asking, dict(zip(known, people, strict=True)), leavings)
    progress.step(0, 1)
    open_keys = [key for key, person in people.items() if person.open_episode]
    sources = with_details(connection, sources, open_keys, secret)
    outside = judged.outside(sorts.sizes, asked)
    outcome = reconcile(sources, people, as_of, settings, progress, outside)
    return Comparison(outcome, sources, people, load_decisions(connection), settings, secret)


@collector_at_rest()
def standing(workspace: Workspace, as_of: date, progress: Progress) -> Standing:
    """Compare everybody in the population file with the register by the six conditions.

    Raises:
        InvalidInputError: `reconcile.no_population` before a population file has been taken in.
        UnreadableSourcesError: with every kind of source that has to be imported again.
    """
    secret = workspace.person_secret()
    with workspace.register.read() as connection, told_together(connection):
        found = compare(workspace, connection, secret, as_of, progress)
        asked = found.open_differences()
        put_aside = tuple(one for one in found.outcome.differences if found.decided(one))
        order = name_order(connection, (*asked, *put_aside), found.sources, secret)
    groups: dict[Group, list[Difference]] = {group: [] for group in Group}
    for difference in sorted(asked, key=lambda one: order.get(one.key, one.key)):
        groups[difference.group].append(difference)
    return Standing(
        found.outcome,
        found.registered,
        {group: tuple(members) for group, members in groups.items()},
        tuple(sorted(put_aside, key=lambda one: order.get(one.key, one.key))),
        {key: d.case_worker_id for key, d in found.decisions.items() if d.case_worker_id},
        found.sources,
    )


def name_people(
    workspace: Workspace,
    stands: Standing,
    to_decide: Iterable[Difference] | None = None,
    *,
    reason: str = "",
) -> NamedReconciliation:
    """The target group and those to decide, named; protected people in clear with a reason, which is logged.

    Raises:
        NotAllowedError: `person.no_right` where a reason is given without the right.
    """
    register = workspace.register
    if reason and register.keys.protected_key is None:
        raise NotAllowedError("person.no_right")
    from kaa_desktop.storage.staged_residents import NewestResidents

    outcome, secret = stands.outcome, workspace.person_secret()
    decide = {found.key: found.decide for found in (outcome.to_decide if to_decide is None else to_decide)}
    clear_with = register.keys if reason else None
    with register.read() as connection:
        rows = stands.file_rows(outcome.target_group | decide.keys())
        found = NewestResidents(connection, secret).details(rows, clear_with)
    for key, named in found.items():
        if named.case_number and named.details:
            log_read(register, key, what="reconcile", reason=reason)
    people = {
        key: NamedPerson(key, named.details, named.case_number, decide.get(key))
        for key, named in found.items()
    }
    return NamedReconciliation(
        outcome,
        tuple(person for key, person in people.items() if key in outcome.target_group),
        tuple(person for key, person in people.items() if key in decide),
    )
