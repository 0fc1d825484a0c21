"""Uses the page of home visits like a case worker."""

from __future__ import annotations

from PySide6.QtCore import Qt
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

    def pick(self, name: str, value: str) -> None:
        """Go to a choice and press the arrow until it says the value."""
        self.wait_for_text(name)
        field = self.field(name).widget
        assert field is not None
        field.setFocus(Qt.FocusReason.TabFocusReason)

        def chosen() -> bool:
            if not self.field(name).text.startswith(value):
                self.press("Down")
            return self.field(name).text.startswith(value)

        self.wait_until(chosen, f"{name!r} to be {value!r}")

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
