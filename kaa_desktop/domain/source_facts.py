"""What the sources and the register say of people, as far as a reconciliation asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.target_group import Enrolment, Exam
from kaa_desktop.domain.young_people import PersonDetails, Protection


class Resident(NamedTuple):
    """A row of the population file, as far as the rules ask; a tuple, since a target group has many.

    Attributes:
        details: of those alone who are in the register, and not where the file marks them as protected.
    """

    key: str
    file_row: int
    birth_date: date | None
    home_municipality: str
    protection: Protection
    moved_in_on: date | None = None
    details: PersonDetails | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """A row of an enrolment file."""

    file_row: int
    enrolment: Enrolment
    programme: str
    school: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A school's notice that somebody leaves."""

    dated: date
    school: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the files said, by person key.

    Attributes:
        leavings: notices of those who go to school by an enrolment file.
    """

    residents: Mapping[str, Resident]
    pupils: Mapping[str, Sequence[Pupil]] = field(default_factory=dict)
    exams: Mapping[str, Sequence[Exam]] = field(default_factory=dict)
    leavings: Mapping[str, Sequence[Leaving]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A person of the register, under the same key, with the open episode if there is one.

    Attributes:
        home_municipality: as staff have set it for a protected person, whatever a file says.
        details: None for protected people, whose details no file changes.
    """

    key: str
    person_id: str
    birth_date: date | None
    open_episode: Episode | None
    home_municipality: str = ""
    protection: Protection = Protection.NONE
    details: PersonDetails | None = None
