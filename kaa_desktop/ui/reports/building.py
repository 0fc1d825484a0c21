"""Makes the report that was chosen, and the figures beside it."""

from __future__ import annotations

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.i18n import Translator
from kaa_desktop.services.figures import figures
from kaa_desktop.services.half_year import half_year_report
from kaa_desktop.services.quarter import quarter_report
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.reports.choices import ReportChoice, ReportKind

Built = tuple[bytes, FigureSet, ReportChoice]
_ON_THE_WAY = 3


def build_report(
    workspace: Workspace, choice: ReportChoice, translator: Translator, progress: Progress
) -> Built:
    """The PDF, all figures of its period, and what was asked for."""
    progress.step(0, _ON_THE_WAY)
    counted = figures(workspace, choice.period, known_on=choice.known_on, progress=progress)
    progress.step(1, _ON_THE_WAY)
    if choice.kind is ReportKind.QUARTER:
        pdf = quarter_report(
            workspace, choice.period, translator, known_on=choice.known_on, progress=progress
        )
    else:
        pdf = half_year_report(
            workspace,
            choice.period,
            translator,
            for_everybody=choice.published,
            known_on=choice.known_on,
            progress=progress,
        )
    progress.step(_ON_THE_WAY, _ON_THE_WAY)
    return pdf, counted, choice
