"""The differences that were rejected, with a way to take that back."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from kaa_desktop.services.reconcile_lists import GROUPS
from kaa_desktop.services.reconcile_rejections import RejectedRow, rejected_rows, take_back
from kaa_desktop.services.reconciliation import Standing
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, heading, label
from kaa_desktop.ui.reconcile.saving import DifferencesSaving
from kaa_desktop.ui.reconcile.words import REJECTIONS, words_of


class ListLinks(QWidget):
    """Opens the list, where something has been rejected; beside it, what saves the differences."""

    def __init__(self, context: UiContext, operations: Operations) -> None:
        super().__init__()
        self._context = context
        self._operations = operations
        self._standing: Standing | None = None
        self._saving = DifferencesSaving(self, context)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        text = context.translator.gettext("Show the rejected rows")
        self._rejected = button(text, self._open, kind=ButtonKind.LINK, icons=context.icons, icon="list")
        layout.addWidget(self._saving.button())
        layout.addWidget(self._rejected)
        layout.addStretch()

    def present(self, standing: Standing) -> None:
        """Follow the reconciliation."""
        self._standing = standing
        self._saving.present(standing)
        self._rejected.setVisible(bool(standing.put_aside))

    def _open(self) -> None:
        if self._standing is not None:
            RejectedDialog(self.window(), self._context, self._operations, self._standing).open()


class RejectedDialog(ListDialog):
    """Who was rejected, why, and when; those taken back ask for an action again."""

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, standing: Standing
    ) -> None:
        _ = context.translator.gettext
        super().__init__(parent, context, title=_("Rejected rows"))
        self._operations = operations
        self._standing = standing
        self._model = PagedTableModel(_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Rejected rows"))
        self._panel.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._panel.set_empty("circle-check", _("Nothing has been rejected on these facts."))
        self._take_back = button(_("Take back the rejection"), self._undo, icons=context.icons, icon="undo-2")
        self._take_back.setEnabled(False)
        self._panel.view.selectionModel().selectionChanged.connect(
            lambda *_args: self._take_back.setEnabled(bool(self._chosen()))
        )
        self._lay_out()
        self._load()

    def _lay_out(self) -> None:
        words = self._context.translator.gettext(
            "They stay off the list until the facts change, or until you take the rejection back."
        )
        self.lay_out(
            heading(self.windowTitle()),
            label(words, TextRole.MUTED, wrap=True),
            self._panel,
            stretch=self._panel,
            largest=(960, 520),
            buttons=[self._take_back],
        )

    def _load(self) -> None:
        workspace, standing = self._context.workspace, self._standing
        self._context.tasks.run(
            lambda: rejected_rows(workspace, standing), self._show, self._operations.explain, owner=self
        )

    def _show(self, rows: tuple[RejectedRow, ...]) -> None:
        self._model.set_rows(rows)

    def _chosen(self) -> list[RejectedRow]:
        places = {index.row() for index in self._panel.view.selectionModel().selectedRows()}
        rows = (self._model.row(place) for place in sorted(places))
        return [row for row in rows if row is not None]

    def _undo(self) -> None:
        keys = [row.key for row in self._chosen()]
        workspace, translator = self._context.workspace, self._context.translator

        def said(count: int) -> str:
            text = translator.ngettext(
                "{n} row is on the list again.", "{n} rows are on the list again.", count
            )
            return text.format(n=translator.number(count))

        self._operations.run(
            lambda: take_back(workspace, keys), lambda _count: self.accept(), said=said, owner=self
        )


def _columns(context: UiContext) -> tuple[Column[RejectedRow], ...]:
    translator, words = context.translator, words_of(context)
    _ = translator.gettext
    return (
        Column[RejectedRow](id="name", title=_("Name"), text=lambda one: words.name(one.row), width=170),
        Column[RejectedRow](
            id="number",
            title=_("Identity number"),
            text=lambda one: words.number(one.row),
            width=130,
        ),
        Column[RejectedRow](
            id="group", title=_("Group"), text=lambda one: _(GROUPS[one.row.difference.group]), width=120
        ),
        Column[RejectedRow](
            id="why", title=_("Why"), text=lambda one: words.why_short(one.row), width=180, stretch=True
        ),
        Column[RejectedRow](
            id="reason", title=_("Why rejected"), text=lambda one: _(REJECTIONS[one.reason]), width=190
        ),
        Column[RejectedRow](
            id="day",
            title=_("As of"),
            text=lambda one: translator.date(one.as_of),
            day=lambda one: one.as_of,
            width=110,
        ),
    )
