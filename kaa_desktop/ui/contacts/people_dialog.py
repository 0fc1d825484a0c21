"""Base of the dialogs about one person or several: whom it is about stands above the fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.dialog_draft import HalfWritten
from kaa_desktop.ui.common.operations import Operations
from kaa_desktop.ui.common.service_dialog import ServiceDialog
from kaa_desktop.ui.contacts.also_for import OtherPerson


class PeopleDialog(ServiceDialog):
    """Changes something for everybody in `ids`."""

    def __init__(
        self,
        parent: QWidget,
        context: UiContext,
        operations: Operations,
        people: Sequence[OtherPerson],
        *,
        title: str,
        submit: str,
        columns: int = 1,
        width: int = 520,
    ) -> None:
        super().__init__(
            parent,
            context,
            operations,
            title=title,
            submit=submit,
            introduction=about(people, context.translator),
            columns=columns,
            width=width,
        )
        self.ids = tuple(person.id for person in people)

    def keep_people_draft(self, place: str, written: Mapping[str, QWidget] | HalfWritten) -> None:
        """A draft of one person's own, or one for whichever several are marked."""
        one = self.ids[0] if len(self.ids) == 1 else ""
        self.keep_draft(place if one else f"{place}.several", written, person_id=one)


def about(people: Sequence[OtherPerson], translator: Translator) -> str:
    """Whom it is about: the name of one, the number of many."""
    if len(people) == 1 and people[0].text:
        return people[0].text
    text = translator.ngettext("{n} person", "{n} people", len(people))
    return text.format(n=translator.number(len(people)))
