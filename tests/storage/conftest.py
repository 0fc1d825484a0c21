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


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """An empty register; whoever fills it takes everything back."""
    workspace = new_workspace(tmp_path_factory.mktemp("figures"))
    yield workspace
    workspace.register.close()
