"""Register a young person: checked while typed, and warned of people who may be the same."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.services import young_people as services
from kaa_desktop.services.young_people import Registration
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.new_worker import add_worker_button
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.common.worker_field import WorkerField
from kaa_desktop.ui.people.details_fields import DetailsFields
from kaa_desktop.ui.people.duplicates import DuplicateWarning
from kaa_desktop.ui.people.words import PeopleWords


class RegisterDialog(ServiceDialog):
    """Who, and why they are registered; `opened` carries the id of whom to open afterwards."""

    opened = Signal(str)

    def __init__(
        self, parent: QWidget, context: UiContext, operations: Operations, words: PeopleWords
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent,
            context,
            operations,
            title=_("Register a young person"),
            submit=_("Register"),
            columns=3,
            width=820,
        )
        self._fields = DetailsFields(self, words)
        none = _("Not stated")
        self._reason = self.code_field(CodeKind.REGISTRATION_REASON, empty=none)
        self._school = self.code_field(CodeKind.REGISTRATION_REASON, empty=none)
        self._day = self.date_field(self.today())
        self._worker = WorkerField(context)
        self.form.add(_("Registered on"), self._day)
        self.form.add(_("Reason for registration"), self._reason)
        self.form.add(_("Latest school activity"), self._school)
        self.form.add(_("Case worker"), self._worker, below=add_worker_button(self._worker, context))
        self._warning = DuplicateWarning(context, words)
        self._warning.opened.connect(self._open_other)
        self.body.addWidget(self._warning)
        self._fields.changed.connect(self._look_for_similar)
        own = {
            "registered_on": self._day,
            "reason": self._reason,
            "school": self._school,
            "worker": self._worker,
        }
        self.keep_draft("person.register", self._fields.by_name() | own)
        self.on_submit(self._check)

    def _look_for_similar(self) -> None:
        number = self._fields.number()
        if number is None:
            self._show_similar(None, ())
            return
        workspace = self.context.workspace
        details, born = self._fields.details(number), self._fields.birth_date(number)
        self.context.tasks.run(
            lambda: (number, services.possible_duplicates(workspace, details, born)),
            lambda similar: self._show_similar(*similar),
            owner=self,
            key=f"similar-{id(self)}",
        )

    def _show_similar(self, number: PersonalNumber | None, rows: tuple[PersonListRow, ...]) -> None:
        _ = self.context.translator.gettext
        self._warning.show_people(rows, number)
        if self._warning.returns:
            text = _("Register again")
        else:
            text = _("Register anyway") if rows and not self._warning.forbids else _("Register")
        self._submit.setText(text)
        self._submit.setEnabled(not self._warning.forbids)

    def _check(self) -> None:
        """Read the number first; it may have been typed and sent in one breath."""
        self.form.clear_errors()
        if not self._fields.check(name_known=self._warning.returns) or self.day_of(self._day) is None:
            return
        workspace, text = self.context.workspace, self._fields.number_text()
        seen = self._warning.ids
        self.set_busy(True)
        self.context.tasks.run(
            lambda: services.read_number(workspace, text),
            lambda number: self._check_similar(number, seen),
            self._refuse_number,
            owner=self,
        )

    def _check_similar(self, number: PersonalNumber, seen: frozenset[str]) -> None:
        workspace = self.context.workspace
        details, born = self._fields.details(number), self._fields.birth_date(number)
        self.context.tasks.run(
            lambda: (number, services.possible_duplicates(workspace, details, born)),
            lambda similar: self._decide(*similar, seen),
            self.refuse,
            owner=self,
        )

    def _decide(self, number: PersonalNumber, rows: tuple[PersonListRow, ...], seen: frozenset[str]) -> None:
        """Register, unless there is somebody similar who was not shown when the button was pressed."""
        self.set_busy(False)
        self._show_similar(number, rows)
        if seen.issuperset(row.id for row in rows) and not self._warning.forbids:
            self._register(number)

    def _register(self, number: PersonalNumber) -> None:
        _ = self.context.translator.gettext
        day = self.day_of(self._day)
        if day is None:
            return
        registration = Registration(
            details=self._fields.details(number),
            registered_on=day,
            protection=self._fields.protection(),
            birth_date=self._fields.birth_date(number),
            registration_reason=self._reason.code(),
            last_school_activity=self._school.code(),
            case_worker_id=self._worker.worker_id(),
        )
        workspace = self.context.workspace
        self.change(
            lambda: services.register_person(workspace, registration),
            lambda _person_id: _("The person is registered."),
            self.opened.emit,
        )

    def _refuse_number(self, error: Exception) -> None:
        self.set_busy(False)
        self._fields.refuse_number(error)

    def _open_other(self, person_id: str) -> None:
        self.reject()
        self.opened.emit(person_id)
