"""kill -9 while a note is typed: at the next start it is there, to the last second."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaa_desktop.services.drafts import draft_at
from kaa_desktop.services.registers import close
from tests.ui.frame.typing_process import LETTERS
from tests.ui.registers import PASSPHRASE, USER, cheap_opener, filled_workspace

ROOT = Path(__file__).parents[3]
ENOUGH = 150
LAST_SECOND = 1.0
TEST_TIMEOUT = 60


@pytest.fixture
def person_in(tmp_path: Path) -> tuple[Path, str]:
    """A closed register, and somebody in it who is not protected."""
    workspace = filled_workspace(tmp_path / "stockholm.kaa", people=5)
    with workspace.register.read() as connection:
        person = connection.exec_driver_sql(
            "SELECT id FROM young_person WHERE sealed = '' LIMIT 1"
        ).scalar_one()
    close(workspace)
    return tmp_path / "stockholm.kaa", str(person)


@pytest.fixture
def typing(person_in: tuple[Path, str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    register, person = person_in
    with tempfile.TemporaryDirectory(prefix="kaa-test-") as temporary:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.frame.typing_process", str(register), USER, person],
            cwd=ROOT,
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "XDG_CONFIG_HOME": str(tmp_path / "config"),
                "XDG_STATE_HOME": str(tmp_path / "state"),
                "HOME": str(tmp_path),
                "TMPDIR": temporary,
                "KAA_PASSPHRASE": PASSPHRASE,
                "LC_ALL": "en_GB.UTF-8",
            },
            stdout=subprocess.PIPE,
            text=True,
        )
        yield process
        process.kill()
        process.communicate()


def test_a_note_is_there_to_the_last_second(
    typing: subprocess.Popen[str], person_in: tuple[Path, str]
) -> None:
    assert typing.stdout is not None
    typed_at: list[float] = []
    for line in typing.stdout:
        typed_at.append(time.monotonic())
        assert int(line) == len(typed_at)
        if len(typed_at) == ENOUGH:
            typing.kill()
            break
    killed_at = time.monotonic()
    typing.wait()
    long_ago = sum(moment < killed_at - LAST_SECOND for moment in typed_at)
    register, person = person_in
    workspace = cheap_opener().unlock(register, user=None, passphrase=PASSPHRASE)
    draft = draft_at(workspace, "contact", person)
    close(workspace)
    assert draft is not None
    note = draft.fields["note"]
    assert len(note) >= max(long_ago, 1)
    assert (LETTERS * ENOUGH).startswith(note)
