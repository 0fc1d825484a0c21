"""A page in a window of its own, with the search box and the message bar that the main window gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kaa_desktop.domain.errors import KaaError
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.errors import error_sentence
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.change_feed import ChangeFeed
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.drafts import Drafts
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.tasks import TaskRunner
from kaa_desktop.ui.frame.search_box import SearchBox
from kaa_desktop.ui.people.page import PeoplePage
from tests.ui.drivers.base import Driver

SEARCH = "Search for people"
Page = TypeVar("Page", bound=QWidget)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a page needs around it."""

    workspace: Workspace
    translator: Translator
    tasks: TaskRunner
    icons: Icons
    bar: MessageBar
    feed: ChangeFeed

    @property
    def context(self) -> UiContext:
        return UiContext(
            workspace=self.workspace,
            translator=self.translator,
            tasks=self.tasks,
            feed=self.feed,
            theme=self.icons.theme,
            icons=self.icons,
            messages=self.bar,
            drafts=Drafts(self.workspace, self.tasks, self.tasks),
            error_text=self._sentence,
        )

    def _sentence(self, error: Exception) -> str:
        if not isinstance(error, KaaError):
            raise error
        return error_sentence(error, self.translator)


class PageDriver(Driver):
    """Uses a page in a window of its own."""


def window_of(
    build: Callable[[UiContext], Page], surroundings: Surroundings, qtbot: QtBot
) -> tuple[QMainWindow, Page]:
    """Show a page; returns its window and the page."""
    page = build(surroundings.context)
    box = SearchBox(surroundings.icons, name=SEARCH, hint="")
    window, centre = QMainWindow(), QWidget()
    rows = QVBoxLayout(centre)
    for widget in (box, surroundings.bar, page):
        rows.addWidget(widget)
    window.setCentralWidget(centre)
    window.resize(1300, 1400)
    if isinstance(page, PeoplePage):
        box.textChanged.connect(page.search)
        box.left.connect(page.focus_results)
        page.search_cleared.connect(box.clear)
        QShortcut(QKeySequence("Ctrl+K"), window, box.begin)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window, page
