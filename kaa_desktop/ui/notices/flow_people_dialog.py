"""The people of one stream: those of the register by name, the others as a number."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.services.flows import people_of_flow
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.list_menu import list_button
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.person_columns import name_column, state_column
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, heading, label
from kaa_desktop.ui.notices.flow_lines import FlowLine, where


class FlowPeopleDialog(ListDialog):
    """Enter opens somebody: `opened` carries the id."""

    def __init__(self, parent: QWidget, context: UiContext, line: FlowLine) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, title=_("Where did they go?"))
        self._line = line
        self._known = label(_("Counting …"), TextRole.MUTED, wrap=True)
        self._messages = MessageBar(context.icons, context.translator)
        self._model = PagedTableModel(_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("People in the register"))
        self._panel.set_empty("users", _("Nobody of them is in the register."))
        self._panel.view.activated_row.connect(self._open)
        self._list = list_button(self._panel.view, context.icons, context.translator)
        self._list.setEnabled(False)
        self.lay_out(
            heading(where(line.flow, context)),
            self._known,
            self._panel,
            self._messages,
            stretch=self._panel,
            largest=(680, 520),
            buttons=[self._list],
        )
        self._load()

    def _load(self) -> None:
        workspace, keys = self._context.workspace, self._line.keys
        self._context.tasks.run(
            lambda: people_of_flow(workspace, keys), self._show, self._explain, owner=self
        )

    def _show(self, people: tuple[PersonListRow, ...]) -> None:
        self._known.setText(self._how_many(len(people), self._line.count))
        self._list.setEnabled(bool(people))
        self._model.set_rows(people)

    def _how_many(self, known: int, total: int) -> str:
        _, translator = self._context.translator.gettext, self._context.translator
        if known == total:
            return _("Everybody in this stream is in the register.")
        text = translator.ngettext(
            "{known} of {n} person is in the register; the others are known from the files only.",
            "{known} of {n} people are in the register; the others are known from the files only.",
            total,
        )
        return text.format(known=translator.number(known), n=translator.number(total))

    def _explain(self, error: Exception) -> None:
        self._known.setText("")
        self._messages.say(self._context.error_text(error), Tone.DANGER)

    def _open(self, row: PersonListRow) -> None:
        self.leave_for(row.id)


def _columns(context: UiContext) -> tuple[Column[PersonListRow], ...]:
    _ = context.translator.gettext
    return (
        name_column(context, lambda row: row.protection, width=220),
        Column[PersonListRow](
            id="number", title=_("Identity number"), text=lambda row: row.number or _("protected"), width=150
        ),
        state_column(context, width=160),
    )
