"""Opening the work list among 150,000 people, against the bare statements on a connection like ours.

Run: python -m tests.benchmarks.today
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTableView
from sqlcipher3 import dbapi2

from kaa_desktop.domain.contact_plan import ContactPlan
from kaa_desktop.domain.work_list import WorkFilter, WorkGroup
from kaa_desktop.i18n import load_translator
from kaa_desktop.services.case_workers import list_case_workers
from kaa_desktop.services.work_list import count_work, list_work, simulate_plan
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.engine import connect
from kaa_desktop.system.assets import resource, translations_folder
from kaa_desktop.ui.common.change_feed import ChangeFeed
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.drafts import Drafts
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import Scheme, Theme
from kaa_desktop.ui.today.page import TodayPage
from tests.benchmarks.demo_registers import NOW, demo_register
from tests.benchmarks.timing import Times, measured, say, told
from tests.ui.drivers.base import elements

PEOPLE = 150_000
ROUNDS = 60
PAGE = 50
AIM = "p95 < 50 ms"

_BARE = """
SELECT w.row_number, w.due_on, w.channel, p.first_name, p.last_name, e.registered_on
FROM work_item w JOIN young_person p ON p.row_number = w.row_number
LEFT JOIN episode e ON e.person_id = w.person_id AND e.deregistered_on IS NULL
WHERE w.due_on <= ? AND w.muted_until <= ? ORDER BY w.due_on, w.row_number LIMIT 50
"""
_BARE_COUNT = "SELECT count(*) FROM work_item WHERE due_on <= ? AND muted_until <= ?"


def opener(workspace: Workspace, wanted: WorkFilter) -> Callable[[int], object]:
    """What the page asks for: the numbers of the groups, and the first rows."""
    return lambda _round: (
        count_work(workspace, wanted),
        list_work(workspace, wanted, offset=0, limit=PAGE),
    )


def bare(connection: dbapi2.Connection) -> Callable[[int], object]:
    """The least that must be read."""
    day = NOW.date().isoformat()

    def act(_round: int) -> object:
        found = connection.execute(_BARE_COUNT, (day, day)).fetchall()
        return found, connection.execute(_BARE, (day, day)).fetchall()

    return act


def first(workspace: Workspace) -> None:
    """The list of a register that has just been filled is made once."""
    begun = time.perf_counter()
    counts = count_work(workspace, WorkFilter())
    taken = time.perf_counter() - begun
    with workspace.register.read() as connection:
        people = connection.exec_driver_sql("SELECT count(*) FROM work_item").scalar_one()
    say(f"the list of {people} people brought up to date: {taken:.1f} s; due {counts[WorkGroup.DUE]}")


def services(workspace: Workspace, floor: Times) -> None:
    """Each way of looking at the list."""
    worker = list_case_workers(workspace)[0].name
    wanted = {
        "everybody, to do now": WorkFilter(),
        "one worker's, to do now": WorkFilter(worker=worker),
        "everybody, never attempted": WorkFilter(group=WorkGroup.NEVER_ATTEMPTED),
        "everybody, words": WorkFilter(text="an"),
    }
    for name, filtered in wanted.items():
        ours = measured(opener(workspace, filtered), range(ROUNDS))
        say(told(f"work list, {name}", ours, floor, AIM))
    deep = measured(
        lambda number: list_work(workspace, WorkFilter(group=WorkGroup.WEEK), offset=number * 37, limit=PAGE),
        range(ROUNDS),
    )
    say(told("work list, a page while scrolling", deep, floor, "p95 < 16 ms"))
    simulated = measured(lambda _round: simulate_plan(workspace, ContactPlan(again_days=90)), range(3))
    say(f"a plan tried on everybody: p50 {simulated.p50:.0f} ms")


def shows_rows(page: TodayPage) -> bool:
    """Whether the table stands there, as a screen reader knows it."""
    return any(isinstance(element.widget, QTableView) for element in elements(page))


def windows(workspace: Workspace, floor: Times) -> None:
    """From asking for the page to its first rows on the screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme(app, resource(), Scheme.LIGHT)
    icons, runner = Icons(theme, resource("icons")), TaskRunner(app)
    translator = load_translator("sv", translations_folder())
    context = UiContext(
        workspace=workspace,
        translator=translator,
        tasks=runner,
        feed=ChangeFeed(),
        theme=theme,
        icons=icons,
        messages=MessageBar(icons, translator),
        error_text=str,
        drafts=Drafts(workspace, runner, runner),
    )

    def open_page(_round: int) -> None:
        page = TodayPage(context)
        page.resize(1154, 700)
        page.show()
        loop, watch = QEventLoop(), QTimer()
        watch.timeout.connect(lambda: loop.quit() if shows_rows(page) else None)
        watch.start(0)
        loop.exec()
        page.grab()
        page.hide()
        page.deleteLater()

    ours = measured(open_page, range(20))
    say(told("the page from nothing to its rows drawn", ours, floor, AIM))
    runner.shutdown()


def main() -> None:
    """A line for each measure."""
    workspace = demo_register(PEOPLE)
    first(workspace)
    connection = connect(Path(workspace.register.path), workspace.register.keys.file_key)
    floor = measured(bare(connection), range(ROUNDS))
    services(workspace, floor)
    windows(workspace, floor)
    connection.close()
    workspace.register.close()


if __name__ == "__main__":
    main()
