"""Why the figures of an earlier day were others: person by person, what they counted for then and now."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.figure_people import NumberChange, PersonDifference
from kaa_desktop.domain.figures import BY_ID
from kaa_desktop.domain.periods import Period
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.services.figure_people import what_has_changed
from kaa_desktop.services.figure_sheets import part_name
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import TextRole, heading, label


class ChangesDialog(ListDialog):
    """Enter opens somebody: `opened` carries the id."""

    def __init__(self, parent: QWidget, context: UiContext, period: Period, known_on: date) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, title=_("What has changed"))
        self._count = label(_("Counting …"), TextRole.MUTED, wrap=True)
        self._model = PagedTableModel(self._columns(), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("What has changed"))
        self._panel.set_empty("check", _("Nobody counts otherwise than then."))
        self._panel.view.activated_row.connect(self._open)
        title = _("What has changed since {day}").format(day=context.translator.date(known_on))
        self.lay_out(heading(title), self._panel, self._count, stretch=self._panel, largest=(980, 600))
        workspace = context.workspace
        context.tasks.run(
            lambda: what_has_changed(workspace, period, known_on),
            self._show,
            lambda error: self._count.setText(context.error_text(error)),
            owner=self,
        )

    def _show(self, found: tuple[PersonDifference, ...]) -> None:
        translator = self._context.translator
        text = translator.ngettext(
            "{n} person counts otherwise than then", "{n} people count otherwise than then", len(found)
        )
        self._count.setText(text.format(n=translator.number(len(found))))
        self._model.set_rows(found)

    def _open(self, difference: PersonDifference) -> None:
        self.leave_for(difference.person.id)

    def _columns(self) -> tuple[Column[PersonDifference], ...]:
        _ = self._context.translator.gettext
        return (
            Column[PersonDifference](id="name", title=_("Name"), text=lambda one: one.person.name, width=200),
            Column[PersonDifference](
                id="figures", title=_("Figures, then and now"), text=self._numbers, width=380, stretch=True
            ),
            Column[PersonDifference](id="work", title=_("What was done since"), text=self._work, width=300),
        )

    def _numbers(self, one: PersonDifference) -> str:
        return "; ".join(map(self._number, one.numbers))

    def _number(self, change: NumberChange) -> str:
        context, translator = self._context, self._context.translator
        name = translator.gettext(BY_ID[change.figure].title)
        if change.breakdown:
            name = part_name(context.workspace, change.figure, change.breakdown, change.code, translator)
        return f"{name} {translator.number(change.then)} → {translator.number(change.now)}"

    def _work(self, one: PersonDifference) -> str:
        context = self._context
        return "; ".join(
            operation_label(entry.name, entry.details, context.workspace.code_lists, context.translator)
            for entry in one.entries
        )
