"""Why somebody is on the list, answered on the person page."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.services.notice_imports import NoticeEntry, add_notice
from kaa_desktop.services.workspace import Workspace
from tests.services.workspaces import TODAY, number, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.people import PeopleDriver

ADA = number("20080701")


@pytest.fixture
def driver(surroundings: Surroundings, workspace: Workspace, qtbot: QtBot) -> PeopleDriver:
    entry = NoticeEntry(
        number=parse_personal_number(ADA, today=TODAY),
        kind=NoticeKind.LEAVES,
        dated=date(2026, 7, 28),
        school="Norrskolan",
    )
    registered(workspace, ADA, first="Ada", last="Berg")
    add_notice(workspace, entry)
    return PeopleDriver(surroundings, qtbot)


def test_the_answer_tells_the_rule_the_day_and_the_source(driver: PeopleDriver) -> None:
    driver.open("Ada Berg")
    driver.click("Why is this person on the list?")
    driver.wait_for_text("skollagen 29 kap. 9 §")
    for text in ("Registered from ", "It ends at the latest on the 20th birthday", "Anna Arbetare"):
        assert driver.shows(text), text
    assert driver.shows("Norrskolan")
    assert driver.nameless() == []
    driver.press("Escape")
    driver.wait_until_gone("skollagen 29 kap. 9 §")
