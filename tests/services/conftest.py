from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from tests.services.workspaces import PASSPHRASE, SETTINGS, USER, MovableClock, opener


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def register_path(tmp_path: Path) -> Path:
    return tmp_path / "register.kaa"


@pytest.fixture
def workspace(register_path: Path, clock: MovableClock) -> Iterator[Workspace]:
    made, _recovery_key = opener(clock).create(
        register_path, user=USER, passphrase=PASSPHRASE, settings=SETTINGS
    )
    yield made
    close(made)
