"""One event of the timeline on the screen, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.people.timeline_events import TimelineEvent

_DOT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSteps:
    """What the page does about a contact attempt."""

    correct: Callable[[ContactAttempt], object]
    remove: Callable[[ContactAttempt], object]


class EventRow(QWidget):
    """One event: a dot on the line, the day, what happened, and what was said."""

    def __init__(self, event: TimelineEvent, context: UiContext, steps: ContactSteps, *, ends: bool) -> None:
        super().__init__()
        self._context = context
        self._steps = steps
        day = label(context.translator.date(event.day), TextRole.MUTED)
        day.setFixedWidth(96)
        words = QVBoxLayout()
        words.setSpacing(1)
        role = TextRole.MUTED if event.gone else TextRole.LABEL
        words.addWidget(label(event.title, role, wrap=True))
        for detail in filter(None, event.details):
            words.addWidget(label(detail, TextRole.MUTED, wrap=True))
        words.addSpacing(10)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(_Dot(context.icons, event.icon, event.tone, ends=ends))
        layout.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        day.setContentsMargins(0, 5, 0, 0)
        words.setContentsMargins(0, 5, 0, 0)
        if event.contact is not None:
            layout.addWidget(self._more(event, event.contact), 0, Qt.AlignmentFlag.AlignTop)

    def _more(self, event: TimelineEvent, contact: ContactAttempt) -> QToolButton:
        _ = self._context.translator.gettext
        more = QToolButton()
        more.setStyleSheet("min-width: 24px; min-height: 22px;")  # smaller than the buttons of a toolbar
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context.icons.set(more, "ellipsis", "muted")
        name = _("Correct or remove {contact}, {day}").format(
            contact=event.title, day=self._context.translator.date(event.day)
        )
        more.setAccessibleName(name)
        more.setToolTip(_("Correct or remove"))
        more.clicked.connect(lambda: self._open_menu(more, contact))
        return more

    def _open_menu(self, more: QToolButton, contact: ContactAttempt) -> None:
        """Made when it is asked for: a long timeline would else hold a hundred menus."""
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

    def __init__(self, icons: Icons, icon: str, tone: Tone, *, ends: bool) -> None:
        super().__init__()
        self._icons = icons
        self._icon = icon
        self._tone = tone
        self._ends = ends
        self.setFixedWidth(_DOT)
        self.setMinimumHeight(_DOT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        icons.theme.changed.connect(self.update)

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
