from __future__ import annotations

import signal
from collections.abc import Iterator
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


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> Iterator[None]:
    """A shell that runs the tests in the background has its children ignore Ctrl+C."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)
