"""Other people for whom the same contact counts: brothers and sisters at the same address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.widgets import TextRole, label


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """Somebody who may be ticked: the id, and what stands beside the box."""

    id: str
    text: str


class AlsoFor(QWidget):
    """A box for each; hidden where nobody else lives there."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._boxes: dict[str, QCheckBox] = {}
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(translator.gettext("Also for"), TextRole.LABEL))
        row.addWidget(self._holder, 1)
        self.hide()

    def show_people(self, people: Sequence[OtherPerson]) -> None:
        """Offer these, none of them ticked; who was offered before keeps the tick."""
        ticked = set(self.ids())
        for box in self._boxes.values():
            self._flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {person.id: QCheckBox(person.text) for person in people}
        for person_id, box in self._boxes.items():
            box.setChecked(person_id in ticked)
            box.setAccessibleDescription(self._translator.gettext("Save the contact for this person too"))
            self._flow.addWidget(box)
        self.setVisible(bool(people))

    def ids(self) -> tuple[str, ...]:
        """Who is ticked."""
        return tuple(person_id for person_id, box in self._boxes.items() if box.isChecked())

    def untick(self) -> None:
        """Nobody else, for the next contact."""
        for box in self._boxes.values():
            box.setChecked(False)
