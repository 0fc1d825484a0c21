"""The half-year report for the board."""

from __future__ import annotations

import base64

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.half_year_report import HalfYearReport
from kaa_desktop.domain.periods import Period, half_year_of
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figures import figures_of_periods
from kaa_desktop.services.workspace import Workspace

EARLIER = 3
"""Half-years before, for comparison."""


def half_year_data(workspace: Workspace, period: Period) -> HalfYearReport:
    """What the report is drawn from.

    Raises:
        InvalidInputError: `report.not_half_year`, `report.period_to_come`.
    """
    if period != half_year_of(period.first):
        raise InvalidInputError("report.not_half_year", period=period.code)
    if period.first > workspace.today:
        raise InvalidInputError("report.period_to_come", period=period.code)
    settings = workspace.settings()
    periods = [period]
    for _ in range(EARLIER):
        periods.insert(0, periods[0].previous())
    *earlier, current = figures_of_periods(workspace, periods)
    return HalfYearReport(
        municipality=settings.municipality_name or settings.municipality_code,
        figures=current,
        earlier=tuple(earlier),
        freshness_days=settings.freshness_days,
        secrecy_line=settings.secrecy_line,
        logo=base64.b64decode(settings.logo) if settings.logo else None,
        made_on=workspace.today,
    )


def half_year_report(workspace: Workspace, period: Period, translator: Translator) -> bytes:
    """The report as PDF.

    Raises:
        InvalidInputError: as `half_year_data`.
    """
    from kaa_desktop.reports.half_year import build_half_year

    return build_half_year(half_year_data(workspace, period), workspace.code_lists, translator)
