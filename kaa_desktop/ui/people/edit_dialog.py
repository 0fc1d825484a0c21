"""Edit the details of a person."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.services import young_people as services
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.people.details_fields import DetailsFields
from kaa_desktop.ui.people.words import PeopleWords


class EditDialog(ServiceDialog):
    """Number, name, address, ways to reach, protection and home municipality."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        words: PeopleWords,
        view: PersonView,
    ) -> None:
        _ = context.translator.gettext
        super().__init__(
            parent, context, operations, title=_("Edit details"), submit=_("Save"), columns=3, width=820
        )
        self._view = view
        self._fields = DetailsFields(self, words, view)
        self._home = QLineEdit(view.person.home_municipality)
        self._home.setMaxLength(4)
        self.form.add(_("Home municipality"), self._home, hint=_("Four digits; set by hand where it differs"))
        fields = self._fields.by_name() | {"home": self._home}
        self.keep_draft("person.change", fields, person_id=view.person.id)
        self.on_submit(self._check)

    def _check(self) -> None:
        self.form.clear_errors()
        if not self._fields.check():
            return
        workspace, text = self.context.workspace, self._fields.number_text()
        self.set_busy(True)
        self.context.tasks.run(
            lambda: services.read_number(workspace, text), self._save, self._refuse_number, owner=self
        )

    def _save(self, number: PersonalNumber) -> None:
        _ = self.context.translator.gettext
        workspace, person_id = self.context.workspace, self._view.person.id
        details, born = self._fields.details(number), self._fields.birth_date(number)
        protection, home = self._fields.protection(), self._home.text().strip()
        self.change(
            lambda: (
                None,
                services.change_person(
                    workspace,
                    person_id,
                    details=details,
                    birth_date=born,
                    protection=protection,
                    home_municipality=home,
                ),
            ),
            lambda _none: _("The details are saved."),
        )

    def _refuse_number(self, error: Exception) -> None:
        self.set_busy(False)
        self._fields.refuse_number(error)
