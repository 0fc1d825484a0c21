"""Settings of the municipality; they belong to the register and are shared by all who use it."""

from __future__ import annotations

from dataclasses import dataclass

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.occupations import DEFAULT_FRESHNESS_DAYS
from kaa_desktop.domain.personal_number import REGISTRABLE_KINDS, PersonalNumberKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSettings:
    """What the municipality has decided.

    Attributes:
        municipality_code: four digits.
        freshness_days: an occupation older than this counts as not known.
        allow_interim: keep interim numbers, which förordning 2006:39, 4 § does not name.
        schooling_ends_month, schooling_ends_day: last day of skolplikt in the year of the 16th birthday,
            where no source says otherwise.
        contact_plan: as `contact_plan.plan_as_text` writes it; empty for the first plan.
        local_codes: as `local_codes.local_as_text` writes them; empty for the lists as they are shipped.
        letter_texts: as `letters.wording_as_text` writes them; empty for the texts as they are shipped.
        secrecy_line: the municipality's own text on prints.
        logo: PNG or JPEG as base64, empty for none.
        demo: a throw-away register with made-up people.
    """

    municipality_code: str = ""
    municipality_name: str = ""
    freshness_days: int = DEFAULT_FRESHNESS_DAYS
    allow_interim: bool = False
    schooling_ends_month: int = 6
    schooling_ends_day: int = 15
    contact_plan: str = ""
    local_codes: str = ""
    letter_texts: str = ""
    secrecy_line: str = ""
    logo: str = ""
    demo: bool = False

    @property
    def municipality(self) -> str:
        """What the municipality is called on screens and paper: its name, or its code until it has one."""
        return self.municipality_name or self.municipality_code

    @property
    def allowed_kinds(self) -> frozenset[PersonalNumberKind]:
        """Kinds of identity numbers that may be registered."""
        interim = {PersonalNumberKind.INTERIM} if self.allow_interim else set()
        return REGISTRABLE_KINDS | interim


def check_municipality_code(code: str) -> str:
    """The four-digit code.

    Raises:
        InvalidInputError: `municipality.code`.
    """
    cleaned = code.strip()
    if len(cleaned) != 4 or not (cleaned.isascii() and cleaned.isdigit()):  # noqa: PLR2004 - county and municipality
        raise InvalidInputError("municipality.code", text=code)
    return cleaned
