"""The program itself, in processes of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from kaa_desktop.system.local_settings import LanguageChoice, LocalSettingsStore
from kaa_desktop.ui.frame.languages import window_language
from kaa_desktop.ui.frame.single_instance import SingleInstance, instance_name
from tests.ui.registers import PASSPHRASE, closed_register

ROOT = Path(__file__).parents[3]
WATCHED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kaa_desktop import bootstrap
from kaa_desktop.ui import application

class Watched(application.Application):
    def start(self):
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(50)
        return super().start()

    def look(self):
        if self._session is not None and self._session.window.isVisible():
            self.timer.stop()
            print("open", self._session.window.windowTitle(), flush=True)
            QTimer.singleShot({linger}, self._session.window.close)

    def _raise(self):
        super()._raise()
        print("raised", flush=True)
        self._session.window.close()

application.Application = Watched
sys.exit(bootstrap.main(sys.argv[1:]))
"""


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A short path, as temporary folders have; those of pytest are too long for a socket."""
    with tempfile.TemporaryDirectory(prefix="kaa-test-") as folder:
        yield Path(folder)


@pytest.fixture
def environment(tmp_path: Path, temporary: Path) -> dict[str, str]:
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "HOME": str(tmp_path),
        "TMPDIR": str(temporary),
        "KAA_PASSPHRASE": PASSPHRASE,
        "LC_ALL": "C.UTF-8",
    }


def start(environment: dict[str, str], *arguments: str, linger: int) -> subprocess.Popen[str]:
    """The program, which closes its window by itself after a while."""
    return subprocess.Popen(
        [sys.executable, "-c", WATCHED.format(linger=linger), *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def register(tmp_path: Path) -> Path:
    closed_register(tmp_path / "stockholm.kaa")
    return tmp_path / "stockholm.kaa"


@pytest.fixture
def first(environment: dict[str, str], register: Path) -> Iterator[subprocess.Popen[str]]:
    process = start(environment, "--register", str(register), linger=60000)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "open KAA Desktop\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_start_raises_the_first_window(
    first: subprocess.Popen[str], environment: dict[str, str], register: Path
) -> None:
    second = start(environment, "--register", str(register), linger=0)
    out, _errors = second.communicate(timeout=120)
    assert (second.returncode, out) == (0, "")
    out, _errors = first.communicate(timeout=120)
    assert (first.returncode, out) == (0, "raised\n")


def test_after_a_crash_the_next_start_opens_the_register(
    first: subprocess.Popen[str], environment: dict[str, str], register: Path
) -> None:
    first.kill()
    first.communicate()
    again = start(environment, "--register", str(register), linger=0)
    out, _errors = again.communicate(timeout=120)
    assert (again.returncode, out) == (0, "open KAA Desktop\n")
    settings = LocalSettingsStore(Path(environment["XDG_CONFIG_HOME"]) / "kaa-desktop" / "settings.json")
    assert settings.load().registers == (str(register),)


def test_the_demo_opens_without_asking_and_leaves_nothing_behind(environment: dict[str, str]) -> None:
    demo = start(environment, "--demo", linger=300)
    out, errors = demo.communicate(timeout=120)
    assert demo.returncode == 0, errors
    assert out in {"open Demo – KAA Desktop\n", "open Prova – KAA Desktop\n"}
    assert list(Path(environment["TMPDIR"]).glob("kaa-demo-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("opened", [True, False], ids=["open", "being filled"])
def test_the_demo_that_is_ended_from_outside_leaves_nothing_behind(
    opened: bool,  # noqa: FBT001 - pytest's parameter
    environment: dict[str, str],
) -> None:
    folder = Path(environment["TMPDIR"])
    demo = start(environment, "--demo", linger=600_000)
    assert demo.stdout is not None
    if opened:
        assert demo.stdout.readline().startswith("open ")
    else:
        while not list(folder.glob("kaa-demo-*/demo.kaa")):
            assert demo.poll() is None
    demo.send_signal(signal.SIGTERM)
    _out, errors = demo.communicate(timeout=120)
    assert demo.returncode == 0, errors
    assert list(folder.glob("kaa-demo-*")) == []


def test_another_user_or_register_is_another_instance(tmp_path: Path) -> None:
    names = {
        instance_name(tmp_path / "a.kaa", "anna"),
        instance_name(tmp_path / "b.kaa", "anna"),
        instance_name(tmp_path / "a.kaa", "bo"),
        instance_name(tmp_path / "x" / ".." / "a.kaa", "anna"),
    }
    assert len(names) == 3
    assert all("anna" not in name and "a.kaa" not in name for name in names)


def test_a_claim_can_be_given_up_and_taken_again(tmp_path: Path, qapp: object) -> None:
    assert qapp is not None
    user = f"test-{os.getpid()}-{tmp_path.name}"
    one = SingleInstance(user)
    assert one.claim(tmp_path / "a.kaa")
    assert one.claim(tmp_path / "a.kaa")
    assert one.claim(tmp_path / "b.kaa")
    one.release()
    two = SingleInstance(user)
    assert two.claim(tmp_path / "a.kaa")
    two.release()
    assert not list(Path(tempfile.gettempdir()).glob(f"{instance_name(tmp_path / 'a.kaa', user)}*"))


@pytest.mark.parametrize(
    ("choice", "system", "language"),
    [
        (LanguageChoice.SYSTEM, "en_GB", "en"),
        (LanguageChoice.SYSTEM, "sv_FI", "sv"),
        (LanguageChoice.SYSTEM, "fi_FI", "sv"),
        (LanguageChoice.ENGLISH, "sv_SE", "en"),
        (LanguageChoice.SWEDISH, "en_GB", "sv"),
    ],
)
def test_the_window_speaks_the_system_s_language(choice: LanguageChoice, system: str, language: str) -> None:
    assert window_language(choice, QLocale(system)) == language
