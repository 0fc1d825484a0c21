from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kaa_desktop.i18n import Translator
from tests.services.workspaces import registered
from tests.ui.drivers.pages import Surroundings
from tests.ui.drivers.today import TodayDriver
from tests.ui.looking import cut_off

NARROW = 607
"""What the page has of a screen of 1366 pixels at 200 per cent."""


def test_at_a_large_scale_all_that_narrows_the_list_stands_in_two_lines(
    surroundings: Surroundings, translator: Translator, qtbot: QtBot
) -> None:
    registered(surroundings.workspace)
    driver = TodayDriver(replace(surroundings, translator=translator), qtbot)
    driver.wait_for_text("(1)")
    driver.window.resize(driver.window.width() - driver.page.width() + NARROW, 420)
    driver.wait_until(lambda: driver.page.width() == NARROW, "the page to be narrow")
    names = {translator.gettext(name) for name in ("Show", "Mine", "Filter", "Sort by", "Views")}
    shown = [element for element in driver.elements() if element.name in names]
    assert {element.name for element in shown} == names
    assert len({element.centre.y() for element in shown}) == 2
    assert cut_off(driver.window) == []
