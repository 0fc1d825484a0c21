"""Plan a round: the day, the area, who goes with whom, and when they are expected back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.home_visits import AREA_LENGTH, PHONE_LENGTH, RoundPlan, VisitRound
from kaa_desktop.services.home_visits import change_round, plan_round
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.new_worker import add_worker_button
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.time_field import TimeField
from kaa_desktop.ui.common.worker_field import WorkerField


class RoundDialog(ServiceDialog):
    """A new round, or another plan for one; `done` gets its id."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        *,
        found: VisitRound | None = None,
        done: Callable[[str], object],
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Change the round") if found else _("New round of home visits"),
            submit=_("Save") if found else _("Plan the round"),
            introduction=_("Go two together where you can, and say when you are back."),
            columns=2,
            width=640,
        )
        self._found = found
        self._done = done
        plan = found.plan if found else RoundPlan(planned_on=context.workspace.today)
        self._day = self.date_field(plan.planned_on)
        self._area = QLineEdit(plan.area)
        self._area.setMaxLength(AREA_LENGTH)
        self._worker = WorkerField(context, chosen=plan.worker_id or "")
        self._companion = WorkerField(context, chosen=plan.companion_id or "")
        self._phone = QLineEdit(plan.phone)
        self._phone.setMaxLength(PHONE_LENGTH)
        self._back = TimeField(context.translator, plan.expected_back)
        self._lay_out()
        self.on_submit(self._send)
        self.begin_with(self._area)

    def _lay_out(self) -> None:
        _ = self.context.translator.gettext
        self.form.add(_("Day"), self._day)
        self.form.add(_("Area"), self._area, hint=_("A name for the round, never of a person."))
        self.form.add(_("Goes out"), self._worker, below=add_worker_button(self._worker, self.context))
        self.form.add(_("Together with"), self._companion)
        self.form.add(_("Phone of those who go"), self._phone)
        self.form.add(
            _("Expected back"), self._back, hint=_("The app reminds when nobody has checked in by then.")
        )
        fields = {
            "day": self._day,
            "area": self._area,
            "worker": self._worker,
            "companion": self._companion,
            "phone": self._phone,
            "back": self._back,
        }
        self.keep_draft(f"round.change:{self._found.id}" if self._found else "round.plan", fields)

    def _send(self) -> None:
        _ = self.context.translator.gettext
        self.form.clear_errors()
        day = self.day_of(self._day)
        if day is None:
            return
        if not self._back.is_valid():
            self.form.set_error(self._back, _("Type the time as 16:30."))
            return
        plan = RoundPlan(
            planned_on=day,
            area=self._area.text(),
            worker_id=self._worker.worker_id(),
            companion_id=self._companion.worker_id(),
            phone=self._phone.text(),
            expected_back=self._back.value(),
        )
        said = _("The round is changed.") if self._found else _("The round is planned.")
        self.change(lambda: self._save(plan), lambda _id: said, self._done)

    def _save(self, plan: RoundPlan) -> tuple[str, Changes]:
        workspace = self.context.workspace
        if self._found:
            return self._found.id, change_round(workspace, self._found.id, plan)
        added, changes = plan_round(workspace, plan)
        return added.round_id, changes
