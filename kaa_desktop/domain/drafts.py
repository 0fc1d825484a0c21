"""Half-written texts: what stands in a form that has been neither sent nor thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one user has begun to write in one place.

    Attributes:
        place: the form, such as `contact`; of one of several things of a person `measure.end:ID`.
        person_id: about whom, or empty.
        fields: the form's own names and texts.
    """

    place: str
    person_id: str
    fields: Mapping[str, str]
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLeft:
    """A draft in the list of those that wait, without what stands in it.

    Attributes:
        form: the part of the place that names the form.
        person: the name, for a protected person the case number, empty where it is about nobody.
    """

    place: str
    form: str
    person_id: str
    person: str
    written_at: datetime


def form_of(place: str) -> str:
    """The form of a place, without which of several it is."""
    return place.partition(":")[0]
