"""The pack that is taken along on home visits: no more personal data than is needed at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.home_visits import PackLayout, RoundView


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPack:
    """What the pack is drawn from: names, ages, addresses, and nothing else of anybody.

    Attributes:
        secrecy_line: the municipality's own text on prints.
    """

    municipality: str
    secrecy_line: str
    rounds: tuple[RoundView, ...]
    layout: PackLayout
    made_on: date

    @property
    def visits(self) -> int:
        """How many people are in it."""
        return sum(len(found.visits) for found in self.rounds)

    @property
    def left_out(self) -> int:
        """How many people with protected personal data are not."""
        return sum(found.round.hidden for found in self.rounds)
