"""Large demo registers, made once and kept in the folder of `KAA_BENCHMARKS` or in a temporary one.

A changed schema makes new ones.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.code_lists import parse_code_lists
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.services.demo import fill_with_demo
from kaa_desktop.services.registers import RegisterOpener, close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.keys import PassphraseCost, key_file_path
from kaa_desktop.storage.migrations.runner import STEPS
from kaa_desktop.system.assets import code_list_documents

PASSPHRASE = "benchmarks only"
CHEAP = PassphraseCost(operations=1, memory=8192)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def benchmark_folder() -> Path:
    """Where the registers are kept between runs."""
    named = os.environ.get("KAA_BENCHMARKS")
    folder = Path(named) if named else Path(tempfile.gettempdir()) / "kaa-benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def demo_register(people: int) -> Workspace:
    """A register of that many made-up people with some seven contacts each, open."""
    opener = RegisterOpener(parse_code_lists(code_list_documents()), lambda: NOW, CHEAP)
    schema = hashlib.sha256(repr(STEPS).encode()).hexdigest()[:8]
    path = benchmark_folder() / f"demo-{people}-{schema}.kaa"
    if not path.exists():
        _make(opener, path, people)
    return opener.unlock(path, user=None, passphrase=PASSPHRASE)


def _make(opener: RegisterOpener, path: Path, people: int) -> None:
    """Under another name first, so that an interrupted run leaves no half register behind."""
    sys.stderr.write(f"making a register of {people} people\n")
    begun = time.perf_counter()
    unfinished = path.with_name(f"unfinished-{people}.kaa")
    for leftover in path.parent.glob(f"{unfinished.name}*"):
        leftover.unlink()
    settings = RegisterSettings(municipality_code="0180", demo=True, allow_interim=True)
    workspace, _key = opener.create(unfinished, user="bench", passphrase=PASSPHRASE, settings=settings)
    fill_with_demo(workspace, people=people, seed=1, progress=NoProgress())
    close(workspace)
    key_file_path(unfinished).rename(key_file_path(path))
    unfinished.rename(path)
    sys.stderr.write(f"made in {time.perf_counter() - begun:.0f} s\n")
