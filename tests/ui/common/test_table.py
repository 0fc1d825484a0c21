from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.table_model import Column, Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel, TableView
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.tokens import Tone
from tests.ui.drivers.base import Driver

COLUMNS = (
    Column[int](id="name", title="Name", text=lambda row: f"Person {row}", sort_key="name", stretch=True),
    Column[int](
        id="state",
        title="State",
        text=lambda _: "Reached",
        tone=lambda _: Tone.SUCCESS,
        icon=lambda _: "phone",
    ),
)


@dataclass
class Source:
    """Numbers for rows, and a record of what was asked for."""

    total: int
    asked: list[tuple[int, int]] = field(default_factory=list)

    def fetch(self, offset: int, limit: int) -> Page[int]:
        self.asked.append((offset, limit))
        return Page(range(offset, min(offset + limit, self.total)), self.total)


@pytest.fixture
def model(runner: TaskRunner, icons: Icons) -> Iterator[PagedTableModel[int]]:
    model = PagedTableModel(COLUMNS, runner, icons, page_size=50)
    yield model
    runner.shutdown()


@pytest.fixture
def panel(model: PagedTableModel[int], icons: Icons, qtbot: QtBot) -> TablePanel:
    panel = TablePanel(model, icons, name="People")
    qtbot.addWidget(panel)
    panel.resize(600, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def view(panel: TablePanel) -> TableView:
    return panel.view


@pytest.fixture
def driver(panel: TablePanel, qtbot: QtBot) -> Driver:
    return Driver(panel, qtbot)


def test_only_pages_that_are_looked_at_are_fetched(
    model: PagedTableModel[int], view: TableView, driver: Driver, qtbot: QtBot
) -> None:
    source = Source(150_000)
    model.set_source(source.fetch)
    driver.wait_for_text("Person 3")
    assert model.rowCount() == 150_000
    assert source.asked == [(0, 50)]
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.row(149_999) == 149_999)
    assert len(source.asked) <= 4
    assert sum(model.row(number) is not None for number in range(150_000)) <= 200


def test_keyboard_and_mouse_open_a_row(
    model: PagedTableModel[int], view: TableView, driver: Driver, qtbot: QtBot
) -> None:
    model.set_source(Source(10).fetch)
    driver.table("People").wait_for_rows(10)
    with qtbot.waitSignal(view.activated_row) as signal:
        driver.table("People").open("Person 7")
    assert signal.args == [7]
    with qtbot.waitSignal(view.selected_row) as signal:
        driver.press("Home")
    assert signal.args == [0]
    assert view.current_row() == 0


def test_shift_marks_as_far_as_the_first_or_last_row(
    model: PagedTableModel[int], view: TableView, driver: Driver
) -> None:
    view.allow_several()
    model.set_source(Source(120).fetch)
    driver.table("People").wait_for_row("Person 3")
    driver.table("People").select("Person 3")
    driver.press("Shift+End")
    assert view.marked_numbers() == list(range(3, 120))
    driver.press("Shift+Home")
    assert view.marked_numbers() == [0, 1, 2, 3]
    driver.press("End")
    assert view.marked_numbers() == [119]


def test_whoever_waits_for_the_rows_lands_on_the_first_of_them(
    model: PagedTableModel[int], view: TableView, driver: Driver, qtbot: QtBot
) -> None:
    view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    model.set_source(Source(10).fetch)
    driver.table("People").wait_for_rows(10)
    with qtbot.waitSignal(view.activated_row) as signal:
        driver.press("Return")
    assert signal.args == [0]


def test_the_head_of_a_column_asks_for_sorting_both_ways(
    model: PagedTableModel[int], view: TableView, driver: Driver, qtbot: QtBot
) -> None:
    model.set_source(Source(10).fetch)
    driver.table("People").wait_for_rows(10)
    with qtbot.waitSignal(view.sort_requested) as signal:
        driver.table("People").sort_by("Name")
    assert signal.args == ["name", False]
    with qtbot.waitSignal(view.sort_requested) as signal:
        driver.table("People").sort_by("Name")
    assert signal.args == ["name", True]
    with qtbot.assertNotEmitted(view.sort_requested):
        driver.table("People").sort_by("State")


