"""Every place and every dialog, looked at as a screen reader, a keyboard and an eye do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.i18n import Translator
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import list_people, open_person
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import Scheme, Theme
from kaa_desktop.ui.frame.places import PLACES
from kaa_desktop.ui.people.page import PeoplePage
from tests.ui.contrast import faint
from tests.ui.drivers.main_window import MainWindowDriver
from tests.ui.frame.conftest import OpenSession
from tests.ui.looking import cut_off, nameless, unreadable_tables, wrong_way
from tests.ui.walking import Look, Stage, Walker

SMALL_LAPTOP = QSize(1366, 768)


def stages(driver: MainWindowDriver, workspace: Workspace) -> Iterator[Stage]:
    """Every place, and the page of a person who has been through much."""
    window = driver.session.window
    for place in PLACES:
        yield Stage(place.id, window.page(place.id), partial(window.go_to, place.id))
    rows = list_people(workspace, PeopleFilter.OPEN, offset=0, limit=40)
    busiest = max(rows, key=lambda row: len(open_person(workspace, row.id).contacts))
    people = window.page("people")
    assert isinstance(people, PeoplePage)

    def open_busiest() -> None:
        window.go_to("people")
        people.open_person(busiest.id)

    yield Stage("person", people, open_busiest)


def walk(driver: MainWindowDriver, workspace: Workspace, runner: TaskRunner, look: Look) -> Walker:
    driver.window.resize(SMALL_LAPTOP)
    walker = Walker(driver, runner, look)
    for stage in stages(driver, workspace):
        walker.walk(stage)
    return walker


def test_all_has_a_name_stands_out_and_is_reached_in_the_order_of_the_eye(
    open_session: OpenSession, english: Translator, workspace: Workspace, runner: TaskRunner
) -> None:
    faults: dict[str, list[str]] = {}

    def look(window: QWidget, way: str) -> None:
        found = (*nameless(window), *unreadable_tables(window), *wrong_way(window), *faint(window))
        for fault in found:
            faults.setdefault(fault, []).append(way)

    walker = walk(open_session(english), workspace, runner, look)
    assert faults == {}
    assert len(walker.seen) > 40, walker.seen  # else it has not come far


def test_all_stands_out_in_the_dark_too(
    open_session: OpenSession, english: Translator, workspace: Workspace, runner: TaskRunner, theme: Theme
) -> None:
    faults: dict[str, list[str]] = {}

    def look(window: QWidget, way: str) -> None:
        for fault in faint(window):
            faults.setdefault(fault, []).append(way)

    theme.set_scheme(Scheme.DARK)
    try:
        walk(open_session(english), workspace, runner, look)
    finally:
        theme.set_scheme(Scheme.LIGHT)
    assert faults == {}


def test_nothing_is_cut_off_where_texts_are_longer(
    open_session: OpenSession, stretched: Translator, workspace: Workspace, runner: TaskRunner
) -> None:
    faults: dict[str, list[str]] = {}

    def look(window: QWidget, way: str) -> None:
        for fault in cut_off(window):
            faults.setdefault(fault, []).append(way)

    walk(open_session(stretched), workspace, runner, look)
    assert faults == {}
