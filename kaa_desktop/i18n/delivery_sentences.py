"""What is said of the statutory delivery: its errors, and each control that did not hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from kaa_desktop.domain.delivery_controls import Finding, Severity
from kaa_desktop.domain.delivery_differences import DeliveryDifference
from kaa_desktop.domain.delivery_profiles import Block, DeliveryField
from kaa_desktop.domain.marking import N_
from kaa_desktop.i18n.translator import Translator

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "delivery.column_missing": N_("A delivery needs the column “{field}”. Choose which one it is."),
        "delivery.column_twice": N_("Two columns are said to hold “{field}”. Only one can."),
        "delivery.separator": N_("“{text}” cannot separate columns. Use one sign such as ; or a tab."),
        "delivery.no_profile": N_("There is no form of the delivery for {period}."),
        "delivery.profile_unreadable": N_("The form of the delivery cannot be read."),
        "delivery.template_unreadable": N_(
            "No row of {file} names the columns of a delivery. Choose the authority's template or file "
            "description for the half-year."
        ),
        "delivery.template_kind": N_("{file} is no workbook. Choose the authority's .xlsx file."),
        "delivery.encoding": N_("The file cannot be written in the encoding {encoding}. Choose utf-8."),
        "delivery.errors": N_(
            "The controls found {count} errors, so the file would be refused. Mend them, or say why it shall "
            "be made all the same."
        ),
        "delivery.nobody": N_("Nobody was registered in {period}; there is nothing to deliver."),
        "delivery.suffix": N_("{file} should end in .csv or .xlsx."),
    }
)

_CONTROLS: Mapping[str, str] = MappingProxyType(
    {
        "number_invalid": N_("The identity number is an interim number, which is not accepted."),
        "no_attempt": N_("No contact attempt in the half-year."),
        "not_reached": N_("Nobody has reached the young person in the half-year."),
        "registered_at_20": N_("Registered although 20 years old on {day}."),
        "registered_later": N_("Registered on {day}, after the half-year."),
        "deregistered_without_reason": N_("Deregistered on {day} without a reason."),
        "reason_without_day": N_("A reason for deregistration, but no day."),
        "ended_before_begun": N_("Deregistered on {day}, before the registration."),
        "not_the_birthday": N_("“Turned 20”, but on another day than the birthday {day}."),
        "registration_reason_missing": N_("The reason for registration is missing."),
        "turned_20_not_deregistered": N_("Turned 20 on {day} and is not deregistered."),
        "turned_20_before": N_("Turned 20 on {day}, before the half-year, and is not deregistered."),
        "overlapping": N_("The registration of {day} overlaps an earlier one."),
        "contact_outside": N_("The contact of {day} lies outside every registration."),
        "contact_twice": N_("The same contact is there twice on {day}."),
        "contact_without_occupation": N_("The contact of {day} says nothing of the occupation."),
        "measure_never_begun": N_("A measure ended on {day} but never began."),
        "measure_ended_before_begun": N_("A measure ended on {day}, before it began."),
        "measure_outside": N_("The measure of {day} lies outside every registration."),
        "measure_open_on_closed": N_("A measure is still open though the registration is closed."),
        "introductory_as_measure": N_(
            "Introductory programme is no measure since 1 July 2018 (begun on {day})."
        ),
        "mostly_other_measure": N_("{share} of the measures are “other measure”."),
        "mostly_unknown_occupation": N_("{share} of the contacts have an unknown occupation."),
        "too_many_contact": N_("{count} contacts; the file has room for {limit}."),
        "too_many_measure_begun": N_("{count} measures begun; the file has room for {limit}."),
        "too_many_measure_ended": N_("{count} measures ended; the file has room for {limit}."),
    }
)

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "number_invalid": N_("Interim number"),
        "no_attempt": N_("No contact attempt in the half-year"),
        "not_reached": N_("Not reached in the half-year"),
        "registered_at_20": N_("Registered at 20 or older"),
        "registered_later": N_("Registered after the half-year"),
        "deregistered_without_reason": N_("Deregistered without a reason"),
        "reason_without_day": N_("Reason for deregistration without a day"),
        "ended_before_begun": N_("Deregistered before the registration"),
        "not_the_birthday": N_("“Turned 20” on another day than the birthday"),
        "registration_reason_missing": N_("Reason for registration missing"),
        "turned_20_not_deregistered": N_("Turned 20 in the half-year, not deregistered"),
        "turned_20_before": N_("Turned 20 before the half-year, not deregistered"),
        "overlapping": N_("Overlapping registrations"),
        "contact_outside": N_("Contact outside every registration"),
        "contact_twice": N_("The same contact twice"),
        "contact_without_occupation": N_("Contact without occupation"),
        "measure_never_begun": N_("Measure ended but never begun"),
        "measure_ended_before_begun": N_("Measure ended before it began"),
        "measure_outside": N_("Measure outside every registration"),
        "measure_open_on_closed": N_("Measure open on a closed registration"),
        "introductory_as_measure": N_("Introductory programme as a measure"),
        "mostly_other_measure": N_("Mostly “other measure”"),
        "mostly_unknown_occupation": N_("Mostly unknown occupation"),
        "too_many_contact": N_("More contacts than the file has room for"),
        "too_many_measure_begun": N_("More measures begun than the file has room for"),
        "too_many_measure_ended": N_("More measures ended than the file has room for"),
    }
)

SHIPPED_SOURCE = N_(
    "The five blocks that are publicly known; columns and codes await the authority's own template"
)
"""What the shipped profiles say of themselves."""

_FIELDS: Mapping[DeliveryField, str] = MappingProxyType(
    {
        DeliveryField.PERSONAL_NUMBER: N_("Identity number"),
        DeliveryField.MUNICIPALITY: N_("Municipality"),
        DeliveryField.REGISTERED_ON: N_("Registered on"),
        DeliveryField.REGISTRATION_REASON: N_("Reason for registration"),
        DeliveryField.LAST_SCHOOL_ACTIVITY: N_("Last school activity"),
        DeliveryField.CONTACT_ON: N_("Contact, day"),
        DeliveryField.CONTACT_OCCUPATION: N_("Contact, occupation"),
        DeliveryField.MEASURE_BEGUN_ON: N_("Measure begun, day"),
        DeliveryField.MEASURE_BEGUN_KIND: N_("Measure begun, kind"),
        DeliveryField.MEASURE_ENDED_ON: N_("Measure ended, day"),
        DeliveryField.MEASURE_ENDED_KIND: N_("Measure ended, kind"),
        DeliveryField.MEASURE_ENDED_OCCUPATION: N_("Measure ended, occupation after"),
        DeliveryField.DEREGISTERED_ON: N_("Deregistered on"),
        DeliveryField.DEREGISTRATION_REASON: N_("Reason for deregistration"),
        DeliveryField.EMPTY: N_("Not delivered"),
    }
)

_BLOCKS: Mapping[Block, str] = MappingProxyType(
    {
        Block.PERSON: N_("Person and registration"),
        Block.CONTACT: N_("Contacts"),
        Block.MEASURE_BEGUN: N_("Measures begun"),
        Block.MEASURE_ENDED: N_("Measures ended"),
        Block.ENDED: N_("Deregistration"),
    }
)


def finding_text(finding: Finding, translator: Translator) -> str:
    """The control in words."""
    data = {name: _shown(name, value, translator) for name, value in finding.data.items()}
    return translator.gettext(_CONTROLS[finding.code]).format(**data)


def severity_label(severity: Severity, translator: Translator) -> str:
    """Error or warning."""
    _ = translator.gettext
    return _("Error") if severity is Severity.ERROR else _("Warning")


def field_label(field: DeliveryField, translator: Translator) -> str:
    """What a column of the file holds."""
    return translator.gettext(_FIELDS[field])


def block_label(block: Block, translator: Translator) -> str:
    """One of the five blocks of a record."""
    return translator.gettext(_BLOCKS[block])


def difference_text(difference: DeliveryDifference, t: Translator) -> str:
    """Such as "Since the former delivery: 12 new, 1 gone, changed: Reason for registration (3)"."""
    if not difference.any:
        return t.gettext("Nothing has changed since the former delivery.")
    parts = [
        t.gettext("{count} new").format(count=t.number(difference.added)),
        t.gettext("{count} gone").format(count=t.number(difference.removed)),
    ]
    changed = ", ".join(
        f"{field_label(DeliveryField(name), t)} ({t.number(count)})"
        for name, count in difference.changed.items()
    )
    if changed:
        parts.append(t.gettext("changed: {fields}").format(fields=changed))
    return t.gettext("Since the former delivery: {parts}").format(parts=", ".join(parts))


def control_label(code: str, translator: Translator) -> str:
    """What a control asks for, without the days and numbers of one finding."""
    return translator.gettext(_TITLES[code])


def _shown(name: str, value: object, translator: Translator) -> str:
    if isinstance(value, dt.date):
        return translator.date(value)
    if name == "share" and isinstance(value, float):
        return translator.percent(value)
    return translator.number(value) if isinstance(value, int) else str(value)
