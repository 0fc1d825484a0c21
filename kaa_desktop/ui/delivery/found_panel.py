"""What the controls found: counts, and a line for each finding that leads to the person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.domain.delivery_controls import Severity
from kaa_desktop.services.delivery_checks import DeliveryCheck
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.navigation import Segments
from kaa_desktop.ui.common.table_model import PagedTableModel
from kaa_desktop.ui.common.table_view import TablePanel
from kaa_desktop.ui.common.widgets import TextRole, heading, label
from kaa_desktop.ui.delivery.columns import FoundLine, found_columns, found_lines

_ALL = "all"
_HEIGHT = 300


class FoundPanel(QWidget):
    """Errors and warnings of the half-year.

    Args:
        context: of the page.
        open_person: shows somebody of the register, by id.
    """

    def __init__(self, context: UiContext, open_person: Callable[[str], object]) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._open_person = open_person
        self._checked: DeliveryCheck | None = None
        self._which = _ALL
        self._sentence = label("", TextRole.MUTED, wrap=True)
        self._segments = Segments(
            ((_ALL, _("All")), (Severity.ERROR.value, _("Errors")), (Severity.WARNING.value, _("Warnings"))),
            name=_("Show"),
        )
        self._model = PagedTableModel(found_columns(context), context.tasks, context.icons, parent=self)
        self._panel = TablePanel(self._model, context.icons, name=_("What the controls found"))
        self._panel.setMinimumHeight(_HEIGHT)
        self._panel.set_empty("circle-check", _("Nothing here would be refused."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(_("What the controls found")))
        layout.addWidget(self._sentence)
        layout.addWidget(self._segments, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._panel)
        self._segments.chosen.connect(self._choose)
        self._panel.view.activated_row.connect(self._open)

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return self._checked.number_of(Severity.ERROR) if self._checked else 0

    def show_check(self, checked: DeliveryCheck) -> None:
        """Show what was found."""
        self._checked = checked
        t = self._context.translator
        _ = t.gettext
        numbers = {severity: checked.number_of(severity) for severity in Severity}
        self._segments.set_text(_ALL, f"{_('All')} ({t.number(sum(numbers.values()))})")
        self._segments.set_text(Severity.ERROR.value, f"{_('Errors')} ({t.number(numbers[Severity.ERROR])})")
        self._segments.set_text(
            Severity.WARNING.value, f"{_('Warnings')} ({t.number(numbers[Severity.WARNING])})"
        )
        people = t.ngettext("{n} person in the half-year", "{n} people in the half-year", checked.people)
        rows = t.ngettext("{n} registration", "{n} registrations", checked.records)
        self._sentence.setText(
            f"{people.format(n=t.number(checked.people))}, {rows.format(n=t.number(checked.records))}. "
            + _("Errors would make the authority refuse the file; press Enter on a line to mend it.")
        )
        self._fill()

    def _choose(self, which: str) -> None:
        self._which = which
        self._fill()

    def _fill(self) -> None:
        if self._checked is None:
            return
        lines = found_lines(self._checked, None if self._which == _ALL else Severity(self._which))
        self._model.set_rows(lines)

    def _open(self, line: FoundLine) -> None:
        if line.person is not None:
            self._open_person(line.person.id)
