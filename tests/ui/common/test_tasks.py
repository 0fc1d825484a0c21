from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.change_feed import ChangeFeed
from kaa_desktop.ui.common.progress import ProgressDialog
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.frame.busy_line import BusyLine
from tests.ui.drivers.base import Driver


def test_work_runs_elsewhere_in_order_and_answers_here(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, answers, threads = QObject(), list[tuple[int, bool]](), set[int]()

    def work(number: int) -> Callable[[], int]:
        def run() -> int:
            threads.add(threading.get_ident())
            return number

        return run

    here = threading.get_ident()
    for number in range(20):
        runner.run(
            work(number), lambda result: answers.append((result, threading.get_ident() == here)), owner=owner
        )
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == [(number, True) for number in range(20)]
    assert len(threads) == 1
    assert here not in threads


def test_work_beside_keeps_nobody_waiting_and_is_not_shown(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, gate, answers, busy = QObject(), threading.Event(), list[str](), list[bool]()
    runner.busy_changed.connect(busy.append)
    runner.run_beside(lambda: "backed up" if gate.wait() else "", answers.append, owner=owner)
    runner.run(lambda: "a person", answers.append, owner=owner)
    qtbot.waitUntil(lambda: answers == ["a person"])
    assert busy == [True, False]
    gate.set()
    qtbot.waitUntil(lambda: answers == ["a person", "backed up"])
    assert busy == [True, False]


def test_a_line_shows_work_that_takes_long_and_goes_with_it(runner: TaskRunner, qtbot: QtBot) -> None:
    page = QWidget()
    line = BusyLine(name="Working …")
    QVBoxLayout(page).addWidget(line)
    qtbot.addWidget(page)
    page.show()
    runner.busy_changed.connect(line.show_busy)
    driver, owner, gate = Driver(page, qtbot), QObject(), threading.Event()
    runner.run(gate.wait, lambda _: None, owner=owner)
    assert not driver.shows("Working …")
    driver.wait_for_text("Working …")
    gate.set()
    driver.wait_until_gone("Working …")


def test_only_the_newest_request_of_a_key_runs_and_answers(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, gate, ran, answers = QObject(), threading.Event(), list[str](), list[str]()
    runner.run(gate.wait, lambda _: None, owner=owner)

    def search(text: str) -> Callable[[], str]:
        def run() -> str:
            ran.append(text)
            return text

        return run

    for text in ("a", "an", "and"):
        runner.run(search(text), answers.append, owner=owner, key="search")
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert ran == answers == ["and"]


def test_an_answer_for_a_widget_that_is_gone_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    gone, owner, gate, answers = QWidget(), QObject(), threading.Event(), list[str]()
    runner.run(gate.wait, lambda _: answers.append("gone"), owner=gone)
    runner.run(lambda: "here", answers.append, owner=owner)
    gone.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["here"]


def test_trouble_goes_to_the_asker_or_to_everybody(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, told = QObject(), list[Exception]()

    def fail() -> None:
        raise InvalidInputError("contact.future")

    runner.run(fail, lambda _: None, told.append, owner=owner)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], InvalidInputError)
    with qtbot.waitSignal(runner.failed) as signal:
        runner.run(fail, lambda _: None, owner=owner)
    assert signal.args is not None
    assert isinstance(signal.args[0], InvalidInputError)


def test_after_the_end_nothing_new_is_begun(runner: TaskRunner) -> None:
    done: list[int] = []
    runner.shutdown()
    runner.run(lambda: done.append(1), lambda _: None, owner=runner)
    assert done == []


def test_work_that_waits_is_done_before_the_thread_ends(runner: TaskRunner) -> None:
    owner, written = QObject(), list[int]()
    for number in range(50):
        runner.run(partial(written.append, number), lambda _: None, owner=owner)
    runner.shutdown()
    assert written == list(range(50))


@pytest.fixture
def window(qtbot: QtBot, theme: object) -> QWidget:
    assert theme is not None
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    return window


def test_long_work_shows_how_far_it_has_come_and_can_be_stopped(
    runner: TaskRunner, window: QWidget, qtbot: QtBot, english: Translator
) -> None:
    shown, outcome = threading.Event(), list[str]()
    driver = Driver(window, qtbot)

    def work(progress: Progress) -> str:
        progress.step(1000, 4000)
        while not shown.wait(0.01):
            progress.step(1000, 4000)
        while True:
            progress.step(2000, 4000)

    runner.run_long(
        work,
        outcome.append,
        owner=window,
        dialog=ProgressDialog(window, english, title="Reading the file"),
        cancelled=lambda: outcome.append("stopped"),
    )
    assert not driver.shows("Reading the file")
    driver.wait_for_text("1,000 of 4,000")
    shown.set()
    driver.wait_for_text("2,000 of 4,000")
    driver.click(english.gettext("Cancel"))
    qtbot.waitUntil(lambda: outcome == ["stopped"])
    driver.wait_until_gone("Reading the file")


def test_work_that_only_reads_is_left_at_once_and_its_late_answer_dropped(
    runner: TaskRunner, window: QWidget, qtbot: QtBot, english: Translator
) -> None:
    let_go, outcome = threading.Event(), list[str]()
    driver = Driver(window, qtbot)

    def work(_progress: Progress) -> str:
        let_go.wait()
        return "late"

    runner.run_long(
        work,
        outcome.append,
        owner=window,
        dialog=ProgressDialog(window, english, title="Making the report", changes_nothing=True),
        cancelled=lambda: outcome.append("stopped"),
    )
    driver.wait_for_text("Making the report")
    driver.click(english.gettext("Cancel"))
    driver.wait_until_gone("Making the report")
    assert outcome == ["stopped"]
    let_go.set()
    runner.run(lambda: "next", outcome.append, owner=window)
    qtbot.waitUntil(lambda: "next" in outcome)
    assert outcome == ["stopped", "next"]


def test_short_work_shows_no_dialog(
    runner: TaskRunner, window: QWidget, qtbot: QtBot, english: Translator
) -> None:
    outcome = list[int]()
    dialog = ProgressDialog(window, english, title="Reading")

    def work(progress: Progress) -> int:
        progress.step(1, 1)
        return 7

    runner.run_long(work, outcome.append, owner=window, dialog=dialog)
    qtbot.waitUntil(lambda: outcome == [7])
    assert not Driver(window, qtbot).shows("Reading")


def test_closing_the_application_stops_long_work(
    runner: TaskRunner, window: QWidget, english: Translator
) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            begun.set()
            progress.step(0, 0)

    runner.run_long(
        work, lambda _: None, owner=window, dialog=ProgressDialog(window, english, title="Reading")
    )
    assert begun.wait(5)
    runner.shutdown()


def test_the_binding_to_qt_counts_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to None or True with each call, then crashes."""
    window = QWidget()
    qtbot.addWidget(window)
    before = sys.getrefcount(None)
    for _ in range(500):
        window.property("nothing")
    assert sys.getrefcount(None) > before - 100


def test_everybody_hears_of_changes(qtbot: QtBot) -> None:
    feed = ChangeFeed()
    changes = Changes(kinds=frozenset({"contact_attempt"}), person_ids=frozenset({"p1"}))
    with qtbot.waitSignal(feed.changed) as signal:
        feed.announce(changes, feed)
    assert signal.args == [changes, feed]
