"""Log a round afterwards in one pass: what came of each visit, one line each, saved as one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.home_visits import RoundView
from kaa_desktop.services.home_visit_log import log_visits
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.sensitive_text import sensitive_warning
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.visits.report_row import ReportRow


class LogVisitsDialog(ServiceDialog):
    """Visits that were not made stay on the round; one undo takes all of it back."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations, view: RoundView) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Log the visits"),
            submit=_("Save all"),
            introduction=_("Leave those you did not visit as they are."),
            width=860,
        )
        self._view = view
        self._day = self.date_field(min(view.round.plan.planned_on, context.workspace.today))
        self._day.setMaximumWidth(200)
        self.form.add(_("Day"), self._day)
        warn = sensitive_warning(context.translator)
        self._rows: list[ReportRow] = []
        for number, visit in enumerate(view.visits, start=1):
            if not visit.outcome:
                row = ReportRow(context, visit, warn)
                self.form.add(f"{number}. {visit.name}, {visit.address.text}", row)
                self._rows.append(row)
        fields: dict[str, QWidget] = {"day": self._day}
        for row in self._rows:
            fields |= row.by_name()
        self.keep_draft(f"visit.log:{view.round.id}", fields)
        self.on_submit(self._send)
        if self._rows:
            self.begin_with(self._rows[0])

    def _send(self) -> None:
        translator = self.context.translator
        _ = translator.gettext
        self.form.clear_errors()
        day = self.day_of(self._day)
        if day is None:
            return
        for row in self._rows:
            if row.lacks_result():
                self.form.set_error(row, _("Say what came of the visit, or clear the line."))
                return
        reports = [report for row in self._rows if (report := row.report())]
        if not reports:
            self.messages.say(_("Say of at least one visit what came of it."), Tone.INFO)
            return
        workspace, round_id = self.context.workspace, self._view.round.id
        self.change(lambda: log_visits(workspace, round_id, day, reports), self._said)

    def _said(self, logged: int) -> str:
        translator = self.context.translator
        text = translator.ngettext("{n} visit is logged.", "{n} visits are logged.", logged)
        return text.format(n=translator.number(logged))
