"""The bar above a person: back, name, state, protection, neighbours in the list, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.ui.common.actions import fill_menu, icon_button
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.icons import IconLabel
from kaa_desktop.ui.common.list_place import ListPlace
from kaa_desktop.ui.common.menus import give_menu
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, ToneBadge, badge, button, label
from kaa_desktop.ui.people.words import STATE_TONES, PeopleWords

_ICONS = MappingProxyType({"person.close": "log-out", "person.again": "user-plus"})
_MENU = (
    *("person.offer", "person.letter", "person.close", "person.again", ""),
    *("person.edit", "person.assign", "person.correct", "person.correct_measure", "", "person.history"),
)

_NARROW = 700


class _Name(QLabel):
    """The name as a title; shortened with dots where it has no room, whole for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", TextRole.TITLE.value)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_name(self, name: str) -> None:
        self._whole = name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)


class PersonBar(QWidget):
    """Stays in place while the page below it scrolls."""

    def __init__(self, context: UiContext, words: PeopleWords, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._words = words
        self._wanted: QPushButton | None = None
        self._translator = context.translator
        self._name = _Name()
        self._place = label("", TextRole.CAPTION)
        self._state = ToneBadge()
        self._shield = IconLabel(context.icons, "shield", colour="warning")
        self._protection = badge("", Tone.WARNING)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 24, 12)
        layout.setSpacing(10)
        layout.addWidget(icon_button(actions["person.back"]))
        layout.addWidget(self._name, 1)
        for widget in (self._shield, self._protection, self._state):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(8)
        self._turns = [self._turn(context, actions[name]) for name in ("person.close", "person.again")]
        for turn in self._turns:
            layout.addWidget(turn)
        self._neighbours = (actions["person.previous"], actions["person.next"])
        layout.addWidget(icon_button(actions["person.previous"]))
        layout.addWidget(self._place)
        layout.addWidget(icon_button(actions["person.next"]))
        more = button(_("More"), icons=context.icons, icon="ellipsis")
        menu = QMenu(more)
        fill_menu(menu, actions, _MENU)
        give_menu(more, menu)
        layout.addWidget(_wide(more))

    def clear(self) -> None:
        """Nobody, while the next person is on the way."""
        self._name.show_name("")
        self._wanted = None
        self._show_turns()
        self._show_protection("")
        self._state.hide()

    def show_person(self, view: PersonView) -> None:
        """Name and state."""
        self._row.setEnabled(False)  # each that is shown or hidden would lay out the bar at once
        self._name.show_name(view.person.display_name)
        self._state.show_state(self._words.state(view.state), STATE_TONES[view.state])
        self._state.show()
        close, again = self._turns
        clear = view.person.details is not None
        is_open = view.open_episode is not None
        self._wanted = close if clear and is_open else again if clear else None
        self._show_turns()
        protection = view.person.protection
        self._show_protection(self._words.code(CodeKind.PROTECTION, protection.value) if protection else "")
        self._row.setEnabled(True)

    def show_place(self, place: ListPlace) -> None:
        """Which one of how many in the list."""
        told = self._translator.gettext("{place} of {total}").format(
            place=self._translator.number(place.number), total=self._translator.number(place.total)
        )
        self._place.setText(told)
        self._place.setVisible(bool(place.number))
        previous, following = self._neighbours
        previous.setEnabled(place.earlier)
        following.setEnabled(place.later)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the name matters more than a button that the menu holds as well."""
        super().resizeEvent(event)
        self._show_turns()
        self._show_protection(self._protection.text())

    def _show_protection(self, text: str) -> None:
        """The shield alone where there is little room."""
        self._protection.setText(text)
        self._shield.setToolTip(text)
        self._shield.setAccessibleName(text)
        self._shield.setVisible(bool(text))
        self._protection.setVisible(bool(text) and self.width() >= _NARROW)

    def _show_turns(self) -> None:
        for turn in self._turns:
            turn.setVisible(turn is self._wanted and self.width() >= _NARROW)

    @staticmethod
    def _turn(context: UiContext, action: QAction) -> QPushButton:
        turn = button(action.text(), action.trigger, icons=context.icons, icon=_ICONS[action.objectName()])
        turn.hide()
        return turn


def _wide(widget: QWidget) -> QWidget:
    widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return widget
