from __future__ import annotations

from datetime import date

import pytest

from kaa_desktop.services.case_workers import add_case_worker
from kaa_desktop.services.registers import close
from kaa_desktop.services.work_actions import assign_people
from tests.cli.terminals import Terminal
from tests.services.workspaces import PASSPHRASE, number, opener, registered


def test_today_tells_whom_to_reach(terminal: Terminal) -> None:
    assert terminal.register is not None
    workspace = opener(terminal.clock).unlock(terminal.register, user=None, passphrase=PASSPHRASE)
    alva = registered(workspace, number("20080315"), on=date(2026, 9, 9), first="Alva", last="Berg")
    registered(workspace, number("20080415", "239"), on=date(2026, 9, 10), first="Bo", last="Ek")
    worker, _changes = add_case_worker(workspace, "Lo Vik")
    assign_people(workspace, [alva], worker)
    close(workspace)
    everybody = terminal.run("today", "--json").json
    assert [person["name"] for person in everybody["people"]] == ["Alva Berg", "Bo Ek"]
    assert everybody["counts"]["overdue"] == 2
    first = everybody["people"][0]
    assert (first["due_on"], first["channel"], first["step"]) == ("2026-09-09", "letter", "first")
    theirs = terminal.run("today", "--worker", "Lo Vik", "--json").json
    assert [person["name"] for person in theirs["people"]] == ["Alva Berg"]
    shown = terminal.run("today", "--all", "--group", "overdue").out
    assert "Overdue: 2" in shown
    assert "Bo Ek" in shown
    assert terminal.run("today", "--group", "muted").out.strip() == "Muted: 0"


def test_today_is_of_one_worker_or_of_all(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        terminal.run("today", "--all", "--worker", "Lo Vik")
    assert left.value.code == 2
    assert "--worker and --all do not go together." in capsys.readouterr().err


def test_today_says_who_the_case_workers_are(terminal: Terminal) -> None:
    assert terminal.register is not None
    workspace = opener(terminal.clock).unlock(terminal.register, user=None, passphrase=PASSPHRASE)
    add_case_worker(workspace, "Lo Vik")
    close(workspace)
    ran = terminal.run("today", "--worker", "Lo Wik")
    assert ran.code == 2
    assert ran.errors.strip() == "There is no case worker called Lo Wik. There are: Anna Arbetare, Lo Vik."
    assert terminal.run("today", "--worker", "lo vik").code == 0
