"""The figures of a period."""

from __future__ import annotations

from collections.abc import Sequence

from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.domain.periods import Period
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.figures import count_periods
from kaa_desktop.storage.settings import load_settings


def figures(workspace: Workspace, period: Period) -> FigureSet:
    """All figures of the period, as the register knows them now."""
    (found,) = figures_of_periods(workspace, [period])
    return found


def figures_of_periods(workspace: Workspace, periods: Sequence[Period]) -> tuple[FigureSet, ...]:
    """The figures of several periods as they stand at one moment."""
    with workspace.register.read() as connection:
        return count_periods(
            connection,
            [(period, period.until(workspace.today)) for period in periods],
            reached=workspace.code_lists.reached_outcomes,
            freshness_days=load_settings(connection).freshness_days,
        )
