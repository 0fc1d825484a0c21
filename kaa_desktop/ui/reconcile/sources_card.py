"""The files that stand ready: each kind with when it was taken in and how many rows it holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kaa_desktop.domain.reconcile_decisions import SOURCE_FILES, SourceKind
from kaa_desktop.i18n.source_labels import source_label
from kaa_desktop.services.reconciliation_closing import SourcesOverview
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.flow_layout import FlowLayout
from kaa_desktop.ui.common.icons import IconLabel
from kaa_desktop.ui.common.widgets import ButtonKind, TextRole, button, card, label


class SourcesCard(QWidget):
    """One entry for each kind of source.

    Args:
        choose: asks for a file of that kind.
        choose_workbook: asks for a former register.
    """

    def __init__(
        self,
        context: UiContext,
        choose: Callable[[SourceKind], object],
        choose_workbook: Callable[[], object],
    ) -> None:
        super().__init__()
        self._context = context
        self._choose = choose
        self._states = {kind: label("", TextRole.MUTED) for kind in SOURCE_FILES}
        self._icons = {kind: IconLabel(context.icons, "circle-help", colour="muted") for kind in SOURCE_FILES}
        holder = QWidget()
        flow = FlowLayout(holder, gap=14, line_gap=10)
        buttons = {kind: self._button(kind) for kind in SOURCE_FILES}
        for kind, made in buttons.items():
            flow.addWidget(self._entry(kind, made))
        self.setFocusProxy(next(iter(buttons.values())))
        text = context.translator.gettext("From a register workbook")
        workbook = button(
            text, choose_workbook, kind=ButtonKind.GHOST, icons=context.icons, icon="file-spreadsheet"
        )
        flow.addWidget(workbook)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(holder))

    def present(self, overview: SourcesOverview) -> None:
        """Show what has been taken in."""
        translator = self._context.translator
        for status in overview.sources:
            text = translator.gettext("not imported")
            icon, colour = "circle-help", "muted"
            if not status.readable:
                text = translator.gettext("cannot be read; import again")
                icon, colour = "triangle-alert", "warning"
            elif status.taken_in_at is not None:
                icon, colour = "circle-check", "success"
                rows = translator.ngettext("{n} row", "{n} rows", status.rows)
                text = translator.gettext("{day}, {rows}").format(
                    day=translator.date(status.taken_in_at.astimezone().date()),
                    rows=rows.format(n=translator.number(status.rows)),
                )
            self._states[status.kind].setText(text)
            self._icons[status.kind].show_icon(icon, colour)

    def _entry(self, kind: SourceKind, made: QPushButton) -> QWidget:
        name = source_label(kind, self._context.translator)
        entry = QWidget()
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(name, TextRole.LABEL))
        texts.addWidget(self._states[kind])
        line.addWidget(self._icons[kind], 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(texts)
        line.addWidget(made)
        self._states[kind].setMinimumWidth(110)
        return entry

    def _button(self, kind: SourceKind) -> QPushButton:
        _, name = self._context.translator.gettext, source_label(kind, self._context.translator)
        made = button(_("Import …"), lambda: self._choose(kind))
        made.setAccessibleName(_("Import: {source}").format(source=name))
        return made
