"""The headline figures beside the preview; titles and values come from their one definition."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from kaa_desktop.domain.figure_values import FigureSet
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.widgets import ButtonKind, button, heading, label
from kaa_desktop.ui.reports.figure_lines import NO_VALUE, figure_texts

SHOWN = ("in_period", "registered", "deregistered", "reached", "in_measure", "open_at_end", "not_known_share")


class Headlines(QFrame):
    """A card of figures.

    Signals:
        opened: a figure whose people are wanted.
        all_wanted: all figures are wanted.
    """

    opened = Signal(str)
    all_wanted = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._values: dict[str, QPushButton] = {}
        self.setProperty("card", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(0, 1)
        grid.addWidget(heading(_("The period in figures")), 0, 0, 1, 2)
        for row, figure in enumerate(SHOWN, start=1):
            definition = BY_ID[figure]
            title = label(_(definition.title), wrap=True)
            title.setToolTip(_(definition.rule))
            value = button(NO_VALUE, partial(self.opened.emit, figure), kind=ButtonKind.LINK)
            value.setAccessibleName(_(definition.title))
            value.setToolTip(_("Show the people behind it"))
            grid.addWidget(title, row, 0)
            grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
            self._values[figure] = value
        self._all = button(_("All figures …"), self.all_wanted.emit)
        self._all.setEnabled(False)
        grid.addWidget(self._all, len(SHOWN) + 1, 0, 1, 2)

    def show_figures(self, figures: FigureSet) -> None:
        """Show the values of a period."""
        for figure, value in self._values.items():
            text, *_ = figure_texts(figures.values.get(figure), self._translator)
            value.setText(text)
            value.setAccessibleDescription(text)
        self._all.setEnabled(True)
