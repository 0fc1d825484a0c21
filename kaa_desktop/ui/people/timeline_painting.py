"""Lays out and draws the events of a timeline; one drawing takes a tenth of what a row of widgets does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.drawn_text import DrawnText, Lettering
from kaa_desktop.ui.common.icons import Icons
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.people.timeline_events import TimelineEvent

_DOT, _ICON, _GAP, _DAY = 32, 16, 12, 96
_WORDS = _DOT + _GAP + _DAY + _GAP
_MORE = 26
_ABOVE, _BELOW, _YEAR_ABOVE, _YEAR_BELOW = 5, 10, 12, 6


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event at its place in the timeline.

    Attributes:
        year: stands above it; empty where it stands above an earlier one.
        ends: whether the line ends here.
        first: whether it is the first of all.
    """

    event: TimelineEvent
    year: str
    ends: bool
    first: bool


def placed(events: Sequence[TimelineEvent]) -> Iterator[PlacedEvent]:
    """By years, with a line through each."""
    year = 0
    for place, event in enumerate(events):
        begins, year = event.day.year != year, event.day.year
        ends = place + 1 == len(events) or events[place + 1].day.year != year
        yield PlacedEvent(event, str(year) if begins else "", ends=ends, first=place == 0)


@dataclass(frozen=True, slots=True)
class _Laid:
    """An event as it is drawn; `top` is where it begins below its year."""

    height: int
    top: int
    texts: tuple[DrawnText, ...]


class TimelinePainter:
    """Measures events for a width and draws them; keeps what it has measured."""

    def __init__(self, icons: Icons, translator: Translator) -> None:
        self._icons = icons
        self._translator = translator
        self._laid: dict[tuple[int, int], _Laid] = {}
        self._plain, self._strong = Lettering(QFont()), Lettering(QFont())

    def use_font(self, font: QFont) -> None:
        """Another font, and nothing measured yet."""
        self._plain, self._strong = Lettering(font), Lettering(font, strong=True)
        self.forget()

    def forget(self) -> None:
        """Keep nobody's words."""
        self._laid.clear()

    def height(self, number: int, row: PlacedEvent, width: int) -> int:
        """How high a row is."""
        return self._lay(number, row, width).height

    def more_place(self, row: PlacedEvent, rect: QRect) -> QRect:
        """Where the dots stand behind which the event can be changed."""
        return QRect(rect.right() - _MORE, rect.top() + self._year_height(row), _MORE, _MORE - 2)

    def paint(
        self, painter: QPainter, rect: QRect, number: int, row: PlacedEvent, *, focused: bool, more: bool
    ) -> None:
        """Draw a row.

        Args:
            painter: of the list.
            rect: the row's.
            number: its place.
            row: what stands there.
            focused: whether the keyboard is on it.
            more: whether the mouse is on its dots.
        """
        colours, event = self._icons.theme.tokens.colours, row.event
        laid = self._lay(number, row, rect.width())
        top = rect.top() + laid.top
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if focused:
            ring = QRectF(rect).adjusted(_DOT + 5, laid.top + 1, -1, -3)
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRoundedRect(ring, 6, 6)
        text, muted = QColor(colours.text), QColor(colours.muted)
        if row.year:
            painter.setPen(text)
            year = self._strong.lay(row.year, rect.width())
            year.draw(painter, rect.left(), top - _YEAR_BELOW - year.height)
        self._draw_dot(painter, rect.left(), top, rect.bottom() + 1, row)
        painter.setPen(muted)
        day = self._plain.lay(self._translator.date(event.day), _DAY + _GAP)
        day.draw(painter, rect.left() + _DOT + _GAP, top + _ABOVE)
        y = top + _ABOVE
        for place, drawn in enumerate(laid.texts):
            painter.setPen(muted if place or event.gone else text)
            drawn.draw(painter, rect.left() + _WORDS, y)
            y += drawn.height + 1
        if event.contact is not None:
            self._draw_more(painter, self.more_place(row, rect), lit=more)
        painter.restore()

    def _draw_dot(self, painter: QPainter, left: int, top: int, bottom: int, row: PlacedEvent) -> None:
        colours, event = self._icons.theme.tokens.colours, row.event
        tone = colours.tone(event.tone)
        if not row.ends:
            painter.setPen(QPen(QColor(colours.edge), 2))
            painter.drawLine(left + _DOT // 2, top + _DOT, left + _DOT // 2, bottom)
        painter.setPen(QPen(QColor(tone.edge), 1))
        painter.setBrush(QColor(tone.fill))
        painter.drawEllipse(QRectF(left + 1, top + 1, _DOT - 2, _DOT - 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = (_DOT - _ICON) // 2
        colour = "accent" if event.tone is Tone.ACCENT else event.tone.value
        self._icons.paint(painter, QRect(left + inset, top + inset, _ICON, _ICON), event.icon, colour)

    def _draw_more(self, painter: QPainter, place: QRect, *, lit: bool) -> None:
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._icons.theme.tokens.colours.sunken))
            painter.drawRoundedRect(place, 6, 6)
        inset = (place.width() - _ICON) // 2
        self._icons.paint(painter, place.adjusted(inset, inset - 1, -inset, 1 - inset), "ellipsis", "muted")

    def _lay(self, number: int, row: PlacedEvent, width: int) -> _Laid:
        laid = self._laid.get((number, width))
        if laid is None:
            laid = self._laid[number, width] = self._measure(row, width)
        return laid

    def _measure(self, row: PlacedEvent, width: int) -> _Laid:
        event, room = row.event, max(60, width - _WORDS - _GAP - _MORE)
        title = self._plain if event.gone else self._strong
        texts = [title.lay(event.title, room)]
        texts += [self._plain.lay(detail, room) for detail in event.details if detail]
        words = _ABOVE + sum(text.height + 1 for text in texts) + _BELOW
        top = self._year_height(row)
        return _Laid(top + max(_DOT, words), top, tuple(texts))

    def _year_height(self, row: PlacedEvent) -> int:
        if not row.year:
            return 0
        return (0 if row.first else _YEAR_ABOVE) + self._strong.height + _YEAR_BELOW
