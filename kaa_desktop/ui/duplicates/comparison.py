"""Two people beside each other, and what merging them would do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kaa_desktop.domain.duplicates import MergePreview
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.icons import IconLabel
from kaa_desktop.ui.common.widgets import TextRole, heading, label, line
from kaa_desktop.ui.duplicates.words import details, facts, moves


class Comparison(QScrollArea):
    """Where the two differ is written in bold; scrolls where the window is small."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(context.translator.gettext("Comparison"))
        self.show_nothing()

    def show_nothing(self) -> None:
        """No pair is chosen."""
        self._replace(QWidget())

    def show_pair(self, preview: MergePreview) -> None:
        """Show a pair."""
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(12)
        if not preview.allowed:
            layout.addLayout(self._refusal())
        layout.addLayout(self._table(preview))
        layout.addWidget(line())
        layout.addLayout(self._consequences(preview))
        layout.addStretch()
        self._replace(body)

    def _table(self, preview: MergePreview) -> QGridLayout:
        translator = self._context.translator
        _ = translator.gettext
        grid = _grid(stretching=(1, 2))
        grid.addWidget(heading(_("Is kept")), 0, 1)
        grid.addWidget(heading(_("Becomes part of the one who is kept")), 0, 2)
        for row, (name, mine, theirs) in enumerate(_told(preview, translator), start=1):
            role = TextRole.BODY if mine == theirs else TextRole.LABEL
            grid.addWidget(label(name, TextRole.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(mine or "–", role, wrap=True), row, 1)
            grid.addWidget(label(theirs or "–", role, wrap=True), row, 2)
        return grid

    def _consequences(self, preview: MergePreview) -> QGridLayout:
        translator: Translator = self._context.translator
        _ = translator.gettext
        grid = _grid(stretching=(1,))
        told = (
            (_("Moves"), moves(preview, translator)),
            (_("Taken over"), details(preview.taken_over, translator)),
            (_("Gives way, and stays in the history"), details(preview.given_way, translator)),
        )
        for row, (name, text) in enumerate(told):
            grid.addWidget(label(name, TextRole.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, wrap=True), row, 1)
        return grid

    def _refusal(self) -> QHBoxLayout:
        _ = self._context.translator.gettext
        text = _(
            "The registrations of the two overlap, so they cannot be merged yet. End one of them with the "
            "reason “Registered in error” first."
        )
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(self._context.icons, "triangle-alert", colour="warning"))
        row.addWidget(label(text, TextRole.WARNING, wrap=True), 1)
        return row

    def _replace(self, body: QWidget) -> None:
        body.setProperty("ground", "none")
        self.setWidget(body)


def _told(preview: MergePreview, translator: Translator) -> list[tuple[str, str, str]]:
    """Facts that at least one of the two has."""
    both = zip(facts(preview.kept, translator), facts(preview.other, translator), strict=True)
    return [(name, mine, theirs) for (name, mine), (_same, theirs) in both if mine or theirs]


def _grid(*, stretching: tuple[int, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    for column in stretching:
        grid.setColumnStretch(column, 1)
    return grid
