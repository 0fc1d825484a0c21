"""What else waits beside the list: half-written texts, early warnings, refusals of the delivery."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.drafts import DraftLeft
from kaa_desktop.i18n.draft_labels import draft_form_label
from kaa_desktop.services.drafts import drafts_left
from kaa_desktop.services.work_list import warnings_due
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.widgets import ButtonKind, button
from kaa_desktop.ui.today.refused_count import RefusedCount

_MOST_DRAFTS = 3
_CONCERNED = frozenset({"school_notice", "episode", "contact_attempt", "measure", "young_person"})
_PLACES = {
    "person.register": "people",
    "notice.add": "notices",
    "notice.register": "notices",
    "visit.log": "visits",
    "round.plan": "visits",
    "round.change": "visits",
    "delivery.form": "delivery",
    "delivery.make": "delivery",
    "register.export": "settings",
    "leave.add": "settings",
    "settings.municipality": "settings",
    "settings.plan": "settings",
    "settings.codes": "settings",
    "settings.texts": "settings",
}
Waiting = tuple[tuple[DraftLeft, ...], int]


class Reminders(QWidget):
    """Hidden where nothing waits.

    Signals:
        person_wanted: the id of whom a half-written text is about.
        warnings_wanted: the user wants to see the early warnings.
        place_wanted: the place where something is half-written that is about nobody in the register.
    """

    person_wanted = Signal(str)
    warnings_wanted = Signal()
    place_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._flow = FlowLayout(self, gap=8, line_gap=6)
        self._shown: list[QWidget] = []
        self._waiting: Waiting = ((), 0)
        self._number_refused = 0
        self._refusals = RefusedCount(context, self)
        self._refusals.counted.connect(self._show_refused)
        context.feed.changed.connect(self._changed)
        self.hide()

    def refresh(self) -> None:
        """Look again."""
        workspace = self._context.workspace

        def look() -> Waiting:
            return drafts_left(workspace), warnings_due(workspace)

        self._context.tasks.run(look, self._show_waiting, owner=self, key="today-reminders")

    def _show_waiting(self, waiting: Waiting) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self._show()
        self._refusals.begin()

    def _show_refused(self, number: int) -> None:
        self._number_refused = number
        self._show()

    def _show(self) -> None:
        drafts, warnings = self._waiting
        for widget in self._shown:
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [*self._drafts(drafts), *self._warnings(warnings), *self._refused(self._number_refused)]
        for widget in self._shown:
            self._flow.addWidget(widget)
        self.setVisible(bool(self._shown))

    def _drafts(self, drafts: Sequence[DraftLeft]) -> list[QWidget]:
        """One for each person, and for each form about nobody; the newest are named."""
        translator = self._context.translator
        text = translator.gettext("Half-written: {who}")
        links: dict[str, tuple[str, Callable[[], None]]] = {}
        for draft in drafts:
            if draft.person_id:
                links.setdefault(draft.person_id, (draft.person, self._opener(draft.person_id)))
            elif draft.form in _PLACES:
                named = draft_form_label(draft.form, translator)
                links.setdefault(draft.place, (named, self._goer(_PLACES[draft.form])))
        return [
            self._link(text.format(who=who), "pencil", act)
            for who, act in list(links.values())[:_MOST_DRAFTS]
        ]

    def _warnings(self, number: int) -> list[QWidget]:
        translator = self._context.translator
        text = translator.ngettext(
            "{n} early warning to follow up", "{n} early warnings to follow up", number
        )
        link = text.format(n=translator.number(number))
        return [self._link(link, "school", self.warnings_wanted.emit)] if number else []

    def _refused(self, number: int) -> list[QWidget]:
        translator = self._context.translator
        text = translator.ngettext(
            "{n} person would be refused in the delivery",
            "{n} people would be refused in the delivery",
            number,
        )
        link = text.format(n=translator.number(number))
        return [self._link(link, "send", lambda: self.place_wanted.emit("delivery"))] if number else []

    def _link(self, text: str, icon: str, act: Callable[[], object]) -> QWidget:
        return button(text, act, kind=ButtonKind.GHOST, icons=self._context.icons, icon=icon)

    def _opener(self, person_id: str) -> Callable[[], None]:
        return lambda: self.person_wanted.emit(person_id)

    def _goer(self, place: str) -> Callable[[], None]:
        return lambda: self.place_wanted.emit(place)

    def _changed(self, changes: Changes) -> None:
        if changes.everyone or changes.kinds & _CONCERNED:
            self.refresh()
