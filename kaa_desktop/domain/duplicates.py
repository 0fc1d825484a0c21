"""When two people of the register are likely the same, and what merging them would do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations, product

from kaa_desktop.domain.episodes import Episode, covered_days
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind
from kaa_desktop.domain.young_people import PersonDetails

_CLOSE_SPELLING = 0.8
_SWEDEN = ("+46", "0046")
_SHORTEST_PHONE = 7
_SHARED_PHONE = 5
"""A phone of more people than this belongs to a school or a home, and says nothing."""
_BETWEEN_WORDS = re.compile(r"[\s,.'’-]+")
_BETWEEN_DIGITS = str.maketrans("", "", " -/().")
_KINDS = (PersonalNumberKind.INTERIM, PersonalNumberKind.COORDINATION, PersonalNumberKind.PERSONAL)


class DuplicateReason(StrEnum):
    """Why two people are suggested, the surest first."""

    NEW_NUMBER = "new_number"
    SAME_NAME_AND_BIRTHDAY = "same_name_and_birthday"
    SAME_PHONE = "same_phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What of a person is compared.

    Attributes:
        first_name: lower case and without accents, as the register orders names.
        last_name: likewise.
    """

    row: int
    id: str
    number_kind: PersonalNumberKind
    birth_date: str
    first_name: str
    last_name: str
    phone: str


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two people who are likely the same; `first` has the surer number."""

    first: Likeness
    second: Likeness
    reason: DuplicateReason


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two people who are likely the same; `first` has the surer number, so it is offered to be kept."""

    first: PersonListRow
    second: PersonListRow
    reason: DuplicateReason


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What merging would do.

    Attributes:
        taken_over: details that the kept person gets from the other, by name of the detail.
        given_way: details that no longer count where the two differ; they stay in the history.
        overlapping: pairs of registrations that cover the same days; with any, merging is refused.
    """

    kept: PersonListRow
    other: PersonListRow
    episodes: int
    contacts: int
    measures: int
    occupations: int
    taken_over: Mapping[str, str]
    given_way: Mapping[str, str]
    overlapping: tuple[tuple[Episode, Episode], ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.overlapping


def phone_key(phone: str) -> str:
    """The phone's digits as dialled within Sweden; empty for what is no whole number."""
    digits = phone.replace("(0)", "").translate(_BETWEEN_DIGITS)
    if not digits.removeprefix("+").isdecimal():
        digits = re.sub(r"[^\d+]", "", digits)
    for abroad in _SWEDEN:
        if digits.startswith(abroad):
            digits = "0" + digits.removeprefix(abroad).lstrip("0")
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def duplicate_reason(one: Likeness, other: Likeness) -> DuplicateReason | None:
    """Why the two are likely the same, or None.

    A coordination number that became a personal number keeps its birthday, while the name is often written
    anew. Brothers and sisters share a phone, so there the first name has to agree.
    """
    same_birthday = one.birth_date == other.birth_date and bool(one.birth_date)
    kinds = {one.number_kind, other.number_kind}
    if same_birthday and len(kinds) > 1 and _similar_names(one, other):
        return DuplicateReason.NEW_NUMBER
    if same_birthday and _same_names(one, other):
        return DuplicateReason.SAME_NAME_AND_BIRTHDAY
    phones = {phone_key(one.phone), phone_key(other.phone)}
    if len(phones) == 1 and phones != {""} and _similar(one.first_name, other.first_name):
        return DuplicateReason.SAME_PHONE
    return None


def likely_duplicates(people: Iterable[Likeness], different: Collection[frozenset[str]]) -> list[LikelyPair]:
    """All likely pairs but those that somebody has found to be different people, the surest first."""
    pairs: dict[frozenset[str], LikelyPair] = {}
    for one, other in _worth_comparing(people):
        ids = frozenset((one.id, other.id))
        if ids in pairs or ids in different:
            continue
        reason = duplicate_reason(one, other)
        if reason:
            kept, given = sorted((one, other), key=_surest_first)
            pairs[ids] = LikelyPair(kept, given, reason)
    order = list(DuplicateReason)
    return sorted(pairs.values(), key=lambda p: (order.index(p.reason), p.first.last_name, p.first.row))


