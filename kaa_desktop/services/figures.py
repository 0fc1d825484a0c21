"""The figures of a period."""

from __future__ import annotations

from kaa_desktop.domain.figures import FigureSet
from kaa_desktop.domain.periods import Period
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.figures import count_figures
from kaa_desktop.storage.settings import load_settings


def figures(workspace: Workspace, period: Period) -> FigureSet:
    """All figures of the period, as the register knows them now."""
    with workspace.register.read() as connection:
        return count_figures(
            connection,
            period,
            period.until(workspace.today),
            reached=workspace.code_lists.reached_outcomes,
            freshness_days=load_settings(connection).freshness_days,
        )
