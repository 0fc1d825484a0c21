"""Who the person is and what is known, at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.leaves import Leave
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.widgets import card
from kaa_desktop.ui.people.fact_cell import Fact, FactCell, FactLetters
from kaa_desktop.ui.people.words import PeopleWords

_COLUMNS = 4
_CELL_WIDTH = 200


class FactsCard(QWidget):
    """A grid of facts."""

    def __init__(self, context: UiContext, words: PeopleWords, *, assign: QAction) -> None:
        super().__init__()
        self._assign = assign
        self._context = context
        self._words = words
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        self._cells: list[FactCell] = []
        self._letters = FactLetters(self.font(), small_pixels=context.theme.tokens.metrics.small)
        self._columns = 0
        frame = card()
        body = frame.layout()
        if isinstance(body, QVBoxLayout):
            body.addLayout(self._grid)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_person(self, view: PersonView, leave: Leave | None) -> None:
        """Show the facts of a person whose identity may be seen; the leave is that of who is responsible."""
        details, ways = view.person.details, self._ways
        facts = [] if details is None else [*self._identity(view, details, leave), *ways(view, details)]
        while len(self._cells) < len(facts):
            self._cells.append(FactCell(self._context, self._letters))
            self._columns = 0
        self._arrange()  # before anything shows: a widget that lies nowhere is a window of its own
        for cell, fact in zip(self._cells, facts, strict=False):
            cell.show_fact(fact)
        for place, cell in enumerate(self._cells):
            cell.setVisible(place < len(facts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(_COLUMNS, self.width() // _CELL_WIDTH))
        if columns == self._columns:
            return
        self._columns = columns
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))

    def _identity(self, view: PersonView, details: PersonDetails, leave: Leave | None) -> Iterator[Fact]:
        _, words, today = self._context.translator.gettext, self._words, self._context.workspace.today
        born = view.person.birth_date
        yield Fact(
            words.number_kind(details.number), details.number.formatted, copied=_("the identity number")
        )
        yield Fact(_("Age"), words.years(born, today), self._birthday(born))
        yield self._occupation(view)
        yield self._responsible(view, leave)

    def _responsible(self, view: PersonView, leave: Leave | None) -> Fact:
        _, told = self._context.translator.gettext, self._context.translator.date
        episode = view.open_episode or view.episode
        names = view.case_worker_names
        worker = names.get(episode.case_worker_id or "", "") if episode else ""
        below = _("registered {day}").format(day=told(episode.registered_on)) if episode else ""
        if leave is not None:
            below = _("{name} stands in until {day}").format(
                name=names.get(leave.substitute_id, ""), day=told(leave.last_day)
            )
        change = self._assign if view.open_episode else None
        return Fact(_("Case worker"), worker or _("nobody"), below, change=change, known=bool(worker))

    def _birthday(self, born: date | None) -> str:
        translator = self._context.translator
        if born is None:
            return ""
        last = turns_20_on(born)
        left = (last - self._context.workspace.today).days
        if left > 0:
            text = translator.ngettext("turns 20 in {n} day, {day}", "turns 20 in {n} days, {day}", left)
            return text.format(n=translator.number(left), day=translator.date(last))
        return translator.gettext("turned 20 on {day}").format(day=translator.date(last))

    def _occupation(self, view: PersonView) -> Fact:
        _ = self._context.translator.gettext
        caption, latest = _("Occupation"), view.occupation
        if latest is None:
            return Fact(caption, _("not known"), _("nobody has told it yet"), known=False)
        kind = self._words.code(CodeKind.OCCUPATION, latest.kind)
        ago = self._words.ago(latest.verified_on, self._context.workspace.today)
        if view.occupation_known:
            return Fact(caption, kind, _("verified {ago}").format(ago=ago))
        return Fact(
            caption, _("not known"), _("latest: {kind}, {ago}").format(kind=kind, ago=ago), known=False
        )

    def _ways(self, view: PersonView, details: PersonDetails) -> Iterator[Fact]:
        _ = self._context.translator.gettext
        place = " ".join(filter(None, (details.postal_code, details.city)))
        address = "\n".join(filter(None, (details.street, place)))
        dialled = "".join(sign for sign in details.phone if sign.isdigit() or sign == "+")
        yield self._way(_("Phone"), details.phone, _("the phone number"), f"tel:{dialled}")
        yield self._way(_("E-mail"), details.email, _("the e-mail address"))
        yield self._way(_("Address"), address, _("the address"))
        reached = view.last_reached_on
        if reached:
            ago = self._words.ago(reached, self._context.workspace.today)
            yield Fact(_("Latest reached"), self._context.translator.date(reached), ago)
        else:
            yield Fact(_("Latest reached"), _("never"), known=False)

    def _way(self, caption: str, value: str, what: str, opened: str = "") -> Fact:
        _ = self._context.translator.gettext
        if not value:
            return Fact(caption, _("none noted"), known=False)
        return Fact(caption, value, copied=what, opened=opened)
