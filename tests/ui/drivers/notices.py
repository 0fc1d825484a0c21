"""Uses the page of school notices like a case worker."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.notices.page import NoticesPage
from tests.ui.drivers.base import Table
from tests.ui.drivers.drops import drop_files
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of


class NoticesDriver(PageDriver):
    """The lists, the dialogs, and where the pupils went."""

    def __init__(self, surroundings: Surroundings, qtbot: QtBot) -> None:
        window, self.page = window_of(NoticesPage, surroundings, qtbot)
        super().__init__(window, qtbot)
        self.words = surroundings.translator.gettext
        self.opened: list[str] = []
        self.page.person_wanted.connect(self.opened.append)

    @property
    def notices(self) -> Table:
        return self._awaited(self.words("School notices"))

    @property
    def streams(self) -> Table:
        return self._awaited(self.words("Where did they go?"))

    def _awaited(self, name: str) -> Table:
        """A table, once no dialog covers it and it has rows to show."""
        self.wait_until(lambda: name in [view.accessibleName() for view in self._tables()], f"table {name!r}")
        return self.table(name)

    def drop(self, *paths: Path) -> bool:
        """Drag files onto the page and let go."""
        return drop_files(self.page, *paths)

    def go_to(self, title: str, count: int) -> None:
        """Choose a list, once it has so many notices."""
        self.click(f"{self.words(title)} ({count})")

    def wait_for_names(self, *names: str) -> None:
        """Wait until the list holds exactly those."""
        notices = self.notices
        self.wait_until(lambda: notices.column(self.words("Name")) == list(names), f"the names {names}")

    def pick(self, name: str, value: str) -> None:
        """Go to a choice and press the arrow until it says the value."""
        self.wait_for_text(name)
        field = self.field(name).widget
        assert field is not None
        field.setFocus(Qt.FocusReason.TabFocusReason)
        for _time in range(10):
            if self.field(name).text != value:
                self.press("Down")
        assert self.field(name).text == value

    def see_where_they_went(self) -> None:
        """Go to the other view."""
        self.click(self.words("Where did they go?"))
