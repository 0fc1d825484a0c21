"""A notice that came by phone, letter or mail, typed by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.notices import FOLLOW_UP_AFTER
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.sources import NoticeKind
from kaa_desktop.i18n.labels import number_kind_label
from kaa_desktop.i18n.notice_labels import notice_kind_label
from kaa_desktop.services.notice_imports import NoticeEntry, add_notice
from kaa_desktop.services.young_people import read_number, registered_name
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.number_entry import NumberEntry
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog

_KINDS = (NoticeKind.LEAVES, NoticeKind.ABSENT, NoticeKind.BEGINS)
_TEXT_LIMIT = 120


class NoticeEntryDialog(ServiceDialog):
    """Who, what the school tells, from which day; an absence has a day of follow-up."""

    def __init__(self, parent: QWidget, context: UiContext, operations: Operations) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context, operations, title=_("New notice"), submit=_("Note it"), columns=2, width=640
        )
        self._number = NumberEntry(context, self._about)
        self._number.number_changed.connect(self._name)
        self._kind = ChoiceField(
            tuple((kind.value, notice_kind_label(kind, context.translator)) for kind in _KINDS)
        )
        self._dated = self.date_field(self.today())
        self._school = QLineEdit()
        self._school.setMaxLength(_TEXT_LIMIT)
        self._follow_up = self.date_field(self.today() + FOLLOW_UP_AFTER)
        self.form.add(_("Identity number"), self._number, span=2)
        self.form.add(_("What the school tells"), self._kind)
        self.form.add(_("Dated"), self._dated, hint=_("The last day in school, or the first"))
        self.form.add(_("School"), self._school, span=2)
        self.form.add(_("Follow up on"), self._follow_up)
        self._kind.currentIndexChanged.connect(lambda _place: self._show_follow_up())
        self._show_follow_up()
        self.begin_with(self._number)
        fields = {
            "number": self._number,
            "kind": self._kind,
            "dated": self._dated,
            "school": self._school,
            "follow_up": self._follow_up,
        }
        self.keep_draft("notice.add", fields)
        self.on_submit(self._check)

    def _about(self, number: PersonalNumber) -> str:
        text = number_kind_label(number.kind, self.context.translator)
        return text[:1].upper() + text[1:]

    def _name(self, number: PersonalNumber | None) -> None:
        """Whoever is registered is named, so that a slip to somebody else's number is seen."""
        if number is None:
            return
        workspace = self.context.workspace
        self.context.tasks.run(
            lambda: registered_name(workspace, number),
            lambda name: self._number.add_name(number, name) if name else None,
            owner=self,
            key=f"name-{id(self)}",
        )

    def _show_follow_up(self) -> None:
        self.form.show_field(self._follow_up, visible=self._kind.value() == NoticeKind.ABSENT.value)

    def _check(self) -> None:
        """Read the number first; it may have been typed and sent in one breath."""
        self.form.clear_errors()
        absent = self._kind.value() == NoticeKind.ABSENT.value
        if self.day_of(self._dated) is None or (absent and self.day_of(self._follow_up) is None):
            return
        workspace, text = self.context.workspace, self._number.text()
        self.set_busy(True)
        self.context.tasks.run(
            lambda: read_number(workspace, text), self._add, self._refuse_number, owner=self
        )

    def _add(self, number: PersonalNumber) -> None:
        dated = self.day_of(self._dated)
        if dated is None:
            self.set_busy(False)
            return
        kind = NoticeKind(self._kind.value())
        entry = NoticeEntry(
            number=number,
            kind=kind,
            dated=dated,
            school=self._school.text(),
            follow_up_on=self._follow_up.day() if kind is NoticeKind.ABSENT else None,
        )
        workspace, _ = self.context.workspace, self.context.translator.gettext
        self.change(lambda: add_notice(workspace, entry), lambda _notice_id: _("The notice is noted."))

    def _refuse_number(self, error: Exception) -> None:
        self.set_busy(False)
        self._number.refuse(error)
