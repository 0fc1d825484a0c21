"""The lead's overview: how the work stands today by case worker, and how people come and go by month.

What the figures of `domain.figures` count as well is counted by the same rule here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from kaa_desktop.domain.figure_values import Share
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.periods import Period, parse_period

MONTHS = 12


class LeadFigure(StrEnum):
    """What is counted, of those in the register today."""

    CASELOAD = "caseload"
    NOT_KNOWN = "not_known"
    NEVER_ATTEMPTED = "never_attempted"
    OVERDUE = "overdue"
    STALE = "stale"
    IN_MEASURE = "in_measure"


class FlowFigure(StrEnum):
    """What is counted by month; the values are the ids of the figures."""

    REGISTERED = "registered"
    DEREGISTERED = "deregistered"


@dataclass(frozen=True, slots=True)
class LeadDefinition:
    """What a figure is called and what it counts."""

    title: str
    rule: str


LEAD_DEFINITIONS: Mapping[LeadFigure, LeadDefinition] = MappingProxyType(
    {
        LeadFigure.CASELOAD: LeadDefinition(N_("In the register"), BY_ID["caseload"].rule),
        LeadFigure.NOT_KNOWN: LeadDefinition(N_("Not known"), BY_ID["not_known_share"].rule),
        LeadFigure.NEVER_ATTEMPTED: LeadDefinition(
            N_("Never attempted"), N_("No contact attempt has been logged since the registration.")
        ),
        LeadFigure.OVERDUE: LeadDefinition(
            N_("Overdue"),
            N_("The next step by the contact plan was due before today; muted people do not count."),
        ),
        LeadFigure.STALE: LeadDefinition(
            N_("Gone stale"),
            N_("The occupation was known, but was verified longer ago than the freshness limit."),
        ),
        LeadFigure.IN_MEASURE: LeadDefinition(BY_ID["in_measure"].title, N_("A measure is in force today.")),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLoad:
    """How one case worker's people stand.

    Attributes:
        worker_id: empty for those without a case worker.
    """

    worker_id: str
    name: str
    counts: Mapping[LeadFigure, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFlow:
    """How many people came and went in a month."""

    month: Period
    counts: Mapping[FlowFigure, int]


@dataclass(frozen=True, slots=True)
class LeadOverview:
    """Everything on the page.

    Attributes:
        loads: by name, those without a case worker last.
        months: the last twelve, oldest first.
    """

    day: date
    loads: tuple[WorkerLoad, ...]
    months: tuple[MonthFlow, ...]

    def total(self, figure: LeadFigure) -> int:
        """Of all case workers together."""
        return sum(load.counts[figure] for load in self.loads)

    @property
    def not_known(self) -> Share:
        """The headline: whose occupation is not known, of all in the register."""
        return Share(self.total(LeadFigure.NOT_KNOWN), self.total(LeadFigure.CASELOAD))


@dataclass(frozen=True, slots=True)
class LeadPart:
    """One number of the overview.

    Attributes:
        worker_id: of one case worker, empty for nobody's; None for all.
        month: of a figure by month.
    """

    figure: LeadFigure | FlowFigure
    worker_id: str | None = None
    month: Period | None = None


def last_months(today: date, count: int = MONTHS) -> tuple[Period, ...]:
    """The months up to this one, oldest first."""
    months = [parse_period(f"{today.year}-{today.month:02d}")]
    while len(months) < count:
        months.insert(0, months[0].previous())
    return tuple(months)
