"""Other people for whom the same contact counts: brothers and sisters at the same address, or others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.tab_order import keep_order
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label
from kaa_desktop.ui.contacts.find_person import FindPersonDialog, FoundPerson


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """Somebody who may be ticked: the id, and what stands beside the box."""

    id: str
    text: str


class AlsoFor(QWidget):
    """A box for each who lives there, and a way to find others."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._for: frozenset[str] = frozenset()
        self._found: dict[str, OtherPerson] = {}
        self._offered: tuple[OtherPerson, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=10)
        _ = context.translator.gettext
        self._add = button(
            _("Somebody else …"), self._ask, kind=ButtonKind.LINK, icons=context.icons, icon="user-plus"
        )
        self._add.setToolTip(_("Find somebody at another address"))
        self._add.setAccessibleDescription(_("Find somebody at another address"))
        self._flow.addWidget(self._add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(_("Also for"), TextRole.LABEL))
        row.addWidget(self._holder, 1, Qt.AlignmentFlag.AlignVCenter)

    def stand_for(self, person_ids: Iterable[str]) -> None:
        """For whom the contact is anyway."""
        self._for = frozenset(person_ids)

    def show_people(self, people: Sequence[OtherPerson]) -> None:
        """Offer these, none of them ticked; who was offered before keeps the tick, who was found stays."""
        self._offered = tuple(people)
        self._fill(set(self.ids()))

    def ids(self) -> tuple[str, ...]:
        """Who is ticked."""
        return tuple(person_id for person_id, box in self._boxes.items() if box.isChecked())

    def untick(self) -> None:
        """Nobody else, for the next contact."""
        self._found = {}
        self._fill(set())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the button finds somebody; elsewhere it saves the contact."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._add.hasFocus():
            self._add.click()
        else:
            super().keyPressEvent(event)

    def _fill(self, ticked: set[str]) -> None:
        for old in self._boxes.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._flow.removeWidget(self._add)
        offered = {person.id: person for person in self._offered} | self._found
        self._boxes = {person.id: QCheckBox(person.text.replace("&", "&&")) for person in offered.values()}
        told = self._context.translator.gettext("Save the contact for this person too")
        for person_id, box in self._boxes.items():
            box.setChecked(person_id in ticked)
            box.setAccessibleDescription(told)
            self._flow.addWidget(box)
        self._flow.addWidget(self._add)
        keep_order(*self._boxes.values(), self._add, after=self._add)

    def _ask(self) -> None:
        dialog = FindPersonDialog(self, self._context, without=self._for)
        dialog.found.connect(self._take)
        dialog.open()

    def _take(self, person: FoundPerson) -> None:
        text = f"{person.name}, {person.city}" if person.city else person.name
        ticked = {*self.ids(), person.id}
        if person.id not in {one.id for one in self._offered}:
            self._found[person.id] = OtherPerson(person.id, text)
        self._fill(ticked)
        box = self._boxes[person.id]
        box.show()  # what is hidden would not take the keyboard, with which Enter saves
        box.setFocus(Qt.FocusReason.OtherFocusReason)
