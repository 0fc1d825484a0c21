"""The lists of notices: segments with counts, the table, and what can be done with what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.services.notices import count_notices
from kaa_desktop.ui.common.actions import build_actions
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.table_model import Page, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import TextRole, button, label
from kaa_desktop.ui.notices.actions import ON_SELECTED
from kaa_desktop.ui.notices.columns import notice_columns
from kaa_desktop.ui.notices.lines import (
    ACTIONS,
    SINGLE,
    STATUSES,
    SUITS,
    NoticeLine,
    NoticeList,
    proposed_action,
    read_lines,
)
from kaa_desktop.ui.notices.tasks import NoticeTasks

Counts = Mapping[tuple[NoticeKind, NoticeStatus], int]
_SETTLE = "notices.settle"
_TABLE_HEIGHT = 220
_CONCERNED = frozenset(
    {
        "school_notice",
        "import_batch",
        "episode",
        "setting",
    }
)


class NoticesPanel(QWidget):
    """One list at a time; its actions are below the table.

    Args:
        choose_file: offered where there is nothing at all.
        open_person: shows somebody of the register, by id.
    """

    def __init__(
        self,
        context: UiContext,
        operations: Operations,
        *,
        choose_file: Callable[[], None],
        open_person: Callable[[str], object],
    ) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._operations = operations
        self._choose_file = choose_file
        self._which = NoticeList.TO_DECIDE
        self._tasks = NoticeTasks(self, context, operations, open_person)
        self._model = PagedTableModel(notice_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("School notices"))
        self._view = self._panel.view
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._titles = _titles(context)
        self._segments = Segments(
            tuple((which.value, text) for which, text in self._titles.items()), name=_("Show")
        )
        self._choice = ChoiceField(tuple((which.value, text) for which, text in self._titles.items()))
        self._choice.setAccessibleName(_("Show"))
        self._actions = build_actions(ON_SELECTED, self._handlers(), owner=self, context=context)
        self._buttons: dict[str, QPushButton] = {}
        self._selected = label("", TextRole.MUTED)
        self._foot = QWidget()
        self._lay_out()
        self._segments.chosen.connect(lambda chosen: self._choose(NoticeList(chosen)))
        self._choice.activated.connect(lambda _place: self._choose(NoticeList(self._choice.value())))
        self._view.selectionModel().selectionChanged.connect(lambda *_args: self._show_selection())
        self._view.activated_row.connect(self._do_proposed)
        self._model.loaded.connect(self._loaded)
        context.feed.changed.connect(self._changed)
        self._choose(self._which)
        self._count()

    def set_wide(self, *, wide: bool) -> None:
        """The lists as a drop-down where there is no room beside each other; so many rows always show."""
        self._segments.setVisible(wide)
        self._choice.setVisible(not wide)
        self._panel.setMinimumHeight(0 if wide else _TABLE_HEIGHT)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        handlers: dict[str, Callable[[], None]] = {name: self._doer(name) for name in SUITS}
        return handlers | {_SETTLE: self._tasks.settle}

    def _doer(self, name: str) -> Callable[[], None]:
        return lambda: self._act(name)

    def _lay_out(self) -> None:
        self.setFocusProxy(self._panel)
        foot = FlowLayout(self._foot, gap=8, line_gap=8)
        for spec in ON_SELECTED:
            made = self._button(self._actions[spec.id], spec.icon)
            self._buttons[spec.id] = made
            foot.addWidget(made)
        self._selected.setMinimumHeight(self._context.theme.tokens.metrics.control)
        foot.addWidget(self._selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._segments, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._choice)
        layout.addWidget(self._panel, 1)
        layout.addWidget(self._foot)

    def _button(self, action: QAction, icon: str) -> QPushButton:
        made = button(action.text(), action.trigger, icons=self._context.icons, icon=icon)
        made.setToolTip(action.toolTip())
        action.enabledChanged.connect(made.setEnabled)
        return made

    def _choose(self, which: NoticeList) -> None:
        self._which = which
        self._segments.choose(which.value)
        self._choice.set_value(which.value)
        self._explain_emptiness()
        for name, made in self._buttons.items():
            offered = name in ACTIONS[which]
            made.setVisible(offered)
            self._actions[name].setEnabled(offered and name == _SETTLE)
        workspace = self._context.workspace

        def fetch(offset: int, limit: int) -> Page[NoticeLine]:
            rows = read_lines(workspace, which, offset=offset, limit=limit)
            return Page(rows, _number(count_notices(workspace), which))

        self._model.set_source(fetch)

    def _explain_emptiness(self) -> None:
        _ = self._context.translator.gettext
        if self._which is NoticeList.TO_DECIDE:
            self._panel.set_empty(
                "school",
                _("No notice waits to be decided. Import a file of notices, or drop it here."),
                _("Choose a file of notices"),
                self._choose_file,
            )
            return
        sentences = {
            NoticeList.WARNINGS: _("Nobody is on the early-warning list."),
            NoticeList.TO_FORWARD: _("No notice is to be forwarded to another municipality."),
            NoticeList.DONE: _("No notice has been dealt with yet."),
        }
        self._panel.set_empty("inbox", sentences[self._which])

    def _count(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: count_notices(workspace), self._show_counts, owner=self, key=f"notice-counts-{id(self)}"
        )

    def _show_counts(self, counts: Counts) -> None:
        number = self._context.translator.number
        texts = tuple(
            (which.value, f"{text} ({number(_number(counts, which))})")
            for which, text in self._titles.items()
        )
        for which_id, text in texts:
            self._segments.set_text(which_id, text)
        self._choice.offer(texts, value=self._which.value)

    def _loaded(self, total: int) -> None:
        self._foot.setVisible(total > 0)
        self._show_selection()

    def _places(self) -> list[int]:
        return [index.row() for index in self._view.selectionModel().selectedRows()]

    def _show_selection(self) -> None:
        """Offer what suits any of those selected; a line that has been scrolled away may suit."""
        translator, places = self._context.translator, self._places()
        text = translator.ngettext("{n} selected", "{n} selected", len(places))
        self._selected.setText(text.format(n=translator.number(len(places))))
        lines = [self._model.row(place) for place in places]
        for name, suits in SUITS.items():
            suited = any(line is None or suits(line) for line in lines)
            alone = len(places) == 1 or name not in SINGLE
            self._actions[name].setEnabled(name in ACTIONS[self._which] and suited and alone)

    def _act(self, name: str) -> None:
        places = self._places()
        lines = [line for line in map(self._model.row, places) if line is not None]
        if len(lines) == len(places):
            self._tasks.act(name, lines)
            return
        workspace, which, wanted = self._context.workspace, self._which, frozenset(places)
        self._context.tasks.run(
            lambda: [
                line
                for place, line in enumerate(read_lines(workspace, which, offset=0, limit=-1))
                if place in wanted
            ],
            lambda found: self._tasks.act(name, found),
            self._operations.explain,
            owner=self,
        )

    def _do_proposed(self, line: NoticeLine) -> None:
        name = proposed_action(line)
        if name in ACTIONS[self._which]:
            self._tasks.act(name, [line])
        elif line.notice.person.registered:
            self._tasks.act("notices.person", [line])

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if changes.everyone or changes.kinds & _CONCERNED:
            self._view.clearSelection()
            self._model.reload()
            self._count()


def _number(counts: Counts, which: NoticeList) -> int:
    return sum(number for (_kind, status), number in counts.items() if status in STATUSES[which])


def _titles(context: UiContext) -> dict[NoticeList, str]:
    _ = context.translator.gettext
    return {
        NoticeList.TO_DECIDE: _("To decide"),
        NoticeList.WARNINGS: _("Early warnings"),
        NoticeList.TO_FORWARD: _("To forward"),
        NoticeList.DONE: _("Settled"),
    }
