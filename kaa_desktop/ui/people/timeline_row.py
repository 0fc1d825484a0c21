"""One event of the timeline on the screen, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, label, set_style_property, without_state
from kaa_desktop.ui.people.timeline_events import TimelineEvent

_DOT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSteps:
    """What the page does about a contact attempt."""

    correct: Callable[[ContactAttempt], object]
    remove: Callable[[ContactAttempt], object]


class EventRow(QWidget):
    """One event: a dot on the line, the day, what happened, and what was said.

    Shows one after the other, since making widgets takes longer than anything else about a person.
    """

    def __init__(self, context: UiContext, steps: ContactSteps) -> None:
        super().__init__()
        self._context = context
        self._steps = steps
        self._contact: ContactAttempt | None = None
        self._year = label("", TextRole.LABEL)
        self._dot = _Dot(context.icons)
        self._day = label("", TextRole.MUTED)
        self._day.setFixedWidth(96)
        self._title = label("", TextRole.LABEL, wrap=True)
        self._details: list[QLabel] = []
        self._more: QToolButton | None = None
        self._words = QVBoxLayout()
        self._words.setSpacing(1)
        self._words.addWidget(self._title)
        self._words.addSpacing(10)
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._line.addWidget(self._dot)
        self._line.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(self._words, 1)
        self._day.setContentsMargins(0, 5, 0, 0)
        self._words.setContentsMargins(0, 5, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._year)
        layout.addLayout(self._line)

    def show_event(self, event: TimelineEvent, *, year: str, ends: bool, first: bool) -> None:
        """Show an event.

        Args:
            event: what happened.
            year: stands above it; empty where it stands above an earlier one.
            ends: whether the line ends here.
            first: whether it is the first of all.
        """
        self._contact = event.contact
        self._year.setText(year)
        self._year.setContentsMargins(0, 0 if first else 12, 0, 6)
        self._year.setVisible(bool(year))
        self._dot.show_icon(event.icon, event.tone, ends=ends)
        self._day.setText(self._context.translator.date(event.day))
        self._title.setText(event.title)
        role = TextRole.MUTED if event.gone else TextRole.LABEL
        if self._title.property("role") != role.value:
            set_style_property(self._title, "role", role.value)
        self._show_details([detail for detail in event.details if detail])
        self._offer_more(event)
        self.show()

    def forget(self) -> None:
        """Show nothing, and keep nobody's words."""
        self._contact = None
        for text in (self._title, *self._details):
            text.clear()
        self.hide()

    def _show_details(self, details: list[str]) -> None:
        while len(self._details) < len(details):
            self._details.append(label("", TextRole.MUTED, wrap=True))
            self._words.insertWidget(len(self._details), self._details[-1])
        for place, widget in enumerate(self._details):
            shown = place < len(details)
            widget.setText(details[place] if shown else "")
            widget.setVisible(shown)

    def _offer_more(self, event: TimelineEvent) -> None:
        if event.contact is None:
            if self._more is not None:
                self._more.hide()
            return
        if self._more is None:
            self._more = self._make_more()
            self._line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        name = self._context.translator.gettext("Correct or remove {contact}, {day}").format(
            contact=event.title, day=self._context.translator.date(event.day)
        )
        self._more.setAccessibleName(name)
        self._more.show()

    def _make_more(self) -> QToolButton:
        more = QToolButton()
        more.setProperty("small", True)
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context.icons.set(more, "ellipsis", "muted")
        more.setToolTip(self._context.translator.gettext("Correct or remove"))
        more.clicked.connect(without_state(lambda: self._open_menu(more)))
        return more

    def _open_menu(self, more: QToolButton) -> None:
        """Made when it is asked for: a long timeline would else hold a hundred menus."""
        contact = self._contact
        if contact is None:
            return
        _ = self._context.translator.gettext
        menu = QMenu(more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, icon, act in (
            (_("Correct …"), "pencil", self._steps.correct),
            (_("Remove …"), "trash-2", self._steps.remove),
        ):
            action = menu.addAction(text, partial(act, contact))
            self._context.icons.set(action, icon)
        menu.popup(more.mapToGlobal(QPoint(0, more.height())))


class _Dot(QWidget):
    """An icon in a circle, and the line down to the next one; screen readers pass it by."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._icon, self._tone, self._ends = "", Tone.NEUTRAL, True
        self.setFixedWidth(_DOT)
        self.setMinimumHeight(_DOT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        icons.theme.changed.connect(self.update)

    def show_icon(self, icon: str, tone: Tone, *, ends: bool) -> None:
        """Show another icon."""
        self._icon, self._tone, self._ends = icon, tone, ends
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the circle and the icon."""
        del event
        colours = self._icons.theme.tokens.colours
        tone = colours.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._ends:
            painter.setPen(QPen(QColor(colours.edge), 2))
            painter.drawLine(_DOT // 2, _DOT, _DOT // 2, self.height())
        painter.setPen(QPen(QColor(tone.edge), 1))
        painter.setBrush(QColor(tone.fill))
        painter.drawEllipse(QRectF(1, 1, _DOT - 2, _DOT - 2))
        size = 16
        place = QRectF((_DOT - size) / 2, (_DOT - size) / 2, size, size).toRect()
        self._icons.paint(
            painter, place, self._icon, "accent" if self._tone is Tone.ACCENT else self._tone.value
        )
        painter.end()
