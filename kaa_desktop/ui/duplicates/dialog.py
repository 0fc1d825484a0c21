"""Possible duplicates: a list of pairs, the comparison of one, and what is done about it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.duplicates import DuplicatePair, MergePreview
from kaa_desktop.services.duplicates import find_duplicates, mark_different, merge_people, preview_merge
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.message_bar import MessageBar
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, heading, label
from kaa_desktop.ui.duplicates.comparison import Comparison
from kaa_desktop.ui.duplicates.words import reason_label

_TABLE_HEIGHT = 140


class DuplicatesDialog(QDialog):
    """Stays open while one pair after the other is settled; its own message bar offers to undo."""

    def __init__(self, parent: QWidget, context: UiContext) -> None:
        super().__init__(parent)
        _ = context.translator.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Possible duplicates"))
        self._messages = MessageBar(context.icons, context.translator)
        self._context = replace(context, messages=self._messages)
        self._operations = Operations(self._context, self)
        self._preview: MergePreview | None = None
        self._count = label("", TextRole.MUTED, wrap=True)
        self._model = PagedTableModel(_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("Possible duplicates"))
        self._panel.set_empty("users", _("Nobody seems to be in the register twice."))
        self._comparison = Comparison(context)
        self._merge = button(
            _("Merge"), self._merge_pair, kind=ButtonKind.PRIMARY, icons=context.icons, icon="users"
        )
        self._different = button(
            _("Not the same person"), self._mark_different, icons=context.icons, icon="x"
        )
        self._swap = button(_("Keep the other one"), self._keep_other, icons=context.icons, icon="refresh-cw")
        self._lay_out()
        self._show_preview(None)
        self._panel.view.selected_row.connect(self._choose)
        self._model.loaded.connect(self._loaded)
        context.feed.changed.connect(self._changed)
        self._load()

    def _lay_out(self) -> None:
        _ = self._context.translator.gettext
        foot_holder = QWidget()
        foot = FlowLayout(foot_holder, gap=8, line_gap=8)
        for widget in (self._merge, self._different, self._swap, button(_("Close"), self.reject)):
            foot.addWidget(widget)
        self._panel.setMinimumHeight(_TABLE_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(_("Possible duplicates")))
        layout.addWidget(self._count)
        layout.addWidget(self._messages)
        layout.addWidget(self._panel, 1)
        layout.addWidget(self._comparison, 3)
        layout.addWidget(foot_holder)
        room = self.screen().availableSize()
        self.resize(min(900, room.width() - 40), min(760, room.height() - 60))

    def _load(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: find_duplicates(workspace),
            self._show,
            self._operations.explain,
            owner=self,
            key=f"duplicates-{id(self)}",
        )

    def _show(self, pairs: tuple[DuplicatePair, ...]) -> None:
        translator = self._context.translator
        text = translator.ngettext(
            "{n} pair may be the same person. Merging can be undone.",
            "{n} pairs may be the same person. Merging can be undone.",
            len(pairs),
        )
        self._count.setText(text.format(n=translator.number(len(pairs))) if pairs else "")
        self._count.setVisible(bool(pairs))
        self._show_preview(None)
        self._model.set_rows(pairs)

    def _loaded(self, total: int) -> None:
        if total and self._panel.view.current_row() is None:
            self._panel.view.go_to(0)

    def _choose(self, pair: object) -> None:
        if isinstance(pair, DuplicatePair):
            self._look(pair.first.id, pair.second.id)
        else:
            self._show_preview(None)

    def _look(self, keep_id: str, other_id: str) -> None:
        workspace = self._context.workspace
        self._context.tasks.run(
            lambda: preview_merge(workspace, keep_id, other_id),
            self._show_preview,
            self._operations.explain,
            owner=self,
            key=f"merge-{id(self)}",
        )

    def _show_preview(self, preview: MergePreview | None) -> None:
        self._preview = preview
        if preview is None:
            self._comparison.show_nothing()
        else:
            self._comparison.show_pair(preview)
        self._comparison.setVisible(preview is not None)
        self._merge.setEnabled(preview is not None and preview.allowed)
        self._different.setEnabled(preview is not None)
        self._swap.setEnabled(preview is not None)

    def _keep_other(self) -> None:
        if self._preview is not None:
            self._look(self._preview.other.id, self._preview.kept.id)

    def _merge_pair(self) -> None:
        preview, workspace, _ = self._preview, self._context.workspace, self._context.translator.gettext
        if preview is None:
            return
        kept, other = preview.kept.id, preview.other.id
        self._show_preview(None)
        self._operations.run(
            lambda: (None, merge_people(workspace, kept, other)),
            lambda _none: None,
            said=lambda _none: _("The two are one person now."),
        )

    def _mark_different(self) -> None:
        preview, workspace, _ = self._preview, self._context.workspace, self._context.translator.gettext
        if preview is None:
            return
        one, other = preview.kept.id, preview.other.id
        self._show_preview(None)
        self._operations.run(
            lambda: (None, mark_different(workspace, one, other)),
            lambda _none: None,
            said=lambda _none: _("Remembered: they are not the same person."),
        )

    def _changed(self, _changes: Changes, _initiator: object) -> None:
        self._load()


def _columns(context: UiContext) -> tuple[Column[DuplicatePair], ...]:
    _, translator = context.translator.gettext, context.translator
    return (
        Column[DuplicatePair](id="first", title=_("Person"), text=lambda pair: pair.first.name, width=190),
        Column[DuplicatePair](
            id="second", title=_("Perhaps the same as"), text=lambda pair: pair.second.name, width=190
        ),
        Column[DuplicatePair](
            id="why",
            title=_("Why"),
            text=lambda pair: reason_label(pair.reason, translator),
            width=320,
            stretch=True,
        ),
    )
