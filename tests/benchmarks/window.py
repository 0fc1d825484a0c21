"""The real window at 150,000 people, a million contacts: from a key until the answer is painted; memory.

Timed by the clock, and by the processor for all threads of the process, which no other process disturbs.

Run: python -m tests.benchmarks.window
"""

from __future__ import annotations

import json
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QPushButton,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from kaa_desktop.domain.code_lists import parse_code_lists
from kaa_desktop.i18n import load_translator
from kaa_desktop.services.registers import RegisterOpener
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import open_person
from kaa_desktop.storage.keys import PassphraseCost
from kaa_desktop.system.assets import code_list_documents, resource, translations_folder
from kaa_desktop.system.local_settings import LocalSettings, LocalSettingsStore
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.common.theme import Scheme, Theme
from kaa_desktop.ui.people.page import PeoplePage
from kaa_desktop.ui.session import Session, SessionParts
from tests.benchmarks.demo_registers import NOW, demo_register
from tests.benchmarks.timing import say

PEOPLE = 150_000
SEARCHES, OPENINGS, PAGES, JUMPS, VISITS = 20, 100, 100, 30, 40
FIRST_OPENINGS = 8
AIM_MB = 300
SCREEN = (1366, 768)
_PATIENCE_MS = 20_000
_RESTS = 3
Ready = Callable[[QAbstractScrollArea], bool]


class Painting(QObject):
    """Sees what is painted: ends a loop once a view of a name has painted what was waited for.

    It watches that view alone where there is one, and hands the window's own event to paint on: to look at
    each widget that is painted takes milliseconds as well.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._loop = QEventLoop()
        self._name = ""
        self._ready: Ready = lambda _view: True
        self._painting = self._handing = False
        self._ended = self._looking = (0.0, 0.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """The end is where the window has painted, or the first event after the paints of the view."""
        paints = event.type() == QEvent.Type.Paint
        if event.type() == QEvent.Type.UpdateRequest and not self._handing:
            return self._hand_on(watched, event)
        if self._painting and not (paints or self._handing):
            self._painting, self._ended = False, now()
        elif paints and self._name and isinstance(watched, QWidget):
            view = watched.parent()
            if isinstance(view, QAbstractScrollArea) and self._shows(view):
                self._name, self._painting = "", True
                if not self._handing:
                    self._app.installEventFilter(self)
                QTimer.singleShot(0, self._loop.quit)  # an event that follows at once
        return False

    def _hand_on(self, window: QObject, event: QEvent) -> bool:
        """All that a window paints at once; the pixels have been handed on when it returns."""
        self._handing = True
        QApplication.sendEvent(window, event)
        self._handing = False
        if self._painting:
            self._painting, self._ended = False, now()
        return True

    def _shows(self, view: QAbstractScrollArea) -> bool:
        """Whether the view shows what was waited for; to look takes time that is not the window's."""
        begun = now()
        found = view.accessibleName() == self._name and self._ready(view)
        self._looking = self._looking[0] + now()[0] - begun[0], self._looking[1] + now()[1] - begun[1]
        return found

    def after(self, act: Callable[[], object], name: str, ready: Ready) -> tuple[float, float]:
        """Do something and wait until the view is painted; milliseconds of the clock and of the processor."""
        self._name, self._ready, self._looking = name, ready, (0.0, 0.0)
        watched: list[QObject] = [
            view.viewport()
            for view in self._app.allWidgets()
            if isinstance(view, QAbstractScrollArea) and view.accessibleName() == name
        ] or [self._app]
        if self._app not in watched:
            watched += self._app.topLevelWidgets()
        for one in watched:
            one.installEventFilter(self)
        limit = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        limit.timeout.connect(self._loop.quit)
        limit.start()
        begun = now()
        act()
        self._loop.exec()
        limit.stop()
        limit.deleteLater()
        for one in (*watched, self._app):
            if isValid(one):
                one.removeEventFilter(self)
        if self._name:
            raise TimeoutError(name)
        clock, processor = (self._ended[side] - begun[side] - self._looking[side] for side in (0, 1))
        return clock, processor


def now() -> tuple[float, float]:
    """Milliseconds of the clock and of the processor."""
    return time.perf_counter() * 1000, time.process_time() * 1000


