"""What is known of the difference that is selected."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.i18n.source_labels import evidence_text
from kaa_desktop.services.reconcile_rows import ReconcileRow
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.scrolling import scrolled
from kaa_desktop.ui.common.widgets import TextRole, card, heading, label
from kaa_desktop.ui.reconcile.words import words_of


class DetailsPanel(QWidget):
    """Name, reason, what changes, and each source row with what it says."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._name = heading("")
        self._name.setWordWrap(True)
        self._number = label("", TextRole.MUTED, wrap=True)
        self._why = label("", wrap=True)
        self._rows_title = label(_("Source rows"), TextRole.LABEL)
        self._rows = label("", wrap=True)
        content = card(self._name, self._number, self._why, self._rows_title, self._rows, spacing=8)
        box = content.layout()
        if isinstance(box, QVBoxLayout):
            box.addStretch()
        scroll = scrolled(content)
        scroll.setAccessibleName(_("About the selected person"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.present(None)

    def present(self, row: ReconcileRow | None) -> None:
        """Show a row, or what to do to see one."""
        _, words = self._context.translator.gettext, words_of(self._context)
        if row is None:
            self._name.setText(_("Nobody selected"))
            self._why.setText(_("Select somebody to see the facts behind the row."))
        else:
            self._name.setText(words.name(row))
            self._number.setText(words.number(row))
            lines = [words.change(change) for change in row.changes]
            self._why.setText("\n".join(lines) or words.why(row))
            self._rows.setText(
                "\n".join(evidence_text(one, self._context.translator) for one in row.evidence)
            )
        for part in (self._number, self._rows_title, self._rows):
            part.setVisible(row is not None)
        self._rows_title.setVisible(row is not None and bool(row.evidence))
