from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kaa_desktop.services.workspace import Workspace
from tests.registers import SetClock, new_workspace


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: SetClock) -> Iterator[Workspace]:
    """A new register, empty but for its settings."""
    workspace = new_workspace(tmp_path, clock=clock)
    yield workspace
    workspace.register.close()
