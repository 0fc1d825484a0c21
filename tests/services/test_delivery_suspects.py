from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.delivery_controls import Severity
from kaa_desktop.domain.periods import half_year_of
from kaa_desktop.domain.register_history import RegisterHistory
from kaa_desktop.services.delivery_checks import check_delivery, refused_after
from kaa_desktop.services.registers import close
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.register_histories import HistoryIntake
from tests.services.workspaces import PASSPHRASE, SETTINGS, USER, MovableClock, opener
from tests.storage.random_registers import P, registers


@settings(max_examples=20)
@given(history=registers())
def test_those_who_would_be_refused_are_found_in_sql_as_by_looking_at_everybody(
    history: RegisterHistory, tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace = filled(tmp_path_factory.mktemp("register"), history)
    try:
        checked = check_delivery(workspace, half_year_of(workspace.today), NoProgress())
        refused = {
            person.id
            for person in checked.found
            if any(finding.severity is Severity.ERROR for finding in person.findings)
        }
        assert refused_by_parts(workspace) == refused
    finally:
        close(workspace)


def refused_by_parts(workspace: Workspace) -> set[str]:
    found: set[str] = set()
    part = refused_after(workspace, "", limit=2)
    while part.until:
        found |= part.refused
        part = refused_after(workspace, part.until, limit=2)
    return found | part.refused


def filled(folder: Path, history: RegisterHistory) -> Workspace:
    workspace, _key = opener(MovableClock(P.last)).create(
        folder / "r.kaa", user=USER, passphrase=PASSPHRASE, settings=SETTINGS
    )
    with workspace.register.operation("import.register") as scope:
        HistoryIntake(scope, workspace.register.keys, workspace.person_secret(), NoProgress()).take_in(
            history
        )
    return workspace
