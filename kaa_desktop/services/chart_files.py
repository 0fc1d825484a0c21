"""Puts the charts of the half-year report in a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.periods import Period
from kaa_desktop.i18n import Translator
from kaa_desktop.services.half_year import half_year_data
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.workspace import Workspace


def write_charts(
    workspace: Workspace,
    period: Period,
    folder: Path,
    translator: Translator,
    *,
    for_everybody: bool = False,
    known_on: date | None = None,
) -> list[Path]:
    """Write each chart as .svg and .png; those of the same names are replaced.

    Raises:
        InvalidInputError: `report.not_written`, and as `half_year_data`.
    """
    from kaa_desktop.reports.chart_files import chart_files

    report = half_year_data(workspace, period, for_everybody=for_everybody, known_on=known_on)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InvalidInputError("report.not_written", path=str(folder)) from error
    written = []
    for name, content in chart_files(report, workspace.code_lists, translator):
        write_report(folder / name, content)
        written.append(folder / name)
    return written
