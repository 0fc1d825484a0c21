"""Controls of the statutory delivery: what follows from law and structure (DOMAIN: errors and warnings).

They are run on a person at any time, so that what would be refused is mended long before the deadline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from kaa_desktop.domain.code_lists import shipped_code
from kaa_desktop.domain.delivery_profiles import Block, DeliveryProfile
from kaa_desktop.domain.delivery_records import DeliveryPerson, DeliveryRecord, records_of, within
from kaa_desktop.domain.episodes import REGISTERED_IN_ERROR, TURNED_20, Episode
from kaa_desktop.domain.measures import Measure
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.personal_number import PersonalNumberKind

INTRODUCTORY_IS_SCHOOL_FROM = date(2018, 7, 1)
HIGH_SHARE = 0.5
_FEW = 20


class Severity(StrEnum):
    """Errors are refused; warnings are looked into."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One control that did not hold.

    Attributes:
        code: name of the control, with a sentence in `i18n`.
        person_id: empty where the delivery as a whole is meant.
        target: kind of the row to mend: `person`, `episode`, `contact` or `measure`.
        target_id: the row.
        data: days and numbers for the sentence, never names.
    """

    code: str
    severity: Severity
    person_id: str = ""
    target: str = ""
    target_id: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


def check_person(
    person: DeliveryPerson, period: Period, profile: DeliveryProfile, reached: frozenset[str], today: date
) -> tuple[Finding, ...]:
    """Everything that would be refused or looked into about a person of the half-year; errors first."""
    return check_records(
        person, tuple(records_of(person, period, profile, reached)), period, profile, reached, today
    )


def check_records(
    person: DeliveryPerson,
    records: Sequence[DeliveryRecord],
    period: Period,
    profile: DeliveryProfile,
    reached: frozenset[str],
    today: date,
) -> tuple[Finding, ...]:
    """The same where the records of the half-year are at hand."""
    if not records:
        return ()
    control = _Controls(person, period, reached, today)
    found = [*control.person(), *control.overlaps(), *control.contacts(), *control.measures()]
    for record in records:
        found += control.episode(record.episode)
        found += _too_many(record, profile)
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


class WholeDelivery:
    """Shares that make a delivery look careless: mostly "other" measures or unknown occupations."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()
        self._occupations: Counter[str] = Counter()

    def add(self, record: DeliveryRecord) -> None:
        """Count one record."""
        self._kinds.update(shipped_code(measure.kind) for measure in record.begun)
        self._occupations.update(shipped_code(contact.occupation) or "unknown" for contact in record.contacts)

    def findings(self) -> tuple[Finding, ...]:
        """What is said of the delivery as a whole."""
        return tuple(
            Finding(code=code, severity=Severity.WARNING, data={"share": counted[value] / counted.total()})
            for code, counted, value in (
                ("mostly_other_measure", self._kinds, "other_measure"),
                ("mostly_unknown_occupation", self._occupations, "unknown"),
            )
            if counted.total() >= _FEW and counted[value] / counted.total() > HIGH_SHARE
        )


def _too_many(record: DeliveryRecord, profile: DeliveryProfile) -> Iterator[Finding]:
    for block, rows in (
        (Block.CONTACT, record.contacts),
        (Block.MEASURE_BEGUN, record.begun),
        (Block.MEASURE_ENDED, record.ended),
    ):
        limit = profile.limit(block)
        if limit and len(rows) > limit:
            yield Finding(
                code=f"too_many_{block.value}",
                severity=Severity.ERROR,
                person_id=record.person.id,
                target="episode",
                target_id=record.episode.id,
                data={"count": len(rows), "limit": limit},
            )


