from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import msoffcrypto
import pytest

from kaa_desktop.domain.young_people import Protection
from kaa_desktop.files.kinds import TableKind, detect_kind
from kaa_desktop.services.registers import close
from tests.cli.terminals import Terminal
from tests.services.workspaces import PASSPHRASE, MovableClock, number, opener, reads, registered


@pytest.fixture
def filled(terminal: Terminal, register_path: Path, clock: MovableClock) -> Terminal:
    """Somebody whom everybody may see, and somebody protected."""
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    registered(workspace, "20080701-2398")
    registered(workspace, number("20080314"), first="Hemlig", protection=Protection.CONFIDENTIALITY_MARK)
    close(workspace)
    return terminal


def logged(register_path: Path, clock: MovableClock) -> list[tuple[str, str, str]]:
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    try:
        return [("person" if person else "", what, reason) for person, what, reason in reads(workspace)]
    finally:
        close(workspace)


def test_an_export_is_encrypted_and_logged(
    filled: Terminal,
    tmp_path: Path,
    register_path: Path,
    clock: MovableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KAA_EXPORT_PASSWORD", "ett lösenord")
    out = tmp_path / "ut.xlsx"
    ran = filled.run("export", "register", "--out", out)
    assert (ran.code, ran.errors) == (0, "")
    assert ran.out.splitlines() == [
        f"Written: {out}",
        "People: 1, registrations: 1, contacts: 0, measures: 0",
        "1 person with protected personal data was left out.",
    ]
    document = msoffcrypto.OfficeFile(io.BytesIO(out.read_bytes()))
    assert document.is_encrypted()
    document.load_key(password="ett lösenord")
    clear = tmp_path / "klar.xlsx"
    with clear.open("wb") as stream:
        document.decrypt(stream, verify_integrity=True)
    assert detect_kind(clear) is TableKind.XLSX
    assert logged(register_path, clock) == [("", "export", "")]


def test_the_password_is_asked_for_twice(filled: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "ut.xlsx"
    assert filled.run("export", "register", "--out", out).code == 0
    document = msoffcrypto.OfficeFile(io.BytesIO(out.read_bytes()))
    document.load_key(password=PASSPHRASE)
    document.decrypt(io.BytesIO(), verify_integrity=True)


def test_unencrypted_has_to_be_said(
    filled: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAA_PASSPHRASE", PASSPHRASE)
    silent = replace(filled, passphrase=None)
    out = tmp_path / "ut.xlsx"
    refused = silent.run("export", "register", "--out", out)
    assert refused.code == 2
    assert not out.exists()
    ran = silent.run("export", "register", "--out", out, "--unencrypted")
    assert ran.code == 0
    assert "not encrypted" in ran.errors
    assert detect_kind(out) is TableKind.XLSX


def test_protected_people_are_in_it_with_a_reason(
    filled: Terminal, tmp_path: Path, register_path: Path, clock: MovableClock
) -> None:
    out = tmp_path / "ut.xlsx"
    ran = filled.run("--protected", "flytt", "export", "register", "--out", out, "--unencrypted", "--json")
    assert ran.json == {
        "written": str(out),
        "people": 2,
        "episodes": 2,
        "contacts": 0,
        "measures": 0,
        "protected": 1,
        "left_out": 0,
        "encrypted": False,
    }
    assert logged(register_path, clock) == [("", "export", "flytt"), ("person", "export", "flytt")]


def test_another_kind_of_file_is_refused(filled: Terminal, tmp_path: Path) -> None:
    ran = filled.run("export", "register", "--out", tmp_path / "ut.csv", "--unencrypted")
    assert ran.code == 2
    assert not (tmp_path / "ut.csv").exists()
