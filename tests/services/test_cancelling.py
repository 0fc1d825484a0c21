"""Long reading can be cancelled in the midst of a statement, and the register works on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kaa_desktop.domain.changes import NoProgress, Progress
from kaa_desktop.domain.errors import CancelledError
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.services.backups import verify
from kaa_desktop.services.demo import fill_with_demo
from kaa_desktop.services.figures import figures
from kaa_desktop.services.half_year import half_year_data
from kaa_desktop.services.quarter import quarter_data
from kaa_desktop.services.workspace import Workspace
from tests.services.workspaces import TODAY

HALF_YEAR, QUARTER = parse_period("2026H1"), parse_period("2026Q2")
WORK: tuple[Callable[[Workspace, Progress], object], ...] = (
    verify,
    lambda workspace, progress: figures(workspace, HALF_YEAR, progress=progress),
    lambda workspace, progress: figures(workspace, HALF_YEAR, known_on=TODAY, progress=progress),
    lambda workspace, progress: half_year_data(workspace, HALF_YEAR, progress=progress),
    lambda workspace, progress: quarter_data(workspace, QUARTER, progress=progress),
)


class InTheMidst:
    """The user cancels when the same step is told again, thus while it goes on."""

    def __init__(self) -> None:
        self._last: tuple[int, int] | None = None

    def step(self, done: int, total: int) -> None:
        """Let what is told once go on."""
        if (done, total) == self._last:
            raise CancelledError
        self._last = (done, total)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    fill_with_demo(workspace, people=120, seed=3, progress=NoProgress())
    return workspace


@pytest.mark.parametrize("work", WORK)
def test_cancelled_while_the_database_reads(
    filled: Workspace, work: Callable[[Workspace, Progress], object]
) -> None:
    with pytest.raises(CancelledError):
        work(filled, InTheMidst())
    assert verify(filled).findings == ()
    assert work(filled, NoProgress()) == work(filled, NoProgress())