class _Controls:
    """The controls on one person in one half-year."""

    def __init__(self, person: DeliveryPerson, period: Period, reached: frozenset[str], today: date) -> None:
        self._person = person
        self._period = period
        self._reached = reached
        self._last = min(period.last, today)

    def person(self) -> Iterator[Finding]:
        number = self._person.number
        if number and number.kind is PersonalNumberKind.INTERIM:
            yield self._error("number_invalid", "person", self._person.id)
        attempts = [c for c in self._person.contacts if self._in_period(c.made_on)]
        if not attempts:
            yield self._warning("no_attempt", "person", self._person.id)
        elif not any(contact.outcome in self._reached for contact in attempts):
            yield self._warning("not_reached", "person", self._person.id)

    def episode(self, episode: Episode) -> Iterator[Finding]:
        born_20 = self._person.turns_20_on
        left, why = episode.deregistered_on, episode.deregistration_reason
        if born_20 and episode.registered_on >= born_20:
            yield self._error("registered_at_20", "episode", episode.id, day=born_20)
        if episode.registered_on > self._last:
            yield self._error("registered_later", "episode", episode.id, day=episode.registered_on)
        if left and not why:
            yield self._error("deregistered_without_reason", "episode", episode.id, day=left)
        if why and not left:
            yield self._error("reason_without_day", "episode", episode.id)
        if left and left < episode.registered_on:
            yield self._error("ended_before_begun", "episode", episode.id, day=left)
        if left and why == TURNED_20 and born_20 and left != born_20:
            yield self._error("not_the_birthday", "episode", episode.id, day=born_20)
        if not episode.registration_reason:
            yield self._warning("registration_reason_missing", "episode", episode.id)
        if left is None and born_20 and born_20 < self._period.first:
            yield self._error("turned_20_before", "episode", episode.id, day=born_20)
        if left is None and born_20 and self._period.first <= born_20 <= self._last:
            yield self._warning("turned_20_not_deregistered", "episode", episode.id, day=born_20)

    def overlaps(self) -> Iterator[Finding]:
        counted = [e for e in self._person.episodes if e.deregistration_reason != REGISTERED_IN_ERROR]
        for earlier, later in pairwise(counted):
            if earlier.deregistered_on is None or later.registered_on < earlier.deregistered_on:
                yield self._error("overlapping", "episode", later.id, day=later.registered_on)

    def contacts(self) -> Iterator[Finding]:
        seen = set()
        for contact in self._person.contacts:
            if not self._in_period(contact.made_on):
                continue
            day = contact.made_on
            if not any(within(episode, day) for episode in self._person.episodes):
                yield self._error("contact_outside", "contact", contact.id, day=day)
            same = (day, contact.channel, contact.outcome, contact.occupation)
            if same in seen:
                yield self._error("contact_twice", "contact", contact.id, day=day)
            seen.add(same)
            if contact.outcome in self._reached and not contact.occupation:
                yield self._warning("contact_without_occupation", "contact", contact.id, day=day)

    def measures(self) -> Iterator[Finding]:
        for measure in self._person.measures:
            begun, ended = measure.started_on, measure.ended_on
            if any(day and self._in_period(day) for day in (begun, ended)) or measure.running:
                yield from self._measure(measure)

    def _measure(self, measure: Measure) -> Iterator[Finding]:
        begun, ended = measure.started_on, measure.ended_on
        if ended and begun is None:
            yield self._error("measure_never_begun", "measure", measure.id, day=ended)
        if begun and ended and ended < begun:
            yield self._error("measure_ended_before_begun", "measure", measure.id, day=ended)
        outside = [
            day
            for day, is_end in ((begun, False), (ended, True))
            if day and not any(within(e, day, last_day_too=is_end) for e in self._person.episodes)
        ]
        for day in outside[:1]:
            yield self._error("measure_outside", "measure", measure.id, day=day)
        if measure.running and not any(episode.open for episode in self._person.episodes):
            yield self._warning("measure_open_on_closed", "measure", measure.id)
        if (
            shipped_code(measure.kind) == "introductory_programme"
            and begun
            and begun >= INTRODUCTORY_IS_SCHOOL_FROM
        ):
            yield self._warning("introductory_as_measure", "measure", measure.id, day=begun)

    def _in_period(self, day: date) -> bool:
        return self._period.first <= day <= self._period.last

    def _error(self, code: str, target: str, target_id: str, **data: object) -> Finding:
        return self._finding(code, Severity.ERROR, target, target_id, data)

    def _warning(self, code: str, target: str, target_id: str, **data: object) -> Finding:
        return self._finding(code, Severity.WARNING, target, target_id, data)

    def _finding(
        self, code: str, severity: Severity, target: str, target_id: str, data: Mapping[str, object]
    ) -> Finding:
        return Finding(
            code=code,
            severity=severity,
            person_id=self._person.id,
            target=target,
            target_id=target_id,
            data=data,
        )
