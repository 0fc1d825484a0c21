"""Put people on a round of home visits: one that is planned, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.home_visits import RoundPlan, VisitRound
from kaa_desktop.i18n.labels import left_out_sentence
from kaa_desktop.i18n.visit_labels import round_name
from kaa_desktop.services.home_visits import AddedVisits, add_visits, list_rounds, plan_round
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.people_dialog import PeopleDialog


class VisitDialog(PeopleDialog):
    """Protected people are left out, and it is said how many."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, people: Sequence[OtherPerson]
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context, operations, people, title=_("Plan home visits"), submit=_("Put on the round")
        )
        self._round = ChoiceField((("", _("A new round")),))
        self._day = self.date_field(self.today())
        self.form.add(_("Round"), self._round)
        self.form.add(_("Day"), self._day)
        self._round.currentIndexChanged.connect(self._look)
        self.begin_with(self._round)
        self.on_submit(self._send)
        workspace = context.workspace
        context.tasks.run(lambda: list_rounds(workspace), self._offer, owner=self)

    def _offer(self, rounds: tuple[VisitRound, ...]) -> None:
        translator = self.context.translator
        ahead = [found for found in rounds if found.plan.planned_on >= self.today()]
        named = (
            (found.id, f"{translator.date(found.plan.planned_on)}, {round_name(found, translator)}")
            for found in reversed(ahead)
        )
        self._round.offer((("", translator.gettext("A new round")), *named), value=self._round.value())

    def _look(self) -> None:
        self.form.show_field(self._day, visible=not self._round.value())

    def _send(self) -> None:
        self.form.clear_errors()
        workspace, ids, round_id = self.context.workspace, self.ids, self._round.value()
        if round_id:
            self.change(lambda: add_visits(workspace, round_id, ids), self._said)
            return
        day = self.day_of(self._day)
        if day is not None:
            plan = RoundPlan(planned_on=day)
            self.change(lambda: self._planned(plan), self._said)

    def _planned(self, plan: RoundPlan) -> tuple[AddedVisits, Changes]:
        return plan_round(self.context.workspace, plan, self.ids)

    def _said(self, added: AddedVisits) -> str:
        translator = self.context.translator
        text = translator.ngettext(
            "{n} person is put on the round.", "{n} people are put on the round.", added.added
        ).format(n=translator.number(added.added))
        return f"{text} {left_out_sentence(added.left_out, translator)}".rstrip()