def test_a_column_that_was_hidden_while_the_window_grew_comes_back_with_its_width(
    model: PagedTableModel[int], panel: TablePanel, view: TableView, driver: Driver
) -> None:
    model.set_source(Source(3).fetch)
    table = driver.table("People")
    width = view.columnWidth(1)
    view.hide_columns({"state"})
    assert table.titles_in_sight() == ["Name"]
    assert view.columnWidth(0) == view.viewport().width()
    panel.resize(800, 400)
    driver.wait_until(lambda: view.columnWidth(0) == view.viewport().width(), "the others share the width")
    view.hide_columns(())
    assert table.titles_in_sight() == ["Name", "State"]
    assert view.columnWidth(1) == width
    assert table.fits()


def test_an_empty_table_says_why_and_what_to_do(
    model: PagedTableModel[int], panel: TablePanel, driver: Driver
) -> None:
    done = list[str]()
    panel.set_empty("users", "Nobody yet.", "Register somebody", lambda: done.append("register"))
    model.set_source(Source(0).fetch)
    driver.wait_for_text("Nobody yet.")
    driver.click("Register somebody")
    assert done == ["register"]
    model.set_source(Source(3).fetch)
    driver.wait_for_text("Person 1")
    assert not driver.shows("Nobody yet.")
    assert driver.nameless() == []


def test_the_keyboard_waits_at_the_sentence_and_goes_back_to_the_rows(
    model: PagedTableModel[int], panel: TablePanel, driver: Driver
) -> None:
    panel.set_empty("users", "Nobody yet.")
    model.set_source(Source(3).fetch)
    driver.wait_for_text("Person 1")
    panel.view.setFocus()
    model.set_source(Source(0).fetch)
    driver.wait_until(lambda: driver.focused_name() == "Nobody yet.", "the keyboard to be at the sentence")
    model.set_source(Source(3).fetch)
    driver.wait_until(lambda: driver.focused_name() == panel.view.accessibleName(), "it to be in the table")


def test_the_page_that_follows_is_there_before_one_comes_to_it(
    model: PagedTableModel[int], view: TableView, driver: Driver, qtbot: QtBot
) -> None:
    source = Source(400)
    model.set_source(source.fetch)
    driver.wait_for_text("Person 3")
    view.go_to(30)
    qtbot.waitUntil(lambda: model.row(50) == 50)
    assert source.asked == [(0, 50), (50, 50)]


def test_reloading_keeps_the_place(
    model: PagedTableModel[int], view: TableView, driver: Driver, qtbot: QtBot
) -> None:
    source = Source(400)
    model.set_source(source.fetch)
    driver.wait_for_text("Person 3")
    view.go_to(210)
    qtbot.waitUntil(lambda: model.row(210) == 210)
    source.total = 390
    with qtbot.waitSignal(model.loaded):
        model.reload()
    assert model.rowCount() == 390
    assert view.currentIndex().row() == 210
    qtbot.waitUntil(lambda: model.row(210) == 210)


def test_a_screen_reader_hears_column_and_value(
    model: PagedTableModel[int], view: TableView, driver: Driver
) -> None:
    model.set_source(Source(5).fetch)
    driver.table("People").wait_for_rows(5)
    spoken = model.index(2, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "State: Reached"
    assert driver.table("People").column("State") == ["Reached"] * 5
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "People"


def test_trouble_while_fetching_is_told(
    model: PagedTableModel[int], runner: TaskRunner, qtbot: QtBot
) -> None:
    def fail(_offset: int, _limit: int) -> Page[int]:
        raise OSError

    with qtbot.waitSignal(runner.failed) as signal:
        model.set_source(fail)
    assert signal.args is not None
    assert isinstance(signal.args[0], OSError)


@pytest.mark.parametrize("late", [False, True])
def test_rows_far_down_are_drawn_when_they_have_come_or_empty_where_that_takes_long(
    model: PagedTableModel[int],
    view: TableView,
    driver: Driver,
    qtbot: QtBot,
    late: bool,  # noqa: FBT001 - pytest passes it by name
) -> None:
    source, answers = Source(150_000), Event()
    answers.set()

    def fetch(offset: int, limit: int) -> Page[int]:
        answers.wait()
        return source.fetch(offset, limit)

    model.set_source(fetch)
    driver.wait_for_text("Person 3")
    answers.clear()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    assert not view.viewport().updatesEnabled()
    if late:
        qtbot.waitUntil(view.viewport().updatesEnabled)
        assert model.row(view.rowAt(0)) is None
    answers.set()
    qtbot.waitUntil(lambda: model.row(view.rowAt(0)) is not None)
    qtbot.waitUntil(view.viewport().updatesEnabled)
