"""The half-year report for the board."""

from __future__ import annotations

import base64
from datetime import date

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.domain.periods import Period, half_year_of
from kaa_desktop.domain.published_figures import published_together
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figures import figure_rules, figures_of_periods
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.as_known import as_known

EARLIER = 3
"""Half-years before, for comparison."""


def half_year_data(
    workspace: Workspace,
    period: Period,
    *,
    for_everybody: bool = False,
    known_on: date | None = None,
    progress: Progress = UNWATCHED,
) -> PeriodReport:
    """What the report is drawn from.

    Args:
        workspace: the open register.
        period: a half-year.
        for_everybody: the published version: small numbers hidden, without the secrecy line.
        known_on: the register as it stood at the end of that day.
        progress: asked while the database counts.

    Raises:
        InvalidInputError: `report.not_half_year`, `report.period_to_come`, `figure.known_later`.
        CancelledError: when progress says so.
    """
    if period != half_year_of(period.first):
        raise InvalidInputError("report.not_half_year", period=period.code)
    if period.first > workspace.today:
        raise InvalidInputError("report.period_to_come", period=period.code)
    settings = workspace.settings()
    periods = [period]
    for _ in range(EARLIER):
        periods.insert(0, periods[0].previous())
    found = figures_of_periods(workspace, periods, known_on=known_on, progress=progress)
    with workspace.register.read() as connection, as_known(connection, known_on):
        rules = figure_rules(workspace, connection)
    *earlier, current = published_together(found) if for_everybody else found
    return PeriodReport(
        municipality=settings.municipality,
        figures=current,
        earlier=tuple(earlier),
        freshness_days=rules.freshness_days,
        secrecy_line="" if for_everybody else settings.secrecy_line,
        logo=base64.b64decode(settings.logo) if settings.logo else None,
        made_on=workspace.today,
        published=for_everybody,
        known_on=known_on,
    )


def half_year_report(
    workspace: Workspace,
    period: Period,
    translator: Translator,
    *,
    for_everybody: bool = False,
    known_on: date | None = None,
    progress: Progress = UNWATCHED,
) -> bytes:
    """The report as PDF.

    Raises:
        InvalidInputError: as `half_year_data`.
        CancelledError: when progress says so.
    """
    from kaa_desktop.reports.half_year import build_half_year

    report = half_year_data(
        workspace, period, for_everybody=for_everybody, known_on=known_on, progress=progress
    )
    return build_half_year(report, workspace.shipped, translator)
