"""What came of one visit, on one line; a new address opens a second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contacts import NOTE_LENGTH
from kaa_desktop.domain.home_visits import Address, Visit, VisitReport, VisitResult
from kaa_desktop.i18n.visit_labels import result_label
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.fields import CodeField
from kaa_desktop.ui.common.widgets import TextRole, label

_STREET_LENGTH, _POSTAL_LENGTH = 80, 10


class ReportRow(QWidget):
    """`changed` tells that something was filled in."""

    changed = Signal()

    def __init__(self, context: UiContext, visit: Visit, warn: Callable[[str], str]) -> None:
        super().__init__()
        _, translator = context.translator.gettext, context.translator
        self._visit, self._warn = visit, warn
        results = ((result.value, result_label(result, translator)) for result in VisitResult)
        self._result = ChoiceField((("", _("Not visited")), *results))
        lists, today = context.workspace.code_lists, context.workspace.today
        self._occupation = CodeField(
            lists[CodeKind.OCCUPATION].offered_on(today), translator, empty=_("Not asked")
        )
        self._note = _line(_("Note"), NOTE_LENGTH)
        self._street = _line(_("New street address"), _STREET_LENGTH)
        self._postal_code = _line(_("Postal code"), _POSTAL_LENGTH)
        self._city = _line(_("Town"), _STREET_LENGTH)
        self._warning = label("", TextRole.WARNING, wrap=True)
        self._warning.hide()
        self._home = QWidget()
        self._name(_("Does now"), self._occupation)
        for field in (self._note, self._street, self._postal_code, self._city):
            self._name(field.placeholderText(), field)
        self._lay_out()
        self.setFocusProxy(self._result)
        self._result.currentIndexChanged.connect(self._look)
        self._note.textChanged.connect(self._look)
        for line in (self._street, self._postal_code, self._city):
            line.textChanged.connect(lambda _text: self.changed.emit())
        self._look()

    @property
    def touched(self) -> bool:
        """Whether anything is said of the visit."""
        return bool(self._result.value())

    def by_name(self) -> dict[str, QWidget]:
        """All fields, for a draft of the whole round."""
        fields = {
            "result": self._result,
            "occupation": self._occupation,
            "note": self._note,
            "street": self._street,
            "postal_code": self._postal_code,
            "city": self._city,
        }
        return {f"{self._visit.id}.{name}": field for name, field in fields.items()}

    def lacks_result(self) -> bool:
        """Whether something is noted without saying what came of the visit."""
        return not self.touched and bool(self._occupation.code() or self._note.text().strip())

    def report(self) -> VisitReport | None:
        """What is filled in; None for a visit that was not made."""
        if not self.touched:
            return None
        result = VisitResult(self._result.value())
        address = Address(
            street=self._street.text(), postal_code=self._postal_code.text(), city=self._city.text()
        )
        learned = result is VisitResult.MOVED and any((address.street, address.postal_code, address.city))
        return VisitReport(
            visit_id=self._visit.id,
            result=result,
            occupation=self._occupation.code(),
            note=self._note.text(),
            address=address if learned else None,
        )

    def _name(self, what: str, field: QWidget) -> None:
        """For those who hear the window: whose field it is."""
        field.setAccessibleName(f"{self._visit.name}: {what}")

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._result, 2)
        first.addWidget(self._occupation, 2)
        first.addWidget(self._note, 3)
        second = QHBoxLayout(self._home)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        second.addWidget(self._street, 3)
        second.addWidget(self._postal_code, 1)
        second.addWidget(self._city, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addWidget(self._home)
        layout.addWidget(self._warning)

    def _look(self) -> None:
        self._home.setVisible(self._result.value() == VisitResult.MOVED)
        warning = self._warn(self._note.text())
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self.changed.emit()


def _line(placeholder: str, length: int) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(placeholder)
    field.setMaxLength(length)
    return field
