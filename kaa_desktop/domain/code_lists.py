"""Versioned code lists: what may be chosen, what it is called, and when it was valid."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kaa_desktop.domain.errors import InvalidInputError

LOCAL_MARK = "~"
"""Stands in the ids of values that a municipality has added, after the id of the shipped value each is."""


def shipped_code(code: str) -> str:
    """The shipped value that a code counts as in figures, deliveries and rules; a shipped one is its own."""
    return code.partition(LOCAL_MARK)[0]


class CodeKind(StrEnum):
    """The lists that the product ships in `resources/codes/`."""

    CHANNEL = "channel"
    OUTCOME = "outcome"
    REGISTRATION_REASON = "registration_reason"
    OCCUPATION = "occupation"
    MEASURE = "measure"
    RESPONSE = "response"
    MEASURE_END_REASON = "measure_end_reason"
    DEREGISTRATION_REASON = "deregistration_reason"
    PROTECTION = "protection"


@dataclass(frozen=True, slots=True)
class CodeValue:
    """One value of a list; its id never changes meaning, its labels are for people.

    Attributes:
        hidden: not offered any longer, since the municipality does not use it; what was said with it stays.
    """

    id: str
    sv: str
    en: str
    reached: bool = False
    valid_from: date = date.min
    valid_to: date = date.max
    hidden: bool = False

    def label(self, language: str) -> str:
        """What the user reads in that language (`sv` or `en`)."""
        return self.en if language == "en" else self.sv

    def valid_on(self, day: date) -> bool:
        """Whether the value may be chosen for something that happened on the day."""
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True)
class CodeList:
    """The values of one kind in the order they are offered."""

    kind: CodeKind
    values: tuple[CodeValue, ...]
    _by_id: Mapping[str, CodeValue] = field(init=False, repr=False, compare=False)
    _by_label: Mapping[str, CodeValue] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the values by id and by label."""
        object.__setattr__(self, "_by_id", {value.id: value for value in self.values})
        labels = {label.casefold(): value for value in self.values for label in (value.en, value.sv)}
        object.__setattr__(self, "_by_label", labels)

    def __getitem__(self, code: str) -> CodeValue:
        return self._by_id[code]

    def __contains__(self, code: str) -> bool:
        return code in self._by_id

    def label(self, code: str, language: str) -> str:
        """The label of a code; an unknown code is shown as it is, since history keeps what it said.

        A value of the municipality's own that is not known here is called as the shipped one that it is.
        """
        value = self._by_id.get(code) or self._by_id.get(shipped_code(code))
        return value.label(language) if value else code

    def find(self, label: str) -> CodeValue:
        """The value with that label in either language, without regard to case.

        Raises:
            InvalidInputError: `code.unknown` with the list and the text.
        """
        value = self._by_label.get(" ".join(label.split()).casefold())
        if value is None:
            raise InvalidInputError("code.unknown", list=self.kind.value, text=label)
        return value

    def offered_on(self, day: date) -> tuple[CodeValue, ...]:
        """The values that may be chosen on the day."""
        return tuple(value for value in self.values if value.valid_on(day) and not value.hidden)


@dataclass(frozen=True, slots=True)
class CodeLists:
    """All lists of the register."""

    lists: Mapping[CodeKind, CodeList]

    def __getitem__(self, kind: CodeKind) -> CodeList:
        return self.lists[kind]

    @property
    def reached_outcomes(self) -> frozenset[str]:
        """Outcomes that mean the young person was reached (DOMAIN: an attempt is not a contact)."""
        return frozenset(value.id for value in self[CodeKind.OUTCOME].values if value.reached)


def parse_code_lists(documents: Iterable[str]) -> CodeLists:
    """Build the lists from the JSON texts of `resources/codes/`."""
    lists = {}
    for document in documents:
        data = json.loads(document)
        kind = CodeKind(data["list"])
        lists[kind] = CodeList(kind, tuple(_value(row) for row in data["values"]))
    return CodeLists(lists)


def _value(row: Mapping[str, str | bool]) -> CodeValue:
    return CodeValue(
        id=str(row["id"]),
        sv=str(row["sv"]),
        en=str(row["en"]),
        reached=bool(row.get("reached", False)),
        valid_from=date.fromisoformat(str(row.get("valid_from", date.min))),
        valid_to=date.fromisoformat(str(row.get("valid_to", date.max))),
    )
