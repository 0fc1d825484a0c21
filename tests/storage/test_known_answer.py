"""A register whose figures are known gives exactly these."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.services.figure_json import figures_as_json
from kaa_desktop.services.figures import figures
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.workspace import Workspace
from tests.registers import SetClock, code_lists, new_workspace

FACIT = Path(__file__).parent.parent / "fixtures" / "register"


def test_a_period_that_has_not_begun_holds_nobody(workspace: Workspace) -> None:
    import_register(workspace, FACIT / "register.xlsx", NoProgress())
    to_come = figures(workspace, parse_period("2027H1"))
    assert all(to_come.count(name).total == 0 for name in BY_ID)


@pytest.fixture(scope="module")
def from_workbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = new_workspace(tmp_path_factory.mktemp("facit"), clock=SetClock())
    import_register(workspace, FACIT / "register.xlsx", NoProgress())
    yield workspace
    workspace.register.close()


@pytest.mark.parametrize("code", ["2025H1", "2025H2", "2026H1", "2026Q3"])
def test_the_workbook_gives_exactly_the_known_answer(from_workbook: Workspace, code: str) -> None:
    expected = json.loads((FACIT / "facit.json").read_text("utf-8"))[code]
    found = figures_as_json(figures(from_workbook, parse_period(code)), code_lists())
    assert found["period"] == {"from": expected["from"], "to": expected["to"]}
    for name, value in expected["figures"].items():
        assert (name, as_far_as(value, found["figures"][name])) == (name, value)


def as_far_as(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The same keys as the known answer has; numbers of a breakdown all of them."""
    return {key: found.get(key) for key in expected}


def test_the_workbook_taken_in_twice_changes_nothing(from_workbook: Workspace) -> None:
    before = figures(from_workbook, parse_period("2026H1"))
    result, changes = import_register(from_workbook, FACIT / "register.xlsx", NoProgress())
    assert (result.taken.people, result.taken.contacts, changes.operation_id) == (0, 0, None)
    assert figures(from_workbook, parse_period("2026H1")) == before
