"""A register as plain records, on its way in from a workbook or the demo generator, or on its way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.young_people import PersonDetails, Protection


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """A person of a register file; `birth_date` only where the number does not tell it."""

    details: PersonDetails
    protection: Protection = Protection.NONE
    birth_date: date | None = None
    home_municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRecord:
    """An episode of the person with that twelve-character number; codes, and the worker by name."""

    number: str
    registered_on: date
    registration_reason: str = ""
    last_school_activity: str = ""
    case_worker: str = ""
    deregistered_on: date | None = None
    deregistration_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """A contact attempt."""

    number: str
    made_on: date
    channel: str
    outcome: str
    occupation: str = ""
    case_worker: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRecord:
    """A measure."""

    number: str
    kind: str
    offered_on: date | None = None
    response: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    occupation_after: str = ""
    case_worker: str = ""


@dataclass(frozen=True, slots=True)
class RegisterHistory:
    """All records of a register file; every number in the other three has its person."""

    people: Sequence[PersonRecord] = ()
    episodes: Sequence[EpisodeRecord] = ()
    contacts: Sequence[ContactRecord] = ()
    measures: Sequence[MeasureRecord] = ()


class PopulationRecord(NamedTuple):
    """A resident of a population file; a plain tuple, since a country has half a million of them.

    Attributes:
        row: row number in the file as a spreadsheet shows it.
        number: twelve characters, checked.
        birth_date: only where the number does not tell it and the file does.
        moved_in_on: to the municipality.
        immigrated_on: to Sweden.
        contradicted: the file tells another birthday than the number; somebody has to decide.
    """

    row: int
    number: str
    first_name: str = ""
    last_name: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    protection: Protection = Protection.NONE
    home_municipality: str = ""
    birth_date: date | None = None
    moved_in_on: date | None = None
    immigrated_on: date | None = None
    contradicted: bool = False

    @property
    def details(self) -> PersonDetails:
        """What tells who it is."""
        return PersonDetails(
            number=read_back(self.number),
            first_name=self.first_name,
            last_name=self.last_name,
            street=self.street,
            postal_code=self.postal_code,
            city=self.city,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row that could not be used, or a cell that was left out.

    Attributes:
        sheet: sheet name, empty for a text file.
        row: row number as a spreadsheet shows it.
        column: the header above the cell, empty where the whole row is meant.
        code: an error code with a sentence in `i18n`.
        text: what stood there, for the person who mends the file; never written to a log.
        fatal: whether the row was left out, or only the cell.
        data: what the sentence of a rule needs besides, such as a day.
    """

    sheet: str = ""
    row: int
    column: str = ""
    code: str
    text: str = ""
    fatal: bool = True
    data: Mapping[str, object] = field(default_factory=dict)
