"""Why two people may be the same, and what merging them would do, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kaa_desktop.domain.duplicates import DuplicateReason, MergePreview
from kaa_desktop.domain.marking import N_
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import column_label, state_label

_REASONS: Mapping[DuplicateReason, str] = MappingProxyType(
    {
        DuplicateReason.NEW_NUMBER: N_("Another kind of number, the same birthday and a similar name"),
        DuplicateReason.SAME_NAME_AND_BIRTHDAY: N_("The same name and birthday"),
        DuplicateReason.SAME_PHONE: N_("The same phone and a similar first name"),
    }
)


def reason_label(reason: DuplicateReason, translator: Translator) -> str:
    """Why the two are suggested."""
    return translator.gettext(_REASONS[reason])


def facts(person: PersonListRow, translator: Translator) -> Iterator[tuple[str, str]]:
    """What is compared, with its name; the same for everybody and in the same order."""
    _ = translator.gettext
    yield _("Name"), person.name
    yield _("Identity number"), person.number
    yield _("Birthday"), translator.date(person.birth_date)
    yield _("Town"), person.city
    yield _("Phone"), person.phone
    yield _("State"), state_label(person.state, translator)
    yield _("Registered"), translator.date(person.registered_on)
    yield _("Deregistered"), translator.date(person.deregistered_on)
    yield _("Case worker"), person.case_worker
    yield _("Latest attempt"), translator.date(person.last_attempt_on)


def moves(preview: MergePreview, translator: Translator) -> str:
    """What belongs to the other and moves to the one who is kept."""
    _, ngettext = translator.gettext, translator.ngettext
    counted = (
        (preview.episodes, ngettext("{n} registration", "{n} registrations", preview.episodes)),
        (preview.contacts, ngettext("{n} contact attempt", "{n} contact attempts", preview.contacts)),
        (preview.measures, ngettext("{n} measure", "{n} measures", preview.measures)),
        (preview.occupations, ngettext("{n} occupation", "{n} occupations", preview.occupations)),
    )
    told = [text.format(n=translator.number(number)) for number, text in counted if number]
    return ", ".join(told) or _("nothing")


def details(values: Mapping[str, str], translator: Translator) -> str:
    """Details by name."""
    told = [f"{column_label(name, translator)}: {value}" for name, value in values.items()]
    return "; ".join(told) or translator.gettext("nothing")