class Desk:
    """One session in its window, and the keys in front of it."""

    def __init__(self, app: QApplication, workspace: Workspace, folder: Path) -> None:
        self._app = app
        self._workspace = workspace
        self._painting = Painting(app)
        self._theme = Theme(app, resource(), Scheme.LIGHT)
        self._icons = Icons(self._theme, resource("icons"))
        self.runner = TaskRunner(app)
        self._settings = LocalSettingsStore(folder / "settings.json")
        self._settings.save(LocalSettings(window_maximised=True))
        self.session = self._begin()

    def again(self) -> None:
        """Another session."""
        self.session.end()
        self.session = self._begin()

    def do(self, act: Callable[[], object], name: str, ready: Ready) -> tuple[float, float]:
        """Milliseconds by the clock and of the processor, with nothing else under way before."""
        self._rest()
        return self._painting.after(act, name, ready)

    def until(self, text: str) -> None:
        """Until a button says that: what is looked for beside the user's own work."""
        loop, look = QEventLoop(), QTimer(self.runner, interval=500)
        look.timeout.connect(lambda: loop.quit() if self._offers(text) else None)
        look.start()
        loop.exec()
        look.stop()

    def _offers(self, text: str) -> bool:
        return any(text in one.text() for one in self.session.window.findChildren(QPushButton))

    def press(self, keys: str) -> None:
        """A key where the focus is."""
        QTest.keySequence(self._app.focusWidget() or self.session.window, QKeySequence(keys))

    def _begin(self) -> Session:
        translator = load_translator("en", translations_folder())
        return Session(
            self._workspace,
            SessionParts(
                translator=translator,
                load_translator=lambda language: load_translator(language, translations_folder()),
                tasks=self.runner,
                theme=self._theme,
                icons=self._icons,
                settings=self._settings,
                error_text=str,
                make_opener=lambda: RegisterOpener(
                    parse_code_lists(code_list_documents()), lambda: NOW, PassphraseCost(1, 8192)
                ),
                version="",
                demo=True,
            ),
        )

    def _rest(self) -> None:
        """Until the register has answered everything, and what that asked for."""
        loop = QEventLoop()
        left = iter(range(_RESTS))

        def ask() -> None:
            if next(left, None) is None:
                loop.quit()
            else:
                self.runner.run(lambda: None, lambda _none: QTimer.singleShot(10, ask), owner=self.runner)

        ask()
        loop.exec()


