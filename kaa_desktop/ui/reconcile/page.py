"""Reconciliation: import files, and decide who of the list is registered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kaa_desktop.domain.candidates import Candidate, CandidateStatus
from kaa_desktop.domain.changes import Changes
from kaa_desktop.services.candidates import count_candidates, dismiss_candidates, list_candidates
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, label, title
from kaa_desktop.ui.reconcile.actions import SPECS
from kaa_desktop.ui.reconcile.columns import candidate_columns
from kaa_desktop.ui.reconcile.importing import TABLES, WORKBOOKS, Importing
from kaa_desktop.ui.reconcile.register_dialog import RegisterCandidatesDialog

_BATCH = 2000
_NARROW = 860


class ReconcilePage(QWidget):
    """The list of candidates; files can be dropped anywhere on it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = Operations(context, self)
        self._importing = Importing(self, context, self._operations)
        self._model = PagedTableModel(candidate_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Candidates"))
        self._panel.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._panel.set_empty(
            "git-compare-arrows",
            _("Nobody waits to be decided. Import a population file, or drop it here."),
            _("Choose a population file"),
            self._importing.choose_population,
        )
        self._count = label("", TextRole.MUTED)
        self._selected = label("", TextRole.MUTED)
        self._actions = build_actions(
            SPECS, self._handlers(), owner=self, icons=context.icons, translator=context.translator
        )
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.setAcceptDrops(True)
        self._model.loaded.connect(self._loaded)
        self._panel.view.selectionModel().selectionChanged.connect(lambda *_args: self._show_selection())
        self._panel.view.activated_row.connect(lambda _row: self._register_selected())
        context.feed.changed.connect(self._changed)
        self._model.set_source(self._fetch)

    def import_population(self, path: Path) -> None:
        """Try a population file, show what it holds, and import it if the user wants to."""
        self._importing.population(path)

    def import_workbook(self, path: Path) -> None:
        """The same for a register workbook."""
        self._importing.workbook(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of a kind that can be read."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A text file is a population file; of a workbook the user says which it is."""
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower().lstrip(".") in WORKBOOKS:
            self._ask_kind(path, self.mapToGlobal(event.position().toPoint()))
        else:
            self.import_population(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons below the title where they have no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "reconcile.population": self._importing.choose_population,
            "reconcile.workbook": self._importing.choose_workbook,
            "reconcile.register": self._register_selected,
            "reconcile.dismiss": self._dismiss_selected,
            "reconcile.all": self._register_ready,
        }

    def _lay_out(self) -> None:
        head = self._head
        head.setSpacing(8)
        name = QHBoxLayout()
        name.setSpacing(16)
        name.addWidget(title(self._context.translator.gettext("Reconciliation")))
        name.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self._button("reconcile.workbook"))
        ways.addWidget(self._button("reconcile.population", ButtonKind.PRIMARY))
        ways.addStretch()
        head.addLayout(name, 1)
        head.addLayout(ways)
        self._foot = QWidget()
        foot = FlowLayout(self._foot, gap=8, line_gap=8)
        foot.addWidget(self._button("reconcile.register"))
        foot.addWidget(self._button("reconcile.dismiss"))
        foot.addWidget(self._button("reconcile.all"))
        self._selected.setMinimumHeight(self._context.theme.tokens.metrics.control)
        foot.addWidget(self._selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 24)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self._panel, 1)
        layout.addWidget(self._foot)

    def _button(self, name: str, kind: ButtonKind = ButtonKind.SECONDARY) -> QWidget:
        """A button for an action, enabled with it."""
        action = self._actions[name]
        icon = next(spec.icon for spec in SPECS if spec.id == name)
        made = button(action.text(), action.trigger, kind=kind, icons=self._context.icons, icon=icon)
        made.setToolTip(action.toolTip())
        action.enabledChanged.connect(made.setEnabled)
        return made

    def _fetch(self, offset: int, limit: int) -> Page[Candidate]:
        workspace = self._context.workspace
        rows = list_candidates(workspace, offset=offset, limit=limit)
        return Page(rows, count_candidates(workspace))

    def _loaded(self, total: int) -> None:
        translator = self._context.translator
        text = translator.ngettext("{n} person to decide", "{n} people to decide", total)
        self._count.setText(text.format(n=translator.number(total)))
        self._foot.setVisible(total > 0)
        self._show_selection()

    def _places(self) -> list[int]:
        return [index.row() for index in self._panel.view.selectionModel().selectedRows()]

    def _show_selection(self) -> None:
        translator, count = self._context.translator, len(self._places())
        text = translator.ngettext("{n} selected", "{n} selected", count)
        self._selected.setText(text.format(n=translator.number(count)))
        for name in ("reconcile.register", "reconcile.dismiss"):
            self._actions[name].setEnabled(count > 0)

    def _with_selected(self, use: Callable[[list[str]], None]) -> None:
        """Call with the ids; rows that have been scrolled away are read again."""
        places, workspace = self._places(), self._context.workspace
        rows = [self._model.row(place) for place in places]
        ids = [row.id for row in rows if row is not None]
        if not places:
            return
        if len(ids) == len(places):
            use(ids)
            return
        wanted = frozenset(places)
        self._context.tasks.run(
            lambda: [row.id for place, row in enumerate(_everybody(workspace)) if place in wanted],
            use,
            self._operations.explain,
            owner=self,
        )

    def _register_selected(self) -> None:
        self._with_selected(self._register)

    def _register_ready(self) -> None:
        """All but those to decide by hand."""
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: [row.id for row in _everybody(workspace) if row.status is CandidateStatus.WAITING],
            self._register,
            self._operations.explain,
            owner=self,
        )

    def _register(self, ids: list[str]) -> None:
        if ids:
            RegisterCandidatesDialog(self, self._context, self._operations, ids).open()
        else:
            text = self._context.translator.gettext("All who are left are to be decided by hand.")
            self._context.messages.say(text)

    def _dismiss_selected(self) -> None:
        self._with_selected(self._dismiss)

    def _dismiss(self, ids: list[str]) -> None:
        translator, workspace = self._context.translator, self._context.workspace
        text = translator.ngettext(
            "{n} person is taken off the list.", "{n} people are taken off the list.", len(ids)
        )
        self._operations.run(
            lambda: (None, dismiss_candidates(workspace, ids)),
            lambda _none: self._panel.view.clearSelection(),
            said=lambda _none: text.format(n=translator.number(len(ids))),
        )

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if "candidate" in changes.kinds or changes.everyone:
            self._panel.view.clearSelection()
            self._model.reload()

    def _ask_kind(self, path: Path, at: QPoint) -> None:
        _ = self._context.translator.gettext
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Read as a population file")).triggered.connect(
            lambda _checked: self.import_population(path)
        )
        menu.addAction(_("Read as a register workbook")).triggered.connect(
            lambda _checked: self.import_workbook(path)
        )
        menu.popup(at)


def _everybody(workspace: Workspace) -> list[Candidate]:
    found: list[Candidate] = []
    while batch := list_candidates(workspace, offset=len(found), limit=_BATCH):
        found.extend(batch)
    return found


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path and path.suffix.lower().lstrip(".") in TABLES else None
