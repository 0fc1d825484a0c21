"""Runs the controls of the statutory delivery, on one person or on a whole half-year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.delivery_controls import Finding, Severity, WholeDelivery, check_person, check_records
from kaa_desktop.domain.delivery_records import DeliveryPerson, records_of
from kaa_desktop.domain.periods import Period, half_year_of
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.services.delivery_profiles import delivery_profile, profile_within
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.delivery_records import count_delivery_people, delivery_people, delivery_person
from kaa_desktop.storage.delivery_suspects import delivery_suspects
from kaa_desktop.storage.histories import log_read


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody about whom something was found; protected people by their case number."""

    id: str
    name: str
    number: str
    protected: bool
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryCheck:
    """The controls of a half-year.

    Attributes:
        people, records: in the delivery.
        found: people with findings, errors first.
        whole: findings about the delivery as a whole.
    """

    period: Period
    people: int
    records: int
    found: Sequence[FoundPerson]
    whole: Sequence[Finding] = field(default=())

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each control did not hold."""
        return Counter(finding.code for finding in self._all())

    def number_of(self, severity: Severity) -> int:
        """How many findings of that severity."""
        return sum(finding.severity is severity for finding in self._all())

    def _all(self) -> Sequence[Finding]:
        return [*(finding for person in self.found for finding in person.findings), *self.whole]


@dataclass(frozen=True, slots=True)
class RefusedPart:
    """Whom the delivery would be refused about, among some people.

    Attributes:
        until: where the next part begins; empty after the last.
    """

    refused: frozenset[str]
    until: str


def check_delivery(
    workspace: Workspace, period: Period, progress: Progress, *, protected_reason: str = ""
) -> DeliveryCheck:
    """Every control on everybody of the half-year.

    Args:
        workspace: the open register.
        period: a half-year.
        progress: asked between people.
        protected_reason: shows protected people in clear, to those with the right.

    Raises:
        InvalidInputError: `report.not_half_year` or `delivery.no_profile`.
    """
    profile = delivery_profile(workspace, period)
    reached = workspace.code_lists.reached_outcomes
    register, today = workspace.register, workspace.today
    clear_with = register.keys if protected_reason else None
    found: list[FoundPerson] = []
    whole, people, records = WholeDelivery(), 0, 0
    with register.read() as connection:
        total = count_delivery_people(connection, period)
        for person in delivery_people(connection, period, clear_with=clear_with):
            progress.step(people, total)
            people += 1
            made = tuple(records_of(person, period, profile, reached))
            records += len(made)
            for record in made:
                whole.add(record)
            findings = check_records(person, made, period, profile, reached, today)
            if findings:
                found.append(_found(person, findings))
    found.sort(key=lambda one: (one.findings[0].severity is not Severity.ERROR, one.name))
    if clear_with and clear_with.protected_key:
        for one in found:
            if one.protected:
                log_read(register, one.id, what="check", reason=protected_reason)
    return DeliveryCheck(period=period, people=people, records=records, found=found, whole=whole.findings())


def check_person_now(connection: Connection, workspace: Workspace, view: PersonView) -> tuple[Finding, ...]:
    """What would be refused or looked into about an open person in the half-year that runs."""
    period = half_year_of(workspace.today)
    profile = profile_within(connection, period)
    reached = workspace.code_lists.reached_outcomes
    return check_person(_delivered(view), period, profile, reached, workspace.today)


def _delivered(view: PersonView) -> DeliveryPerson:
    """What a delivery asks for, of what has been read already."""
    person = view.person
    protected = bool(person.case_number)
    return DeliveryPerson(
        id=person.id,
        number=person.details.number if person.details and not protected else None,
        name=person.display_name,
        protected=protected,
        birth_date=person.birth_date,
        episodes=view.episodes,
        contacts=view.contacts,
        measures=view.measures,
    )


def refused_after(workspace: Workspace, after: str, *, limit: int) -> RefusedPart:
    """Whom today's delivery of the half-year would be refused about, among so many people after an id."""
    with workspace.register.read() as connection:
        period, today = half_year_of(workspace.today), workspace.today
        found = delivery_suspects(connection, period, today, after=after, limit=limit)
    return RefusedPart(found.refused | refused_of(workspace, found.unsure), found.until)


def refused_of(workspace: Workspace, person_ids: Iterable[str]) -> frozenset[str]:
    """Those of these people about whom the running half-year's delivery would be refused today."""
    period = half_year_of(workspace.today)
    profile = delivery_profile(workspace, period)
    reached, today = workspace.code_lists.reached_outcomes, workspace.today
    with workspace.register.read() as connection:
        people = [delivery_person(connection, person_id) for person_id in person_ids]
    return frozenset(
        person.id
        for person in people
        if person
        and any(
            finding.severity is Severity.ERROR
            for finding in check_person(person, period, profile, reached, today)
        )
    )


def _found(person: DeliveryPerson, findings: Sequence[Finding]) -> FoundPerson:
    number = person.number.formatted if person.number else person.name
    return FoundPerson(person.id, person.name, number, person.protected, findings)
