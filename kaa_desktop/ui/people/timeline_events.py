"""The events of a timeline; knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.ui.common.tokens import Tone


class EventKind(StrEnum):
    """What the timeline can be narrowed to."""

    EPISODE = "episode"
    CONTACT = "contact"
    OCCUPATION = "occupation"
    MEASURE = "measure"
    NOTICE = "notice"
    CHANGE = "change"


class Place(IntEnum):
    """The order of what happened on the same day."""

    BEGINS = 0
    NOTICE = 1
    WORK = 2
    CHANGE = 3
    ENDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """Something that happened on a day.

    Attributes:
        kinds: a contact that told an occupation is both.
        details: sentences below the title, in order; empty ones are left out.
        contact: the attempt, where it can be corrected.
        gone: it was taken out, and is told all the same.
    """

    day: date
    kinds: frozenset[EventKind]
    icon: str
    tone: Tone
    title: str
    details: tuple[str, ...] = field(default=())
    place: Place = Place.WORK
    contact: ContactAttempt | None = None
    gone: bool = False
