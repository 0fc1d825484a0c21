"""The fields of a person's details, shared by registering and editing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.ui.common.number_entry import NumberEntry
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.people.words import PeopleWords

_TEXT_LIMIT = 120
_PHONE_DIGITS = 5


class DetailsFields(QObject):
    """Adds its fields to the form of a dialog and reads them.

    `changed` is emitted when number, name or birthday have changed.
    """

    changed = Signal()

    def __init__(self, dialog: ServiceDialog, words: PeopleWords, view: PersonView | None = None) -> None:
        super().__init__(dialog)
        _ = dialog.context.translator.gettext
        known = view.person.details if view else None
        self._dialog = dialog
        self._number = NumberEntry(
            dialog.context,
            lambda number: words.about_number(number, dialog.today()),
            number=known.number if known else None,
        )
        self._born = dialog.date_field(view.person.birth_date if view else None)
        self._texts = {name: _line(getattr(known, name) if known else "") for name in _NAMES}
        self._protection = dialog.code_field(
            CodeKind.PROTECTION, empty=_("No protection"), code=view.person.protection.value if view else ""
        )
        self._add()
        self._number.number_changed.connect(self._ask_birthday)
        self._born.day_changed.connect(lambda _day: self.changed.emit())
        for name in ("first_name", "last_name"):
            self._texts[name].editingFinished.connect(self.changed)
        self._ask_birthday(self._number.number())
        dialog.begin_with(self._number)

    def by_name(self) -> dict[str, QWidget]:
        """All fields, for a draft."""
        return {
            "number": self._number,
            **self._texts,
            "birth_date": self._born,
            "protection": self._protection,
        }

    def number_text(self) -> str:
        """What is typed as the number."""
        return self._number.text()

    def number(self) -> PersonalNumber | None:
        """The number, once it is one."""
        return self._number.number()

    def refuse_number(self, error: Exception) -> None:
        """Say what is wrong with the number."""
        self._number.refuse(error)

    def details(self, number: PersonalNumber) -> PersonDetails:
        """What is filled in."""
        return PersonDetails(
            number=number, **{name: " ".join(field.text().split()) for name, field in self._texts.items()}
        )

    def birth_date(self, number: PersonalNumber) -> date | None:
        """The birthday that was asked for, where the number does not tell it."""
        return self._born.day() if number.birth_date is None else None

    def protection(self) -> Protection:
        """How the person is protected."""
        return Protection(self._protection.code())

    def check(self, *, name_known: bool = False) -> bool:
        """Whether the fields can be read; says at the field what is wrong.

        Args:
            name_known: somebody who comes back; what is left empty stays as it was.
        """
        _ = self._dialog.context.translator.gettext
        if not self._number.text().strip():
            self._number.refuse(InvalidInputError("personal_number.empty"))
            return False
        if not self._born.is_valid():
            self._dialog.form.set_error(self._born, _("Which day? Type it as 2026-09-30 or 30/9."))
            return False
        named = name_known or self._texts["first_name"].text().strip()
        if not (named or self._texts["last_name"].text().strip()):
            self._dialog.form.set_error(self._texts["first_name"], _("What is the name?"))
            return False
        return self._check_ways()

    def _check_ways(self) -> bool:
        """What was typed as phone or e-mail has to be one; what was there already may stay."""
        _ = self._dialog.context.translator.gettext
        phone, email = self._texts["phone"], self._texts["email"]
        digits = sum(character.isdigit() for character in phone.text())
        if phone.isModified() and phone.text().strip() and digits < _PHONE_DIGITS:
            error = _("A phone number has at least {n} digits. Leave empty if not known.")
            self._dialog.form.set_error(phone, error.format(n=_PHONE_DIGITS))
            return False
        if email.isModified() and email.text().strip() and "@" not in email.text():
            self._dialog.form.set_error(email, _("An e-mail address has an @. Leave empty if not known."))
            return False
        return True

    def _add(self) -> None:
        _ = self._dialog.context.translator.gettext
        form = self._dialog.form
        form.add(_("Identity number"), self._number)
        form.add(_("First name"), self._texts["first_name"])
        form.add(_("Last name"), self._texts["last_name"])
        form.add(_("Street address"), self._texts["street"])
        form.add(_("Postal code"), self._texts["postal_code"])
        form.add(_("Town"), self._texts["city"])
        form.add(_("Phone"), self._texts["phone"])
        form.add(_("E-mail"), self._texts["email"])
        form.add(_("Birthday"), self._born, hint=_("The number does not tell it. Leave empty if not known."))
        form.add(_("Protection"), self._protection)

    def _ask_birthday(self, number: PersonalNumber | None) -> None:
        self._dialog.form.show_field(self._born, visible=number is not None and number.birth_date is None)
        self.changed.emit()


_NAMES = ("first_name", "last_name", "street", "postal_code", "city", "phone", "email")


def _line(text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setMaxLength(_TEXT_LIMIT)
    field.setCursorPosition(0)
    return field