def report(name: str, times: Iterable[tuple[float, float]], aim: float) -> None:
    """The line of a measure; the first fifth warmed everything up."""
    listed = list(times)
    kept = listed[len(listed) // 5 :]
    clock, processor = ([pair[side] for pair in kept] for side in (0, 1))
    parts = [
        f"{what} p50 {statistics.median(taken):.1f} ms, p95 {statistics.quantiles(taken, n=20)[-1]:.1f} ms"
        for what, taken in (("clock", clock), ("processor", processor))
    ]
    say(f"{name}: {'; '.join(parts)}; aim p95 < {aim:g} ms")


def rows_shown(view: QAbstractScrollArea) -> bool:
    """Whether a table shows rows, all of which have come."""
    if not isinstance(view, QTableView):
        return False
    model = view.model()
    last = view.rowAt(view.viewport().height() - 1)
    ends = (view.rowAt(0), model.rowCount() - 1 if last < 0 else last)
    return model.rowCount() > 0 and all(model.index(row, 0).data() is not None for row in ends)


def today(desk: Desk) -> None:
    """Coming back to the page."""
    desk.do(lambda: desk.session.show("today"), "Work list", rows_shown)
    desk.until("would be refused in the delivery")
    times = []
    for _round in range(VISITS):
        desk.do(lambda: desk.press("Ctrl+2"), "Young people", rows_shown)
        times.append(desk.do(lambda: desk.press("Ctrl+1"), "Work list", rows_shown))
    report("opening Today", times, 50)


def unlocking(desk: Desk) -> None:
    """A window of its own each time, with nothing made yet."""
    times = []
    for _round in range(FIRST_OPENINGS):
        desk.again()
        times.append(desk.do(lambda: desk.session.show("today"), "Work list", rows_shown))
    report("the whole window with Today, as after unlocking", times, 1000)


def searching(desk: Desk, names: list[str]) -> None:
    """Each letter of a name, in the palette."""
    changed: list[int] = []

    def answered(view: QAbstractScrollArea) -> bool:
        if isinstance(view, QAbstractItemView) and not changed:
            view.model().modelReset.connect(lambda: changed.append(1))
            changed.append(0)
            return True
        return changed[-1] == 1

    desk.do(lambda: desk.press("Ctrl+K"), "Matches", answered)
    times = []
    for name in names:
        for letter in name:
            changed.append(0)
            times.append(desk.do(partial(desk.press, letter), "Matches", answered))
        for _letter in name:
            changed.append(0)
            times.append(desk.do(lambda: desk.press("Backspace"), "Matches", answered))
    report("a key in the search box to its rows painted", times, 16)
    desk.press("Esc")


def says(node: QAccessibleInterface, text: str) -> bool:
    """Whether the text can be read there."""
    return not node.state().invisible and (
        text in node.text(QAccessible.Text.Name)
        or text in node.text(QAccessible.Text.Value)
        or any(says(node.child(place), text) for place in range(node.childCount()))
    )


def shows(text: str) -> Ready:
    """Whether a view shows that text."""

    def look(view: QAbstractScrollArea) -> bool:
        root = QAccessible.queryAccessibleInterface(view.viewport())
        return root is not None and says(root, text)

    return look


def opening(desk: Desk, people: list[tuple[str, str]]) -> None:
    """A person's page, one after the other."""
    page = desk.session.window.page("people")
    if isinstance(page, PeoplePage):
        desk.press("Ctrl+2")
        times = [
            desk.do(partial(page.open_person, person_id), "The person", shows(number))
            for person_id, number in people
        ]
        report("opening a person", times, 16)
        page.show_list()


def scrolling(desk: Desk) -> None:
    """Page after page by the key, and far down by the scroll bar."""
    views: list[QTableView] = []

    def keep(view: QAbstractScrollArea) -> bool:
        if rows_shown(view) and isinstance(view, QTableView):
            views.append(view)
        return bool(views)

    desk.do(lambda: desk.press("Ctrl+1"), "Work list", rows_shown)
    desk.do(lambda: desk.press("Ctrl+2"), "Young people", keep)
    view = views[0]
    view.setFocus(Qt.FocusReason.TabFocusReason)
    report(
        "a page down in the people list",
        (desk.do(lambda: desk.press("PgDown"), "Young people", rows_shown) for _page in range(PAGES)),
        16,
    )
    bar, far = view.verticalScrollBar(), Random(2)  # noqa: S311 - a benchmark
    places = [far.randrange(bar.maximum()) for _place in range(JUMPS)]
    report(
        "anywhere in the people list by the scroll bar",
        (desk.do(partial(bar.setValue, to), "Young people", rows_shown) for to in places),
        16,
    )


def memory(when: str) -> None:
    """Of the process: in all, and what is its own."""
    status = Path("/proc/self/status")
    if status.exists():
        sizes = {
            name: int(size) // 1024 for name, size in re.findall(r"(\w+):\s+(\d+) kB", status.read_text())
        }
        say(
            f"memory {when}: {sizes['VmRSS']} MB, of which the process's own {sizes['RssAnon']} MB,"
            f" most ever {sizes['VmHWM']} MB; aim < {AIM_MB} MB"
        )


def anybody(workspace: Workspace) -> tuple[list[tuple[str, str]], list[str]]:
    """Ids and numbers, and first names, spread over the whole register."""
    chosen = Random(1)  # noqa: S311 - a benchmark
    with workspace.register.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, first_name FROM young_person WHERE sealed = '' AND row_number % 997 = 0"
        ).all()
    ids, names = [str(row[0]) for row in rows], sorted({str(row[1]) for row in rows if str(row[1]).isascii()})
    opened = (open_person(workspace, one).person for one in chosen.sample(ids, OPENINGS))
    numbers = [(one.id, one.details.number.formatted) for one in opened if one.details is not None]
    return numbers, chosen.sample(names, min(SEARCHES, len(names)))


def read_once(path: Path) -> None:
    """Let the system keep the file at hand, as after some hours of work; else the disk is measured."""
    with path.open("rb") as stream:
        while stream.read(1 << 20):
            pass


def no_screen(folder: Path) -> None:
    """As large as that of a small laptop; by itself it would be 800 pixels wide."""
    width, height = SCREEN
    one = {"name": "", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    path = folder / "screen.json"
    path.write_text(json.dumps({"screens": [one]}), "utf-8")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={path}")


def main() -> None:
    """A line for each measure."""
    workspace = demo_register(PEOPLE)
    read_once(workspace.register.path)
    with tempfile.TemporaryDirectory() as folder:
        no_screen(Path(folder))
        app = QApplication([])
        app.setQuitOnLastWindowClosed(False)
        desk = Desk(app, workspace, Path(folder))
        memory("at the start")
        today(desk)
        memory("with Today")
        people, names = anybody(workspace)
        searching(desk, names)
        opening(desk, people)
        scrolling(desk)
        memory("after all that")
        unlocking(desk)
        say(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        say(f"size of the window: {desk.session.window.width()} x {desk.session.window.height()}")
        desk.session.end()
        desk.runner.shutdown()
    workspace.register.close()


if __name__ == "__main__":
    main()
