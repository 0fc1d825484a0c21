from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from kaa_desktop.domain.home_visits import RoundPlan
from kaa_desktop.services.home_visits import plan_round
from kaa_desktop.services.registers import close
from tests.cli.terminals import Terminal
from tests.services.workspaces import PASSPHRASE, TODAY, MovableClock, opener, reads, registered


@pytest.fixture
def person_id(terminal: Terminal, register_path: Path, clock: MovableClock) -> str:
    """Somebody on today's round."""
    assert terminal
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    person = registered(workspace, street="Storgatan 1", city="Ekköping")
    plan_round(workspace, RoundPlan(planned_on=TODAY), [person])
    close(workspace)
    return person


@pytest.mark.parametrize("more", [(), ("--list",)])
def test_the_pack_is_encrypted_and_logged(
    terminal: Terminal,
    tmp_path: Path,
    register_path: Path,
    clock: MovableClock,
    person_id: str,
    more: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KAA_EXPORT_PASSWORD", "ett lösenord")
    out = tmp_path / "rundan.pdf"
    ran = terminal.run("report", "home-visits", "--period", str(TODAY), "--out", out, *more)
    assert (ran.code, ran.errors) == (0, "")
    assert ran.out.splitlines() == [f"Written: {out}", "1 visit"]
    with pikepdf.open(out, password="ett lösenord") as pdf:
        assert len(pdf.pages) == (1 if more else 2)
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    assert reads(workspace) == [(person_id, "home_visits", "")]
    close(workspace)


def test_no_password_is_said_aloud(terminal: Terminal, tmp_path: Path, person_id: str) -> None:
    assert person_id
    out = tmp_path / "rundan.pdf"
    ran = terminal.run("report", "home-visits", "--period", str(TODAY), "--out", out, "--unencrypted")
    assert ran.code == 0
    assert "not encrypted" in ran.errors
    assert out.read_bytes().startswith(b"%PDF")


def test_a_day_without_rounds_is_refused(terminal: Terminal, tmp_path: Path, person_id: str) -> None:
    assert person_id
    ran = terminal.run("report", "home-visits", "--period", "2026-01-01", "--out", tmp_path / "x.pdf")
    assert (ran.code, "No round of home visits is planned in 2026-01-01." in ran.errors) == (2, True)
