"""Delivery profiles: how the statutory file of a half-year looks; versioned data, never constants.

What the authority has not confirmed in its own documents for the period is marked unconfirmed (skollagen
29 kap. 9 §; the data delivery goes to SCB on behalf of Skolverket).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.errors import InvalidInputError


class Block(StrEnum):
    """The five blocks of a record."""

    PERSON = "person"
    CONTACT = "contact"
    MEASURE_BEGUN = "measure_begun"
    MEASURE_ENDED = "measure_ended"
    ENDED = "ended"


class DeliveryField(StrEnum):
    """What a column may hold."""

    PERSONAL_NUMBER = "personal_number"
    MUNICIPALITY = "municipality"
    REGISTERED_ON = "registered_on"
    REGISTRATION_REASON = "registration_reason"
    LAST_SCHOOL_ACTIVITY = "last_school_activity"
    CONTACT_ON = "contact_on"
    CONTACT_OCCUPATION = "contact_occupation"
    MEASURE_BEGUN_ON = "measure_begun_on"
    MEASURE_BEGUN_KIND = "measure_begun_kind"
    MEASURE_ENDED_ON = "measure_ended_on"
    MEASURE_ENDED_KIND = "measure_ended_kind"
    MEASURE_ENDED_OCCUPATION = "measure_ended_occupation"
    DEREGISTERED_ON = "deregistered_on"
    DEREGISTRATION_REASON = "deregistration_reason"
    EMPTY = "empty"

    @property
    def block(self) -> Block:
        """Where it belongs."""
        return next((block for block in _REPEATING if self.value.startswith(block.value)), _single(self))

    @property
    def code_kind(self) -> CodeKind | None:
        """The code list of its values; None for numbers and dates."""
        return _CODE_KINDS.get(self)


_REPEATING = (Block.CONTACT, Block.MEASURE_BEGUN, Block.MEASURE_ENDED)
_CODE_KINDS = {
    DeliveryField.REGISTRATION_REASON: CodeKind.REGISTRATION_REASON,
    DeliveryField.LAST_SCHOOL_ACTIVITY: CodeKind.REGISTRATION_REASON,
    DeliveryField.CONTACT_OCCUPATION: CodeKind.OCCUPATION,
    DeliveryField.MEASURE_BEGUN_KIND: CodeKind.MEASURE,
    DeliveryField.MEASURE_ENDED_KIND: CodeKind.MEASURE,
    DeliveryField.MEASURE_ENDED_OCCUPATION: CodeKind.OCCUPATION,
    DeliveryField.DEREGISTRATION_REASON: CodeKind.DEREGISTRATION_REASON,
}
NEEDED = frozenset(
    {DeliveryField.PERSONAL_NUMBER, DeliveryField.REGISTERED_ON, DeliveryField.REGISTRATION_REASON}
)
"""Without these a file says nothing about anybody."""


def _single(delivery_field: DeliveryField) -> Block:
    return Block.ENDED if delivery_field.value.startswith("dereg") else Block.PERSON


@dataclass(frozen=True, slots=True)
class DeliveryColumn:
    """A column, or in a repeating block the pattern of several: `{n}` in the header is its number."""

    field: DeliveryField
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryProfile:
    """One form of the file.

    Attributes:
        from_period: the first half-year it is meant for, e.g. `2026H2`.
        confirmed: taken from the authority's own documents for the period.
        source: where it comes from, for people.
        date_form: `YYYY-MM-DD` or `YYYYMMDD`.
        contacts: `reached` for contacts with the young person, `all` for every attempt.
        repeats: how many times a repeating block stands in a record; 0 is as many as needed.
        codes: for each list what is delivered for a code; the Swedish label where nothing is said.
        deadline: the last day to deliver, where it is known.
    """

    from_period: str
    version: str = ""
    source: str = ""
    confirmed: bool = False
    separator: str = ";"
    encoding: str = "utf-8-sig"
    header_row: bool = True
    date_form: str = "YYYY-MM-DD"
    contacts: str = "reached"
    repeats: Mapping[Block, int] = field(default_factory=dict)
    columns: Sequence[DeliveryColumn] = ()
    codes: Mapping[CodeKind, Mapping[str, str]] = field(default_factory=dict)
    deadline: date | None = None

    def limit(self, block: Block) -> int:
        """How many times the block fits in a record; 0 is without limit."""
        return self.repeats.get(block, 0)

    def for_period(self, period: str) -> DeliveryProfile:
        """The same form for another half-year: unconfirmed there, and without a deadline."""
        if period == self.from_period:
            return self
        return replace(self, from_period=period, confirmed=False, deadline=None)

    def day(self, day: date | None) -> str:
        """A day as the file writes it."""
        if day is None:
            return ""
        return day.isoformat() if "-" in self.date_form else f"{day:%Y%m%d}"


def check_profile(profile: DeliveryProfile) -> None:
    """Refuse a profile that no delivery can be made with.

    Raises:
        InvalidInputError: `delivery.column_missing`, `delivery.column_twice` or `delivery.separator`.
    """
    fields = [column.field for column in profile.columns if column.field is not DeliveryField.EMPTY]
    for needed in sorted(NEEDED - set(fields)):
        raise InvalidInputError("delivery.column_missing", field=needed.value)
    for twice in fields:
        if fields.count(twice) > 1:
            raise InvalidInputError("delivery.column_twice", field=twice.value)
    if len(profile.separator) != 1 or profile.separator.isalnum() or profile.separator == '"':
        raise InvalidInputError("delivery.separator", text=profile.separator)


def choose_profile(profiles: Iterable[DeliveryProfile], period: str) -> DeliveryProfile:
    """The newest profile that had begun with the half-year; an own one of the period itself comes first.

    A profile that was confirmed for an earlier half-year is not confirmed for this one.

    Raises:
        InvalidInputError: `delivery.no_profile` for a half-year before the first.
    """
    begun = [profile for profile in profiles if profile.from_period <= period]
    if not begun:
        raise InvalidInputError("delivery.no_profile", period=period)
    newest = max(begun, key=lambda profile: (profile.from_period, profile.confirmed))
    return newest.for_period(period)


def parse_profile(text: str) -> DeliveryProfile:
    """A profile from its JSON.

    Raises:
        InvalidInputError: `delivery.profile_unreadable`.
    """
    try:
        return _profile(json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInputError("delivery.profile_unreadable") from error


def profile_text(profile: DeliveryProfile) -> str:
    """The profile as JSON, to be kept."""
    return json.dumps(
        {
            "version": profile.version,
            "from_period": profile.from_period,
            "source": profile.source,
            "confirmed": profile.confirmed,
            "separator": profile.separator,
            "encoding": profile.encoding,
            "header_row": profile.header_row,
            "date_form": profile.date_form,
            "contacts": profile.contacts,
            "repeats": {block.value: number for block, number in profile.repeats.items()},
            "columns": [{"field": c.field.value, "header": c.header} for c in profile.columns],
            "codes": {kind.value: dict(codes) for kind, codes in profile.codes.items()},
            "deadline": profile.deadline.isoformat() if profile.deadline else None,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _profile(data: Mapping[str, Any]) -> DeliveryProfile:
    deadline = data.get("deadline")
    return DeliveryProfile(
        version=str(data["version"]),
        from_period=str(data["from_period"]),
        source=str(data["source"]),
        confirmed=bool(data["confirmed"]),
        separator=str(data["separator"]),
        encoding=str(data["encoding"]),
        header_row=bool(data["header_row"]),
        date_form=str(data["date_form"]),
        contacts=str(data["contacts"]),
        repeats={Block(block): int(number) for block, number in data["repeats"].items()},
        columns=tuple(DeliveryColumn(DeliveryField(c["field"]), str(c["header"])) for c in data["columns"]),
        codes={CodeKind(kind): dict(codes) for kind, codes in data["codes"].items()},
        deadline=date.fromisoformat(deadline) if deadline else None,
    )
