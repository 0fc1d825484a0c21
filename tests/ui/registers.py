"""Real registers for tests of the window, with a cheap passphrase."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.code_lists import parse_code_lists
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.services.demo import fill_with_demo
from kaa_desktop.services.registers import RegisterOpener, close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.keys import PassphraseCost
from kaa_desktop.system.assets import code_list_documents

USER = "anna"
PASSPHRASE = "korrekt häst batteri"
SETTINGS = RegisterSettings(municipality_code="0180", municipality_name="Stockholm")
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def cheap_opener() -> RegisterOpener:
    lists = parse_code_lists(code_list_documents())
    return RegisterOpener(lists, lambda: NOW, PassphraseCost(operations=1, memory=8 * 1024 * 1024))


def new_workspace(path: Path) -> tuple[Workspace, str]:
    """An empty register, open, and its recovery key."""
    return cheap_opener().create(path, user=USER, passphrase=PASSPHRASE, settings=SETTINGS)


def closed_register(path: Path) -> str:
    """An empty register, locked; returns its recovery key."""
    workspace, recovery_key = new_workspace(path)
    close(workspace)
    return recovery_key


def filled_workspace(path: Path, *, people: int = 40) -> Workspace:
    """A register with made-up people, open."""
    workspace, _recovery_key = new_workspace(path)
    fill_with_demo(workspace, people=people, seed=1, progress=NoProgress())
    return workspace
