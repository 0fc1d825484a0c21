"""The timeline on the screen: by year, newest first, narrowed by kind."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, card, heading, label
from kaa_desktop.ui.people.timeline import EventKind, TimelineEvent

_SHOWN_AT_FIRST = 40
_DOT = 32
_NARROW = 600


class TimelineCard(QWidget):
    """Shows events; the older ones of a long life wait behind a button."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._events: tuple[TimelineEvent, ...] = ()
        self._kind: EventKind | None = None
        self._most = _SHOWN_AT_FIRST
        self._list: QWidget | None = None
        choices = (
            ("", _("Everything")),
            (EventKind.CONTACT.value, _("Contacts")),
            (EventKind.MEASURE.value, _("Measures")),
            (EventKind.OCCUPATION.value, _("Occupations")),
            (EventKind.EPISODE.value, _("Responsibility")),
        )
        self._filter = Segments(choices, name=_("Show in the timeline"))
        self._filter.chosen.connect(self._choose)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(heading(_("Timeline")))
        self._head.addStretch()
        self._head.addWidget(self._filter)
        self._frame = card()
        self._body = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        frame_layout = self._frame.layout()
        if isinstance(frame_layout, QVBoxLayout):
            frame_layout.addLayout(self._head)
            frame_layout.addLayout(self._body)
            frame_layout.addStretch()

    def show_events(self, events: tuple[TimelineEvent, ...], *, same_person: bool) -> None:
        """Show a person's events; the filter stays while it is the same person."""
        self._events = events
        if not same_person:
            self._kind, self._most = None, _SHOWN_AT_FIRST
            self._filter.choose("")
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The filter below the heading where it has no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)

    def _choose(self, kind: str) -> None:
        self._kind = EventKind(kind) if kind else None
        self._most = _SHOWN_AT_FIRST
        self._fill()

    def _fill(self) -> None:
        shown = [event for event in self._events if self._kind is None or self._kind in event.kinds]
        fresh = QWidget()
        layout = QVBoxLayout(fresh)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        year = 0
        first, visible = True, shown[: self._most]
        for place, event in enumerate(visible):
            if event.day.year != year:
                year = event.day.year
                layout.addWidget(_year(str(year), first=first))
                first = False
            ends = place + 1 == len(visible) or visible[place + 1].day.year != year
            layout.addWidget(_EventRow(event, self._context, ends=ends))
        if not shown:
            layout.addWidget(label(self._context.translator.gettext("Nothing here yet."), TextRole.MUTED))
        elif len(shown) > self._most:
            layout.addSpacing(8)
            layout.addWidget(self._more(len(shown) - self._most))
        self._replace(fresh)

    def _more(self, count: int) -> QWidget:
        translator = self._context.translator
        text = translator.ngettext("Show {n} older event", "Show {n} older events", count)
        return button(text.format(n=translator.number(count)), self._show_all, kind=ButtonKind.GHOST)

    def _show_all(self) -> None:
        self._most = len(self._events)
        self._fill()

    def _replace(self, fresh: QWidget) -> None:
        if self._list is not None:
            self._body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = fresh
        self._body.addWidget(fresh)


def _year(text: str, *, first: bool) -> QWidget:
    widget = label(text, TextRole.LABEL)
    widget.setContentsMargins(0, 0 if first else 12, 0, 6)
    return widget


class _EventRow(QWidget):
    """One event: a dot on the line, the day, what happened, and what was said."""

    def __init__(self, event: TimelineEvent, context: UiContext, *, ends: bool) -> None:
        super().__init__()
        day = label(context.translator.date(event.day), TextRole.MUTED)
        day.setFixedWidth(96)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(event.title, TextRole.LABEL, wrap=True))
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
