"""A person as the person page shows it: facts, state and one timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.episodes import Episode, EpisodeState
from kaa_desktop.domain.measures import Measure
from kaa_desktop.domain.occupations import Occupation
from kaa_desktop.domain.young_people import YoungPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Everything about one person, oldest first in each list.

    Attributes:
        state: of the latest episode.
        occupation: the latest verified one.
        occupation_known: whether it is fresh enough to count as known.
        case_worker_names: id to name.
    """

    person: YoungPerson
    state: EpisodeState
    episodes: tuple[Episode, ...]
    contacts: tuple[ContactAttempt, ...]
    occupations: tuple[Occupation, ...]
    measures: tuple[Measure, ...]
    occupation: Occupation | None
    occupation_known: bool
    last_reached_on: date | None
    case_worker_names: Mapping[str, str]

    @property
    def episode(self) -> Episode | None:
        """The latest episode."""
        return self.episodes[-1] if self.episodes else None

    @property
    def open_episode(self) -> Episode | None:
        """The episode that nobody has closed."""
        return next((episode for episode in reversed(self.episodes) if episode.open), None)
