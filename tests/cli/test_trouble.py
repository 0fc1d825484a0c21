"""Every trouble: its exit code, one sentence that says what to do, no traceback, and a register as it was."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kaa_desktop.cli import reading
from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.services.registers import close
from kaa_desktop.storage.keys import key_file_path
from tests.cli.terminals import Ran, Terminal
from tests.services.workspaces import (
    PASSPHRASE,
    REGISTER_WORKBOOK,
    MovableClock,
    counts,
    opener,
    registered,
)

NOT_ROOT = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)


def one_sentence(ran: Ran) -> str:
    """What was said: one line on standard error, nothing on standard output, no traceback."""
    assert ran.out == ""
    assert "Traceback" not in ran.errors
    (line,) = ran.errors.splitlines()
    assert line.endswith(".")
    assert "–" not in line.split()  # a dash would stand for a value that the sentence lacks
    assert "{" not in line
    return line


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "population", "{tmp}/missing.csv"),
        ("import", "population", "{tmp}"),
        ("import", "population", "{tmp}/empty.csv"),
        ("import", "population", "{tmp}/other.csv"),
        ("import", "population", "{tmp}/picture.csv"),
        ("import", "register", "{tmp}/missing.xlsx"),
        ("import", "register", "{tmp}/broken.xlsx"),
        ("import", "register", "{tmp}/other.csv"),
        ("figures", "--period", "2026H3"),
        ("figures", "--period", "2026-02-01..2026-01-01"),
        ("figures", "--period", "0000"),
        ("report", "half-year", "--period", "2026", "--out", "{tmp}/r.pdf"),
        ("report", "half-year", "--period", "2027H1", "--out", "{tmp}/r.pdf"),
        ("report", "half-year", "--period", "2026H1", "--out", "{tmp}/missing/r.pdf"),
        ("report", "half-year", "--period", "2026H1", "--out", "{tmp}"),
        ("history", "20080701-2399"),
        ("history", "20080701-2380"),
        ("history", "Åkesson"),
        ("history", ""),
        ("backup", "{tmp}/missing"),
        ("restore", "{tmp}/missing.kaabackup"),
        ("restore", "{tmp}/other.csv"),
        ("template", "register", "--out", "{tmp}/missing/mall.xlsx"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_bad_input_is_2_and_changes_nothing(
    terminal: Terminal, tmp_path: Path, arguments: tuple[str, ...], language: str
) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "other.csv").write_text("Färg;Form\nröd;rund\n", "cp1252")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    (tmp_path / "broken.xlsx").write_bytes(REGISTER_WORKBOOK.read_bytes()[:9000])
    before = state(terminal)
    files = {path.name for path in tmp_path.iterdir()}
    ran = replace(terminal, language=language).run(*(part.format(tmp=tmp_path) for part in arguments))
    assert ran.code == 2
    one_sentence(ran)
    assert state(terminal) == before
    assert {path.name for path in tmp_path.iterdir()} == files


def state(terminal: Terminal) -> object:
    """All that the register says of itself."""
    assert terminal.register is not None
    workspace = opener(terminal.clock).unlock(terminal.register, user=None, passphrase=PASSPHRASE)
    try:
        return counts(workspace), terminal.run("verify", "--json").json
    finally:
        close(workspace)


@pytest.mark.parametrize("code", ["", "18", "018O", "01800"])
def test_a_bad_municipality_code_makes_no_register(tmp_path: Path, clock: MovableClock, code: str) -> None:
    ran = Terminal(tmp_path / "ny.kaa", clock).run("new-register", "--municipality", code)
    assert ran.code == 2
    one_sentence(ran)
    assert list(tmp_path.iterdir()) == []


def test_a_short_passphrase_makes_no_register(tmp_path: Path, clock: MovableClock) -> None:
    ran = Terminal(tmp_path / "ny.kaa", clock, passphrase="kort").run(
        "new-register", "--municipality", "0180"
    )
    assert ran.code == 2
    assert "8" in one_sentence(ran)


def test_an_existing_register_is_not_overwritten(terminal: Terminal) -> None:
    before = state(terminal)
    ran = terminal.run("new-register", "--municipality", "0180")
    assert ran.code == 3
    assert str(terminal.register) in one_sentence(ran)
    assert state(terminal) == before


def test_without_a_register_or_a_passphrase(terminal: Terminal, clock: MovableClock) -> None:
    unnamed = Terminal(None, clock).run("verify")
    assert unnamed.code == 2
    assert "--register" in one_sentence(unnamed)
    silent = replace(terminal, passphrase=None).run("verify")
    assert silent.code == 2
    assert "KAA_PASSPHRASE" in one_sentence(silent)
    empty = replace(terminal, passphrase="").run("verify")
    assert empty.code == 2


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:3000] = bytes(2900)
    path.write_bytes(data)


HARMS: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "no keys": lambda path: key_file_path(path).unlink(),
    "damaged": spoil,
    "damaged keys": lambda path: key_file_path(path).write_text("[]", "utf-8"),
    "empty": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_register_that_cannot_be_opened_is_3(terminal: Terminal, harm: str, language: str) -> None:
    assert terminal.register is not None
    HARMS[harm](terminal.register)
    ran = replace(terminal, language=language).run("search", "Anna")
    assert ran.code == 3
    one_sentence(ran)


def test_each_trouble_has_a_sentence_of_its_own(terminal: Terminal) -> None:
    assert terminal.register is not None
    said = {
        one_sentence(replace(terminal, passphrase="fel lösenfras").run("verify")),
        one_sentence(terminal.run("--user", "Ingen", "verify")),
    }
    keys, data = key_file_path(terminal.register).read_bytes(), terminal.register.read_bytes()
    for harm in HARMS.values():
        harm(terminal.register)
        said.add(one_sentence(terminal.run("verify")))
        key_file_path(terminal.register).write_bytes(keys)
        terminal.register.write_bytes(data)
    key_file_path(terminal.register).write_bytes(keys.replace(b'"format": 1', b'"format": 2'))
    said.add(one_sentence(terminal.run("verify")))
    assert len(said) == len(HARMS) + 3 - 1  # an empty file is a damaged one


@pytest.mark.parametrize("arguments", [("--user", "Ingen", "verify"), ("verify",)])
def test_wrong_user_or_passphrase_is_3(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    ran = replace(terminal, passphrase="fel lösenfras").run(*arguments)
    assert ran.code == 3
    assert "fel lösenfras" not in one_sentence(ran)


@NOT_ROOT
def test_a_folder_that_may_not_be_written(terminal: Terminal, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        ran = terminal.run("verify")
    finally:
        tmp_path.chmod(0o700)
    assert ran.code == 3
    one_sentence(ran)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (RuntimeError("Örjan Åkesson 20080701-2398"), 2),
        (NotAllowedError("person.no_right"), 2),
    ],
)
def test_interruptions_and_bugs_show_no_traceback_and_no_names(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(reading, "search", fail)
    ran = terminal.run("search", "Åkesson")
    assert ran.code == code
    one_sentence(ran)
    logged = "".join(path.read_text("utf-8") for path in (tmp_path / "state").rglob("*.log"))
    assert ("RuntimeError" in logged) == isinstance(error, RuntimeError)
    for text in (ran.errors, logged):
        assert "Åkesson" not in text
        assert "2398" not in text


def test_a_cancelled_import_tells_so_and_leaves_nothing(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_self: object, _done: int, _total: int) -> None:
        signal.raise_signal(signal.SIGINT)

    before = state(terminal)
    with monkeypatch.context() as impatient:
        impatient.setattr("kaa_desktop.cli.console.TerminalProgress.step", interrupted)
        ran = terminal.run("import", "register", REGISTER_WORKBOOK)
    assert ran.code == 130
    one_sentence(ran)
    assert state(terminal) == before


def test_nothing_personal_is_said_of_what_cannot_be_used(terminal: Terminal) -> None:
    workspace = opener(terminal.clock).unlock(Path(str(terminal.register)), user=None, passphrase=PASSPHRASE)
    registered(workspace)
    close(workspace)
    for text in ("20080701-2399", "Åkesson", "20080702-2380"):
        ran = terminal.run("history", text)
        assert ran.code == 2
        assert text not in ran.errors
