from __future__ import annotations

from pathlib import Path

import pytest

from kaa_desktop.services.registers import close
from tests.cli.terminals import Terminal
from tests.services.workspaces import PASSPHRASE, SETTINGS, USER, MovableClock, opener


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KAA_PASSPHRASE", raising=False)
    monkeypatch.delenv("KAA_EXPORT_PASSWORD", raising=False)
    monkeypatch.delenv("KAA_FILE_PASSWORD", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def register_path(tmp_path: Path) -> Path:
    return tmp_path / "register.kaa"


@pytest.fixture
def terminal(register_path: Path, clock: MovableClock) -> Terminal:
    """A terminal in front of an empty register."""
    made, _key = opener(clock).create(register_path, user=USER, passphrase=PASSPHRASE, settings=SETTINGS)
    close(made)
    return Terminal(register_path, clock)
