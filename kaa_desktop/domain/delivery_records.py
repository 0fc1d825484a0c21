"""Records of the statutory delivery: one for each episode with a day in the half-year, in five blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kaa_desktop.domain.code_lists import CodeLists, shipped_code
from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.delivery_profiles import Block, DeliveryColumn, DeliveryField, DeliveryProfile
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.measures import Measure
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.personal_number import PersonalNumber, turns_20_on

_REPEATING = frozenset({Block.CONTACT, Block.MEASURE_BEGUN, Block.MEASURE_ENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPerson:
    """Everything of one person that a delivery or its controls ask for.

    Attributes:
        number: None for a protected person whom the user may not see in clear.
        name: for the user's own lists; a case number for protected people. Never delivered.
        episodes: all of the register, in order of time.
        contacts, measures: all of the register.
    """

    id: str
    number: PersonalNumber | None
    name: str
    protected: bool
    birth_date: date | None
    episodes: Sequence[Episode]
    contacts: Sequence[ContactAttempt]
    measures: Sequence[Measure]

    @property
    def turns_20_on(self) -> date | None:
        """The day the duty ends for good."""
        return turns_20_on(self.birth_date) if self.birth_date else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    """One episode with what happened in it during the half-year."""

    person: DeliveryPerson
    episode: Episode
    contacts: Sequence[ContactAttempt]
    begun: Sequence[Measure]
    ended: Sequence[Measure]
    deregistered: bool

    @property
    def key(self) -> tuple[str, date]:
        """What tells the record in two deliveries of the same half-year."""
        return self.person.id, self.episode.registered_on


def delivered_episodes(person: DeliveryPerson, period: Period) -> tuple[Episode, ...]:
    """Episodes that began on or before the last day and had not ended before the first.

    One that ended in the half-year is among them, whatever the reason: it is delivered as ended.
    """
    return tuple(
        episode
        for episode in person.episodes
        if episode.registered_on <= period.last
        and (episode.deregistered_on is None or episode.deregistered_on >= period.first)
    )


def records_of(
    person: DeliveryPerson, period: Period, profile: DeliveryProfile, reached: frozenset[str]
) -> Iterator[DeliveryRecord]:
    """The person's records of the half-year.

    Args:
        person: with everything that the register holds.
        period: the half-year.
        profile: says whether attempts that reached nobody are contacts.
        reached: outcomes that mean that the young person was reached.
    """
    for episode in delivered_episodes(person, period):
        yield DeliveryRecord(
            person=person,
            episode=episode,
            contacts=tuple(
                contact
                for contact in sorted(person.contacts, key=lambda c: c.made_on)
                if period.first <= contact.made_on <= period.last
                and within(episode, contact.made_on)
                and (profile.contacts == "all" or contact.outcome in reached)
            ),
            begun=_measures(person, episode, period, ended=False),
            ended=_measures(person, episode, period, ended=True),
            deregistered=episode.deregistered_on is not None and episode.deregistered_on <= period.last,
        )


def within(episode: Episode, day: date, *, last_day_too: bool = False) -> bool:
    """Whether a day belongs to the episode; a measure may end on the day of deregistration."""
    if day < episode.registered_on:
        return False
    if episode.deregistered_on is None:
        return True
    return day < episode.deregistered_on or (last_day_too and day == episode.deregistered_on)


def values_of(
    record: DeliveryRecord, profile: DeliveryProfile, code_lists: CodeLists, municipality: str
) -> dict[str, list[str]]:
    """The cells of a record by field; fields of repeating blocks have several."""
    writer = _CellWriter(record, profile, code_lists, municipality)
    values = {}
    for column in profile.columns:
        times = len(_repeated(record, column.field.block)) if column.field.block in _REPEATING else 1
        values[column.field.value] = [writer.cell(column.field, number) for number in range(times)]
    return values


def table_of(
    profile: DeliveryProfile, records: Sequence[Mapping[str, Sequence[str]]]
) -> tuple[list[str], Iterator[list[str]]]:
    """Headers and rows; repeating blocks stand as many times as the profile or the records ask for."""
    layout = _layout(profile, records)
    rows = ([_nth(values.get(column.field.value, ()), n) for column, n, _ in layout] for values in records)
    return [header for _, _, header in layout], rows


def _nth(cells: Sequence[str], number: int) -> str:
    return cells[number] if number < len(cells) else ""


def _measures(
    person: DeliveryPerson, episode: Episode, period: Period, *, ended: bool
) -> tuple[Measure, ...]:
    dated = [(measure.ended_on if ended else measure.started_on, measure) for measure in person.measures]
    chosen = [
        (day, measure)
        for day, measure in dated
        if day and period.first <= day <= period.last and within(episode, day, last_day_too=ended)
    ]
    return tuple(measure for _, measure in sorted(chosen, key=lambda pair: pair[0]))


def _layout(
    profile: DeliveryProfile, records: Sequence[Mapping[str, Sequence[str]]]
) -> list[tuple[DeliveryColumn, int, str]]:
    """Each column of the file: what it holds, of which repetition, and its header."""
    layout: list[tuple[DeliveryColumn, int, str]] = []
    for block, columns in groupby(profile.columns, key=lambda column: column.field.block):
        group = tuple(columns)
        fields = [column.field.value for column in group]
        longest = max((len(values.get(name, ())) for values in records for name in fields), default=0)
        times = (profile.limit(block) or longest or 1) if block in _REPEATING else 1
        layout += [(c, n, c.header.replace("{n}", str(n + 1))) for n in range(times) for c in group]
    return layout


def _repeated(record: DeliveryRecord, block: Block) -> Sequence[ContactAttempt | Measure]:
    if block is Block.CONTACT:
        return record.contacts
    return record.begun if block is Block.MEASURE_BEGUN else record.ended


class _CellWriter:
    """Writes the fields of one record."""

    def __init__(
        self, record: DeliveryRecord, profile: DeliveryProfile, code_lists: CodeLists, municipality: str
    ) -> None:
        self._record = record
        self._profile = profile
        self._code_lists = code_lists
        self._municipality = municipality

    def cell(self, field: DeliveryField, number: int) -> str:
        """What the file says in the field; the number of the repetition begins at nought."""
        value = self._value(field, number)
        kind = field.code_kind
        if isinstance(value, date):
            return self._profile.day(value)
        if kind is None or not value:
            return value or ""
        code = shipped_code(value)
        delivered = self._profile.codes.get(kind, {}).get(code)
        return delivered if delivered is not None else self._code_lists[kind].label(code, "sv")

    def _value(self, field: DeliveryField, number: int) -> str | date | None:
        record = self._record
        match field.block:
            case Block.CONTACT:
                return _of_contact(record.contacts, number, field)
            case Block.MEASURE_BEGUN:
                return _of_measure(record.begun, number, field)
            case Block.MEASURE_ENDED:
                return _of_measure(record.ended, number, field)
            case Block.ENDED:
                return self._ended(field) if record.deregistered else None
            case _:
                return self._of_person(field)

    def _of_person(self, field: DeliveryField) -> str | date | None:
        person, episode = self._record.person, self._record.episode
        match field:
            case DeliveryField.PERSONAL_NUMBER:
                return person.number.value if person.number else None
            case DeliveryField.MUNICIPALITY:
                return self._municipality
            case DeliveryField.REGISTERED_ON:
                return episode.registered_on
            case DeliveryField.REGISTRATION_REASON:
                return episode.registration_reason
            case DeliveryField.LAST_SCHOOL_ACTIVITY:
                return episode.last_school_activity
            case _:
                return None

    def _ended(self, field: DeliveryField) -> str | date | None:
        episode = self._record.episode
        return (
            episode.deregistered_on
            if field is DeliveryField.DEREGISTERED_ON
            else episode.deregistration_reason
        )


def _of_contact(contacts: Sequence[ContactAttempt], number: int, field: DeliveryField) -> str | date | None:
    if number >= len(contacts):
        return ""
    contact = contacts[number]
    return contact.made_on if field is DeliveryField.CONTACT_ON else contact.occupation


def _of_measure(measures: Sequence[Measure], number: int, field: DeliveryField) -> str | date | None:
    if number >= len(measures):
        return ""
    measure = measures[number]
    match field:
        case DeliveryField.MEASURE_BEGUN_ON:
            return measure.started_on
        case DeliveryField.MEASURE_ENDED_ON:
            return measure.ended_on
        case DeliveryField.MEASURE_ENDED_OCCUPATION:
            return measure.occupation_after
        case _:
            return measure.kind
