"""All rounds of home visits, the newest day first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.services.home_visits import list_rounds, local_now
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label, title
from kaa_desktop.ui.visits.columns import RoundLine, round_columns

KINDS = frozenset({"visit_round", "home_visit", "case_worker"})


class RoundsPanel(QWidget):
    """Enter opens a round: `opened` carries its id."""

    opened = Signal(str)

    def __init__(self, context: UiContext, new: QAction) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._stale = True
        self._model = PagedTableModel(round_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Rounds of home visits"))
        self.setFocusProxy(self._panel)
        self._panel.set_empty(
            "house",
            _("No round of home visits is planned. Plan one, choose whom to visit, and take the pack along."),
            new.text(),
            new.trigger,
        )
        self._panel.view.activated_row.connect(lambda line: self.opened.emit(line.round.id))
        head = QHBoxLayout()
        head.addWidget(title(_("Home visits")))
        head.addStretch()
        add = button(new.text(), new.trigger, kind=ButtonKind.PRIMARY, icons=context.icons, icon="plus")
        add.setToolTip(new.toolTip())
        head.addWidget(add)
        hint = _("Plan here, print the pack, and log afterwards. Everything works without a network.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 24)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(label(hint, TextRole.MUTED, wrap=True))
        layout.addWidget(self._panel, 1)
        context.feed.changed.connect(self._changed)

    def enter(self) -> None:
        """Show the rounds as they are now."""
        if self._stale:
            self._stale = False
            self._model.set_source(self._fetch)
        self._panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch(self, offset: int, limit: int) -> Page[RoundLine]:
        workspace = self._context.workspace
        now = local_now(workspace)
        lines = [RoundLine(found, found.is_missing(now)) for found in list_rounds(workspace)]
        return Page(lines[offset : offset + limit], len(lines))

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if changes.everyone or changes.kinds & KINDS:
            if self.isVisible():
                self._model.reload()
            else:
                self._stale = True
