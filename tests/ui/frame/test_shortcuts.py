"""The sheet of shortcuts tells those that there are, in every place, and no others."""

from __future__ import annotations

import pytest

from kaa_desktop.domain.home_visits import RoundPlan
from kaa_desktop.domain.person_list import PeopleFilter, PersonListRow
from kaa_desktop.i18n import Translator
from kaa_desktop.services.home_visits import plan_round
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import list_people
from tests.ui.drivers.main_window import MainWindowDriver
from tests.ui.frame.conftest import OpenSession

PLACES = (
    *("Today", "Reconciliation", "School notices", "Reports", "Statutory delivery", "Overview", "Settings"),
    *("Home visits", "Young people"),
)


@pytest.fixture
def person(workspace: Workspace) -> PersonListRow:
    return list_people(workspace, PeopleFilter.OPEN, offset=0, limit=1)[0]


def seen_everywhere(window: MainWindowDriver, person: PersonListRow) -> set[tuple[str, str]]:
    """What can be pressed in each place, on a round, on a person and in the dialog behind a number."""
    found = set()
    for place in PLACES:
        window.go_to(place)
        found |= window.shortcuts()
    window.table("Young people").wait_for_row(person.name)
    window.table("Young people").open(person.name)
    window.wait_for_text("Timeline")
    found |= window.shortcuts()
    window.go_to("Home visits")
    window.table("Rounds of home visits").wait_for_row("Norrvik")
    window.table("Rounds of home visits").open("Norrvik")
    window.wait_for_text("We are back")
    found |= window.shortcuts()
    window.press("Ctrl+8")
    window.wait_until(lambda: "Not known" in window.focused_name(), "the first number")
    window.press("Return")
    window.wait_for_text("Mark all")
    found |= window.shortcuts()
    window.press("Esc")
    return found


def test_the_sheet_tells_all_shortcuts_that_there_are(
    open_session: OpenSession, workspace: Workspace, english: Translator, person: PersonListRow
) -> None:
    plan_round(workspace, RoundPlan(planned_on=workspace.today, area="Norrvik"), [person.id])
    window = open_session(english)
    window.press("F1")
    window.wait_for_text("Ctrl+Shift+L")
    told = window.shortcut_sheet()
    window.click("Close")

    found = seen_everywhere(window, person)

    named = {(text, keys) for text, keys in found if text}
    assert named - told == set()
    assert {keys for _text, keys in found} - {keys for _text, keys in told} == set()
    in_lists = {"Ctrl+C"}
    assert {keys for _text, keys in told} - {keys for _text, keys in found} == in_lists
