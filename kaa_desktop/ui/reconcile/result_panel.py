"""The differences by group, and what can be done about them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QPushButton, QVBoxLayout, QWidget

from kaa_desktop.domain.reconciliation import Closing, Difference, Group
from kaa_desktop.services.reconcile_acting import BY_RULE, Acceptance
from kaa_desktop.services.reconcile_decisions import Accepted, accept, assign, reject
from kaa_desktop.services.reconcile_lists import GROUPS
from kaa_desktop.services.reconcile_rows import ReconcileRow, describe
from kaa_desktop.services.reconciliation import Standing
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label
from kaa_desktop.ui.reconcile.actions import SPECS, VERBS
from kaa_desktop.ui.reconcile.asking import ask_before
from kaa_desktop.ui.reconcile.columns import difference_columns
from kaa_desktop.ui.reconcile.decision_dialogs import AssignDialog, CloseMissingDialog, RejectDialog
from kaa_desktop.ui.reconcile.details_panel import DetailsPanel
from kaa_desktop.ui.reconcile.rejected import ListLinks

_DECISIONS = ("reconcile.accept", "reconcile.all", "reconcile.reject", "reconcile.assign")
_TABLE_HEIGHT = 220
_DETAILS_WIDTH = 280


class ResultPanel(QWidget):
    """One group at a time."""

    def __init__(self, context: UiContext, operations: Operations) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = operations
        self._standing: Standing | None = None
        self._group = Group.NEW
        self._segments = Segments(
            tuple((group.value, _(text)) for group, text in GROUPS.items()), name=_("Groups")
        )
        self._choice = ChoiceField()
        self._choice.setAccessibleName(_("Groups"))
        self._model = PagedTableModel(difference_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Differences"))
        self._panel.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._panel.setMinimumHeight(_TABLE_HEIGHT)
        self._panel.set_empty("circle-check", _("Nothing to do in this group."))
        self.setFocusProxy(self._panel)
        self._details = DetailsPanel(context)
        self._lists = ListLinks(context, operations)
        self._selected = label("", TextRole.MUTED)
        handlers: dict[str, Callable[[], None]] = {
            "reconcile.accept": self._accept_selected,
            "reconcile.all": self._accept_all,
            "reconcile.reject": self._reject,
            "reconcile.assign": self._assign,
        }
        specs = tuple(spec for spec in SPECS if spec.id in _DECISIONS)
        self._actions = build_actions(specs, handlers, owner=self, context=context)
        self._buttons = {spec.id: self._button(spec.id, spec.icon) for spec in specs}
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._segments.chosen.connect(lambda chosen: self._show_group(Group(chosen)))
        self._choice.activated.connect(lambda _place: self._show_group(Group(self._choice.value())))
        self._panel.view.selectionModel().selectionChanged.connect(lambda *_args: self._show_selection())
        self._panel.view.activated_row.connect(lambda _row: self._accept_selected())

    def present(self, standing: Standing) -> None:
        """Show where the reconciliation stands; the group stays, unless only another one holds anybody."""
        first = self._standing is None
        self._standing = standing
        self._lists.present(standing)
        _, number = self._context.translator.gettext, self._context.translator.number
        texts = tuple(
            (group.value, f"{_(text)} {number(len(standing.groups[group]))}")
            for group, text in GROUPS.items()
        )
        for group_id, text in texts:
            self._segments.set_text(group_id, text)
        self._choice.offer(texts)
        if first and not standing.groups[self._group]:
            filled = (group for group, found in standing.groups.items() if found)
            self._group = next(filled, self._group)
        self._show_group(self._group)

    def set_wide(self, *, wide: bool) -> None:
        """The details beside the table, or below it where there is no room; so with the groups."""
        self._segments.setVisible(wide)
        self._choice.setVisible(not wide)
        directions = QBoxLayout.Direction
        for part in (self._body, self._below):
            part.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._details.setMinimumHeight(0 if wide else 140)
        self._details.setMaximumWidth(_DETAILS_WIDTH if wide else 16_777_215)

    def _lay_out(self) -> None:
        self._body.setSpacing(16)
        self._body.addWidget(self._panel, 1)
        self._body.addWidget(self._details)
        self._details.setMinimumWidth(_DETAILS_WIDTH)
        self._foot = QWidget()
        foot = FlowLayout(self._foot, gap=8, line_gap=8)
        for made in self._buttons.values():
            foot.addWidget(made)
        self._selected.setMinimumHeight(self._context.theme.tokens.metrics.control)
        foot.addWidget(self._selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._segments)
        layout.addWidget(self._choice)
        layout.addLayout(self._body, 1)
        self._below.setSpacing(8)
        self._below.addWidget(self._foot, 1)
        self._below.addWidget(self._lists)
        layout.addLayout(self._below)

    def _button(self, name: str, icon: str) -> QPushButton:
        action = self._actions[name]
        kind = ButtonKind.PRIMARY if name == "reconcile.accept" else ButtonKind.SECONDARY
        made = button(action.text(), action.trigger, kind=kind, icons=self._context.icons, icon=icon)
        made.setToolTip(action.toolTip())
        action.enabledChanged.connect(made.setEnabled)
        return made

    def _show_group(self, group: Group) -> None:
        standing, context = self._standing, self._context
        if standing is None:
            return
        self._group = group
        self._segments.choose(group.value)
        self._choice.set_value(group.value)
        found = standing.groups[group]
        workspace, _ = context.workspace, context.translator.gettext
        one, everybody = VERBS[group]
        self._buttons["reconcile.accept"].setText(_(one))
        self._buttons["reconcile.all"].setText(_(everybody) if everybody else "")
        self._buttons["reconcile.all"].setVisible(bool(everybody))
        self._actions["reconcile.all"].setEnabled(bool(everybody and found))
        self._foot.setVisible(bool(found))
        self._details.setVisible(bool(found))
        self._panel.view.clearSelection()
        self._model.set_source(
            lambda offset, limit: Page(
                describe(workspace, standing, found[offset : offset + limit]), len(found)
            )
        )
        self._show_selection()

    def _chosen(self) -> tuple[Difference, ...]:
        found = self._standing.groups[self._group] if self._standing else ()
        places = sorted(index.row() for index in self._panel.view.selectionModel().selectedRows())
        return tuple(found[place] for place in places if place < len(found))

    def _show_selection(self) -> None:
        translator, chosen = self._context.translator, self._chosen()
        text = translator.ngettext("{n} selected", "{n} selected", len(chosen))
        self._selected.setText(text.format(n=translator.number(len(chosen))))
        for name in ("reconcile.accept", "reconcile.reject", "reconcile.assign"):
            self._actions[name].setEnabled(bool(chosen))
        row = self._panel.view.current_row() if len(chosen) == 1 else None
        self._details.present(row if isinstance(row, ReconcileRow) else None)

    def _accept_selected(self) -> None:
        keys = [found.key for found in self._chosen()]
        if not keys:
            return
        if self._group is Group.MISSING:
            CloseMissingDialog(
                self,
                self._context,
                self._operations,
                lambda closing: self._accept_with(keys, closing),
            ).open()
        elif self._group is Group.GONE:
            self._ask_before(len(keys), lambda: self._accept(keys, BY_RULE))
        else:
            self._accept(keys, BY_RULE)

    def _accept_all(self) -> None:
        found = self._standing.groups[self._group] if self._standing else ()
        self._ask_before(len(found), lambda: self._accept(None, BY_RULE))

    def _ask_before(self, number: int, then: Callable[[], None]) -> None:
        if self._standing is not None:
            ask_before(self, self._context, self._standing, self._group, number, then)

    def _accept_with(self, keys: list[str], closing: Closing) -> None:
        self._accept(keys, Acceptance(closing=closing))

    def _accept(self, keys: list[str] | None, told: Acceptance) -> None:
        if self._standing is None:
            return
        workspace, group, as_of = self._context.workspace, self._group, self._standing.outcome.as_of
        self._operations.run_long(
            lambda progress: accept(workspace, as_of, group, keys, progress, told),
            lambda _accepted: None,
            said=self._said,
            title=self._context.translator.gettext(VERBS[group][0]),
            owner=self,
        )

    def _said(self, accepted: Accepted) -> str:
        translator = self._context.translator
        done = translator.ngettext("{n} row is done.", "{n} rows are done.", accepted.done)
        text = done.format(n=translator.number(accepted.done))
        if accepted.left_alone:
            left = translator.ngettext(
                "{n} was left alone: a rule forbids it, or you may not see the person.",
                "{n} were left alone: a rule forbids it, or you may not see the people.",
                accepted.left_alone,
            )
            text = f"{text} {left.format(n=translator.number(accepted.left_alone))}"
        return text

    def _reject(self) -> None:
        chosen, workspace, group = self._chosen(), self._context.workspace, self._group
        if self._standing is None or not chosen:
            return
        as_of, keys = self._standing.outcome.as_of, [found.key for found in chosen]
        RejectDialog(
            self,
            self._context,
            self._operations,
            len(keys),
            lambda reason: reject(workspace, as_of, group, keys, reason),
        ).open()

    def _assign(self) -> None:
        chosen, workspace, group = self._chosen(), self._context.workspace, self._group
        if self._standing is None or not chosen:
            return
        as_of, keys = self._standing.outcome.as_of, [found.key for found in chosen]
        AssignDialog(
            self,
            self._context,
            self._operations,
            lambda worker_id: assign(workspace, as_of, group, keys, worker_id),
        ).open()
