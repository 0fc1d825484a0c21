"""What the statutory half-year report is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.figure_values import FigureSet


@dataclass(frozen=True, slots=True)
class HalfYearReport:
    """What the statutory half-year report is drawn from.

    Attributes:
        figures: the half-year itself.
        earlier: the three half-years before, oldest first.
        secrecy_line: the municipality's own text, empty for none.
        logo: a PNG or JPEG, None for an empty place.
        made_on: the day of the report.
    """

    municipality: str
    figures: FigureSet
    earlier: tuple[FigureSet, ...]
    freshness_days: int
    secrecy_line: str
    logo: bytes | None
    made_on: date
