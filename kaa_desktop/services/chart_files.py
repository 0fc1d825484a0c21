"""Puts charts in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.lead import MonthFlow
from kaa_desktop.domain.periods import Period
from kaa_desktop.i18n import Translator
from kaa_desktop.services.half_year import half_year_data
from kaa_desktop.services.quarter import quarter_data
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
    """Write each chart of the half-year report as .svg and .png; those of the same names are replaced.

    Raises:
        InvalidInputError: `report.not_written`, and as `half_year_data`.
    """
    from kaa_desktop.reports.chart_files import chart_files

    report = half_year_data(workspace, period, for_everybody=for_everybody, known_on=known_on)
    return _write(chart_files(report, workspace.shipped, translator), folder)


def write_quarter_charts(
    workspace: Workspace,
    period: Period,
    folder: Path,
    translator: Translator,
    *,
    known_on: date | None = None,
) -> list[Path]:
    """Write each chart of the quarterly report as .svg and .png; those of the same names are replaced.

    Raises:
        InvalidInputError: `report.not_written`, and as `quarter_data`.
    """
    from kaa_desktop.reports.chart_files import chart_files
    from kaa_desktop.reports.figure_charts import FigureCharts

    report = quarter_data(workspace, period, known_on=known_on).base
    return _write(chart_files(report, workspace.shipped, translator, FigureCharts.of_quarter), folder)


def write_flow_chart(
    workspace: Workspace, months: Sequence[MonthFlow], path: Path, translator: Translator
) -> None:
    """Write how many came and went by month, as .svg or .png.

    Raises:
        InvalidInputError: `chart.suffix` or `report.not_written`.
    """
    from kaa_desktop.reports.flow_chart import flow_chart_files

    settings = workspace.settings()
    files = flow_chart_files(months, settings.municipality, translator)
    content = files.get(path.suffix.lower())
    if content is None:
        raise InvalidInputError("chart.suffix", file=path.name)
    write_report(path, content)


def _write(files: Iterable[tuple[str, bytes]], folder: Path) -> list[Path]:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InvalidInputError("report.not_written", path=str(folder)) from error
    written = []
    for name, content in files:
        write_report(folder / name, content)
        written.append(folder / name)
    return written
