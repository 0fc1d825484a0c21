"""Rows of the people list and of search, as a screen or a terminal shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaa_desktop.domain.episodes import EpisodeState
from kaa_desktop.domain.young_people import Protection


class PeopleFilter(StrEnum):
    """Which people a list holds."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonListRow:
    """One person in a list; name and number are the case number and empty for protected people.

    Attributes:
        registered_on: of the latest episode.
        occupation: the latest verified one, a code or empty.
        sounds_alike: found by the sound of the name alone.
    """

    id: str
    name: str
    number: str
    number_kind: str
    birth_date: date | None
    city: str
    phone: str
    protection: Protection
    state: EpisodeState
    registered_on: date | None
    deregistered_on: date | None
    case_worker: str
    last_attempt_on: date | None
    last_reached_on: date | None
    occupation: str
    occupation_verified_on: date | None
    sounds_alike: bool = False
