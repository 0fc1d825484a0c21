"""The figures of a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.changes import UNWATCHED, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.domain.periods import Period
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.as_known import as_known
from kaa_desktop.storage.figures import FigureRules, count_periods
from kaa_desktop.storage.settings import load_settings
from kaa_desktop.storage.watching import watched


def figures(
    workspace: Workspace, period: Period, *, known_on: date | None = None, progress: Progress = UNWATCHED
) -> FigureSet:
    """All figures of the period, as the register knows them now or knew them at the end of a day.

    Raises:
        InvalidInputError: `figure.known_later`.
        CancelledError: when progress says so.
    """
    (found,) = figures_of_periods(workspace, [period], known_on=known_on, progress=progress)
    return found


def figures_of_periods(
    workspace: Workspace,
    periods: Sequence[Period],
    *,
    known_on: date | None = None,
    progress: Progress = UNWATCHED,
) -> tuple[FigureSet, ...]:
    """The figures of several periods as they stand, or stood, at one moment.

    Raises:
        InvalidInputError: `figure.known_later`.
        CancelledError: when progress says so, which is asked while the database counts.
    """
    last = last_known_day(workspace, known_on)
    with (
        workspace.register.read() as connection,
        watched(connection, progress),
        as_known(connection, known_on),
    ):
        return count_periods(
            connection,
            [(period, period.until(last)) for period in periods],
            figure_rules(workspace, connection),
        )


def last_known_day(workspace: Workspace, known_on: date | None) -> date:
    """The day that stands for today.

    Raises:
        InvalidInputError: `figure.known_later` for a day that has not been.
    """
    if known_on and known_on > workspace.today:
        raise InvalidInputError("figure.known_later", day=known_on)
    return known_on or workspace.today


def figure_rules(workspace: Workspace, connection: Connection) -> FigureRules:
    """How figures are counted in this register."""
    return FigureRules(
        reached=workspace.code_lists.reached_outcomes,
        freshness_days=load_settings(connection).freshness_days,
    )
