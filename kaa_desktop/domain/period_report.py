"""What the report of a period is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.figure_values import FigureSet


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """What the report of a period is drawn from.

    Attributes:
        figures: the period itself.
        earlier: periods of the same kind before, oldest first.
        secrecy_line: the municipality's own text, empty for none.
        logo: a PNG or JPEG, None for an empty place.
        made_on: the day of the report.
        published: for anybody to read: small numbers are hidden in the figures already.
        known_on: the register as it stood at the end of that day; None for now.
    """

    municipality: str
    figures: FigureSet
    earlier: tuple[FigureSet, ...]
    freshness_days: int
    secrecy_line: str
    logo: bytes | None
    made_on: date
    published: bool = False
    known_on: date | None = None
