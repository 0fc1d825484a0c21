"""The quarterly report, and the list behind it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.period_report import PeriodReport
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.quarter_report import (
    QuarterReport,
    check_quarter,
    last_ended_quarter,
)
from kaa_desktop.domain.work_list import WorkFilter, WorkGroup
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figures import figure_rules, figures_of_periods, last_known_day
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.work_list import people_of_work
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.as_known import as_known
from kaa_desktop.storage.quarter_figures import quarter_details, workers_of
from kaa_desktop.storage.watching import watched


def quarter_data(
    workspace: Workspace, period: Period, *, known_on: date | None = None, progress: Progress = UNWATCHED
) -> QuarterReport:
    """What the report is drawn from.

    Raises:
        InvalidInputError: `report.not_quarter`, `report.period_to_come`, `figure.known_later`.
        CancelledError: when progress says so, which is asked while the database counts.
    """
    today = last_known_day(workspace, known_on)
    check_quarter(period, today)
    settings = workspace.settings()
    periods = [period.previous(), period]
    before, current = figures_of_periods(workspace, periods, known_on=known_on, progress=progress)
    overdue = _overdue(workspace) if known_on is None and period >= last_ended_quarter(today) else None
    with (
        workspace.register.read() as connection,
        watched(connection, progress),
        as_known(connection, known_on),
    ):
        rules = figure_rules(workspace, connection)
        details = quarter_details(connection, period.until(today), rules, overdue)
    base = PeriodReport(
        municipality=settings.municipality,
        figures=current,
        earlier=(before,),
        freshness_days=rules.freshness_days,
        secrecy_line=settings.secrecy_line,
        logo=base64.b64decode(settings.logo) if settings.logo else None,
        made_on=workspace.today,
        known_on=known_on,
    )
    return QuarterReport(base, details, frozenset(workspace.code_lists.reached_outcomes))


def quarter_report(
    workspace: Workspace,
    period: Period,
    translator: Translator,
    *,
    known_on: date | None = None,
    progress: Progress = UNWATCHED,
) -> bytes:
    """The report as PDF.

    Raises:
        InvalidInputError: as `quarter_data`.
        CancelledError: when progress says so.
    """
    from kaa_desktop.reports.quarter import build_quarter

    data = quarter_data(workspace, period, known_on=known_on, progress=progress)
    return build_quarter(data, workspace.shipped, translator)


def write_due_quarter(workspace: Workspace, folder: Path, translator: Translator) -> Path | None:
    """Put the report of the quarter that ended last into the folder, unless it is there; where it was put.

    Raises:
        InvalidInputError: `report.not_written`.
    """
    period = last_ended_quarter(workspace.today)
    name = translator.gettext("Activity responsibility {period}").format(period=period.code)
    target = folder / f"{name}.pdf"
    if target.exists():
        return None
    write_report(target, quarter_report(workspace, period, translator))
    return target


def _overdue(workspace: Workspace) -> Mapping[str, int]:
    people = people_of_work(workspace, WorkFilter(group=WorkGroup.OVERDUE))
    with workspace.register.read() as connection:
        return workers_of(connection, people)
