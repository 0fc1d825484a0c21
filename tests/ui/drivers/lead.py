"""Uses the lead's overview like a team lead."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kaa_desktop.ui.lead.page import LeadPage
from kaa_desktop.ui.lead.tiles import FigureTile
from tests.ui.drivers.base import Element, Table
from tests.ui.drivers.pages import PageDriver, Surroundings, window_of


class LeadDriver(PageDriver):
    """Numbers, bars, and the people behind them."""

    def __init__(self, surroundings: Surroundings, qtbot: QtBot) -> None:
        window, self.page = window_of(LeadPage, surroundings, qtbot)
        super().__init__(window, qtbot)
        self.words = surroundings.translator.gettext
        self.opened: list[str] = []
        self.page.person_wanted.connect(self.opened.append)

    @property
    def workers(self) -> Table:
        return self._awaited("Caseload by case worker")

    @property
    def months(self) -> Table:
        return self._awaited("Flow by month")

    @property
    def people(self) -> Table:
        return self._awaited("People behind the number")

    @property
    def chart(self) -> Element:
        """The chart as those who hear the window know it."""
        name = self.words("Registered and deregistered by month")
        found = [element for element in self.elements() if element.name == name]
        assert found, f"no chart among {self.visible_texts()}"
        return found[0]

    def edges_of_tiles(self) -> list[tuple[int, int, int]]:
        """Left, right and top of the large numbers in the window."""
        tiles = [element.widget for element in self.elements() if isinstance(element.widget, FigureTile)]
        places = [(tile.mapTo(self.window, QPoint()), tile.width()) for tile in tiles]
        return [(place.x(), place.x() + width, place.y()) for place, width in places]

    def go_to_chart(self) -> None:
        """Let the keyboard be on the chart."""
        widget = self.chart.widget
        assert widget is not None
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def click_newest_bar(self) -> None:
        """Click the last bar of the chart."""
        widget = self.chart.widget
        assert widget is not None
        month = widget.width() / 12
        place = QPoint(round(widget.width() - month / 2 + month * 0.1), widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)

    def click_number(self, worker: str, title: str) -> None:
        """Click a number of a case worker."""
        self.workers.click_cell(worker, title)

    def pick(self, name: str, value: str) -> None:
        """Go to a choice and press the arrow until it says the value."""
        self.wait_for_text(name)
        field = self.field(name).widget
        assert field is not None
        field.setFocus(Qt.FocusReason.TabFocusReason)

        def chosen() -> bool:
            if self.field(name).text != value:
                self.press("Down")
            return self.field(name).text == value

        self.wait_until(chosen, f"{name!r} to be {value!r}")

    def _awaited(self, english: str) -> Table:
        """A table, once it shows."""
        name = self.words(english)
        self.wait_until(lambda: name in [view.accessibleName() for view in self._tables()], f"table {name!r}")
        return self.table(name)
