"""The first rows of a file as they are read: each field a column, what cannot be read marked with why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.files.headers import Column as FileColumn
from kaa_desktop.files.previews import FilePreview, PreviewRow
from kaa_desktop.i18n.source_fields import field_label
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.table_model import Column, PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.common.widgets import TextRole, heading, label

_HEIGHT = 170
_WRONG = "wrong"


class PreviewPanel(QWidget):
    """A table that follows every choice at once."""

    def __init__(self, context: UiContext, columns: tuple[FileColumn, ...]) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._keys = tuple(column.key for column in columns)
        self._model = PagedTableModel(self._table_columns(), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("The first rows as they are read"))
        self._panel.setMinimumHeight(_HEIGHT)
        self._panel.set_empty("file-text", _("The file holds no rows below its headers."))
        self._missing = label("", TextRole.ERROR, wrap=True)
        self._remark = label("", TextRole.MUTED, wrap=True)
        self._whole = label("", TextRole.ERROR, wrap=True)
        self._whole.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(_("The first rows as they are read")))
        layout.addWidget(self._missing)
        layout.addWidget(self._remark)
        layout.addWidget(self._panel, 1)
        layout.addWidget(self._whole)
        self._panel.view.selected_row.connect(self._explain)

    def present(self, shown: FilePreview) -> None:
        """Show how the file would be read."""
        self._missing.setText(missing_sentence(self._context, shown))
        self._missing.setVisible(bool(shown.missing))
        unreadable = sum(any(cell.code for cell in row.cells.values()) for row in shown.rows)
        self._remark.setText(" ".join((self._said(len(shown.rows), unreadable), self._held(shown))).strip())
        self._explain(None)
        hidden = {key for key in self._keys if key not in shown.positions}
        self._panel.view.hide_columns(hidden if unreadable else hidden | {_WRONG})
        rows = shown.rows
        self._model.set_rows(rows)

    def _explain(self, row: PreviewRow | None) -> None:
        """In full, what the table has no room for."""
        text = self._wrong(row) if row is not None else ""
        self._whole.setText(text)
        self._whole.setVisible(bool(text))

    def _said(self, rows: int, unreadable: int) -> str:
        translator = self._context.translator
        if not unreadable:
            text = translator.ngettext("{n} row shown.", "{n} rows shown.", rows)
            return text.format(n=translator.number(rows))
        text = translator.ngettext(
            "{n} of the rows shown here holds something that cannot be read.",
            "{n} of the rows shown here hold something that cannot be read.",
            unreadable,
        )
        return text.format(n=translator.number(unreadable))

    def _held(self, shown: FilePreview) -> str:
        """From when to when a list without first days is believed."""
        if shown.listed is None:
            return ""
        translator, days = self._context.translator, shown.listed
        text = translator.gettext("Everybody in the list counts as enrolled from {first} to {last}.")
        return text.format(first=translator.date(days.first), last=translator.date(days.last))

    def _table_columns(self) -> tuple[Column[PreviewRow], ...]:
        _, number = self._context.translator.gettext, self._context.translator.number
        first = (
            Column[PreviewRow](id="row", title=_("Row"), text=lambda row: number(row.number), width=60),
            Column[PreviewRow](
                id=_WRONG, title=_("What is wrong"), text=self._wrong, width=300, least=220, stretch=True
            ),
        )
        return first + tuple(self._field_column(key) for key in self._keys)

    def _field_column(self, key: str) -> Column[PreviewRow]:
        empty = self._context.translator.gettext("empty")

        def text(row: PreviewRow) -> str:
            cell = row.cells.get(key)
            if cell is None:
                return ""
            return cell.text or (empty if cell.code else "")

        def tone(row: PreviewRow) -> Tone | None:
            cell = row.cells.get(key)
            return Tone.DANGER if cell and cell.code else None

        title = field_label(key, self._context.translator)
        return Column[PreviewRow](id=key, title=title, text=text, tone=tone, width=135)

    def _wrong(self, row: PreviewRow) -> str:
        explain: Callable[[Exception], str] = self._context.error_text
        return " ".join(
            f"{field_label(key, self._context.translator)}: "
            f"{explain(InvalidInputError(cell.code, text=cell.text, column=key))}"
            for key, cell in row.cells.items()
            if cell.code
        )


def missing_sentence(context: UiContext, shown: FilePreview) -> str:
    """Which fields still have no column; empty where all that are needed have one."""
    if not shown.missing:
        return ""
    fields = ", ".join(
        " / ".join(field_label(key, context.translator) for key in group) for group in shown.missing
    )
    return context.translator.gettext("No column has been chosen for: {fields}.").format(fields=fields)
