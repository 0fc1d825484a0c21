"""Who somebody is whom a source holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.domain.young_people import PersonDetails, Protection


class Named(NamedTuple):
    """A resident in clear, or sealed: then a case number stands for the name."""

    details: PersonDetails | None
    case_number: str
    sealed: str = ""


NOBODY = Named(None, "")
"""Whom no source holds."""


class SourceResident(NamedTuple):
    """A resident of a population file, named."""

    named: Named
    birth_date: date | None
    home_municipality: str
    protection: Protection


def details_in(texts: Sequence[str]) -> PersonDetails:
    """Details from the columns of a packed file: the number, and those of `DETAILS`."""
    number, first_name, last_name, street, postal_code, city = texts
    return PersonDetails(
        number=read_back(number),
        first_name=first_name,
        last_name=last_name,
        street=street,
        postal_code=postal_code,
        city=city,
    )
