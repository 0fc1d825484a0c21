from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.registers import close
from tests.cli.terminals import Terminal
from tests.services.workspaces import PASSPHRASE, MovableClock, number, opener, registered


@pytest.fixture
def filled(terminal: Terminal, register_path: Path, clock: MovableClock) -> Terminal:
    """Somebody with a contact outside the registration."""
    workspace = opener(clock).unlock(register_path, user=None, passphrase=PASSPHRASE)
    person = registered(workspace, number("20080202"))
    entry = ContactEntry(made_on=date(2026, 7, 15), channel="phone", outcome="reached", occupation="work")
    log_contact(workspace, [person], entry)
    close(workspace)
    return terminal


def test_check_lists_what_would_be_refused_and_ends_with_1(filled: Terminal) -> None:
    ran = filled.run("check", "--period", "2026H2")
    assert ran.code == 1
    assert "lies outside every registration" in ran.out
    told = filled.run("check", "--period", "2026H2", "--json").json
    assert (told["errors"], told["counts"]["contact_outside"]) == (1, 1)
    assert told["found"][0]["personal_number"] == number("20080202")


def test_a_delivery_with_errors_is_refused_and_can_be_forced(filled: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "kaa.csv"
    refused = filled.run("delivery", "--period", "2026H2", "--out", out, "--unencrypted")
    assert refused.code == 2
    assert "The controls found 1 errors" in refused.errors
    assert not out.exists()
    ran = filled.run(
        "delivery", "--period", "2026H2", "--out", out, "--unencrypted", "--force", "sent anyway"
    )
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"Written: {out}",
        "People: 1, rows: 1, errors: 1, warnings: 1",
    ]
    assert "unconfirmed" in ran.errors
    again = filled.run(
        "delivery", "--period", "2026H2", "--out", out, "--unencrypted", "--force", "x", "--json"
    )
    assert again.json["difference"] == {"added": 0, "removed": 0, "changed": {}}


def test_another_period_than_a_half_year_is_refused(filled: Terminal, tmp_path: Path) -> None:
    ran = filled.run("delivery", "--period", "2026Q3", "--out", tmp_path / "a.csv", "--unencrypted")
    assert ran.code == 2


def test_a_year_is_refused_before_anybody_is_asked_for_a_password(terminal: Terminal, tmp_path: Path) -> None:
    asked: list[str] = []

    class Listening(Terminal):
        def _answer(self, question: str) -> str:
            asked.append(question)
            return super()._answer(question)

    listening = Listening(terminal.register, terminal.clock)
    ran = listening.run("delivery", "--period", "2026", "--out", tmp_path / "d.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.errors.strip() == "This covers a half-year such as 2026H1, not 2026."
    assert not [question for question in asked if "file" in question]
