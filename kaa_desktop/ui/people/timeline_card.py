"""The timeline on the screen: by year, newest first, narrowed by kind."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, card, heading, label
from kaa_desktop.ui.people.timeline_events import EventKind, TimelineEvent
from kaa_desktop.ui.people.timeline_list import ContactSteps, EventList

_SHOWN_AT_FIRST = 40


class TimelineCard(QWidget):
    """Shows events; the older ones of a long life wait behind a button."""

    def __init__(self, context: UiContext, steps: ContactSteps) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._events: tuple[TimelineEvent, ...] = ()
        self._kind: EventKind | None = None
        self._most = _SHOWN_AT_FIRST
        self._list = EventList(context, steps)
        self._nothing = label(_("Nothing here yet."), TextRole.MUTED)
        self._older = button("", self._show_all, kind=ButtonKind.GHOST)
        self._filter = ChoiceField()
        self._filter.setAccessibleName(_("Show in the timeline"))
        self._filter.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self._filter.activated.connect(self._choose)
        head = QHBoxLayout()
        head.addWidget(heading(_("Timeline")))
        head.addStretch()
        head.addWidget(self._filter)
        self._frame = card()
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self._list)
        self._body.addWidget(self._nothing)
        self._body.addWidget(self._older)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        frame_layout = self._frame.layout()
        if isinstance(frame_layout, QVBoxLayout):
            frame_layout.addLayout(head)
            frame_layout.addLayout(self._body)

    def show_events(self, events: tuple[TimelineEvent, ...], *, same_person: bool) -> None:
        """Show a person's events; the filter stays while it is the same person."""
        self._events = events
        if not same_person:
            self._kind, self._most = None, _SHOWN_AT_FIRST
        self._filter.offer(self._choices(), value=self._kind or "")
        if self._kind is not None and self._filter.value() != self._kind:
            self._kind = None
        self._fill()

    def _choices(self) -> tuple[tuple[str, str], ...]:
        """Everything, and each kind that there is, with how many."""
        translator = self._context.translator
        _ = translator.gettext
        texts = {
            EventKind.CONTACT: _("Contacts"),
            EventKind.MEASURE: _("Measures"),
            EventKind.OCCUPATION: _("Occupations"),
            EventKind.EPISODE: _("Responsibility"),
            EventKind.NOTICE: _("School notices"),
            EventKind.CHANGE: _("Changes and imports"),
        }
        counts = Counter(kind for event in self._events for kind in event.kinds)
        found = [("", _("Everything"), len(self._events))]
        found += [(kind.value, text, counts[kind]) for kind, text in texts.items() if counts[kind]]
        told = _("{kind} ({n})")
        return tuple((value, told.format(kind=text, n=translator.number(n))) for value, text, n in found)

    def _choose(self) -> None:
        kind = self._filter.value()
        self._kind = EventKind(kind) if kind else None
        self._most = _SHOWN_AT_FIRST
        self._fill()

    def _fill(self) -> None:
        shown = [event for event in self._events if self._kind is None or self._kind in event.kinds]
        self._list.show_events(shown[: self._most])
        self._list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._say_more(max(0, len(shown) - self._most))

    def _say_more(self, count: int) -> None:
        translator = self._context.translator
        text = translator.ngettext("Show {n} older event", "Show {n} older events", count)
        self._older.setText(text.format(n=translator.number(count)))
        self._older.setVisible(count > 0)

    def _show_all(self) -> None:
        self._most = len(self._events)
        self._fill()
