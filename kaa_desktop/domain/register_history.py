"""A register as plain records, on its way in from a workbook or the demo generator, or on its way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationRecord:
    """A resident of a population file.

    Attributes:
        row: row number in the file as a spreadsheet shows it.
        birth_date: only where the number does not tell it and the file does.
        moved_in_on: to the municipality.
        immigrated_on: to Sweden.
    """

    row: int
    details: PersonDetails
    protection: Protection = Protection.NONE
    home_municipality: str = ""
    birth_date: date | None = None
    moved_in_on: date | None = None
    immigrated_on: date | None = None


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
