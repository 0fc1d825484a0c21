"""The people behind one number of the overview; they can be opened, or handed to another case worker."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.lead import LeadPart
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.i18n.lead_labels import figure_rule
from kaa_desktop.services.lead import ids_behind, lead_rows, people_behind
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.list_menu import list_button
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, button, heading, label
from kaa_desktop.ui.contacts.also_for import OtherPerson
from kaa_desktop.ui.contacts.assign_dialog import AssignDialog
from kaa_desktop.ui.lead.actions import ASSIGN
from kaa_desktop.ui.lead.columns import people_columns


class LeadPeopleDialog(ListDialog):
    """Enter opens somebody: `opened` carries the id."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, part: LeadPart, title: str
    ) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, title=_("People behind the number"))
        self._operations, self._part = operations, part
        self._rows: tuple[int, ...] = ()
        self._count = label(_("Counting …"), TextRole.MUTED, wrap=True)
        self._messages = MessageBar(context.icons, context.translator)
        self._model = PagedTableModel(people_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("People behind the number"))
        self._panel.set_empty("users", _("Nobody stands behind this number."))
        self._panel.view.allow_several()
        self._panel.view.activated_row.connect(self._open)
        self._all = button(_("Mark all"), self._panel.view.selectAll)
        self._assign = button(_(ASSIGN.text), self._ask_for_worker, icons=context.icons, icon=ASSIGN.icon)
        self._assign.setToolTip(_(ASSIGN.tip))
        QShortcut(QKeySequence(ASSIGN.shortcut), self, self._ask_for_worker)
        self._list = list_button(self._panel.view, context.icons, context.translator)
        self.lay_out(
            heading(title),
            label(figure_rule(part.figure, context.translator), TextRole.MUTED, wrap=True),
            self._panel,
            self._count,
            self._messages,
            stretch=self._panel,
            largest=(980, 620),
            buttons=[self._all, self._assign, self._list],
        )
        context.feed.changed.connect(self._changed)
        self._load()

    def _load(self) -> None:
        workspace, part = self._context.workspace, self._part
        self._context.tasks.run(
            lambda: people_behind(workspace, part),
            self._show,
            self._explain,
            owner=self,
            key=f"lead-{id(self)}",
        )

    def _show(self, rows: tuple[int, ...]) -> None:
        self._rows = rows
        translator, workspace = self._context.translator, self._context.workspace
        text = translator.ngettext(
            "{n} person. Shift, Ctrl and Ctrl+A mark several.",
            "{n} people. Shift, Ctrl and Ctrl+A mark several.",
            len(rows),
        )
        self._count.setText(text.format(n=translator.number(len(rows))) if rows else "")
        for widget in (self._all, self._assign, self._list):
            widget.setEnabled(bool(rows))

        def fetch(offset: int, limit: int) -> Page[PersonListRow]:
            return Page(lead_rows(workspace, rows[offset : offset + limit]), len(rows))

        self._model.set_source(fetch)
        self._panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_worker(self) -> None:
        numbers = [
            self._rows[place] for place in self._panel.view.marked_numbers() if place < len(self._rows)
        ]
        if not numbers:
            text = self._context.translator.gettext("Mark whom it is about first.")
            self._messages.say(text, Tone.INFO)
            return
        workspace = self._context.workspace
        self._context.tasks.run(lambda: ids_behind(workspace, numbers), self._ask, self._explain, owner=self)

    def _ask(self, ids: tuple[str, ...]) -> None:
        people = [OtherPerson(person_id, "") for person_id in ids]
        AssignDialog(self, self._context, self._operations, people).open()

    def _explain(self, error: Exception) -> None:
        self._count.setText("")
        self._messages.say(self._context.error_text(error), Tone.DANGER)

    def _open(self, row: object) -> None:
        if isinstance(row, PersonListRow):
            self.leave_for(row.id)

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if changes.everyone or changes.person_ids:
            self._load()
