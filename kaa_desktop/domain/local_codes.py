"""What a municipality makes of the shipped code lists: values of its own, others not in use, the order.

A value of its own is always one of the shipped ones under another name, and counts as that everywhere: its
id is the shipped id, a mark, and something of its own. Values are never taken away, only not offered.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from kaa_desktop.domain.code_lists import (
    LOCAL_MARK,
    CodeKind,
    CodeList,
    CodeLists,
    CodeValue,
    shipped_code,
)
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.occupations import UNKNOWN

CHANGEABLE = (CodeKind.MEASURE, CodeKind.OCCUPATION, CodeKind.CHANNEL, CodeKind.MEASURE_END_REASON)
"""Lists in which the law and the authority leave room; the others decide who is reached, in or out."""

LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A line of a list as the municipality has it.

    Attributes:
        id: empty for a value that is new.
        parent: the shipped value it counts as; itself for a shipped one; empty until it is chosen.
        label: of an own value; empty for a shipped one, which keeps its name.
        offered: whether it may be chosen.
    """

    id: str
    parent: str
    label: str = ""
    offered: bool = True

    @property
    def own(self) -> bool:
        """Whether the municipality has added it."""
        return not self.id or self.id != self.parent


LocalLists = Mapping[CodeKind, Sequence[ListedCode]]
NO_CHANGES: LocalLists = MappingProxyType({})


def parse_local(text: str) -> LocalLists:
    """The lines as `local_as_text` wrote them; an empty text changes nothing."""
    if not text:
        return NO_CHANGES
    return {
        CodeKind(kind): tuple(ListedCode(*line) for line in lines) for kind, lines in json.loads(text).items()
    }


def local_as_text(local: LocalLists) -> str:
    """The lines as text, to keep; empty where nothing is changed."""
    lists = {
        kind.value: [(line.id, line.parent, line.label, line.offered) for line in lines]
        for kind, lines in local.items()
    }
    return json.dumps(lists, ensure_ascii=False, sort_keys=True) if lists else ""


def lines_of(shipped: CodeList, local: LocalLists) -> tuple[ListedCode, ...]:
    """A list as the municipality has it; shipped values that it does not know yet stand last."""
    known = [line for line in local.get(shipped.kind, ()) if not line.id or shipped_code(line.id) in shipped]
    ids = {line.id for line in known}
    return (*known, *(ListedCode(value.id, value.id) for value in shipped.values if value.id not in ids))


def with_local(shipped: CodeLists, local: LocalLists) -> CodeLists:
    """The lists that are in force."""
    lists = dict(shipped.lists)
    for kind in CHANGEABLE:
        if kind in local and kind in lists:
            lines = lines_of(lists[kind], local)
            lists[kind] = CodeList(kind, tuple(_value(lists[kind], line) for line in lines))
    return CodeLists(lists)


def with_ids(local: LocalLists, make_id: Callable[[], str]) -> LocalLists:
    """New values get ids."""
    return {
        kind: tuple(
            line if line.id else replace(line, id=f"{line.parent}{LOCAL_MARK}{make_id()}") for line in lines
        )
        for kind, lines in local.items()
    }


def only_changed(shipped: CodeLists, local: LocalLists) -> LocalLists:
    """Without the lists that are as they were shipped."""
    return {
        kind: lines
        for kind, lines in local.items()
        if tuple(lines) != tuple(ListedCode(value.id, value.id) for value in shipped[kind].values)
    }


def check_local(shipped: CodeLists, local: LocalLists, channels: Iterable[str], today: date) -> None:
    """Refuse what could not be chosen from, or not be counted.

    Args:
        shipped: the lists of the product.
        local: what the municipality makes of them.
        channels: those of the contact plan.
        today: the day.

    Raises:
        InvalidInputError: a code that begins with `code.`.
    """
    for kind, lines in local.items():
        if kind not in CHANGEABLE:
            raise InvalidInputError("code.fixed_list", list=kind.value)
        offered = {value.id for value in shipped[kind].offered_on(today)}
        for line in lines:
            if line.own:
                _check_own(shipped[kind], line, offered)
        _check_labels(shipped[kind], lines)
        if not any(line.offered and line.parent in offered for line in lines):
            raise InvalidInputError("code.none_offered", list=kind.value)
    hidden = {line.id for line in local.get(CodeKind.CHANNEL, ()) if not line.offered}
    if not hidden.isdisjoint(channels):
        raise InvalidInputError("code.in_plan")


def _check_own(shipped: CodeList, line: ListedCode, offered: set[str]) -> None:
    if not line.label.strip():
        raise InvalidInputError("code.no_label", list=shipped.kind.value)
    if len(line.label) > LABEL_LENGTH:
        raise InvalidInputError("code.long_label", text=line.label, limit=LABEL_LENGTH)
    countable = line.parent in offered or bool(line.id)
    if not countable or line.parent not in shipped or line.parent == UNKNOWN:
        raise InvalidInputError("code.no_parent", text=line.label)


def _check_labels(shipped: CodeList, lines: Sequence[ListedCode]) -> None:
    """One name means one value, since files are read by names."""
    own = Counter(_plain(line.label) for line in lines if line.own)
    taken = {_plain(label) for value in shipped.values for label in {value.sv, value.en}}
    for line in lines:
        if line.own and (own[_plain(line.label)] > 1 or _plain(line.label) in taken):
            raise InvalidInputError("code.label_taken", text=line.label)


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()


def _value(shipped: CodeList, line: ListedCode) -> CodeValue:
    value = replace(shipped[line.parent], hidden=not line.offered)
    label = " ".join(line.label.split())
    return replace(value, id=line.id, sv=label, en=label) if line.own else value
