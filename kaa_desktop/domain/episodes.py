"""Episodes: dated periods in which the municipality is responsible for a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.personal_number import turns_20_on

TURNED_20 = "turned_20"
REGISTERED_IN_ERROR = "registered_in_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One period of responsibility (skollagen 29 kap. 9 §).

    It covers the days up to, not including, `deregistered_on`.
    """

    id: str
    person_id: str
    registered_on: date
    registration_reason: str = ""
    last_school_activity: str = ""
    case_worker_id: str | None = None
    deregistered_on: date | None = None
    deregistration_reason: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has closed it."""
        return self.deregistered_on is None


class EpisodeState(StrEnum):
    """Where the work stands; derived from the facts, never stored."""

    NOT_CONTACTED = "not_contacted"
    ATTEMPTED = "attempted"
    REACHED = "reached"
    MEASURE_OFFERED = "measure_offered"
    IN_MEASURE = "in_measure"
    DECLINED = "declined"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeFacts:
    """What happened on or after the registration, as far as the state asks."""

    closed: bool
    attempts: int
    reached: bool
    measure_running: bool
    offer_open: bool
    last_offer_declined: bool


def state_of(facts: EpisodeFacts) -> EpisodeState:
    """The furthest that the work has come."""
    if facts.closed:
        return EpisodeState.CLOSED
    if facts.measure_running:
        return EpisodeState.IN_MEASURE
    if facts.offer_open:
        return EpisodeState.MEASURE_OFFERED
    if facts.last_offer_declined:
        return EpisodeState.DECLINED
    if facts.reached:
        return EpisodeState.REACHED
    return EpisodeState.ATTEMPTED if facts.attempts else EpisodeState.NOT_CONTACTED


def covered_days(episode: Episode, birth_date: date | None) -> tuple[date, date] | None:
    """First and last covered day (`date.max` while open), or None where no day is covered.

    Coverage ends the day before the 20th birthday even where nobody has deregistered the person, and an
    episode registered in error covers nothing.
    """
    if episode.deregistration_reason == REGISTERED_IN_ERROR:
        return None
    ends = [day for day in (episode.deregistered_on, birth_date and turns_20_on(birth_date)) if day]
    last = min(ends) - timedelta(days=1) if ends else date.max
    return (episode.registered_on, last) if episode.registered_on <= last else None


def check_registration(
    *, registered_on: date, birth_date: date | None, others: Iterable[Episode], today: date
) -> None:
    """Refuse a registration that the law or the other episodes contradict.

    Raises:
        InvalidInputError: `episode.turned_20`, `episode.future`, `episode.already_open` or `episode.overlap`.
    """
    if registered_on > today:
        raise InvalidInputError("episode.future", day=registered_on)
    if birth_date and registered_on >= turns_20_on(birth_date):
        raise InvalidInputError("episode.turned_20", day=turns_20_on(birth_date))
    for other in others:
        if other.deregistered_on is None:
            raise InvalidInputError("episode.already_open", day=other.registered_on)
        if registered_on < other.deregistered_on and other.deregistration_reason != REGISTERED_IN_ERROR:
            raise InvalidInputError("episode.overlap", day=other.deregistered_on)


def check_deregistration(
    episode: Episode, *, deregistered_on: date, reason: str, birth_date: date | None, today: date
) -> None:
    """Refuse a closing that contradicts itself.

    Raises:
        InvalidInputError: `episode.closed`, `episode.future`, `episode.reason_missing`,
            `episode.end_before_start` or `episode.not_birthday`.
    """
    if not episode.open:
        raise InvalidInputError("episode.closed", day=episode.deregistered_on)
    if deregistered_on > today:
        raise InvalidInputError("episode.future", day=deregistered_on)
    if not reason:
        raise InvalidInputError("episode.reason_missing")
    if deregistered_on < episode.registered_on:
        raise InvalidInputError("episode.end_before_start", day=episode.registered_on)
    if reason == TURNED_20 and birth_date and deregistered_on != turns_20_on(birth_date):
        raise InvalidInputError("episode.not_birthday", day=turns_20_on(birth_date))


def check_corrected(
    episode: Episode, *, birth_date: date | None, others: Iterable[Episode], today: date
) -> None:
    """Refuse a corrected episode that contradicts itself, the birthday, or the person's other episodes.

    Raises:
        InvalidInputError: `episode.future`, `episode.turned_20`, `episode.date_missing`,
            `episode.overlap_other`, or another code of `check_deregistration`.
    """
    if episode.registered_on > today:
        raise InvalidInputError("episode.future", day=episode.registered_on)
    if birth_date and episode.registered_on >= turns_20_on(birth_date):
        raise InvalidInputError("episode.turned_20", day=turns_20_on(birth_date))
    if episode.deregistered_on:
        check_deregistration(
            replace(episode, deregistered_on=None),
            deregistered_on=episode.deregistered_on,
            reason=episode.deregistration_reason,
            birth_date=birth_date,
            today=today,
        )
    elif episode.deregistration_reason:
        raise InvalidInputError("episode.date_missing")
    for other in others:
        if _overlap(episode, other):
            raise InvalidInputError("episode.overlap_other", day=other.registered_on)


def _overlap(one: Episode, other: Episode) -> bool:
    if REGISTERED_IN_ERROR in {one.deregistration_reason, other.deregistration_reason}:
        return False
    return one.registered_on < (other.deregistered_on or date.max) and other.registered_on < (
        one.deregistered_on or date.max
    )
