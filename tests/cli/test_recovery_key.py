"""`new-recovery-key`: printed once, by whoever knows the passphrase."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.i18n import load_translator
from kaa_desktop.i18n.register_sentences import SENTENCES
from kaa_desktop.services.registers import close
from kaa_desktop.storage.keys import key_file_path
from kaa_desktop.system.assets import translations_folder
from tests.cli.terminals import Terminal, command, environment, started
from tests.services.workspaces import PASSPHRASE, MovableClock, opener


@pytest.fixture
def first_key(register_path: Path, clock: MovableClock) -> str:
    """The key that is printed with a new register."""
    made = Terminal(register_path, clock).run("new-register", "--municipality", "0180", "--json")
    return str(made.json["recovery_key"])


def recovers(terminal: Terminal, recovery_key: str) -> bool:
    assert terminal.register is not None
    try:
        close(
            opener(terminal.clock).recover(
                terminal.register, recovery_key=recovery_key, new_passphrase=PASSPHRASE
            )
        )
    except RegisterError as refused:
        if refused.code != "register.wrong_recovery_key":
            raise
        return False
    return True


def test_it_is_printed_once_and_the_former_works_no_longer(
    register_path: Path, clock: MovableClock, first_key: str
) -> None:
    terminal = Terminal(register_path, clock)
    told = terminal.run("new-recovery-key")
    assert (told.code, told.errors) == (0, "")
    (line,) = (line for line in told.out.splitlines() if line.startswith("Recovery key: "))
    second = line.partition(": ")[2]
    assert told.out.count(second) == 1
    assert "It is not shown again." in told.out
    assert (recovers(terminal, first_key), recovers(terminal, second)) == (False, True)
    ran = terminal.run("new-recovery-key", "--json")
    assert (ran.code, ran.json["register"]) == (0, str(register_path))
    assert (recovers(terminal, second), recovers(terminal, ran.json["recovery_key"])) == (False, True)
    assert terminal.run("verify").code == 0


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_wrong_passphrase_is_told_and_changes_nothing(
    register_path: Path, clock: MovableClock, first_key: str, language: str
) -> None:
    before = key_file_path(register_path).read_bytes()
    terminal = Terminal(register_path, clock, language, "fel lösenfras")
    ran = terminal.run("new-recovery-key")
    sentence = SENTENCES["register.wrong_passphrase"]
    wanted = load_translator(language, translations_folder()).gettext(sentence)
    assert (ran.code, ran.out, ran.errors.strip()) == (3, "", wanted)
    assert replace(terminal, passphrase=None).run("new-recovery-key").code == 2
    assert key_file_path(register_path).read_bytes() == before
    assert recovers(terminal, first_key)


def test_what_is_not_there_is_told_before_a_passphrase_is_asked_for(
    tmp_path: Path, clock: MovableClock
) -> None:
    ran = Terminal(tmp_path / "nowhere.kaa", clock, passphrase=None).run("new-recovery-key")
    assert ran.code == 3
    assert "There is no register at" in ran.errors
    assert Terminal(None, clock).run("new-recovery-key").code == 2


@pytest.mark.usefixtures("first_key")
def test_only_the_output_holds_it(register_path: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    variables = environment(home, KAA_PASSPHRASE=PASSPHRASE, TMPDIR=str(home))
    ran = command("--register", register_path, "new-recovery-key", "--json", variables=variables)
    assert (ran.code, ran.errors) == (0, "")
    plain = str(ran.json["recovery_key"]).encode()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert register_path in files
    assert not any(plain in path.read_bytes() for path in files)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a pipe breaks otherwise")
def test_nobody_to_read_it_leaves_the_former(
    register_path: Path, tmp_path: Path, clock: MovableClock, first_key: str
) -> None:
    variables = environment(tmp_path, KAA_PASSPHRASE=PASSPHRASE)
    before = key_file_path(register_path).read_bytes()
    with started(("--register", register_path, "new-recovery-key"), variables) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=120) == 0
    assert key_file_path(register_path).read_bytes() == before
    assert recovers(Terminal(register_path, clock), first_key)
