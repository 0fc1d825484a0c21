"""From the work list to people and back, by keyboard."""

from __future__ import annotations

import pytest

from kaa_desktop.domain.work_list import WorkFilter
from kaa_desktop.i18n import Translator
from kaa_desktop.services.work_list import list_work
from kaa_desktop.services.workspace import Workspace
from tests.ui.drivers.main_window import MainWindowDriver
from tests.ui.frame.conftest import OpenSession

LIST = "Work list"


@pytest.fixture
def due(workspace: Workspace) -> list[str]:
    """Who is due, in order."""
    return [row.person.name for row in list_work(workspace, WorkFilter(), offset=0, limit=99)]


@pytest.fixture
def window(open_session: OpenSession, english: Translator, due: list[str]) -> MainWindowDriver:
    driver = open_session(english)
    driver.press("Ctrl+1")
    driver.wait_for_text(due[0])
    return driver


def test_the_list_is_walked_from_person_to_person_and_back(window: MainWindowDriver, due: list[str]) -> None:
    assert len(due) > 3
    window.table(LIST).open(due[0])
    window.wait_for_text(f"1 of {len(due)}")
    window.press("Alt+Down")
    window.wait_for_text(f"2 of {len(due)}")
    window.wait_for_text(due[1])
    window.press("Alt+Down")
    window.wait_for_text(f"3 of {len(due)}")
    window.press("Alt+Left")
    window.wait_for_text("To do now")
    window.press("Enter")
    window.wait_for_text(f"3 of {len(due)}")


def test_several_calls_are_noted_and_taken_back_by_keys_alone(
    window: MainWindowDriver, due: list[str]
) -> None:
    table = window.table(LIST)
    window.session.window.page("today").setFocus()
    for number, name in enumerate(due[:3], start=1):
        window.press("N")
        window.wait_for_text(f"{name}: Phone, no answer is noted.")
        table.wait_for_rows(len(due) - number)
    for number in range(3, 0, -1):
        window.press("Ctrl+Z")
        table.wait_for_rows(len(due) - number + 1)
    assert table.column("Name") == due
