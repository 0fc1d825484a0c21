"""The headline figures beside the preview; titles and values come from their one definition."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from kaa_desktop.domain.figure_values import Count, FigureSet, Share
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.widgets import TextRole, heading, label

SHOWN = ("in_period", "registered", "deregistered", "reached", "in_measure", "open_at_end", "not_known_share")


class Headlines(QFrame):
    """A card of figures."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._values: dict[str, QLabel] = {}
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
            value = label("–", TextRole.LABEL)
            value.setAccessibleName(_(definition.title))
            grid.addWidget(title, row, 0)
            grid.addWidget(value, row, 1)
            self._values[figure] = value

    def show_figures(self, figures: FigureSet) -> None:
        """Show the values of a period."""
        for figure, value in self._values.items():
            found = figures.values.get(figure)
            text = "–"
            if isinstance(found, Count):
                text = self._translator.number(found.total)
            elif isinstance(found, Share):
                text = self._translator.percent(found.share)
            value.setText(text)
            value.setAccessibleDescription(text)
