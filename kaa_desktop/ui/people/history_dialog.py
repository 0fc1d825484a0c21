"""Who changed what about a person, and when, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kaa_desktop.domain.history import HistoryEntry, RowChange
from kaa_desktop.i18n.labels import DERIVED_COLUMNS, column_label, column_value, table_label
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.scrolling import readable
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, badge, button, card, heading, label

_MOST = 100


class HistoryDialog(QDialog):
    """The newest operations, each with the facts it changed."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        entries: tuple[HistoryEntry, ...],
        *,
        name: str,
        names: Mapping[str, str],
    ) -> None:
        super().__init__(parent)
        _ = context.translator.gettext
        self._context = context
        self._names = names
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("History of changes"))
        scroll = readable(self._list(entries), _("History of changes"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(_("History of changes")))
        layout.addWidget(label(name, TextRole.MUTED))
        layout.addWidget(scroll, 1)
        layout.addLayout(self._foot(_("Close")))
        room = parent.screen().availableSize()
        self.resize(min(760, room.width() - 40), min(620, room.height() - 60))

    def _foot(self, text: str) -> QHBoxLayout:
        close = button(text, self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        return foot

    def _list(self, entries: tuple[HistoryEntry, ...]) -> QWidget:
        body = QWidget()
        body.setProperty("ground", "none")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(10)
        for entry in entries[:_MOST]:
            rows.addWidget(self._entry(entry))
        if len(entries) > _MOST:
            left_out = self._context.translator.gettext("Older changes are left out.")
            rows.addWidget(label(left_out, TextRole.MUTED))
        rows.addStretch()
        return body

    def _entry(self, entry: HistoryEntry) -> QWidget:
        _ = self._context.translator.gettext
        lists, translator = self._context.workspace.code_lists, self._context.translator
        head = QHBoxLayout()
        head.setSpacing(10)
        title = operation_label(entry.name, entry.details, lists, translator)
        head.addWidget(label(title, TextRole.LABEL, wrap=True), 1)
        if entry.undone:
            head.addWidget(badge(_("undone"), Tone.NEUTRAL))
        who = _("{who}, {when}").format(who=entry.actor, when=translator.time(entry.made_at))
        frame = card(spacing=4)
        rows = frame.layout()
        if isinstance(rows, QVBoxLayout):
            rows.addLayout(head)
            rows.addWidget(label(who, TextRole.CAPTION))
            for change in entry.changes:
                rows.addWidget(label(self._told(change), TextRole.MUTED, wrap=True))
        return frame

    def _told(self, change: RowChange) -> str:
        """One row of the register: what sort of fact, and what became of its values."""
        _ = self._context.translator.gettext
        table = table_label(change.table, self._context.translator)
        values = " · ".join(self._sentences(change))
        if change.kind == "delete":
            return _("{table} removed").format(table=table)
        return f"{table}: {values}" if values else table

    def _sentences(self, change: RowChange) -> Iterator[str]:
        _ = self._context.translator.gettext
        if change.erased:
            yield _("the values have been erased")
            return
        for column in dict.fromkeys((*change.old, *change.new)):
            caption = "" if column in DERIVED_COLUMNS else column_label(column, self._context.translator)
            old = self._value(change.table, column, change.old.get(column))
            new = self._value(change.table, column, change.new.get(column))
            if not caption or old == new:
                continue
            if change.kind == "insert" or not old:
                yield _("{caption}: {new}").format(caption=caption, new=new)
            elif not new:
                yield _("{caption}: {old} removed").format(caption=caption, old=old)
            else:
                yield _("{caption}: {old} → {new}").format(caption=caption, old=old, new=new)

    def _value(self, table: str, column: str, value: Any) -> str:
        lists, translator = self._context.workspace.code_lists, self._context.translator
        text = column_value(table, column, value, lists, translator, self._names)
        try:
            return self._context.translator.date(date.fromisoformat(text)) if text else ""
        except ValueError:
            return text
