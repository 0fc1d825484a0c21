"""Leave of case workers, and who stands in: their list then holds both one's people."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.leaves import Leave
from kaa_desktop.services.case_workers import list_case_workers
from kaa_desktop.services.leaves import add_leave, cancel_leave, list_leaves
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label
from kaa_desktop.ui.common.worker_field import WorkerField
from kaa_desktop.ui.settings.sections import SettingsSheet, row, section

Known = tuple[tuple[Leave, ...], Mapping[str, str]]


class LeaveSheet(QWidget):
    """Those that last or are to come."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = Operations(context, self)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        holder = QWidget()
        holder.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        add = button(_("Note a leave"), self._add, kind=ButtonKind.PRIMARY)
        words = _(
            "From the first to the last day the list of whoever stands in holds the other's people too."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SettingsSheet(_("Leave"), section(_("Leave"), words, holder, row(add))))
        context.feed.changed.connect(self._note_change)
        self.refresh()

    def refresh(self) -> None:
        """Show what the register holds."""
        workspace = self._context.workspace

        def read() -> Known:
            names = {worker.id: worker.name for worker in list_case_workers(workspace)}
            return list_leaves(workspace), names

        self._context.tasks.run(read, self._show, owner=self, key="leave.read")

    def _show(self, known: Known) -> None:
        leaves, names = known
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for leave in leaves:
            self._lines.addWidget(self._line(leave, names))
        if not leaves:
            _ = self._context.translator.gettext
            self._lines.addWidget(label(_("Nobody is on leave, and no leave is to come."), TextRole.MUTED))

    def _line(self, leave: Leave, names: Mapping[str, str]) -> QWidget:
        _, date = self._context.translator.gettext, self._context.translator.date
        text = _("{who}, {first} to {last}: {substitute} stands in").format(
            who=names.get(leave.case_worker_id, ""),
            first=date(leave.first_day),
            last=date(leave.last_day),
            substitute=names.get(leave.substitute_id, ""),
        )
        end = button(_("Take away"), self._canceller(leave), kind=ButtonKind.GHOST)
        end.setAccessibleDescription(text)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(text, wrap=True), 1)
        line.addWidget(end)
        return holder

    def _add(self) -> None:
        LeaveDialog(self, self._context, self._operations).open()

    def _canceller(self, leave: Leave) -> Callable[[], None]:
        return lambda: self._cancel(leave)

    def _cancel(self, leave: Leave) -> None:
        _, workspace = self._context.translator.gettext, self._context.workspace
        self._operations.run(
            lambda: (None, cancel_leave(workspace, leave.id)),
            lambda _none: None,
            said=lambda _none: _("The leave is taken away."),
        )

    def _note_change(self, changes: Changes) -> None:
        if changes.everyone or changes.kinds & {"leave", "case_worker"}:
            self.refresh()


class LeaveDialog(ServiceDialog):
    """Who is away, from when to when, and who stands in."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, operations, title=_("Note a leave"), submit=_("Note it"), columns=2)
        self._away, self._substitute = WorkerField(context), WorkerField(context)
        self._from, self._to = self.date_field(self.today()), self.date_field(None)
        self.form.add(_("Who is away"), self._away)
        self.form.add(_("Who stands in"), self._substitute)
        self.form.add(_("First day"), self._from)
        self.form.add(_("Last day"), self._to)
        self.begin_with(self._away)
        fields = {"who": self._away, "substitute": self._substitute, "from": self._from, "to": self._to}
        self.keep_draft("leave.add", fields)
        self.on_submit(self._send)

    def _send(self) -> None:
        self.form.clear_errors()
        _, workspace = self.context.translator.gettext, self.context.workspace
        away, substitute = self._away.worker_id(), self._substitute.worker_id()
        for field, worker in ((self._away, away), (self._substitute, substitute)):
            if worker is None:
                self.form.set_error(field, _("Choose one."))
                return
        first, last = self.day_of(self._from), self.day_of(self._to)
        if first is None or last is None:
            return
        self.change(
            lambda: (
                None,
                add_leave(
                    workspace,
                    case_worker_id=away or "",
                    substitute_id=substitute or "",
                    first_day=first,
                    last_day=last,
                ),
            ),
            lambda _none: _("The leave is noted."),
        )
