"""Words for the fields that the readers of files ask for."""

from __future__ import annotations

from types import MappingProxyType

from kaa_desktop.domain.marking import N_
from kaa_desktop.i18n.translator import Translator

_FIELDS = MappingProxyType(
    {
        "number": N_("Identity number"),
        "first": N_("First day in school"),
        "last": N_("Last day in school"),
        "form": N_("Type of school"),
        "programme": N_("Programme"),
        "school": N_("School"),
        "organiser": N_("Organiser"),
        "class": N_("Class"),
        "term": N_("School year or term"),
        "status": N_("Status"),
        "taken_on": N_("Day of the exam"),
        "kind": N_("Kind"),
        "dated": N_("Day"),
        "last_name": N_("Last name"),
        "first_name": N_("First name"),
        "called_name": N_("Name used"),
        "name": N_("Whole name"),
        "street": N_("Address"),
        "postal_code": N_("Postal code"),
        "city": N_("Town"),
        "municipality": N_("Municipality code"),
        "county": N_("County code"),
        "protection": N_("Protection"),
        "registration": N_("Protected population registration"),
        "moved_in_on": N_("Moved in"),
        "immigrated_on": N_("Immigrated"),
        "birth_date": N_("Birthday"),
    }
)


def field_label(key: str, translator: Translator) -> str:
    """The field in words."""
    return translator.gettext(_FIELDS[key])
