"""The figures once more, slowly and obviously: every person, every day, as DOMAIN's table says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median, quantiles

from kaa_desktop.domain.figure_values import Breakdown, Count, Days, FigureValue, Share, Split
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)

REACHED = {"reached", "declined_contact"}
MISTAKE = "registered_in_error"
Parts = Mapping[Breakdown, Iterable[str]]


@dataclass
class Person:
    """Somebody and all that belongs to them, in the order of the file."""

    record: PersonRecord
    period: Period
    freshness: int
    episodes: list[EpisodeRecord] = field(default_factory=list)
    contacts: list[ContactRecord] = field(default_factory=list)
    measures: list[MeasureRecord] = field(default_factory=list)

    @property
    def woman(self) -> bool:
        return self.record.details.number.value[10] in "02468"

    @property
    def born(self) -> date | None:
        return self.record.birth_date or self.record.details.number.birth_date

    @property
    def days(self) -> list[date]:
        first, last = self.period.first, self.period.last
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def within(self, day: date | None) -> bool:
        return day is not None and self.period.first <= day <= self.period.last

    def years(self, day: date) -> int:
        assert self.born
        years = 0
        while True:
            following = self.born.year + years + 1
            leap_day_missing = (self.born.month, self.born.day) == (2, 29) and following % 4
            birthday = date(following, 3, 1) if leap_day_missing else self.born.replace(year=following)
            if birthday > day:
                return years
            years += 1

    def covers(self, episode: EpisodeRecord, day: date) -> bool:
        if episode.deregistration_reason == MISTAKE or day < episode.registered_on:
            return False
        if episode.deregistered_on is not None and day >= episode.deregistered_on:
            return False
        return self.born is None or self.years(day) < 20

    @property
    def covered(self) -> list[date]:
        return [day for day in self.days if any(self.covers(e, day) for e in self.episodes)]

    @property
    def age(self) -> int | None:
        return self.years(self.covered[-1]) if self.covered and self.born else None

    @property
    def open_at_end(self) -> bool:
        return self.period.last in self.covered

    @property
    def attempts(self) -> list[ContactRecord]:
        return [c for c in self.contacts if self.within(c.made_on)]

    @property
    def reached(self) -> bool:
        return any(c.outcome in REACHED for c in self.attempts)

    @property
    def in_measure(self) -> bool:
        return any(
            m.started_on is not None and m.started_on <= day and (m.ended_on is None or day <= m.ended_on)
            for m in self.measures
            for day in self.days
        )

    @property
    def occupation(self) -> str:
        told = [c for c in self.contacts if c.occupation and c.made_on <= self.period.last]
        newest = max(told, key=lambda c: c.made_on, default=None)
        for contact in told:  # of several on one day, the last
            if newest and contact.made_on == newest.made_on:
                newest = contact
        if newest is None or (self.period.last - newest.made_on).days > self.freshness:
            return "unknown"
        return newest.occupation

    @property
    def worker(self) -> str:
        return next(e.case_worker for e in self.episodes if self.covers(e, self.period.last))

    def first_time(self, episode: EpisodeRecord) -> bool:
        return not any(
            e.registered_on < episode.registered_on and e.deregistration_reason != MISTAKE
            for e in self.episodes
        )


def slow_figures(history: RegisterHistory, period: Period, *, freshness: int) -> dict[str, FigureValue]:
    """Every figure of the period, which has wholly been."""
    everybody = {r.details.number.value: Person(r, period, freshness) for r in history.people}
    for episode in history.episodes:
        everybody[episode.number].episodes.append(episode)
    for contact in history.contacts:
        everybody[contact.number].contacts.append(contact)
    for measure in history.measures:
        everybody[measure.number].measures.append(measure)
    people = list(everybody.values())
    inside = [p for p in people if p.covered]
    at_end = [p for p in inside if p.open_at_end]
    return {
        "in_period": _people(inside),
        "open_at_end": _people(at_end),
        "reached": _people([p for p in inside if p.reached]),
        "attempted_only": _people([p for p in inside if p.attempts and not p.reached]),
        "no_attempt": _people([p for p in inside if not p.attempts]),
        "in_measure": _people([p for p in inside if p.in_measure]),
        "occupation_at_end": _people(at_end, lambda p: {Breakdown.KIND: [p.occupation]}),
        "caseload": _people(at_end, lambda p: {Breakdown.WORKER: [p.worker]}),
        "not_known_share": Share(sum(p.occupation == "unknown" for p in at_end), len(at_end)),
        "followed_up_share": Share(sum(_followed_up(p) for p in inside), len(inside)),
        **_registrations(people),
        **_things(people, inside),
        "days_to_first_attempt": _days(people, lambda _: True),
        "days_to_first_reached": _days(people, lambda c: c.outcome in REACHED),
    }


def _followed_up(person: Person) -> bool:
    return person.reached or any(c.occupation for c in person.attempts)


def _registrations(people: Sequence[Person]) -> dict[str, FigureValue]:
    def begun(person: Person) -> list[EpisodeRecord]:
        return [
            e
            for e in person.episodes
            if person.within(e.registered_on) and e.deregistration_reason != MISTAKE
        ]

    def first(person: Person) -> list[EpisodeRecord]:
        return [e for e in begun(person) if person.first_time(e)]

    def gone(person: Person) -> list[EpisodeRecord]:
        return [e for e in person.episodes if person.within(e.deregistered_on)]

    def reasons(which: Callable[[Person], list[EpisodeRecord]], name: str) -> Count:
        return _people(
            [p for p in people if which(p)],
            lambda p: {Breakdown.REASON: {getattr(e, name) for e in which(p)}},
        )

    return {
        "registered": reasons(begun, "registration_reason"),
        "first_time_registered": reasons(first, "registration_reason"),
        "deregistered": reasons(gone, "deregistration_reason"),
    }


def _things(people: Sequence[Person], inside: Sequence[Person]) -> dict[str, FigureValue]:
    offered = [(p, m) for p in people for m in p.measures if p.within(m.offered_on)]
    begun = [(p, m) for p in people for m in p.measures if p.within(m.started_on)]
    ended = [(p, m) for p in people for m in p.measures if p.within(m.ended_on)]
    attempts = [(p, c) for p in inside for c in p.attempts]
    return {
        "attempts": _count(
            [(p, {Breakdown.CHANNEL: [c.channel], Breakdown.OUTCOME: [c.outcome]}) for p, c in attempts]
        ),
        "offers": _count([(p, {}) for p, _ in offered]),
        "offers_accepted": _count([(p, {}) for p, m in offered if m.response == "accepted"]),
        "offers_declined": _count([(p, {}) for p, m in offered if m.response == "declined"]),
        "measures_begun": _count([(p, {Breakdown.KIND: [m.kind]}) for p, m in begun]),
        "measures_ended": _count(
            [
                (
                    p,
                    {
                        Breakdown.REASON: {m.end_reason},
                        Breakdown.OCCUPATION: {m.occupation_after},
                    },
                )
                for p, m in ended
            ]
        ),
    }


def _days(people: Sequence[Person], counts: Callable[[ContactRecord], bool]) -> Days:
    days = []
    for person in people:
        for episode in person.episodes:
            if not person.within(episode.registered_on) or episode.deregistration_reason == MISTAKE:
                continue
            made = [
                c.made_on
                for c in person.contacts
                if counts(c)
                and episode.registered_on <= c.made_on <= person.period.last
                and (episode.deregistered_on is None or c.made_on < episode.deregistered_on)
            ]
            if made:
                days.append((min(made) - episode.registered_on).days)
    if not days:
        return Days(0, None, None)
    nine_tenths = quantiles(days, n=10, method="inclusive")[-1] if len(days) > 1 else days[0]
    return Days(len(days), median(days), nine_tenths)


def _people(people: Sequence[Person], parts: Callable[[Person], Parts] = lambda _: {}) -> Count:
    return _count([(person, parts(person)) for person in people])


def _count(things: Sequence[tuple[Person, Parts]]) -> Count:
    """One for each thing, by the sex and age of its person, and by its parts."""
    ages: dict[int, list[Person]] = defaultdict(list)
    codes: dict[Breakdown, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
    for person, parts in things:
        if person.age is not None:
            ages[person.age].append(person)
        for breakdown, values in parts.items():
            for code in values:
                codes[breakdown][code].append(person)
    return Count(
        _split([person for person, _ in things]),
        {age: _split(people) for age, people in ages.items()},
        {
            breakdown: {code: _split(people) for code, people in found.items()}
            for breakdown, found in codes.items()
        },
    )


def _split(people: Sequence[Person]) -> Split:
    women = sum(person.woman for person in people)
    return Split(len(people), women, len(people) - women)
