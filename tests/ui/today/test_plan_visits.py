from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.home_visits import RoundPlan
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.home_visits import list_rounds, open_round, plan_round
from kaa_desktop.services.workspace import Workspace
from tests.services.workspaces import TODAY, number, registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.today import TodayDriver, pick_by_arrows

LATE = date(2026, 9, 1)


@pytest.fixture
def driver(workspace: Workspace, surroundings: Surroundings, qtbot: QtBot) -> TodayDriver:
    """Two who are late, and one of whom nobody may know where they live."""
    registered(workspace, number("20080315", "238"), on=LATE, first="Alva", last="Berg", street="Gata 1")
    registered(workspace, number("20080415", "239"), on=LATE, first="Bo", last="Ek", street="Gata 2")
    registered(
        workspace,
        number("20080515", "240"),
        on=LATE,
        first="Cia",
        last="Lind",
        street="Hemligt 1",
        protection=Protection.PROTECTED_REGISTRATION,
    )
    made = TodayDriver(surroundings, qtbot)
    made.wait_until(lambda: len(made.names()) == 3, "three people")
    return made


def test_the_marked_are_put_on_a_new_round_without_the_protected(
    driver: TodayDriver, workspace: Workspace
) -> None:
    driver.mark_all()
    driver.press("Ctrl+H")
    driver.wait_for_text("A new round")
    assert driver.nameless() == []
    driver.click("Put on the round")
    driver.wait_for_text("2 people are put on the round.")
    assert driver.shows("1 person with protected personal data is left out.")
    (found,) = list_rounds(workspace)
    assert (found.plan.planned_on, found.visits, found.hidden) == (TODAY, 2, 0)


def test_the_marked_are_put_on_a_round_that_is_planned(driver: TodayDriver, workspace: Workspace) -> None:
    added, _ = plan_round(workspace, RoundPlan(planned_on=TODAY, area="Norr"))
    driver.mark_all()
    driver.press("Ctrl+H")
    pick_by_arrows(driver, "Round", "30 Sept 2026, Norr")
    driver.click("Put on the round")
    driver.wait_for_text("2 people are put on the round.")
    assert [visit.name for visit in open_round(workspace, added.round_id).visits] == ["Alva Berg", "Bo Ek"]
