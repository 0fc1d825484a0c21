"""Open measures with the one thing to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.measures import ACCEPTED, DECLINED, Measure
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.ui.common.actions import shortcut_text
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.widgets import TextRole, button, card, heading, label, line
from kaa_desktop.ui.people.words import PeopleWords


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSteps:
    """What the page does for each step."""

    offer: Callable[[], object]
    answer: Callable[[Measure, str], object]
    begin: Callable[[Measure], object]
    end: Callable[[Measure], object]


class MeasuresCard(QWidget):
    """What is offered or running."""

    def __init__(self, context: UiContext, words: PeopleWords, steps: MeasureSteps) -> None:
        super().__init__()
        self._context = context
        self._words = words
        self._steps = steps
        self._list: QWidget | None = None
        self._shown: list[Measure] | None = None
        _ = context.translator.gettext
        self._offer = button(_("Offer a measure"), steps.offer, icons=context.icons, icon="hand-helping")
        self._offer.setToolTip(shortcut_text("Ctrl+M"))
        frame = card(heading(_("Measures")))
        self._body = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        layout = frame.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self._body)
            layout.addWidget(self._offer)

    def show_person(self, view: PersonView) -> None:
        """Show the open ones, the newest first; the others stand in the timeline."""
        _ = self._context.translator.gettext
        self._offer.setVisible(view.open_episode is not None)
        measures = [measure for measure in reversed(view.measures) if _is_open(measure)]
        if self._shown == measures:
            return
        self._shown = measures
        fresh = QWidget()
        layout = QVBoxLayout(fresh)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for place, measure in enumerate(measures):
            if place:
                layout.addWidget(line())
            layout.addLayout(self._measure(measure))
        if not measures:
            layout.addWidget(label(_("Nothing is offered or running."), TextRole.MUTED, wrap=True))
        if self._list is not None:
            self._body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = fresh
        self._body.addWidget(fresh)

    def _measure(self, measure: Measure) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(4)
        rows.addWidget(label(self._words.code(CodeKind.MEASURE, measure.kind), TextRole.LABEL, wrap=True))
        rows.addWidget(label(self._standing(measure), TextRole.MUTED, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in self._next_steps(measure):
            row.addWidget(widget)
        row.addStretch()
        rows.addSpacing(4)
        rows.addLayout(row)
        return rows

    def _standing(self, measure: Measure) -> str:
        _, date = self._context.translator.gettext, self._context.translator.date
        if measure.started_on:
            return _("In progress since {day}").format(day=date(measure.started_on))
        if measure.response == ACCEPTED:
            return _("Accepted, offered {day}").format(day=date(measure.offered_on))
        return _("Offered {day}, no answer yet").format(day=date(measure.offered_on))

    def _next_steps(self, measure: Measure) -> list[QWidget]:
        _, icons, steps = self._context.translator.gettext, self._context.icons, self._steps
        if measure.running:
            return [button(_("End…"), lambda: steps.end(measure), icons=icons, icon="flag")]
        if measure.response == ACCEPTED:
            return [button(_("Begin…"), lambda: steps.begin(measure), icons=icons, icon="arrow-right")]
        return [
            button(_("Said yes"), lambda: steps.answer(measure, ACCEPTED), icons=icons, icon="check"),
            button(_("Said no"), lambda: steps.answer(measure, DECLINED), icons=icons, icon="x"),
        ]


def _is_open(measure: Measure) -> bool:
    return measure.ended_on is None and (measure.running or measure.response != DECLINED)