def _worth_comparing(people: Iterable[Likeness]) -> Iterator[tuple[Likeness, Likeness]]:
    """Pairs with something in common; comparing everybody with everybody would take hours."""
    names: dict[tuple[str, ...], list[Likeness]] = defaultdict(list)
    words: dict[tuple[str, str], list[Likeness]] = defaultdict(list)
    phones: dict[str, list[Likeness]] = defaultdict(list)
    for who in people:
        if who.phone:
            phones[phone_key(who.phone)].append(who)
        if who.birth_date:
            parts = _words(who)
            names[(who.birth_date, *parts)].append(who)
            for word in parts:
                words[who.birth_date, word].append(who)
    phones.pop("", None)
    for group in names.values():
        yield from combinations(group, 2)
    for group in phones.values():
        if len(group) <= _SHARED_PHONE:
            yield from combinations(group, 2)
    for group in words.values():
        if len(group) > 1:
            yield from _of_different_kinds(group)


def _of_different_kinds(group: Iterable[Likeness]) -> Iterator[tuple[Likeness, Likeness]]:
    by_kind: dict[PersonalNumberKind, list[Likeness]] = defaultdict(list)
    for who in group:
        by_kind[who.number_kind].append(who)
    for some, others in combinations(by_kind.values(), 2):
        yield from product(some, others)


def _surest_first(who: Likeness) -> tuple[int, int]:
    return -_KINDS.index(who.number_kind), who.row


def merged_details(kept: PersonDetails, other: PersonDetails) -> PersonDetails:
    """What the kept person says, filled up from the other; the surer identity number counts."""
    values = {
        field.name: getattr(kept, field.name) or getattr(other, field.name)
        for field in fields(PersonDetails)
        if field.name != "number"
    }
    return PersonDetails(number=_surer(kept.number, other.number), **values)


def overlapping_episodes(
    kept: Iterable[Episode], moved: Iterable[Episode], birth_date: date | None
) -> tuple[tuple[Episode, Episode], ...]:
    """Pairs of registrations, one of each person, that cover a day in common; at most one may be open."""
    others = list(moved)
    return tuple((one, other) for one in kept for other in others if _overlap(one, other, birth_date))


def _overlap(one: Episode, other: Episode, birth_date: date | None) -> bool:
    if one.open and other.open:
        return True
    first, second = covered_days(one, birth_date), covered_days(other, birth_date)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def _surer(kept: PersonalNumber, other: PersonalNumber) -> PersonalNumber:
    return other if _KINDS.index(other.kind) > _KINDS.index(kept.kind) else kept


def _same_names(one: Likeness, other: Likeness) -> bool:
    """Both names, whatever stands between their words."""
    mine, theirs = _words(one), _words(other)
    return mine == theirs and bool(mine)


def _similar_names(one: Likeness, other: Likeness) -> bool:
    """One name agrees and the other nearly, or all words of the one do in any order."""
    mine, theirs = set(_words(one)), set(_words(other))
    if mine.isdisjoint(theirs):
        return False
    if _similar(one.first_name, other.first_name) and _similar(one.last_name, other.last_name):
        return True
    return len(mine & theirs) > 1 and (mine <= theirs or theirs <= mine)


def _similar(one: str, other: str) -> bool:
    """A word in common, or nearly the same spelling."""
    if not (one and other):
        return False
    if set(_split(one)) & set(_split(other)):
        return True
    return SequenceMatcher(None, one, other).ratio() >= _CLOSE_SPELLING


def _words(who: Likeness) -> list[str]:
    return _split(f"{who.first_name} {who.last_name}")


def _split(name: str) -> list[str]:
    return [word for word in _BETWEEN_WORDS.split(name) if word]
