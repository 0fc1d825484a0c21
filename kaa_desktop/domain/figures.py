"""Every figure of the product: one definition each, with its rule and source.

Screen, PDF, spreadsheet and command line take titles and rules from here and values from the `figures`
service; none of them counts anything itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.figure_values import Breakdown
from kaa_desktop.domain.marking import N_

_LAW = N_("Education Act (2010:800) chapter 29 section 9")
_SURVEY = N_("The statutory survey of the municipal activity responsibility")
_EXPECTED = N_("People in the target group by the last closed reconciliation on or before the last day.")
_EXPECTED_SHARE = N_("Those of the expected who were in the register when the reconciliation was closed.")
_ROUTINE = N_("The municipality's own follow-up")


class Unit(StrEnum):
    """What a figure counts."""

    PEOPLE = "people"
    ATTEMPTS = "attempts"
    MEASURES = "measures"
    SHARE = "share"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """One figure: what it is called, what it counts, how, and after which source.

    Attributes:
        breakdowns: each with the code list of its values, None for case workers' names.
    """

    id: str
    title: str
    rule: str
    source: str
    unit: Unit = Unit.PEOPLE
    breakdowns: Mapping[Breakdown, CodeKind | None] = field(default_factory=dict)


UNASSIGNED = ""
"""The worker name of people without a case worker; shown as "Ej tilldelad"."""

NOT_STATED = ""
"""The code of a reason or an occupation that nobody has stated, so that the parts make up the whole."""

DEFINITIONS: tuple[FigureDefinition, ...] = (
    FigureDefinition(
        "in_period",
        N_("In the register during the period"),
        N_("People with at least one covered day in the period."),
        _LAW,
    ),
    FigureDefinition(
        "open_at_end",
        N_("In the register on the last day"),
        N_("People covered on the last day of the period."),
        _LAW,
    ),
    FigureDefinition(
        "registered",
        N_("People registered"),
        N_("People with an episode that was registered in the period."),
        _SURVEY,
        breakdowns={Breakdown.REASON: CodeKind.REGISTRATION_REASON},
    ),
    FigureDefinition(
        "first_time_registered",
        N_("Registered for the first time"),
        N_("People registered in the period who had no earlier episode in this register."),
        _SURVEY,
        breakdowns={Breakdown.REASON: CodeKind.REGISTRATION_REASON},
    ),
    FigureDefinition(
        "deregistered",
        N_("People deregistered"),
        N_("People with an episode that was closed in the period."),
        _SURVEY,
        breakdowns={Breakdown.REASON: CodeKind.DEREGISTRATION_REASON},
    ),
    FigureDefinition(
        "reached",
        N_("Reached"),
        N_("Of those in the register during the period: an attempt dated in it reached the young person."),
        _SURVEY,
    ),
    FigureDefinition(
        "attempted_only",
        N_("Attempted but not reached"),
        N_("Of those in the register during the period: attempts dated in it, but none that reached."),
        _ROUTINE,
    ),
    FigureDefinition(
        "no_attempt",
        N_("No attempt"),
        N_("Of those in the register during the period: no contact attempt dated in it."),
        _ROUTINE,
    ),
    FigureDefinition(
        "attempts",
        N_("Contact attempts"),
        N_("Attempts dated in the period on people in the register during it."),
        _ROUTINE,
        Unit.ATTEMPTS,
        {Breakdown.CHANNEL: CodeKind.CHANNEL, Breakdown.OUTCOME: CodeKind.OUTCOME},
    ),
    FigureDefinition(
        "in_measure",
        N_("In a measure"),
        N_("Of those in the register during the period: a measure was in force on at least one day of it."),
        _SURVEY,
    ),
    FigureDefinition(
        "measures_begun",
        N_("Measures begun"),
        N_("Measures whose first day is in the period."),
        _SURVEY,
        Unit.MEASURES,
        {Breakdown.KIND: CodeKind.MEASURE},
    ),
    FigureDefinition(
        "measures_ended",
        N_("Measures ended"),
        N_("Measures whose last day is in the period."),
        _SURVEY,
        Unit.MEASURES,
        {Breakdown.REASON: CodeKind.MEASURE_END_REASON, Breakdown.OCCUPATION: CodeKind.OCCUPATION},
    ),
    FigureDefinition(
        "offers",
        N_("Measures offered"),
        N_("Measures offered in the period."),
        _ROUTINE,
        Unit.MEASURES,
    ),
    FigureDefinition(
        "offers_accepted",
        N_("Offers accepted"),
        N_("Of the measures offered in the period: those accepted."),
        _ROUTINE,
        Unit.MEASURES,
    ),
    FigureDefinition(
        "offers_declined",
        N_("Offers declined"),
        N_("Of the measures offered in the period: those declined."),
        _ROUTINE,
        Unit.MEASURES,
    ),
    FigureDefinition(
        "occupation_at_end",
        N_("Occupation on the last day"),
        N_(
            "Of those in the register on the last day: the latest verified occupation. "
            "Older than the freshness limit, unknown, or none at all counts as not known."
        ),
        _SURVEY,
        breakdowns={Breakdown.KIND: CodeKind.OCCUPATION},
    ),
    FigureDefinition(
        "not_known_share",
        N_("Share not known"),
        N_("Those whose occupation is not known on the last day, of all in the register that day."),
        _ROUTINE,
        Unit.SHARE,
    ),
    FigureDefinition("expected", N_("Expected target group"), _EXPECTED, _LAW),
    FigureDefinition("expected_share", N_("Share of the expected"), _EXPECTED_SHARE, _ROUTINE, Unit.SHARE),
    FigureDefinition(
        "days_to_first_attempt",
        N_("Days to first attempt"),
        N_("Episodes registered in the period: days from registration to the first contact attempt."),
        _ROUTINE,
        Unit.DAYS,
    ),
    FigureDefinition(
        "days_to_first_reached",
        N_("Days to first contact"),
        N_("Episodes registered in the period: days from registration until the young person was reached."),
        _ROUTINE,
        Unit.DAYS,
    ),
    FigureDefinition(
        "followed_up_share",
        N_("Share followed up"),
        N_(
            "Of those in the register during the period: reached in it, "
            "or an occupation was verified in it from any source."
        ),
        _ROUTINE,
        Unit.SHARE,
    ),
    FigureDefinition(
        "caseload",
        N_("Caseload"),
        N_("People in the register on the last day by the case worker of their episode."),
        _ROUTINE,
        breakdowns={Breakdown.WORKER: None},
    ),
)

BY_ID: Mapping[str, FigureDefinition] = {definition.id: definition for definition in DEFINITIONS}
