"""The young person and the protection of their personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaa_desktop.domain.personal_number import PersonalNumber, Sex


class Protection(StrEnum):
    """Protected personal data (offentlighets- och sekretesslagen 22 kap.; folkbokföringslagen 16 §)."""

    NONE = ""
    CONFIDENTIALITY_MARK = "confidentiality_mark"
    PROTECTED_REGISTRATION = "protected_registration"
    ASSUMED_IDENTITY = "assumed_identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What identifies a person and how they are reached; the closed list of förordning 2006:39, 4 §."""

    number: PersonalNumber
    first_name: str = ""
    last_name: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YoungPerson:
    """A person in the register.

    Attributes:
        details: None where the person is protected and the reader has no right or gave no reason.
        case_number: how a protected person is named; empty for others.
        birth_date: None until somebody has set it, where the number does not tell.
        home_municipality: four-digit code, set by hand for protected people.
    """

    id: str
    details: PersonDetails | None
    case_number: str
    birth_date: date | None
    sex: Sex
    protection: Protection
    home_municipality: str

    @property
    def display_name(self) -> str:
        """The name, or the case number of a person whose identity is hidden."""
        if self.details is None:
            return self.case_number
        return f"{self.details.first_name} {self.details.last_name}".strip() or self.details.number.formatted
