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
from kaa_desktop.ui.common.fitted import FittedLabel, FittedWidget
from kaa_desktop.ui.common.widgets import TextRole, button, card, heading, line
from kaa_desktop.ui.people.words import PeopleWords


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSteps:
    """What the page does for each step."""

    offer: Callable[[], object]
    answer: Callable[[Measure, str], object]
    begin: Callable[[Measure], object]
    end: Callable[[Measure], object]


class MeasuresCard(FittedWidget):
    """What is offered or running."""

    def __init__(self, context: UiContext, words: PeopleWords, steps: MeasureSteps) -> None:
        super().__init__()
        self._context = context
        self._words = words
        self._steps = steps
        self._rows: list[_MeasureRow] = []
        _ = context.translator.gettext
        self._nothing = FittedLabel(_("Nothing is offered or running."), TextRole.MUTED)
        self._offer = button(_("Offer a measure"), steps.offer, icons=context.icons, icon="hand-helping")
        self._offer.setToolTip(shortcut_text("Ctrl+M"))
        self._body = QVBoxLayout()
        self._body.addWidget(self._nothing)
        frame = card(heading(_("Measures")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        layout = frame.layout()
        if isinstance(layout, QVBoxLayout):
            self._body.setSpacing(layout.spacing())
            layout.addLayout(self._body)
            layout.addWidget(self._offer)

    def show_person(self, view: PersonView) -> None:
        """Show the open ones, the newest first; the others stand in the timeline. Rows are used again."""
        self._offer.setVisible(view.open_episode is not None)
        measures = [measure for measure in reversed(view.measures) if _is_open(measure)]
        while len(self._rows) < len(measures):
            self._rows.append(_MeasureRow(self._context, self._words, self._steps, first=not self._rows))
            self._body.addWidget(self._rows[-1])
        for place, row in enumerate(self._rows):
            if place < len(measures):
                row.show_measure(measures[place])
            row.setVisible(place < len(measures))
        self._nothing.setVisible(not measures)


class _MeasureRow(QWidget):
    """One measure after the other, with the one thing to do next."""

    def __init__(self, context: UiContext, words: PeopleWords, steps: MeasureSteps, *, first: bool) -> None:
        super().__init__()
        self._translator = context.translator
        self._words = words
        self._steps = steps
        self._measure: Measure | None = None
        self._kind = FittedLabel("", TextRole.LABEL)
        self._told = FittedLabel("", TextRole.MUTED)
        _, icons = context.translator.gettext, context.icons
        self._end = button(_("End …"), self._doer(steps.end), icons=icons, icon="flag")
        self._begin = button(_("Begin …"), self._doer(steps.begin), icons=icons, icon="arrow-right")
        self._yes = button(_("Said yes"), self._answerer(ACCEPTED), icons=icons, icon="check")
        self._no = button(_("Said no"), self._answerer(DECLINED), icons=icons, icon="x")
        self._lay_out(first=first)

    def show_measure(self, measure: Measure) -> None:
        self._measure = measure
        self._kind.setText(self._words.code(CodeKind.MEASURE, measure.kind))
        self._told.setText(self._standing(measure))
        accepted = measure.response == ACCEPTED
        self._end.setVisible(measure.running)
        self._begin.setVisible(accepted and not measure.running)
        for answer in (self._yes, self._no):
            answer.setVisible(not accepted and not measure.running)

    def _lay_out(self, *, first: bool) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for widget in (self._end, self._begin, self._yes, self._no):
            buttons.addWidget(widget)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        if not first:
            rows.addWidget(line())
            rows.addSpacing(8)
        rows.addWidget(self._kind)
        rows.addWidget(self._told)
        rows.addSpacing(4)
        rows.addLayout(buttons)

    def _standing(self, measure: Measure) -> str:
        _, date = self._translator.gettext, self._translator.date
        if measure.started_on:
            return _("In progress since {day}").format(day=date(measure.started_on))
        if measure.response == ACCEPTED:
            return _("Accepted, offered {day}").format(day=date(measure.offered_on))
        return _("Offered {day}, no answer yet").format(day=date(measure.offered_on))

    def _answerer(self, response: str) -> Callable[[], None]:
        return self._doer(lambda measure: self._steps.answer(measure, response))

    def _doer(self, step: Callable[[Measure], object]) -> Callable[[], None]:
        def act() -> None:
            if self._measure is not None:
                step(self._measure)

        return act


def _is_open(measure: Measure) -> bool:
    return measure.ended_on is None and (measure.running or measure.response != DECLINED)
