"""The program on a real accessibility bus, used by a screen reader that knows only names and roles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.services.registers import close
from kaa_desktop.services.young_people import list_people, open_person
from tests.ui.registers import PASSPHRASE, cheap_opener, filled_workspace

ROOT = Path(__file__).parents[3]
READER = Path(__file__).with_name("screen_reader.py")
SYSTEM_PYTHON = Path("/usr/bin/python3")
LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
NOTE = "Ringde, lät gå tio signaler"
SCRIPT = """
"$PROGRAM_PYTHON" -m kaa_desktop --register "$REGISTER" &
program=$!
"$READER_PYTHON" "$READER" "$NOTE"
outcome=$?
kill "$program"
wait "$program"
exit "$outcome"
"""


def missing() -> str:
    """What this machine lacks for such a test; empty where nothing."""
    if sys.platform != "linux":
        return "the accessibility bus is that of Linux"
    programs = [name for name in ("Xvfb", "xvfb-run", "dbus-run-session") if shutil.which(name) is None]
    if programs:
        return f"not installed: {', '.join(programs)}"
    if not any(launcher.exists() for launcher in LAUNCHERS):
        return "not installed: at-spi2-core"
    if not SYSTEM_PYTHON.exists() or subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], check=False).returncode:
        return "not installed: python3-gi and gir1.2-atspi-2.0"
    return ""


def test_a_screen_reader_finds_the_log_line_and_logs_a_contact(tmp_path: Path) -> None:
    lacking = missing()
    if lacking:
        pytest.skip(lacking)
    register = tmp_path / "stockholm.kaa"
    close(filled_workspace(register, people=5))
    run = subprocess.run(
        ["xvfb-run", "-a", "dbus-run-session", "--", "sh", "-c", SCRIPT],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(("DBUS", "DISPLAY"))},
            "PROGRAM_PYTHON": sys.executable,
            "READER_PYTHON": str(SYSTEM_PYTHON),
            "READER": str(READER),
            "REGISTER": str(register),
            "NOTE": NOTE,
            "KAA_PASSPHRASE": PASSPHRASE,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "en",
        },
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    cells = [line.removeprefix("cell ") for line in run.stdout.splitlines() if line.startswith("cell ")]
    assert any(cell.startswith("Name: ") for cell in cells), run.stdout
    workspace = cheap_opener().unlock(register, user=None, passphrase=PASSPHRASE)
    people = list_people(workspace, PeopleFilter.ALL, offset=0, limit=10)
    contacts = [contact for row in people for contact in open_person(workspace, row.id).contacts]
    close(workspace)
    assert [(c.channel, c.outcome) for c in contacts if c.note == NOTE] == [("phone", "no_answer")]
