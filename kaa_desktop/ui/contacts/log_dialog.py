"""Log a contact from the list: for the person who is marked, or for several at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.i18n.work_labels import age_label
from kaa_desktop.services.contacts import ContactEntry
from kaa_desktop.services.siblings import same_address
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.enter_key import presses_button
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.placing import centre, keep_on_screen
from kaa_desktop.ui.common.service_dialog import FormScroll
from kaa_desktop.ui.common.widgets import TextRole, button, heading, label
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.contact_saving import save_contact
from kaa_desktop.ui.contacts.log_line import CONTACT, LogLine

_WIDTH = 1120
_AROUND = QSize(40, 60)
_BAR = 16
_MOST_NAMED = 8
_SEVERAL = "contact.several"


class LogDialog(QDialog):
    """The log line over the list, so that nobody has to leave it."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, people: Sequence[OtherPerson]
    ) -> None:
        super().__init__(parent)
        _ = context.translator.gettext
        self._context = context
        self._operations = operations
        self._people = tuple(people)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Log contact"))
        self._line = LogLine(context)
        one = self._people[0].id if len(self._people) == 1 else ""
        self._line.open_for(CONTACT if one else _SEVERAL, one)
        self._line.also_for.stand_for(person.id for person in self._people)
        self._line.submitted.connect(self._save)
        self.accepted.connect(self._line.discard)
        self.rejected.connect(self._line.discard)
        self._scroll = FormScroll(self._line)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(_("Cancel"), self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._whose())
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        if one:
            self._look_for_siblings(one)

    def showEvent(self, event: QShowEvent) -> None:
        """As wide as the screen allows, and at the channel."""
        super().showEvent(event)
        self._fit()
        centre(self)
        self._line.begin()

    def event(self, event: QEvent) -> bool:
        """Make room for a message."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
            keep_on_screen(self)
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not presses_button(self, event):
            super().keyPressEvent(event)

    def _look_for_siblings(self, person_id: str) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: same_address(workspace, person_id), self._offer_siblings, owner=self, key="same-address"
        )

    def _offer_siblings(self, rows: tuple[PersonListRow, ...]) -> None:
        translator, today = self._context.translator, self._context.workspace.today
        told = translator.gettext("{name}, {age}")
        self._line.also_for.show_people(
            [
                OtherPerson(
                    row.id, told.format(name=row.name, age=age_label(row.birth_date, today, translator))
                )
                for row in rows
            ]
        )

    def _fit(self) -> None:
        """As high as the line needs at that width; where the screen is lower, the line scrolls."""
        layout = self.layout()
        if layout is None:
            return
        room = self.screen().availableSize() - _AROUND
        width, margins = min(_WIDTH, room.width()), layout.contentsMargins()
        line = self._line.heightForWidth(width - margins.left() - margins.right() - _BAR)
        around = layout.totalSizeHint().height() - self._scroll.sizeHint().height()
        self.resize(width, min(line + around, room.height()))

    def _whose(self) -> QWidget:
        translator = self._context.translator
        names = [person.text for person in self._people[:_MOST_NAMED]]
        left_out = len(self._people) - len(names)
        told = ", ".join(names)
        if left_out:
            more = translator.ngettext("{names} and {n} more", "{names} and {n} more", left_out)
            told = more.format(names=told, n=translator.number(left_out))
        if len(self._people) == 1:
            return heading(told)
        count = translator.ngettext("{n} person", "{n} people", len(self._people))
        both = QWidget()
        rows = QVBoxLayout(both)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(heading(count.format(n=translator.number(len(self._people)))))
        rows.addWidget(label(told, TextRole.MUTED, wrap=True))
        return both

    def _save(self, entry: ContactEntry) -> None:
        save_contact(
            self._context,
            self._operations,
            [*(person.id for person in self._people), *self._line.also_for.ids()],
            entry,
            saved=self.accept,
            refused=lambda error: self._line.refused(self._context.error_text(error)),
            owner=self,
        )
