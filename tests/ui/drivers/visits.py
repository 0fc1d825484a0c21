"""Uses the page of home visits like a case worker."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kaa_desktop.ui.visits.page import VisitsPage
from tests.ui.drivers.base import Table
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of


class VisitsDriver(PageDriver):
    """Rounds, the people on them, and what came of it."""

    def __init__(self, surroundings: Surroundings, qtbot: QtBot) -> None:
        window, self.page = window_of(VisitsPage, surroundings, qtbot)
        super().__init__(window, qtbot)
        self.words = surroundings.translator.gettext
        self.opened: list[str] = []
        self.page.person_wanted.connect(self.opened.append)

    @property
    def rounds(self) -> Table:
        return self._awaited("Rounds of home visits")

    @property
    def visits(self) -> Table:
        return self._awaited("Visits in order")

    @property
    def candidates(self) -> Table:
        return self._awaited("People to visit")

    def wait_for_names(self, *names: str) -> None:
        """Wait until the visits stand in that order."""
        self.wait_until(lambda: self._visit_names() == list(names), f"the visits {names}")

    def _visit_names(self) -> list[str]:
        name = self.words("Visits in order")
        if name not in [view.accessibleName() for view in self._tables()]:
            return []
        return self.table(name).column(self.words("Name"))

    def _awaited(self, english: str) -> Table:
        """A table, once no dialog covers it and it has rows to show."""
        name = self.words(english)
        self.wait_until(lambda: name in [view.accessibleName() for view in self._tables()], f"table {name!r}")
        return self.table(name)
