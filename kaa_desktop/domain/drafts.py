"""Half-written texts: what stands in a form that has been neither sent nor thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

NOTE_FIELD = "note"
"""What forms call their free text."""


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


def joined_fields(kept: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """Two drafts of the same form as one: both notes, one below the other; of choices those of the first."""
    both = {name: kept.get(name) or other.get(name, "") for name in {**kept, **other}}
    notes = dict.fromkeys(note for fields in (kept, other) if (note := fields.get(NOTE_FIELD, "").strip()))
    return {**both, NOTE_FIELD: "\n".join(notes)} if notes else both


def form_of(place: str) -> str:
    """The form of a place, without which of several it is."""
    return place.partition(":")[0]
