"""Who the person is and what is known, at a glance; phone and address are copied on request only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.personal_number import turns_20_on
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, card, label
from kaa_desktop.ui.people.words import PeopleWords

_COLUMNS = 4
_CELL_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Fact:
    """A caption and what stands under it.

    Attributes:
        copied: what the copy button calls it; empty for no button.
        known: whether it is a fact, or the lack of one.
    """

    caption: str
    value: str
    below: str = ""
    copied: str = ""
    known: bool = True


class FactsCard(QWidget):
    """A grid of facts."""

    def __init__(self, context: UiContext, words: PeopleWords) -> None:
        super().__init__()
        self._context = context
        self._words = words
        self._shown: QWidget | None = None
        self._grid = QGridLayout()
        self._cells: list[QWidget] = []
        self._columns = 0
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)

    def show_person(self, view: PersonView) -> None:
        """Show the facts of a person whose identity may be seen."""
        details = view.person.details
        facts = [] if details is None else [*self._identity(view, details), *self._ways(view, details)]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        self._cells = [self._cell(fact) for fact in facts]
        self._columns = 0
        self._arrange()
        frame = card()
        body = frame.layout()
        if isinstance(body, QVBoxLayout):
            body.addLayout(self._grid)
        if self._shown is not None:
            self._outer.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = frame
        self._outer.addWidget(frame)

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

    def _identity(self, view: PersonView, details: PersonDetails) -> Iterator[Fact]:
        _, words, today = self._context.translator.gettext, self._words, self._context.workspace.today
        born = view.person.birth_date
        yield Fact(
            words.number_kind(details.number), details.number.formatted, copied=_("the identity number")
        )
        yield Fact(_("Age"), words.age(born, today), self._birthday(born))
        yield self._occupation(view)
        episode = view.open_episode or view.episode
        worker = view.case_worker_names.get(episode.case_worker_id or "", "") if episode else ""
        since = self._context.translator.date(episode.registered_on) if episode else ""
        below = _("registered {day}").format(day=since) if since else ""
        yield Fact(_("Case worker"), worker or _("nobody"), below, known=bool(worker))

    def _birthday(self, born: date | None) -> str:
        _, told = self._context.translator.gettext, self._context.translator.date
        if born is None:
            return ""
        last = turns_20_on(born)
        if last > self._context.workspace.today:
            return _("born {day}").format(day=told(born))
        return _("turned 20 on {day}").format(day=told(last))

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
        yield self._way(_("Phone"), details.phone, _("the phone number"))
        yield self._way(_("E-mail"), details.email, _("the e-mail address"))
        yield self._way(_("Address"), address, _("the address"))
        reached = view.last_reached_on
        if reached:
            ago = self._words.ago(reached, self._context.workspace.today)
            yield Fact(_("Latest reached"), self._context.translator.date(reached), ago)
        else:
            yield Fact(_("Latest reached"), _("never"), known=False)

    def _way(self, caption: str, value: str, what: str) -> Fact:
        _ = self._context.translator.gettext
        return Fact(caption, value, copied=what) if value else Fact(caption, _("none noted"), known=False)

    def _cell(self, fact: Fact) -> QWidget:
        holder = QWidget()
        cell = QVBoxLayout(holder)
        cell.setContentsMargins(0, 0, 0, 0)
        cell.setSpacing(1)
        cell.addWidget(label(fact.caption, TextRole.CAPTION))
        value = label(fact.value, TextRole.LABEL if fact.known else TextRole.MUTED, wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if fact.copied:
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(value)
            row.addWidget(self._copy_button(fact), 0, Qt.AlignmentFlag.AlignTop)
            row.addStretch(1)
            cell.addLayout(row)
        else:
            cell.addWidget(value)
        if fact.below:
            cell.addWidget(label(fact.below, TextRole.CAPTION, wrap=True))
        cell.addStretch()
        return holder

    def _copy_button(self, fact: Fact) -> QToolButton:
        _ = self._context.translator.gettext
        copy = QToolButton()
        copy.setIconSize(QSize(15, 15))
        copy.setStyleSheet("min-width: 20px; min-height: 18px;")  # smaller than the buttons of a toolbar
        copy.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context.icons.set(copy, "copy", "muted")
        name = _("Copy {what}").format(what=fact.copied)
        copy.setAccessibleName(name)
        copy.setToolTip(name)
        copy.clicked.connect(lambda: self._copy(fact))
        return copy

    def _copy(self, fact: Fact) -> None:
        QGuiApplication.clipboard().setText(fact.value)
        said = self._context.translator.gettext("Copied.")
        self._context.messages.say(said, Tone.SUCCESS)
