"""The warning that a person may be in the register already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kaa_desktop.domain.episodes import EpisodeState
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.icons import IconLabel
from kaa_desktop.ui.common.message_bar import announce
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, button, label
from kaa_desktop.ui.people.words import PeopleWords


class DuplicateWarning(QFrame):
    """Who it may be, each with a button that opens them; `opened` carries the id."""

    opened = Signal(str)

    def __init__(self, context: UiContext, words: PeopleWords) -> None:
        super().__init__()
        self._context = context
        self._words = words
        self._rows: tuple[PersonListRow, ...] = ()
        self._number: PersonalNumber | None = None
        self._list: QFrame | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def ids(self) -> frozenset[str]:
        """Who is shown."""
        return frozenset(row.id for row in self._rows)

    @property
    def forbids(self) -> bool:
        """Whether the same number is registered and open: then there is nothing to register."""
        return any(self._is_same(row) and row.state is not EpisodeState.CLOSED for row in self._rows)

    @property
    def returns(self) -> bool:
        """Whether the same number is there with an episode that has ended: then it is registered again."""
        return any(self._is_same(row) and row.state is EpisodeState.CLOSED for row in self._rows)

    def show_people(self, rows: Sequence[PersonListRow], number: PersonalNumber | None) -> None:
        """Show who it may be; nobody hides the warning."""
        if tuple(rows) == self._rows and number == self._number:
            return
        self._rows, self._number = tuple(rows), number
        self.setVisible(bool(rows))
        if rows:
            self._fill()

    def _fill(self) -> None:
        sentence = self._sentence()
        fresh = QFrame()
        fresh.setProperty("message", Tone.WARNING.value)
        layout = QVBoxLayout(fresh)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel(self._context.icons, "triangle-alert", colour="warning"))
        head.addWidget(label(sentence, TextRole.LABEL, wrap=True), 1)
        layout.addLayout(head)
        for row in self._rows:
            layout.addLayout(self._line(row))
        if self._list is not None:
            self._outer.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = fresh
        self._outer.addWidget(fresh)
        announce(self, sentence, urgent=True)

    def _sentence(self) -> str:
        _ = self._context.translator.gettext
        if self.forbids:
            return _("This number is registered already, and open.")
        if self.returns:
            return _("This number has been in the register before. Registering opens a new period.")
        return _("Somebody with the same name and birthday is in the register. Is it the same person?")

    def _line(self, row: PersonListRow) -> QHBoxLayout:
        _ = self._context.translator.gettext
        told = _("{name}, {number}, {state}").format(
            name=row.name, number=row.number, state=self._words.state(row.state).lower()
        )
        open_button = button(_("Open"), lambda: self.opened.emit(row.id))
        open_button.setAccessibleDescription(row.name)
        line = QHBoxLayout()
        line.setContentsMargins(30, 0, 0, 0)
        line.addWidget(label(told, wrap=True), 1)
        line.addWidget(open_button)
        return line

    def _is_same(self, row: PersonListRow) -> bool:
        return self._number is not None and row.number == self._number.formatted
