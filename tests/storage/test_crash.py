"""Killed in the middle of writing: what was acknowledged is there, and the register is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kaa_desktop.services.backups import verify
from kaa_desktop.services.workspace import Workspace
from tests.registers import PASSPHRASE, new_workspace, unlocked
from tests.storage import crashing

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
@pytest.mark.parametrize("seed", range(4))
def test_every_acknowledged_write_survives_a_kill(tmp_path: Path, seed: int) -> None:
    workspace = new_workspace(tmp_path)
    workspace.register.close()
    path = workspace.register.path
    chance = random.Random(seed)  # noqa: S311 - the same moment for the same seed
    acknowledged = written_until_killed(path, seed, stop=chance.randrange(20, crashing.WRITES - 10))
    with unlocked(path) as reopened:
        assert lost(reopened, acknowledged) == []
        assert verify(reopened).findings == ()
        assert lost(reopened, [("note", "never written")])


def written_until_killed(path: Path, seed: int, *, stop: int) -> list[tuple[str, str]]:
    """What the writer said before it was killed, some time after its line number `stop`."""
    command = [sys.executable, "-m", "tests.storage.crashing", str(path), PASSPHRASE, str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as writer:
        assert writer.stdout
        lines = []
        for line in writer.stdout:
            lines.append(line)
            if len(lines) == stop:
                os.kill(writer.pid, signal.SIGKILL)
    assert writer.returncode == -signal.SIGKILL
    entries = [
        (kind, what) for kind, what in (line.rstrip("\n").split("\t") for line in lines if line[-1] == "\n")
    ]
    assert len(entries) >= stop
    assert "done" not in dict(entries)
    return entries


def lost(workspace: Workspace, acknowledged: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Acknowledged writes that are not there, or that were undone and are."""
    with workspace.register.read() as connection:
        there = {
            "person": set(connection.exec_driver_sql("SELECT id FROM young_person").scalars()),
            "measure": set(connection.exec_driver_sql("SELECT id FROM measure").scalars()),
            "note": set(connection.exec_driver_sql("SELECT note FROM contact_attempt").scalars()),
        }
    return [
        (kind, what)
        for kind, what in acknowledged
        if (kind != "undone" and what not in there[kind]) or (kind == "undone" and what in there["measure"])
    ]
