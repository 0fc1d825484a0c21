"""A number that somebody wants to see opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.figure_people import FigurePart
from kaa_desktop.domain.periods import Period


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """Which number, of which period, as known when, and what it is called."""

    part: FigurePart
    period: Period
    known_on: date | None
    title: str
